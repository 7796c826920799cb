// Which records have a word near to each word of the question? Σ over the question's whole words of the best match among the record's, by their
// vectors in context, divided by their number (MaxSim as in ColBERT, over whole words as in ColBERTer §3). The matches explain the score.
import { askedWords, wholeWords } from '../../text/whole-words.ts';
import type { Explained } from '../ranker.ts';
import { pairRanker } from '../pairs.ts';
import { piecesOf } from '../pieces.ts';

export const lateInteraction = pairRanker({
  name: 'late-interaction',
  version: 1,
  top: 1_000,
  model: ({ model }) => model,
  explained: { kind: 'words', part: 'both' },
  parts: (said, view, at, { query, score }) => {
    const asked = askedWords(query);
    const words = wholeWords(piecesOf(view, at).join('\n'));
    const parts = asked.slice(0, said.length / 2).map((word, k): Explained => {
      const match = words[said[k * 2 + 1]!];
      return { label: match === undefined || match === word ? word : `${word} ~ ${match}`, weight: said[k * 2]! };
    });
    const rest = score - parts.reduce((sum, { weight }) => sum + weight, 0);
    return Math.abs(rest) < 1e-9 ? parts : [...parts, { label: 'rounding', weight: rest }];
  },
});
