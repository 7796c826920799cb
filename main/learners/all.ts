// Which learners are there? One line each.
import type { Learner } from './learner.ts';
import type { LinearModel } from './linear.ts';
import { linearSvm } from './linear-svm/index.ts';
import { logisticRegression } from './logistic-regression/index.ts';
import { naiveBayes } from './naive-bayes/index.ts';

/** Parameters as they come out of each learner's own shape. */
export const learners: readonly Learner<object, LinearModel>[] = [linearSvm, logisticRegression, naiveBayes];
