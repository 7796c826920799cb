// Which analyses of a set of texts can be asked for by name?
import type { Work } from '../../shared/work.ts';
import { type Analyser, plainWords, plainWordsWithoutStops } from './analyser.ts';
import { type Counts, countWords } from './counts.ts';
import { stems } from './stems.ts';
import { type Weighting, type Weights, weighWords } from './weights.ts';

/** `words`: scikit-learn's tokens; `stems`: ours (RANKING §2). */
export type CountName = 'words' | 'stems';
/** TF-IDF as the named peers are defined with it (RANKING §3). */
export type WeightName = 'elas-u4' | 'elas-u3' | 'autotar';

const analysers: Readonly<Record<CountName, () => Analyser>> = { words: plainWords, stems };

const weightings: Readonly<Record<WeightName, { readonly analyser: () => Analyser; readonly how: Weighting }>> = {
  'elas-u4': { analyser: plainWords, how: { pairs: true, sublinear: true, mostTexts: 0.95, lone: 'merged' } },
  'elas-u3': { analyser: plainWordsWithoutStops, how: { pairs: false, sublinear: false, mostTexts: 1, lone: 'columns' } },
  autotar: { analyser: plainWordsWithoutStops, how: { pairs: false, sublinear: false, mostTexts: 1, lone: 'dropped' } },
};

/** @param text the text of position 0 … n−1 */
export const counted = (name: CountName, n: number, text: (at: number) => string): Work<Counts> => countWords(n, text, analysers[name]());

/** @param text the text of position 0 … n−1 */
export const weighed = (name: WeightName, n: number, text: (at: number) => string): Work<Weights> =>
  weighWords(n, text, weightings[name].analyser(), weightings[name].how);
