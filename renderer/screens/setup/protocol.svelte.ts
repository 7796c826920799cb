// What is sought, as it is being written? Kept when a field is left, checked while the query is typed.
import type { Protocol } from '../../../shared/citation.ts';
import type { BooleanView } from '../../../shared/contract.ts';
import type { App } from '../../client/app.svelte.ts';
import type { OpenReview } from '../../client/review.svelte.ts';
import { Running } from '../../client/running.svelte.ts';
import { picoOf, questionOf, type Pico } from './pico.ts';

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*[-•*–]\s*/, '').trim())
    .filter((line) => line !== '');

export class ProtocolState {
  title = $state('');
  question = $state('');
  pico = $state.raw<Pico>();
  criteria = $state('');
  reasons = $state('');
  query = $state('');
  view = $state.raw<BooleanView>();
  readonly saving = new Running();
  readonly checking = new Running();
  readonly #app: App;
  readonly #review: OpenReview;
  #kept = '';
  #unchecked = false;
  #unsaved = false;

  constructor(app: App, review: OpenReview) {
    this.#app = app;
    this.#review = review;
  }

  get readOnly(): boolean {
    return this.#review.summary?.lockedBy !== undefined;
  }
  get filled(): boolean {
    const { question, criteria, booleanQuery } = this.#review.summary?.protocol ?? { criteria: [] };
    return criteria.length > 0 || (question ?? '') !== '' || (booleanQuery ?? '') !== '';
  }
  get status(): string {
    const words = this.#app.words.setup.protocol;
    if (this.saving.busy) return words.saving;
    return this.filled ? words.saved : words.asked;
  }
  get reasonList(): readonly string[] {
    return lines(this.reasons);
  }
  get written() {
    const question = this.pico === undefined ? this.question.trim() : questionOf(this.pico);
    return {
      title: this.title.trim(),
      criteria: lines(this.criteria),
      ...(question === '' ? {} : { question }),
      ...(this.reasonList.length === 0 ? {} : { reasons: this.reasonList.slice(0, 50) }),
      ...(this.query.trim() === '' ? {} : { booleanQuery: this.query.trim() }),
    };
  }

  /** What the review says, unless something else is being written here. */
  take(protocol: Protocol): void {
    const same = this.#kept !== '' && JSON.stringify(this.written) !== this.#kept;
    if (same || this.saving.busy) return;
    this.title = protocol.title;
    this.question = protocol.question ?? '';
    this.pico = this.question === '' ? this.pico : picoOf(this.question);
    this.criteria = protocol.criteria.join('\n');
    this.reasons = (protocol.reasons ?? []).join('\n');
    this.query = protocol.booleanQuery ?? '';
    this.#kept = JSON.stringify(this.written);
    void this.check();
  }

  /** Keeps what was written, if anything changed; one save after the other, so that the newest is the last. */
  async save(): Promise<void> {
    if (this.saving.busy) return void (this.#unsaved = true);
    this.#unsaved = false;
    const protocol = this.written;
    const now = JSON.stringify(protocol);
    if (now === this.#kept || this.#kept === '' || this.readOnly) return;
    const before = this.#kept;
    this.#kept = now;
    const { reading } = this.#review;
    reading.await(Number.POSITIVE_INFINITY); // who goes to the Screen meanwhile waits for the answer, then for the order
    const said = await this.saving.run(() =>
      this.#review.wire.ask('protocol.set', { review: this.#review.id, key: this.#review.wire.key(), protocol }),
    );
    if (said === undefined) this.#kept = before;
    else this.#review.take(said.summary);
    reading.await(said?.seq ?? 1);
    if (said !== undefined && this.#isUnsaved()) await this.save();
  }

  /** Another field was left while one was being saved. */
  #isUnsaved(): boolean {
    return this.#unsaved;
  }

  usePico(on: boolean): void {
    if (on) this.pico = picoOf(this.question) ?? { population: this.question, intervention: '', comparison: '', outcome: '' };
    else if (this.pico !== undefined) {
      this.question = questionOf(this.pico);
      this.pico = undefined;
    }
  }

  /** Reads the query into concept blocks: one question at a time, the newest text last. */
  async check(): Promise<void> {
    if (this.checking.busy) return void (this.#unchecked = true);
    const query = this.query;
    this.view = query.trim() === '' ? undefined : await this.checking.run(() => this.#review.wire.ask('protocol.boolean', { query }));
    if (!this.#unchecked) return;
    this.#unchecked = false;
    await this.check();
  }
}

/** The text around a place in the query, for a mark at the very character; `at` is 0-based. */
export const around = (text: string, at: number): { readonly before: string; readonly here: string; readonly after: string } => {
  const place = Math.min(Math.max(0, at), text.length);
  const flat = (part: string) => part.replace(/\s+/g, ' ');
  return {
    before: flat(text.slice(Math.max(0, place - 32), place)),
    here: flat(text.slice(place, place + 1)) || '▯',
    after: flat(text.slice(place + 1, place + 24)),
  };
};
