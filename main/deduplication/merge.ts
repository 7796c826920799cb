// What does the merged record say, and which member said it? The best of each field, nothing dropped.
import type { Citation, Fields } from '../../shared/citation.ts';
import { looksDecodedTwice } from '../citations/decoded-twice.ts';
import { noticesIn } from '../citations/words.ts';

export interface Merged {
  /** Identity, source and raw text of the member that says most; fields from all. */
  readonly citation: Citation;
  /** Positions in the list given: the member a value was taken from, for lists all that added to it. */
  readonly from: Partial<Record<keyof Fields, readonly number[]>>;
}

const unreadable = /[\p{L}]\?[\p{L}]|\ufffd/u;
const lost = (text: string): boolean => unreadable.test(text) || looksDecodedTwice(text);
const shouting = (text: string): boolean => text === text.toUpperCase() && /\p{Lu}{4}/u.test(text);

/** How much a record says: identifiers count most, then abstract, then the rest. */
export const richness = (citation: Citation): number => {
  let sum = 0;
  if (citation.abstract !== undefined) sum += 4 + Math.min(citation.abstract.length, 3000) / 1000;
  if (citation.pmid !== undefined) sum += 4;
  if (citation.doi !== undefined) sum += 3;
  for (const field of [
    'title',
    'authors',
    'year',
    'journal',
    'volume',
    'issue',
    'pages',
    'pmcid',
    'issn',
    'mesh',
    'keywords',
    'type',
    'language',
    'date',
    'notices',
  ] as const)
    if (citation[field] !== undefined) sum += 1;
  if (citation.title !== undefined && (lost(citation.title) || shouting(citation.title))) sum -= 1;
  return sum;
};

type Text =
  'title' | 'abstract' | 'journal' | 'date' | 'issn' | 'doi' | 'pmid' | 'pmcid' | 'accession' | 'url' | 'language' | 'volume' | 'issue' | 'pages';
type Lists = 'keywords' | 'mesh' | 'type' | 'notices';

/** Readable before long: no capitals throughout, no lost letters, no placeholder. */
const quality = (text: string): number => text.length - (shouting(text) ? 10_000 : 0) - (lost(text) ? 1_000 : 0) - (text.startsWith('[') ? 200 : 0);

/** The member with the best value of a field; the richest wins ties. */
const best = (members: readonly Citation[], order: readonly number[], field: Text, worth: (text: string) => number): number | undefined => {
  let found: number | undefined;
  let most = -Infinity;
  for (const at of order) {
    const value = members[at]?.[field];
    if (value === undefined) continue;
    const own = worth(value);
    if (own <= most) continue;
    found = at;
    most = own;
  }
  return found;
};

/** @param members citations of one group, at least one */
export const merge = (members: readonly Citation[]): Merged => {
  const order = members.map((_, at) => at).sort((a, b) => richness(members[b] as Citation) - richness(members[a] as Citation) || a - b);
  const kept = members[order[0] ?? 0] as Citation;
  const from: Partial<Record<keyof Fields, readonly number[]>> = {};
  const merged: { -readonly [K in keyof Citation]: Citation[K] } = { ...kept };
  const take = <K extends keyof Fields>(field: K, at: number | undefined): void => {
    if (at === undefined) return;
    merged[field] = (members[at] as Citation)[field];
    from[field] = [at];
  };
  const votes = (field: Text) => (text: string) => members.filter((member) => member[field]?.toLowerCase() === text.toLowerCase()).length;
  for (const field of ['title', 'abstract', 'journal'] as const) take(field, best(members, order, field, quality));
  for (const field of ['doi', 'pmid', 'pmcid', 'accession', 'issn', 'url', 'language'] as const)
    take(field, best(members, order, field, votes(field)));
  // Year, volume, issue and pages describe one printing: the member that tells most of it leads, the others fill gaps.
  const printed = (at: number): number => ['volume', 'issue', 'pages'].filter((field) => members[at]?.[field as Text] !== undefined).length;
  const leading = [...order].sort((a, b) => printed(b) - printed(a) || order.indexOf(a) - order.indexOf(b));
  for (const field of ['volume', 'issue', 'pages', 'year'] as const)
    take(
      field,
      leading.find((at) => members[at]?.[field] !== undefined),
    );
  // A date of another year would contradict the year taken.
  const dated = leading.filter((at) => members[at]?.date !== undefined);
  take('date', dated.find((at) => members[at]?.year === merged.year) ?? dated[0]);
  const named = (at: number): number => (members[at]?.authors?.length ?? 0) * 1000 + (members[at]?.authors?.join('').length ?? 0);
  take('authors', order.filter((at) => members[at]?.authors !== undefined).sort((a, b) => named(b) - named(a) || order.indexOf(a) - order.indexOf(b))[0]); // prettier-ignore
  for (const field of ['keywords', 'mesh', 'type', 'notices'] as const) unite(members, order, field, merged, from);
  const opinions = order.flatMap((at) => members[at]?.opinions ?? []);
  if (opinions.length > 0) merged.opinions = distinct(opinions, (opinion) => JSON.stringify(opinion));
  for (const field of ['notes', 'tags'] as const) {
    const all = distinct(order.flatMap((at) => members[at]?.[field] ?? []), (text) => text); // prettier-ignore
    if (all.length > 0) merged[field] = all;
  }
  const decisions = new Set(members.map((member) => member.decision).filter((decision) => decision !== undefined));
  const [decision] = decisions;
  if (decisions.size === 1) merged.decision = decision;
  else delete merged.decision;
  return { citation: merged, from };
};

const distinct = <T>(list: readonly T[], key: (item: T) => string): T[] => {
  const seen = new Set<string>();
  return list.filter((item) => {
    const own = key(item);
    if (seen.has(own)) return false;
    seen.add(own);
    return true;
  });
};

/** Lists are united; what a title or type says of a retraction becomes a notice, so that it is seen on the merged record. */
const unite = (
  members: readonly Citation[],
  order: readonly number[],
  field: Lists,
  merged: { -readonly [K in keyof Citation]: Citation[K] },
  from: Partial<Record<keyof Fields, readonly number[]>>,
): void => {
  const seen = new Set<string>();
  const all: string[] = [];
  const sources: number[] = [];
  for (const at of order) {
    const member = members[at];
    const said = field === 'notices' && members.length > 1 ? noticesIn(member?.title, member?.type) : [];
    const fresh = [...(member?.[field] ?? []), ...said].filter((text) => !seen.has(text.toLowerCase()) && (seen.add(text.toLowerCase()), true));
    if (fresh.length > 0) sources.push(at);
    all.push(...fresh);
  }
  if (all.length === 0) return;
  merged[field] = all;
  from[field] = sources;
};
