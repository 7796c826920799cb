// Which analyses of a set of texts can be asked for by name?
import type { Work } from '../../shared/work.ts';
import { type Analyser, headings, plainWords, plainWordsWithoutStops } from './analyser.ts';
import { type Counts, countWords } from './counts.ts';
import { stems } from './stems.ts';
import { type Weighting, type Weights, weighWords } from './weights.ts';

/** `words`: scikit-learn's tokens; `stems`: ours (RANKING §2). */
export type CountName = 'words' | 'stems';
/** TF-IDF as the named peers are defined with it (RANKING §3); `winnow`: u4's words and pairs with subject headings beside them. */
export type WeightName = 'elas-u4' | 'elas-u3' | 'autotar' | 'winnow';

const analysers: Readonly<Record<CountName, () => Analyser>> = { words: plainWords, stems };

const weightings: Readonly<Record<Exclude<WeightName, 'winnow'>, { readonly analyser: () => Analyser; readonly how: Weighting }>> = {
  'elas-u4': { analyser: plainWords, how: { pairs: true, sublinear: true, mostTexts: 0.95, lone: 'merged' } },
  'elas-u3': { analyser: plainWordsWithoutStops, how: { pairs: false, sublinear: false, mostTexts: 1, lone: 'columns' } },
  autotar: { analyser: plainWordsWithoutStops, how: { pairs: false, sublinear: false, mostTexts: 1, lone: 'dropped' } },
};

/** @param text the text of position 0 … n−1 */
export const counted = (name: CountName, n: number, text: (at: number) => string): Work<Counts> => countWords(n, text, analysers[name]());

/** Length of the headings' rows beside the words' rows of length 1: bench/NOTES.md. */
const headingScale = 0.3;

/**
 * @param text the words of position 0 … n−1
 * @param terms its keywords and subject headings, parted by semicolons; only `winnow` looks at them
 */
export function* weighed(name: WeightName, n: number, text: (at: number) => string, terms?: (at: number) => string): Work<Weights> {
  const { analyser, how } = weightings[name === 'winnow' ? 'elas-u4' : name];
  if (name !== 'winnow' || terms === undefined) return yield* weighWords(n, text, analyser(), how);
  const weights = yield* weighWords(n, terms, headings(), { pairs: false, sublinear: true, mostTexts: 0.95, lone: 'merged' });
  return yield* weighWords(n, text, analyser(), how, { weights, scale: headingScale });
}
