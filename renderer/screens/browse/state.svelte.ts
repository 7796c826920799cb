// Which citations are shown, in what order, which are picked, and what is done to them all?
import type { Verdict } from '../../../shared/citation.ts';
import type { Card, Filter, Row, Sort } from '../../../shared/contract.ts';
import type { App } from '../../client/app.svelte.ts';
import type { Action } from '../../client/bindings.ts';
import { Running, told } from '../../client/running.svelte.ts';
import type { OpenReview } from '../../client/review.svelte.ts';

export const pageRows = 200;
export type Piles = NonNullable<Filter['only']>;
export const piles = ['unscreened', 'include', 'maybe', 'exclude', 'prior'] as const satisfies Piles;
const verdicts: Readonly<Partial<Record<Action, Verdict>>> = { include: 'include', exclude: 'exclude', maybe: 'maybe' };

export class BrowseState {
  readonly app: App;
  readonly review: OpenReview;
  search = $state('');
  only = $state.raw<Piles>([]);
  noAbstract = $state(false);
  from = $state<number | null>(null);
  to = $state<number | null>(null);
  reason = $state('');
  tag = $state('');
  /** Tags that citations wear, for the filter. */
  tags = $state.raw<readonly { readonly tag: string; readonly count: number }[]>([]);
  sort = $state.raw<Sort>({ by: 'rank', down: false });
  total = $state(0);
  rows = $state.raw<ReadonlyMap<number, Row>>(new Map());
  /** Grows when what is loaded is out of date: rows on the screen ask again. */
  version = $state(0);
  active = $state(0);
  picked = $state.raw<ReadonlySet<number>>(new Set());
  card = $state.raw<Card>();
  /** Pages on their way. */
  loading = $state(0);
  trouble = $state<string>();
  readonly deciding = new Running();
  readonly opening = new Running();
  #asked = new Set<number>();
  #stop = new AbortController();

  constructor(app: App, review: OpenReview) {
    this.app = app;
    this.review = review;
  }

  get filter(): Filter {
    const years: [number, number] | undefined = this.from === null && this.to === null ? undefined : [this.from ?? 0, this.to ?? 9999];
    return {
      ...(this.search.trim() === '' ? {} : { search: this.search.trim() }),
      ...(this.only.length === 0 ? {} : { only: [...this.only] }),
      ...(this.noAbstract ? { noAbstract: true } : {}),
      ...(this.reason === '' ? {} : { reason: this.reason }),
      ...(this.tag === '' ? {} : { tag: this.tag }),
      ...(years === undefined ? {} : { years }),
    };
  }
  get filtered(): boolean {
    return Object.keys(this.filter).length > 0;
  }
  /** What a change would touch: the picked rows, else all that are shown. */
  get meant(): { readonly filter: Filter; readonly count: number } {
    return this.picked.size > 0 ? { filter: { citations: [...this.picked] }, count: this.picked.size } : { filter: this.filter, count: this.total };
  }

  /** A filter or the order has changed: from the top. */
  restart(): void {
    this.picked = new Set();
    this.active = 0;
    this.rows = new Map();
    this.refresh();
  }

  /** The same rows again, without blinking. */
  refresh(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#asked = new Set();
    this.version += 1;
    void this.need(0);
    void this.#learnTags();
  }

  async #learnTags(): Promise<void> {
    await this.review.wire.ask('browse.tags', { review: this.review.id }).then(
      (tags) => void (this.tags = tags),
      (trouble: unknown) => void (this.trouble = told(trouble)),
    );
  }

  /** Asks for the page that a row is on, once. */
  async need(index: number): Promise<void> {
    const page = Math.floor(index / pageRows);
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const { signal } = this.#stop;
    const input = { review: this.review.id, filter: this.filter, sort: this.sort, offset: page * pageRows, limit: pageRows };
    this.loading += 1;
    await this.review.wire.ask('browse.rows', input, { signal }).then(
      (answer) => {
        if (!signal.aborted) this.#take(page, answer);
      },
      (trouble: unknown) => {
        if (!signal.aborted) this.trouble = told(trouble);
      },
    );
    this.loading -= 1;
  }

  #take(page: number, answer: { readonly total: number; readonly rows: readonly Row[] }): void {
    this.trouble = undefined;
    const rows = new Map(this.rows);
    answer.rows.forEach((row, i) => rows.set(page * pageRows + i, row));
    for (const at of [...rows.keys()]) if (at >= answer.total) rows.delete(at);
    this.rows = rows;
    this.total = answer.total;
    this.active = Math.max(0, Math.min(this.active, answer.total - 1));
  }

  toggle(pile: Piles[number]): void {
    this.only = this.only.includes(pile) ? this.only.filter((one) => one !== pile) : [...this.only, pile];
    this.restart();
  }

  order(by: Sort['by']): void {
    this.sort = { by, down: this.sort.by === by ? !this.sort.down : false };
    this.restart();
  }

  clear(): void {
    this.search = '';
    this.only = [];
    this.noAbstract = false;
    this.from = null;
    this.to = null;
    this.reason = '';
    this.tag = '';
    this.restart();
  }

  /** Filters saved before, by name. */
  get saved(): Readonly<Record<string, Filter>> {
    return this.app.settings.filters ?? {};
  }
  /** A filter of that name is replaced. */
  save(name: string): void {
    if (name.trim() === '') return;
    void this.app.set({ filters: { ...this.saved, [name.trim()]: this.filter } });
  }
  unsave(name: string): void {
    void this.app.set({ filters: Object.fromEntries(Object.entries(this.saved).filter(([one]) => one !== name)) });
  }
  apply(name: string): void {
    const filter = this.saved[name];
    if (filter === undefined) return;
    const [from, to] = filter.years ?? [null, null];
    this.search = filter.search ?? '';
    this.only = filter.only ?? [];
    this.noAbstract = filter.noAbstract ?? false;
    this.from = from === 0 ? null : from;
    this.to = to === 9999 ? null : to;
    this.reason = filter.reason ?? '';
    this.tag = filter.tag ?? '';
    this.restart();
  }

  pick(citation: number): void {
    const picked = new Set(this.picked);
    if (!picked.delete(citation)) picked.add(citation);
    this.picked = picked;
  }

  async open(index: number): Promise<void> {
    const row = this.rows.get(index);
    if (row === undefined) return;
    this.active = index;
    this.card = await this.opening.run((signal) =>
      this.review.wire.ask('screen.card', { review: this.review.id, citation: row.citation }, { signal }),
    );
  }

  act(action: Action): boolean {
    const verdict = verdicts[action];
    if (action === 'undo') void this.undo();
    else if (action === 'redo') void this.redo();
    else if (verdict !== undefined && this.card !== undefined) void this.decide(this.card.citation, verdict);
    else return false;
    return true;
  }

  async decide(citation: number, verdict: Verdict): Promise<void> {
    await this.#bulk({ citations: [citation] }, verdict);
  }
  /** Gives all that are meant one verdict: one step for undo. */
  async decideAll(verdict: Verdict, reason?: string): Promise<void> {
    await this.#bulk(this.meant.filter, verdict, reason);
    this.picked = new Set();
  }

  async #bulk(filter: Filter, verdict: Verdict, reason?: string): Promise<void> {
    const input = {
      review: this.review.id,
      key: this.review.wire.key(),
      filter,
      verdict,
      ...(reason === undefined || reason === '' ? {} : { reason }),
    };
    const said = await this.deciding.run(() => this.review.wire.ask('browse.decide', input));
    if (said === undefined) return;
    this.review.take(said.summary);
    this.app.say(this.app.words.browse.decided(said.decided, verdict));
    await this.#after();
  }

  async undo(): Promise<void> {
    await this.deciding.run(() => this.review.reading.undo());
    await this.#after();
  }
  async redo(): Promise<void> {
    await this.deciding.run(() => this.review.reading.redo());
    await this.#after();
  }

  async #after(): Promise<void> {
    this.refresh();
    const shown = this.card?.citation;
    await Promise.all([this.review.reading.refill(), this.review.reading.remember()]);
    if (shown !== undefined) this.card = await this.review.reading.card(shown, true);
  }

  /** Keys of the table that has the focus; says whether the key was one. */
  press(key: string, page: number): boolean {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.total, End: this.total };
    const by = moves[key];
    const row = this.rows.get(this.active);
    if (by !== undefined) this.active = Math.max(0, Math.min(this.active + by, this.total - 1));
    else if (key === 'Enter') void this.open(this.active);
    else if (key === ' ' && row !== undefined) this.pick(row.citation);
    else if (key === 'Escape') this.card = undefined;
    else return false;
    return true;
  }
}
