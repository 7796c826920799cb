// Which records of a list are the same reference? The whole way from citations to groups, questions and links.
import type { Citation } from '../../shared/citation.ts';
import type { Step, Work } from '../../shared/work.ts';
import { pairs, type Stage } from './blocks.ts';
import { contextOf } from './context.ts';
import { compare } from './evidence.ts';
import { assemble, type Deduplicated } from './assemble.ts';
import { grouping, type Link } from './groups.ts';
import { digest, signature, sorted } from './order.ts';
import { profiler, type Profile } from './profile.ts';
import { judge, type Judged } from './verdict.ts';

export interface Params {
  /** `exact`: identifiers, and identical title, authors and year; nothing is asked or linked. */
  readonly stage?: Stage;
  /** Records before this position are known to be different references: they are never paired with each other. */
  readonly apart?: number;
}

function* moved<T>(work: Work<T>, phase: number, total: number): Work<T> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    const { done, total: of = 1 }: Step = next.value;
    yield { done: Math.min(total, Math.floor((total * (phase + done / Math.max(of, 1))) / 4)), total };
  }
}

function* profiles(citations: readonly Citation[]): Work<{ all: Profile[]; digests: Float64Array }> {
  const read = profiler();
  const all: Profile[] = [];
  const digests = new Float64Array(citations.length);
  for (const citation of citations) {
    const profile = read(citation, all.length);
    digests[all.length] = digest(signature(profile));
    all.push(profile);
    if (all.length % 16 === 0) yield { done: all.length, total: citations.length };
  }
  return { all, digests };
}

const longer = (one = '', two = ''): boolean => one.length > two.length || (one.length === two.length && one > two);

/**
 * @param citations in any order: it changes positions, not groups
 * @returns groups in which no two records contradict each other, pairs to ask about, links between related references
 */
export function* deduplicate(citations: readonly Citation[], params: Params = {}): Work<Deduplicated> {
  const n = citations.length;
  const { stage = 'all', apart = 0 } = params;
  const { all, digests } = yield* moved(profiles(citations), 0, n);
  const order = yield* moved(
    sorted(n, (a, b) => (digests[a] ?? 0) - (digests[b] ?? 0)),
    1,
    n,
  );
  // Records that cannot be told apart are one node; the one with the longest abstract speaks for them.
  const nodes: Profile[] = [];
  const twins: number[][] = [];
  for (const at of order) {
    const last = twins[twins.length - 1];
    const first = last?.[0];
    if (last === undefined || first === undefined || digests[first] !== digests[at] || (at < apart && first < apart)) {
      twins.push([at]);
      nodes.push(all[at] as Profile);
      if (nodes.length % 512 === 0) yield { done: Math.floor(n / 2), total: n };
      continue;
    }
    last.push(at);
    const speaker = nodes[nodes.length - 1] as Profile;
    if (longer(citations[at]?.abstract, citations[speaker.at]?.abstract)) nodes[nodes.length - 1] = all[at] as Profile;
  }
  const known = (node: number): boolean => apart > 0 && (twins[node]?.[0] ?? 0) < apart;
  const context = contextOf(citations);
  const judgements = new Map<number, Judged>();
  const links: Link[] = [];
  const asked: Link[] = [];
  const related: Link[] = [];
  const judgePair = (a: number, b: number): Judged | undefined => {
    const found = judgements.get(a * nodes.length + b);
    if (found !== undefined) return found;
    if (a !== b && known(a) && known(b)) return undefined;
    const [one, two] = [nodes[a] as Profile, nodes[b] as Profile];
    const evidence = compare(one, two, context);
    return evidence === undefined ? undefined : judge(evidence, one, two);
  };
  const meet = (first: number, second: number): void => {
    const [a, b] = first < second ? [first, second] : [second, first];
    const judged = judgePair(a, b);
    if (judged === undefined || judged.verdict === 'different') return;
    if (stage === 'exact' && judged.verdict !== 'same') return;
    judgements.set(a * nodes.length + b, judged);
    (judged.verdict === 'same' ? links : judged.verdict === 'ask' ? asked : related).push({ a, b, judged });
  };
  yield* moved(pairs(nodes, meet, stage), 2, n);
  const { group, refused, used } = yield* moved(grouping(nodes.length, links, judgePair), 3, n);
  if (stage !== 'exact') asked.push(...refused);
  return yield* assemble({ citations, twins, group, used, links, asked, related, stage, self: (node) => judgePair(node, node) });
}

/** The cheap stage alone: equal identifiers (where the titles agree), and identical title, authors and year. */
export const exact = (citations: readonly Citation[]): Work<Deduplicated> => deduplicate(citations, { stage: 'exact' });
