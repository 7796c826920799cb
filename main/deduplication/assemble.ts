// What comes out: groups, questions and links, from distinct records back to the positions given.
import type { Citation } from '../../shared/citation.ts';
import type { Work } from '../../shared/work.ts';
import type { Stage } from './blocks.ts';
import type { Link } from './groups.ts';
import { richness } from './merge.ts';
import { sorted } from './order.ts';
import type { Judged } from './verdict.ts';

/** Two records, by their positions in the list given, a < b. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  /** `doi`, `pmid`, `pmcid`, `trial`, `accession`, `title+pages`, `title+authors+year`, `title+authors`, `title+abstract`, `pages+authors` …; of related ones the kind of relation. */
  readonly reason: string;
  /** Chance that the two are one reference, 0…1. */
  readonly confidence: number;
}

export interface Group {
  /** Positions, ascending; two or more. */
  readonly members: readonly number[];
  /** The member that says most. */
  readonly kept: number;
  /** Reason and confidence of the weakest link that the group needs. */
  readonly reason: string;
  readonly confidence: number;
  readonly pairs: readonly Pair[];
}

export interface Deduplicated {
  /** Ordered by their first member. Records in no group stand alone. */
  readonly groups: readonly Group[];
  /** Pairs only a person can decide, surest first; never inside a group. */
  readonly unsure: readonly Pair[];
  /** Different references that belong together: `preprint`, `notice`, `reply`, `version`, `conference`, `protocol`, `registration`, `part`. */
  readonly related: readonly Pair[];
}

/** Groups of more members list only the pairs that made them. */
const listed = 40;

export interface Parts {
  readonly citations: readonly Citation[];
  readonly twins: readonly (readonly number[])[];
  readonly group: Uint32Array;
  readonly used: readonly Link[];
  readonly links: readonly Link[];
  readonly asked: readonly Link[];
  readonly related: readonly Link[];
  readonly stage: Stage;
  self(node: number): Judged | undefined;
}

const identical: Judged = { verdict: 'same', reason: 'identical', confidence: 0.95, opposed: false, score: 3 };
const compared = ['title', 'abstract', 'authors', 'year', 'date', 'journal', 'volume', 'issue', 'pages', 'doi', 'pmid', 'url', 'type'] as const;

/** Something that only one text has, as a column of every issue ("Editorial", one author, one year) has not. */
const placed = (of: Citation): boolean =>
  (of.doi ?? of.pmid ?? of.pages ?? of.abstract) !== undefined || (of.volume !== undefined && of.issue !== undefined);

/** Positions of one list by what their records say word for word; where that is next to nothing, only one record read twice is the same. */
const verbatim = (citations: readonly Citation[], list: readonly number[]): number[][] => {
  const buckets = new Map<string, number[]>();
  for (const at of list) {
    const citation = citations[at] as Citation;
    const key = JSON.stringify([placed(citation) ? null : citation.id, ...compared.map((field) => citation[field] ?? null)]);
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [at]);
    else bucket.push(at);
  }
  return [...buckets.values()];
};

const pairOf = (a: number, b: number, judged: { reason: string; confidence: number }): Pair => ({
  a: Math.min(a, b),
  b: Math.max(a, b),
  reason: judged.reason,
  confidence: judged.confidence,
});

function* surestFirst(list: readonly Pair[]): Work<Pair[]> {
  const by = (one: Pair, two: Pair): number => two.confidence - one.confidence || one.a - two.a || one.b - two.b;
  const order = yield* sorted(list.length, (one, two) => by(list[one] as Pair, list[two] as Pair));
  return Array.from(order, (at) => list[at] as Pair);
}

/** From distinct records back to the positions given. */
export function* assemble(parts: Parts): Work<Deduplicated> {
  const n = parts.citations.length;
  const members = new Map<number, number[]>();
  const weakest = new Map<number, Judged>();
  const unsure: Pair[] = [];
  const weaken = (root: number, judged: Judged): void => {
    const before = weakest.get(root);
    if (before === undefined || judged.confidence < before.confidence) weakest.set(root, judged);
  };
  for (let node = 0; node < parts.twins.length; node += 1) {
    const root = parts.group[node] ?? 0;
    const own = members.get(root) ?? [];
    members.set(root, own);
    const [first = 0, ...rest] = parts.twins[node] ?? [];
    own.push(first);
    if (rest.length === 0) continue;
    const judged = parts.self(node);
    if (judged?.verdict === 'same') {
      own.push(...rest);
      weaken(root, judged);
      continue;
    }
    // Alike in all that is compared, yet it may be too little (two editorials of one year). Only where nothing at all differs is it one record twice.
    for (const bucket of verbatim(parts.citations, parts.twins[node] ?? [])) {
      const [leader = 0, ...copies] = bucket;
      if (leader === first) own.push(...copies);
      else members.set(n + leader, [...bucket]);
      if (copies.length > 0) weaken(leader === first ? root : n + leader, identical);
      if (leader !== first && parts.stage !== 'exact' && judged?.verdict === 'ask') unsure.push(pairOf(first, leader, judged));
    }
    if (node % 64 === 0) yield { done: n, total: n };
  }
  for (const { a, judged } of parts.used) weaken(parts.group[a] ?? 0, judged);
  const direct = new Map<number, Link[]>();
  for (const link of parts.links) {
    const root = parts.group[link.a] ?? 0;
    if (root !== parts.group[link.b]) continue;
    const list = direct.get(root);
    if (list === undefined) direct.set(root, [link]);
    else list.push(link);
  }
  const groups: Group[] = [];
  for (const [root, list] of members) {
    const judged = weakest.get(root);
    if (list.length < 2 || judged === undefined) continue;
    list.sort((a, b) => a - b);
    groups.push({
      members: list,
      kept: keptOf(parts.citations, list),
      reason: judged.reason,
      confidence: judged.confidence,
      pairs: pairsIn(parts, list, direct.get(root) ?? [], judged),
    });
    if (groups.length % 16 === 0) yield { done: n, total: n };
  }
  const order = yield* sorted(groups.length, (one, two) => (groups[one]?.members[0] ?? 0) - (groups[two]?.members[0] ?? 0));
  const between = (links: readonly Link[]): Pair[] =>
    links
      .filter(({ a, b }) => parts.group[a] !== parts.group[b])
      .map(({ a, b, judged }) => pairOf(parts.twins[a]?.[0] ?? 0, parts.twins[b]?.[0] ?? 0, judged));
  for (const pair of between(parts.asked)) unsure.push(pair);
  return {
    groups: Array.from(order, (at) => groups[at] as Group),
    unsure: yield* surestFirst(unsure),
    related: yield* surestFirst(between(parts.related)),
  };
}

const keptOf = (citations: readonly Citation[], list: readonly number[]): number => {
  let best = list[0] ?? 0;
  for (const at of list) if (richness(citations[at] as Citation) > richness(citations[best] as Citation)) best = at;
  return best;
};

const pairsIn = (parts: Parts, list: readonly number[], direct: readonly Link[], weakest: Judged): Pair[] => {
  const out = new Map<number, Pair>();
  const put = (pair: Pair): void => void out.set(pair.a * parts.citations.length + pair.b, pair);
  if (list.length <= listed) list.forEach((a, at) => list.slice(at + 1).forEach((b) => put(pairOf(a, b, weakest))));
  for (const { a, b, judged } of direct)
    for (const one of parts.twins[a] ?? [])
      for (const two of parts.twins[b] ?? [])
        if (list.length <= listed || (one === parts.twins[a]?.[0] && two === parts.twins[b]?.[0])) put(pairOf(one, two, judged));
  return [...out.values()].sort((one, two) => one.a - two.a || one.b - two.b);
};
