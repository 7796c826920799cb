// Which records stand together? Best pairs first, and no group may hold two records that contradict each other.
import type { Work } from '../../shared/work.ts';
import { sorted } from './order.ts';
import type { Judged } from './verdict.ts';

export interface Link {
  /** Positions in the list of distinct records, a < b. */
  readonly a: number;
  readonly b: number;
  readonly judged: Judged;
}

export interface Grouped {
  /** For every distinct record the number of its group: the smallest position in it. */
  readonly group: Uint32Array;
  /** Pairs judged the same that a contradiction elsewhere in their groups keeps apart. */
  readonly refused: readonly Link[];
  /** The links that made the groups. */
  readonly used: readonly Link[];
}

const surer = (one: Link, two: Link): number => two.judged.score - one.judged.score || one.a - two.a || one.b - two.b;

/** Groups beyond this size are checked against this many of their members. */
const checked = 16;

/**
 * @param links pairs judged the same, in any order
 * @param judgePair the judgement of any two records, also those never paired; undefined where nothing connects them
 */
export function* grouping(n: number, links: readonly Link[], judgePair: (a: number, b: number) => Judged | undefined): Work<Grouped> {
  const group = Uint32Array.from({ length: n }, (_, at) => at);
  const members = new Map<number, number[]>();
  const of = (root: number): number[] => members.get(root) ?? [root];
  const used: Link[] = [];
  const refused: Link[] = [];
  const ordered = yield* sorted(links.length, (one, two) => surer(links[one] as Link, links[two] as Link));
  let done = 0;
  for (const next of ordered) {
    if ((done += 1) % 8 === 0) yield { done, total: ordered.length };
    const link = links[next] as Link;
    const [one, two] = [group[link.a] ?? 0, group[link.b] ?? 0];
    if (one === two) continue;
    const [left, right] = [of(one), of(two)];
    const apart = left.slice(0, checked).some((a) =>
      right.slice(0, checked).some((b) => {
        if (a === link.a && b === link.b) return false;
        const judged = judgePair(Math.min(a, b), Math.max(a, b));
        return judged === undefined || judged.opposed;
      }),
    );
    if (apart) {
      refused.push(link);
      continue;
    }
    used.push(link);
    const root = Math.min(one, two);
    const all = [...left, ...right].sort((a, b) => a - b);
    for (const at of all) group[at] = root;
    members.delete(Math.max(one, two));
    members.set(root, all);
  }
  return { group, refused, used };
}
