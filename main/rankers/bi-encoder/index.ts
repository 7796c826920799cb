// Which records lie nearest to the question, by the network's vectors? cos(E(q), E(d)), q the parts of the protocol asked for, as one text.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import type { Work } from '../../../shared/work.ts';
import { asked } from '../asked-text.ts';
import { nearestPiece, products, queryVector, recordVectors, sentenceWants, vectorWants } from '../dense.ts';
import { quoted } from '../pieces.ts';
import type { Ranker } from '../ranker.ts';
import { explainSet, setScores } from '../set.ts';

const part = v.picklist(['title', 'question', 'criteria', 'boolean']);
const params = v.object({ parts: v.optional(v.array(part), ['title', 'question']) });
export type BiEncoderParams = v.InferOutput<typeof params>;

export const biEncoder: Ranker<BiEncoderParams, BiEncoderParams> = {
  name: 'bi-encoder',
  version: 1,
  params: shape(params),
  learns: false,
  wants: (view, given, explain) => [...vectorWants(view, [asked(view, given.parts)]), ...sentenceWants(view, explain)],
  *fit(_view, given) {
    yield { done: 1, total: 1 };
    return given;
  },
  *score(given, view): Work<Float64Array> {
    const vectors = recordVectors(view);
    const query = queryVector(view, asked(view, given.parts));
    if (vectors === undefined || query === undefined) return Float64Array.from(yield* setScores(view));
    return yield* products(vectors, view.n, query);
  },
  explain(given, view, at) {
    const vectors = recordVectors(view);
    const query = queryVector(view, asked(view, given.parts));
    if (vectors === undefined || query === undefined) return explainSet(view, at);
    let dot = 0;
    for (let k = 0; k < vectors.width; k++) dot += vectors.values[at * vectors.width + k]! * query[k]!;
    if (Number.isNaN(dot)) return [];
    const nearest = nearestPiece(view, at, query);
    return [{ label: `the protocol, by meaning${nearest === undefined ? '' : `: ${quoted(nearest)}`}`, weight: dot }];
  },
};
