// Why does a citation stand where it stands, and which words were learnt?
import type { Why } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Explained } from '../../rankers/ranker.ts';
import { byOf } from './inputs.ts';
import type { Learnt } from './session.ts';
import { positionOf } from './view.ts';

const mostParts = 12;

/** @throws Failure 'citation.unknown' */
export const whyOf = ({ ranker, model, view, ranking, keys }: Learnt, citation: number): Why => {
  const at = positionOf(keys, citation);
  if (at < 0) throw new Failure('citation.unknown', { citation: String(citation) });
  const parts = ranker.explain(model, view, at).filter(({ weight }) => weight !== 0).slice(0, mostParts);
  const largest = parts.reduce((most, { weight }) => Math.max(most, Math.abs(weight)), 0);
  return {
    ranker: ranker.name,
    sentence: sentenceOf(parts, byOf(view), view.relevant),
    parts: parts.map(({ label, weight }) => ({ label, weight, share: largest === 0 ? 0 : weight / largest })),
    recipe: ranking.recipe,
  };
};

const sentenceOf = (parts: readonly Explained[], by: ReturnType<typeof byOf>, relevant: Uint8Array): string => {
  const found = relevant.reduce((sum, one) => sum + one, 0);
  const by_ = {
    set: 'No protocol and no decisions yet: placed by its likeness to the whole set',
    protocol: 'Placed by the protocol',
    labels: `Placed by your ${String(relevant.length)} decisions (${String(found)} relevant)`,
    'protocol+labels': `Placed by the protocol and your ${String(relevant.length)} decisions (${String(found)} relevant)`,
  }[by];
  const most = parts.filter(({ weight }) => weight > 0).slice(0, 3).map(({ label }) => `“${label}”`);
  return most.length === 0 ? `${by_}; nothing in it speaks for it.` : `${by_}; what speaks for it most: ${most.join(', ')}.`;
};

/** Looked at: the first ones read as relevant, whose explanations hold the strongest words. */
const looked = 12;
const mostWords = 24;

/** Words with the largest weights among the relevant ones; none before there is something to learn from. */
export const learntWords = ({ ranker, model, view }: Learnt): readonly string[] => {
  if (!ranker.learns || !(view.relevant.includes(1) && view.relevant.includes(0))) return [];
  const sums = new Map<string, number>();
  const relevant = [...view.labelled].filter((_, at) => view.relevant[at] === 1).slice(-looked);
  for (const at of relevant) for (const { label, weight } of ranker.explain(model, view, at)) sums.set(label, (sums.get(label) ?? 0) + weight);
  const words = [...sums].filter(([label, weight]) => weight > 0 && /^[\p{L}\p{N}][\p{L}\p{N} -]*$/u.test(label));
  return words.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, mostWords).map(([label]) => label);
};
