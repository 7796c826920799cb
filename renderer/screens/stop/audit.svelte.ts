// Which citation of the sample is judged now? In the order of drawing, the next one at once.
import type { Card } from '../../../shared/contract.ts';
import { reasonOf, type Action } from '../../client/bindings.ts';
import { Running } from '../../client/running.svelte.ts';
import type { StopState } from './state.svelte.ts';

/** Kept ready, so that the next one is there at once however fast one judges. */
const ready = 24;
const low = 16;

export class AuditState {
  cards = $state.raw<readonly Card[]>([]);
  done = $state(0);
  sample = $state(0);
  /** Nothing drawn is left to judge. */
  finished = $state(false);
  readonly fetching = new Running();
  readonly moving = new Running();
  readonly #stop: StopState;
  /** Judged here and not known to be with the engine yet; of these, those on their way. */
  readonly #judged = new Set<number>();
  readonly #pending = new Set<number>();
  #filling = false;
  #again = false;

  constructor(stop: StopState) {
    this.#stop = stop;
  }

  get card(): Card | undefined {
    return this.cards[0];
  }
  get reasons(): readonly string[] {
    return this.#stop.review.summary?.protocol.reasons ?? [];
  }

  /** One question at a time: those asked meanwhile are one more. */
  async fill(): Promise<void> {
    if (this.#filling) return void (this.#again = true);
    this.#filling = true;
    const { review } = this.#stop;
    const next = await this.fetching.run((signal) =>
      review.wire.ask('audit.next', { review: review.id, limit: ready + this.#judged.size }, { signal }),
    );
    this.#filling = false;
    if (next !== undefined) {
      // The engine may not have heard of all that was judged here.
      this.cards = next.cards.filter(({ citation }) => !this.#judged.has(citation));
      this.sample = next.audit?.sample ?? 0;
      this.done = (next.audit?.done ?? 0) + next.cards.length - this.cards.length;
      const heard = new Set(next.cards.map(({ citation }) => citation));
      for (const citation of this.#judged) if (!heard.has(citation) && !this.#pending.has(citation)) this.#judged.delete(citation);
      this.finished = this.cards.length === 0;
    }
    if (!this.#again) return;
    this.#again = false;
    await this.fill();
  }

  act(action: Action): boolean {
    const reason = reasonOf(action);
    if (action === 'include' || action === 'exclude') void this.judge(action);
    else if (reason !== undefined) void (this.reasons[reason] !== undefined && this.judge('exclude', this.reasons[reason]));
    else if (action === 'undo') void (this.done > 0 && this.undo());
    else return false;
    return true;
  }

  async judge(verdict: 'include' | 'exclude', reason?: string): Promise<void> {
    const { review, app } = this.#stop;
    const card = this.card;
    if (card === undefined || this.#stop.readOnly) return;
    const { citation } = card;
    this.#pending.add(citation);
    this.#judged.add(citation);
    this.cards = this.cards.slice(1);
    this.done += 1;
    app.say(app.words.stop.decided(verdict, this.card?.title.text));
    // As on the Screen: what is drawn is the audit's, wherever it is decided.
    const saving = review.reading.decide(card, { verdict, reason });
    if (this.cards.length < low) void this.fill();
    const saved = await saving;
    this.#pending.delete(citation);
    if (!saved) this.#judged.delete(citation);
    if (!saved || this.cards.length === 0) await this.fill();
  }

  async undo(): Promise<void> {
    const { review, app } = this.#stop;
    const said = await this.moving.run(() => review.reading.undo());
    if (said !== undefined) {
      this.#judged.delete(said.citation);
      app.say(app.words.screen.undone(said.title.text));
    }
    await this.fill();
  }
}
