// Which records are the same, and who says so? One group at a time, with undo.
import type { Fields, Kept } from '../../../shared/citation.ts';
import type { DuplicateGroup } from '../../../shared/contract.ts';
import type { OpenReview } from '../../client/review.svelte.ts';
import { Running } from '../../client/running.svelte.ts';

export type Shown = 'ask' | 'merged' | 'split' | 'linked';
const fields = [
  'title',
  'authors',
  'year',
  'journal',
  'volume',
  'issue',
  'pages',
  'doi',
  'pmid',
  'type',
  'abstract',
] as const satisfies readonly (keyof Fields)[];
export type Field = (typeof fields)[number];
const page = 100;

export const textOf = (member: Kept, field: Field): string => {
  const value = member[field];
  if (value === undefined) return '';
  return typeof value === 'object' ? value.join('; ') : String(value);
};

export interface Compared {
  readonly field: Field;
  readonly values: readonly string[];
  readonly same: boolean;
}

/** Fields that any member has, in a fixed order; equal when the texts are, but for case and spaces. */
export const compare = (members: readonly Kept[]): readonly Compared[] =>
  fields
    .map((field) => {
      const values = members.map((member) => textOf(member, field));
      const plain = new Set(values.map((value) => value.toLowerCase().replace(/\s+/g, ' ').trim()));
      return { field, values, same: plain.size === 1 };
    })
    .filter(({ values }) => values.some((value) => value !== ''));

export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}
/** Words of a text that the other does not have at their place (longest common subsequence; long texts are compared as a whole). */
export const differences = (text: string, other: string): readonly Piece[] => {
  const mine = text.split(/(?<=\s)/);
  const theirs = other.split(/(?<=\s)/);
  if (mine.length * theirs.length > 250_000) return [{ text, differs: text !== other }];
  const plain = (word: string) => word.toLowerCase().replace(/[\s.,;:]+/g, '');
  const width = theirs.length + 1;
  const best = new Uint16Array((mine.length + 1) * width);
  for (let i = mine.length - 1; i >= 0; i -= 1) {
    for (let j = theirs.length - 1; j >= 0; j -= 1) {
      const equal = plain(mine[i] ?? '') === plain(theirs[j] ?? '');
      best[i * width + j] = equal ? (best[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  const out: { text: string; differs: boolean }[] = [];
  for (let i = 0, j = 0; i < mine.length; i += 1) {
    while (j < theirs.length && plain(mine[i] ?? '') !== plain(theirs[j] ?? '') && (best[i * width + j + 1] ?? 0) > (best[(i + 1) * width + j] ?? 0))
      j += 1;
    const differs = j >= theirs.length || plain(mine[i] ?? '') !== plain(theirs[j] ?? '');
    if (!differs) j += 1;
    const last = out.at(-1);
    if (last?.differs === differs) last.text += mine[i] ?? '';
    else out.push({ text: mine[i] ?? '', differs });
  }
  return out;
};

export class DuplicatesState {
  shown = $state<Shown>('ask');
  groups = $state.raw<readonly DuplicateGroup[]>([]);
  total = $state(0);
  at = $state(0);
  readonly fetching = new Running();
  readonly deciding = new Running();
  /** Members of the groups decided here, newest last: what undo takes back. */
  #done: readonly (readonly number[])[] = $state.raw([]);
  readonly group: DuplicateGroup | undefined = $derived.by(() => this.groups[this.at]);
  readonly #review: OpenReview;

  constructor(review: OpenReview) {
    this.#review = review;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  async fetch(): Promise<void> {
    const answer = await this.fetching.run((signal) =>
      this.#review.wire.ask('duplicates.list', { review: this.#review.id, state: this.shown, offset: 0, limit: page }, { signal }),
    );
    if (answer === undefined) return;
    this.groups = answer.groups;
    this.total = answer.total;
    this.at = Math.max(0, Math.min(this.at, answer.groups.length - 1));
  }

  show(shown: Shown): void {
    this.shown = shown;
    this.at = 0;
    void this.fetch();
  }

  move(by: number): void {
    this.at = Math.max(0, Math.min(this.at + by, this.groups.length - 1));
  }

  /** merge: all are one, the given or the suggested one leads; split: each is its own. */
  async decide(verdict: 'merge' | 'split', kept?: number): Promise<void> {
    const group = this.group;
    if (group === undefined || this.deciding.busy) return;
    if (await this.#tell(group.group, verdict, kept)) this.#done = [...this.#done, group.members.map((member) => member.key)];
  }

  /** The group is another one after a decision: it is found again by a member. */
  async undo(): Promise<void> {
    const [member] = this.#done.at(-1) ?? [];
    if (member === undefined || this.deciding.busy) return;
    const now = await this.deciding.run(() =>
      this.#review.wire.ask('duplicates.list', { review: this.#review.id, having: member, offset: 0, limit: 20 }),
    );
    const group = now?.groups.find(({ state }) => state === 'merged' || state === 'split');
    if (group !== undefined && !(await this.#tell(group.group, 'undo'))) return;
    this.#done = this.#done.slice(0, -1);
    const at = this.groups.findIndex(({ members }) => members.some(({ key }) => key === member));
    if (at >= 0) this.at = at;
  }

  async #tell(group: number, verdict: 'merge' | 'split' | 'undo', kept?: number): Promise<boolean> {
    const input = { review: this.#review.id, key: this.#review.wire.key(), group, verdict, ...(kept === undefined ? {} : { kept }) };
    const said = await this.deciding.run(() => this.#review.wire.ask('duplicates.decide', input));
    if (said === undefined) return false;
    this.#review.take(said.summary);
    await this.fetch();
    return true;
  }

  /** Keys of the group that has the focus; says whether the key was one. */
  press(key: string): boolean {
    const member = /^[1-9]$/.test(key) ? this.group?.members[Number(key) - 1] : undefined;
    if (member !== undefined) void this.decide('merge', member.key);
    else if (key === 'm') void this.decide('merge');
    else if (key === 's') void this.decide('split');
    else if (key === 'u') void this.undo();
    else if (key === 'j' || key === 'ArrowRight') this.move(1);
    else if (key === 'k' || key === 'ArrowLeft') this.move(-1);
    else return false;
    return true;
  }
}
