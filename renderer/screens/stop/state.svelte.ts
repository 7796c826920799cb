// May one stop? What the rules say at a target, what would prove it, and that it was stopped.
import type { AuditView, Chances, RuleRow, StopView } from '../../../shared/contract.ts';
import type { Step } from '../../../shared/work.ts';
import type { App } from '../../client/app.svelte.ts';
import { Running } from '../../client/running.svelte.ts';
import type { OpenReview } from '../../client/review.svelte.ts';
import { saveFrom } from '../../parts/files.ts';

export const targets = [0.8, 0.9, 0.95, 0.98, 1] as const;
export const confidences = [0.9, 0.95, 0.99] as const;
/** 0: as many as need be. */
export const plannedAudits = [1, 2, 3, 0] as const;

export type Mode = 'overview' | 'audit' | 'disagreements' | 'labels';

export class StopState {
  target = $state(0.95);
  confidence = $state(0.95);
  audits = $state(1);
  allowed = $state<0 | 1>(0);
  mode = $state<Mode>('overview');
  view = $state.raw<StopView>();
  chances = $state.raw<Chances>();
  readonly fetching = new Running();
  readonly acting = new Running();
  readonly working = new Running<Step>();
  readonly app: App;
  readonly review: OpenReview;

  constructor(app: App, review: OpenReview) {
    this.app = app;
    this.review = review;
  }

  get open(): AuditView | undefined {
    return this.view?.audits.find(({ state }) => state === 'open');
  }
  /** The newest that came to its end. */
  get closed(): AuditView | undefined {
    return this.view?.audits.find(({ state }) => state === 'closed');
  }
  get alpha(): number {
    return Math.round((1 - this.confidence) * 1e6) / 1e6;
  }
  get readOnly(): boolean {
    return this.review.summary?.lockedBy !== undefined;
  }
  /** The size of the plan that is chosen; undefined where it is none. */
  get sample(): number | undefined {
    const sample = this.view?.plans.find(({ allowed }) => allowed === this.allowed)?.sample;
    return sample === 0 ? undefined : sample;
  }
  /** Rules, with what chances make of those that need them. */
  get rules(): readonly RuleRow[] {
    const by = new Map((this.chances?.rules ?? []).map((row) => [row.rule, row]));
    return (this.view?.rules ?? []).map((row) => by.get(row.rule) ?? row);
  }

  async fetch(): Promise<void> {
    const input = { review: this.review.id, target: this.target, alpha: this.alpha, audits: this.audits };
    const view = await this.fetching.run((signal) => this.review.wire.ask('stop.get', input, { signal }));
    if (view === undefined) return;
    // Chances hold for the decisions and the target that they were made for.
    if (view.facts.read !== this.view?.facts.read || view.target !== this.view.target) this.chances = undefined;
    this.view = view;
  }

  aim(target: number): void {
    this.target = target;
    void this.fetch();
  }
  plan(change: { readonly confidence?: number; readonly audits?: number }): void {
    this.confidence = change.confidence ?? this.confidence;
    this.audits = change.audits ?? this.audits;
    void this.fetch();
  }

  async workOutChances(): Promise<void> {
    const input = { review: this.review.id, target: this.target };
    this.chances = (await this.working.run((signal, step) => this.review.wire.ask('stop.chances', input, { signal, step }))) ?? this.chances;
  }

  /** Fixes what is chosen; α and the number of audits are the review's own once the first audit has fixed them. */
  async lock(): Promise<void> {
    const next = this.view?.next.fixed === true ? this.view.next : undefined;
    const input = {
      review: this.review.id,
      key: this.review.wire.key(),
      target: this.target,
      alpha: next === undefined ? this.alpha : totalOf(next),
      audits: next === undefined ? this.audits : (next.audits ?? 0),
      allowed: this.allowed,
      sensitivity: 1,
    };
    const made = await this.acting.run(() => this.review.wire.ask('audit.lock', input));
    if (made === undefined) return;
    this.review.take(made.summary);
    await this.fetch();
    this.mode = 'audit';
  }

  async giveUp(): Promise<void> {
    await this.#change('audit.giveUp');
  }
  async close(): Promise<void> {
    await this.#change('audit.close');
    this.mode = 'overview';
  }
  async #change(method: 'audit.giveUp' | 'audit.close'): Promise<void> {
    const made = await this.acting.run(() => this.review.wire.ask(method, { review: this.review.id, key: this.review.wire.key() }));
    if (made !== undefined) this.review.take(made.summary);
    await this.fetch();
  }

  async file(audit: AuditView, form: 'json' | 'html'): Promise<void> {
    const made = await this.acting.run(() => this.review.wire.ask('audit.file', { review: this.review.id, audit: audit.seq, form }));
    if (made !== undefined) saveFrom(made.href, made.name);
  }

  async record(): Promise<void> {
    const input = { review: this.review.id, key: this.review.wire.key(), target: this.target };
    const said = await this.acting.run(() => this.review.wire.ask('stop.record', input));
    if (said !== undefined) this.review.take(said.summary);
    await this.fetch();
  }
  async resume(): Promise<void> {
    const said = await this.acting.run(() => this.review.wire.ask('stop.resume', { review: this.review.id, key: this.review.wire.key() }));
    if (said === undefined) return;
    this.review.take(said.summary);
    this.app.say(this.app.words.stop.resumed);
    await this.fetch();
  }
}

/** α of all audits together, from that of the next one. */
const totalOf = ({ alpha, audit, audits }: StopView['next']): number =>
  Math.round((audits === undefined ? alpha * 2 ** audit : alpha * audits) * 1e9) / 1e9;
