// Which records of a list are the same reference? The whole way from citations to groups, questions and links.
import type { Citation } from '../../shared/citation.ts';
import type { Step, Work } from '../../shared/work.ts';
import { pairs, type Stage } from './blocks.ts';
import { contextOf } from './context.ts';
import { compare } from './evidence.ts';
import { grouping, type Link } from './groups.ts';
import { richness } from './merge.ts';
import { signature, sorted } from './order.ts';
import { profile, type Profile } from './profile.ts';
import { judge, type Judged } from './verdict.ts';

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

export interface Params {
  /** `exact`: identifiers, and identical title, authors and year; nothing is asked or linked. */
  readonly stage?: Stage;
  /** Records before this position are known to be different references: they are never paired with each other. */
  readonly apart?: number;
}

/** Groups of more members list only the pairs that made them. */
const listed = 40;

function* moved<T>(work: Work<T>, phase: number, total: number): Work<T> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    const { done, total: of = 1 }: Step = next.value;
    yield { done: Math.min(total, Math.floor((total * (phase + done / Math.max(of, 1))) / 4)), total };
  }
}

function* profiles(citations: readonly Citation[]): Work<{ all: Profile[]; lines: string[] }> {
  const all: Profile[] = [];
  const lines: string[] = [];
  for (const citation of citations) {
    const read = profile(citation, all.length);
    all.push(read);
    lines.push(signature(read));
    if (all.length % 16 === 0) yield { done: all.length, total: citations.length };
  }
  return { all, lines };
}

const longer = (one = '', two = ''): boolean => one.length > two.length || (one.length === two.length && one > two);
const isExact = (link: Judged): boolean => link.reason === 'title+authors+year' || !link.reason.includes('+');

/**
 * @param citations in any order: it changes positions, not groups
 * @returns groups in which no two records contradict each other, pairs to ask about, links between related references
 */
export function* deduplicate(citations: readonly Citation[], params: Params = {}): Work<Deduplicated> {
  const n = citations.length;
  const { stage = 'all', apart = 0 } = params;
  const { all, lines } = yield* moved(profiles(citations), 0, n);
  const order = yield* moved(sorted(lines), 1, n);
  // Records that cannot be told apart are one node; the one with the longest abstract speaks for them.
  const nodes: Profile[] = [];
  const twins: number[][] = [];
  for (const at of order) {
    const last = twins[twins.length - 1];
    const first = last?.[0];
    if (last === undefined || first === undefined || lines[first] !== lines[at] || (at < apart && last.some((other) => other < apart))) {
      twins.push([at]);
      nodes.push(all[at] as Profile);
      continue;
    }
    last.push(at);
    const speaker = nodes[nodes.length - 1] as Profile;
    if (longer(citations[at]?.abstract, citations[speaker.at]?.abstract)) nodes[nodes.length - 1] = all[at] as Profile;
  }
  yield { done: Math.floor(n / 2), total: n };
  const known = (node: number): boolean => apart > 0 && (twins[node] ?? []).some((at) => at < apart);
  const context = contextOf(citations);
  const judgements = new Map<number, Judged>();
  const links: Link[] = [];
  const asked: Link[] = [];
  const related: Link[] = [];
  const judgePair = (a: number, b: number): Judged | undefined => {
    const found = judgements.get(a * nodes.length + b);
    if (found !== undefined) return found;
    if (known(a) && known(b)) return undefined;
    const [one, two] = [nodes[a] as Profile, nodes[b] as Profile];
    const evidence = compare(one, two, context);
    return evidence === undefined ? undefined : judge(evidence, one, two);
  };
  const meet = (first: number, second: number): void => {
    const [a, b] = first < second ? [first, second] : [second, first];
    const judged = judgePair(a, b);
    if (judged === undefined || judged.verdict === 'different') return;
    if (stage === 'exact' && !(judged.verdict === 'same' && isExact(judged))) return;
    judgements.set(a * nodes.length + b, judged);
    (judged.verdict === 'same' ? links : judged.verdict === 'ask' ? asked : related).push({ a, b, judged });
  };
  yield* moved(pairs(nodes, meet, stage), 2, n);
  const { group, refused, used } = yield* moved(grouping(nodes.length, links, judgePair), 3, n);
  if (stage !== 'exact') asked.push(...refused);
  return yield* assemble({ citations, nodes, twins, group, used, links, asked, related, stage, self: (node) => judgePair(node, node) });
}

/** The cheap stage alone: equal identifiers (where the titles agree), and identical title, authors and year. */
export const exact = (citations: readonly Citation[]): Work<Deduplicated> => deduplicate(citations, { stage: 'exact' });

interface Parts {
  readonly citations: readonly Citation[];
  readonly nodes: readonly Profile[];
  readonly twins: readonly (readonly number[])[];
  readonly group: Uint32Array;
  readonly used: readonly Link[];
  readonly links: readonly Link[];
  readonly asked: readonly Link[];
  readonly related: readonly Link[];
  readonly stage: Stage;
  self(node: number): Judged | undefined;
}

const pairOf = (a: number, b: number, judged: { reason: string; confidence: number }): Pair => ({
  a: Math.min(a, b),
  b: Math.max(a, b),
  reason: judged.reason,
  confidence: judged.confidence,
});

/** From distinct records back to the positions given. */
function* assemble(parts: Parts): Work<Deduplicated> {
  const n = parts.citations.length;
  const members = new Map<number, number[]>();
  const weakest = new Map<number, Judged>();
  const unsure: Pair[] = [];
  const weaken = (root: number, judged: Judged): void => {
    const before = weakest.get(root);
    if (before === undefined || judged.confidence < before.confidence) weakest.set(root, judged);
  };
  for (let node = 0; node < parts.nodes.length; node += 1) {
    const root = parts.group[node] ?? 0;
    const own = members.get(root) ?? [];
    members.set(root, own);
    const [first = 0, ...rest] = parts.twins[node] ?? [];
    own.push(first);
    if (rest.length === 0) continue;
    // Alike in all they say, yet it may be too little: two editorials of one year.
    const judged = parts.self(node);
    if (judged?.verdict === 'same') {
      own.push(...rest);
      weaken(root, judged);
    } else if (parts.stage !== 'exact' && judged !== undefined) for (const at of rest) unsure.push(pairOf(first, at, judged));
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
  groups.sort((one, two) => (one.members[0] ?? 0) - (two.members[0] ?? 0));
  const between = (links: readonly Link[]): Pair[] =>
    links
      .filter(({ a, b }) => parts.group[a] !== parts.group[b])
      .map(({ a, b, judged }) => pairOf(parts.twins[a]?.[0] ?? 0, parts.twins[b]?.[0] ?? 0, judged));
  unsure.push(...between(parts.asked));
  const order = (one: Pair, two: Pair): number => two.confidence - one.confidence || one.a - two.a || one.b - two.b;
  return { groups, unsure: unsure.sort(order), related: between(parts.related).sort(order) };
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
