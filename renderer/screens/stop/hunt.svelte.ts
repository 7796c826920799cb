// What does a hunt bring up, which of it is looked at, and what was decided again?
import type { Verdict } from '../../../shared/citation.ts';
import type { Card, Contradiction, Disagreement } from '../../../shared/contract.ts';
import type { Step } from '../../../shared/work.ts';
import { reasonOf, type Action } from '../../client/bindings.ts';
import { Running } from '../../client/running.svelte.ts';
import type { StopState } from './state.svelte.ts';

export type Hunted = Disagreement | Contradiction;
const many = 50;
const verdicts: Readonly<Partial<Record<Action, Verdict>>> = { include: 'include', exclude: 'exclude', maybe: 'maybe' };

export class HuntState {
  rows = $state.raw<readonly Hunted[]>();
  at = $state(0);
  card = $state.raw<Card>();
  /** What was decided here, by citation. */
  decided = $state.raw<ReadonlyMap<number, Verdict>>(new Map());
  readonly working = new Running<Step>();
  readonly opening = new Running();
  readonly #stop: StopState;
  readonly which: 'disagreements' | 'labels';

  constructor(stop: StopState, which: 'disagreements' | 'labels') {
    this.#stop = stop;
    this.which = which;
  }

  get row(): Hunted | undefined {
    return this.rows?.[this.at];
  }

  async hunt(): Promise<void> {
    const { review } = this.#stop;
    const input = { review: review.id, limit: many };
    const rows = await this.working.run<readonly Hunted[]>((signal, step) =>
      this.which === 'labels'
        ? review.wire.ask('hunt.labels', input, { signal, step })
        : review.wire.ask('hunt.disagreements', input, { signal, step }),
    );
    if (rows === undefined) return;
    this.rows = rows;
    await this.look(0);
  }

  /** At once where it is at hand; the next one is fetched meanwhile. */
  async look(at: number): Promise<void> {
    const row = this.rows?.[at];
    if (row === undefined) return;
    this.at = at;
    const { reading } = this.#stop.review;
    const known = reading.known(row.citation);
    if (known !== undefined) this.card = known;
    else {
      const card = await this.opening.run(() => reading.card(row.citation));
      if (card === undefined || this.row !== row) return;
      this.card = card;
    }
    const next = this.rows?.[at + 1];
    if (next !== undefined) await reading.card(next.citation).catch(() => undefined); // asked again when it is looked at
  }

  act(action: Action): boolean {
    const verdict = verdicts[action];
    const reason = reasonOf(action);
    const reasons = this.#stop.review.summary?.protocol.reasons ?? [];
    if (verdict !== undefined) void this.decide(verdict);
    else if (reason !== undefined) void (reasons[reason] !== undefined && this.decide('exclude', reasons[reason]));
    else if (action === 'forward' || action === 'back') void this.look(this.at + (action === 'forward' ? 1 : -1));
    else return false;
    return true;
  }

  /** As on the Screen: at once on the page, then in the ledger; on to the next one. */
  async decide(verdict: Verdict, reason?: string): Promise<void> {
    const { review, app, readOnly } = this.#stop;
    const { card, row } = this;
    if (card === undefined || card.citation !== row?.citation || readOnly) return;
    const before = this.decided;
    this.decided = new Map(before).set(card.citation, verdict);
    const saved = review.reading.decide(card, { verdict, reason });
    const looked = this.look(this.at + 1);
    app.say(app.words.stop.decided(verdict, this.row === row ? undefined : this.row?.title));
    await looked;
    if (!(await saved)) this.decided = before;
  }
}
