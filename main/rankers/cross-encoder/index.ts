// Which records does a network that reads question and record together find relevant? monoBERT: [CLS] question [SEP] title, abstract [SEP] → one logit
// (Wang et al. 2023, after Nogueira & Cho 2019). Explained by leaving out: what the score loses without each sentence.
import type { Explained } from '../ranker.ts';
import { pairRanker } from '../pairs.ts';
import { piecesOf, quoted } from '../pieces.ts';

export const crossEncoder = pairRanker({
  name: 'cross-encoder',
  version: 1,
  top: 200,
  model: ({ cross }) => cross,
  explained: { kind: 'pair', part: 'sentences' },
  parts: (said, view, at, { score }) => {
    const pieces = piecesOf(view, at);
    const whole = said[0]!;
    if (said.length !== pieces.length + 1) return undefined;
    const parts = pieces.map((piece, k): Explained => ({ label: quoted(piece), weight: whole - said[k + 1]! }));
    return [...parts, { label: 'all of it together', weight: score - parts.reduce((sum, { weight }) => sum + weight, 0) }];
  },
});
