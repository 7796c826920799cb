// Why does a citation stand where it stands, and which words were learnt?
import type { Fields } from '../../../shared/citation.ts';
import type { Why } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import { finish } from '../../../shared/work.ts';
import { stemsOf } from '../../text/stems.ts';
import { functionWords } from '../../text/stop-words.ts';
import { relevantFound } from '../../rankers/labels.ts';
import { byOf } from './inputs.ts';
import type { Learnt } from './session.ts';
import { positionOf } from './view.ts';

const mostParts = 12;

/** @throws Failure 'citation.unknown' */
export const whyOf = ({ ranker, model, view, ranking, keys }: Learnt, citation: number): Why => {
  const at = positionOf(keys, citation);
  if (at < 0) throw new Failure('citation.unknown', { citation: String(citation) });
  const words = wordsOfStems(view.citation(at));
  const parts = ranker
    .explain(model, view, at)
    .filter(({ weight }) => weight !== 0)
    .slice(0, mostParts)
    .map(({ label, weight }) => ({ label: spoken(label, words), weight }));
  const largest = parts.reduce((most, { weight }) => Math.max(most, Math.abs(weight)), 0);
  return {
    ranker: ranker.name,
    by: byOf(view),
    taught: view.relevant.length,
    found: relevantFound(view),
    parts: parts.map(({ label, weight }) => ({
      label,
      weight,
      share: largest === 0 ? 0 : weight / largest,
      ...(isBase(label) ? { base: true } : {}),
    })),
    recipe: ranking.recipe,
  };
};

/** Rankers count stems; people read words: the first word of the record with each stem. */
const wordsOfStems = ({ title = '', abstract = '', keywords = [], mesh = [] }: Fields): ReadonlyMap<string, string> => {
  const words = new Map<string, string>();
  for (const [word] of [title, abstract, ...keywords, ...mesh]
    .join(' ')
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    for (const stem of stemsOf(word)) if (!words.has(stem)) words.set(stem, word);
  }
  return words;
};

/** `adher · protocol` as `adherence · protocol`; labels that are no stem stay. */
const spoken = (label: string, words: ReadonlyMap<string, string>): string => {
  const [what = '', ...from] = label.split(' · ');
  return [words.get(what) ?? what, ...from].join(' · ');
};

const isBase = (label: string): boolean => label.startsWith('the usual record') || label.startsWith('any record');

const mostWords = 24;

/**
 * Words that tell the relevant ones read from the others: mean weight among the former less that among the latter (Rocchio's difference), largest first.
 * Over the labelled records alone, so that it costs nothing beside a ranking. None before there is one of each.
 */
export const learntWords = ({ ranker, view }: Pick<Learnt, 'ranker' | 'view'>): readonly string[] => {
  const { labelled, relevant } = view;
  const found = relevantFound(view);
  if (!ranker.learns || found === 0 || found === relevant.length) return [];
  const weights = finish(view.weights('elas-u4'));
  const { rows } = weights;
  const sums = new Map<number, number>();
  labelled.forEach((at, k) => {
    const share = relevant[k] === 1 ? 1 / found : -1 / (relevant.length - found);
    for (let entry = rows.start[at]!; entry < rows.start[at + 1]!; entry += 1)
      sums.set(rows.index[entry]!, (sums.get(rows.index[entry]!) ?? 0) + share * rows.value[entry]!);
  });
  const strongest = [...sums].filter(([, sum]) => sum > 0).sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  const words: string[] = [];
  for (const [column] of strongest) {
    const word = weights.label(column);
    if (word !== undefined && tells(word)) words.push(word);
    if (words.length === mostWords) break;
  }
  return words;
};

/** Neither numbers nor the small words that every text has. */
const tells = (term: string): boolean => term.split(' ').every((word) => word.length > 2 && !functionWords.has(word) && /\p{L}/u.test(word));
