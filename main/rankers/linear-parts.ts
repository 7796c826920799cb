// What gives each term to a linear model's decision?
import type { LinearModel } from '../learners/linear.ts';
import type { Weights } from '../text/weights.ts';
import { strongest } from './lexical.ts';
import type { Explained } from './ranker.ts';

/** Terms of the row and the intercept, strongest first; they sum to the decision value. */
export const explainLinear = ({ weights, intercept }: LinearModel, { rows, label }: Weights, at: number): Explained[] => {
  const parts: Explained[] = [{ label: 'any record', weight: intercept }];
  for (let entry = rows.start[at]!; entry < rows.start[at + 1]!; entry++) {
    const column = rows.index[entry]!;
    const weight = rows.value[entry]! * weights[column]!;
    if (weight !== 0) parts.push({ label: label(column) ?? 'words of this record only', weight });
  }
  return strongest(parts);
};
