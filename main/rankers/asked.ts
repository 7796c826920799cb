// How does a ranker that compares one text with records rank by a protocol of several parts?
import * as v from 'valibot';
import { finish, type Shape, type Work } from '../../shared/work.ts';
import type { Counts } from '../text/counts.ts';
import { reciprocalRank, sumOf } from './fusion.ts';
import { lexicalParts, lexicalScores, type Query, queryOf, strongest, type TermModel } from './lexical.ts';
import { queryKey, type QueryPart, queryTexts } from './query.ts';
import type { Explained, Ranker, View } from './ranker.ts';
import { explainSet, setScores } from './set.ts';

/** What every lexical ranker can be told. */
export const askedShape = v.object({
  /** The words compared: our stems, or scikit-learn's tokens. */
  words: v.optional(v.picklist(['stems', 'words']), 'stems'),
  field: v.optional(v.picklist(['title', 'abstract', 'both', 'all']), 'all'),
  /** One part gives its own scores; several are fused by reciprocal rank. Where none of them says anything, the first part that does. */
  parts: v.optional(v.array(v.picklist(['title', 'question', 'criteria', 'boolean'])), ['title', 'question']),
});
export type Asked = v.InferOutput<typeof askedShape>;

/** Words and text as the reference runs have them: tokens of two or more word characters, title and abstract, the title as query. */
export const referenceWords = { words: 'words', field: 'both', parts: ['title'] } as const;

/** One text against all records. */
export interface Matched {
  /** Length n. */
  readonly scores: Float64Array;
  /** The words found in a record with what they give: they sum to its score. */
  readonly words: (at: number) => Explained[];
  /** Whether a record without any word has 0, so that its words make its whole score. */
  readonly fromNothing: boolean;
}
/** What one part of the protocol gives to the ranking: its scores, or 1/(60 + place) where several parts are fused. */
export interface AskedPart extends Matched {
  readonly part: QueryPart;
  readonly given: Float64Array;
}

export interface LexicalForm<P> {
  readonly name: string;
  readonly version: number;
  readonly params: Shape<P>;
  match(view: View, params: P, text: string): Work<Matched>;
}

/** A term model over one field. */
export const matchBy = <P extends Asked>(model: (counts: Counts, query: Query, params: P) => TermModel) =>
  function* (view: View, params: P, text: string): Work<Matched> {
    const counts = yield* view.counts(params.words, params.field);
    const query = queryOf(counts, params.words, text);
    const form = model(counts, query, params);
    return {
      scores: yield* lexicalScores(counts, query, form),
      words: (at) => lexicalParts(counts, query, form, at),
      fromNothing: form.rest === undefined,
    };
  };

/** The parts' scores, kept with the collection; none without a protocol. */
export const askedParts = <P extends Pick<Asked, 'parts'>>(
  { name, match }: Pick<LexicalForm<P>, 'name' | 'match'>,
  params: P,
  view: View,
): Work<readonly AskedPart[]> =>
  view.keep(`${name} ${JSON.stringify(params)} ${queryKey(view.protocol)}`, function* () {
    const wanted = queryTexts(view.protocol, params.parts);
    const asked = wanted.length > 0 ? wanted : queryTexts(view.protocol).slice(0, 1);
    const parts: AskedPart[] = [];
    for (const { part, text } of asked) {
      const matched = yield* match(view, params, text);
      parts.push({ ...matched, part, given: matched.scores });
    }
    if (parts.length < 2) return parts;
    const given = reciprocalRank(parts.map(({ scores }) => scores));
    return parts.map((one, k) => ({ ...one, given: given[k]! }));
  });

/** A ranker out of a way to match a text. Without any protocol the set itself gives the order. */
export const lexicalRanker = <P extends Pick<Asked, 'parts'>>(form: LexicalForm<P>): Ranker<P, P> => ({
  name: form.name,
  version: form.version,
  params: form.params,
  learns: false,
  wants: () => [],
  *fit(_view, params) {
    yield { done: 1, total: 1 };
    return params;
  },
  *score(params, view) {
    const parts = yield* askedParts(form, params, view);
    if (parts.length === 0) return Float64Array.from(yield* setScores(view));
    return sumOf(
      parts.map(({ given }) => given),
      view.n,
    );
  },
  explain(params, view, at) {
    const parts = finish(askedParts(form, params, view));
    return parts.length === 0 ? explainSet(view, at) : explainParts(parts, at);
  },
});

/** What the parts give, shared out among the words found where words alone make a part's score. Sums to the score. */
export const explainParts = (parts: readonly AskedPart[], at: number): Explained[] =>
  strongest(
    parts.flatMap(({ part, scores, given, fromNothing, words }): Explained[] => {
      const found = words(at);
      if (parts.length === 1) return found.length > 0 ? found : [{ label: 'no word found', weight: 0 }];
      if (!fromNothing || scores[at] === 0) return [{ label: part, weight: given[at]! }];
      return found.map(({ label, weight }) => ({ label: `${label} (${part})`, weight: (given[at]! * weight) / scores[at]! }));
    }),
  );
