// What happens on the page that matters: which citation is shown, what a key does to it, what is said of it?
import type { Verdict } from '../../../shared/citation.ts';
import type { Card, HistoryItem, Why } from '../../../shared/contract.ts';
import type { App } from '../../client/app.svelte.ts';
import { reasonOf, type Action } from '../../client/bindings.ts';
import { timelineOf } from '../../client/timeline.ts';
import type { OpenReview } from '../../client/review.svelte.ts';
import { Running, told } from '../../client/running.svelte.ts';
import { linksOf } from '../../views/links.ts';
import { NearCopies } from './copies.svelte.ts';

const verdicts: Readonly<Partial<Record<Action, Verdict>>> = { include: 'include', exclude: 'exclude', maybe: 'maybe', skip: 'later' };

export class ScreenState {
  readonly app: App;
  readonly review: OpenReview;
  /** A citation of the past that is looked at; undefined: the present one. */
  looking = $state<number>();
  past = $state.raw<Card>();
  why = $state.raw<Why>();
  whyTrouble = $state<string>();
  panel = $state(false);
  writing = $state<'note' | 'tag'>();
  draft = $state('');
  /** The last verdict given and how many were given: lights the button for a moment. */
  lit = $state.raw<{ readonly verdict: Verdict; readonly count: number }>();
  readonly moving = new Running();
  readonly copies: NearCopies;
  readonly timeline: readonly HistoryItem[] = $derived.by(() => timelineOf(this.review.reading.past));
  readonly card: Card | undefined = $derived.by(() => (this.looking === undefined ? this.review.reading.present : this.past));
  #asking: AbortController | undefined;
  #steps: Promise<void> = Promise.resolve();

  constructor(app: App, review: OpenReview) {
    this.app = app;
    this.review = review;
    this.copies = new NearCopies(review);
  }

  get reasons(): readonly string[] {
    return this.review.summary?.protocol.reasons ?? [];
  }
  /** How many steps back the card that is looked at lies, from 1. */
  get stepsBack(): number {
    return this.timeline.findIndex((item) => item.citation === this.looking) + 1;
  }
  get readOnly(): boolean {
    return this.review.summary?.lockedBy !== undefined;
  }

  act(action: Action): boolean {
    const verdict = verdicts[action];
    const reason = reasonOf(action);
    if (verdict !== undefined) void this.decide(verdict);
    else if (reason !== undefined) void (this.reasons[reason] !== undefined && this.decide('exclude', this.reasons[reason]));
    else if (action === 'undo') void this.undo();
    else if (action === 'redo') void this.redo();
    else if (action === 'back') void this.look(this.timeline[this.looking === undefined ? 0 : this.stepsBack]?.citation ?? this.looking);
    else if (action === 'forward') void this.look(this.timeline[this.stepsBack - 2]?.citation);
    else if (action === 'note' || action === 'tag') this.write(action);
    else if (action === 'highlights') void this.app.set({ highlights: !this.app.settings.highlights });
    else if (action === 'why') this.panel = !this.panel;
    else if (action === 'open') this.openLink();
    else if (action === 'same') void this.sameForCopies();
    else return false;
    return true;
  }

  async decide(verdict: Verdict, reason?: string): Promise<void> {
    const card = this.card;
    if (card === undefined || this.readOnly) return;
    this.lit = { verdict, count: (this.lit?.count ?? 0) + 1 };
    this.keepDraft();
    const saved = this.review.reading.decide(card, { verdict, reason });
    await this.look(undefined); // another mind about the past, and on with the present
    const words = this.app.words.screen;
    this.app.say(words.done(verdict, reason, this.card?.title.text));
    await Promise.all([saved, this.copies.of(card, verdict, reason)]);
  }

  async sameForCopies(): Promise<void> {
    const { offer } = this.copies;
    if (offer === undefined || this.readOnly || !(await this.copies.accept())) return;
    this.app.say(this.app.words.screen.done(offer.verdict, offer.reason, this.card?.title.text));
  }

  /** Steps that were asked for while another was under way follow it. */
  async undo(): Promise<void> {
    await this.#follow(() => this.review.reading.undo(), this.app.words.screen.undone);
  }
  async redo(): Promise<void> {
    await this.#follow(() => this.review.reading.redo(), this.app.words.screen.redone);
  }
  #follow(move: () => Promise<Card>, say: (title: string) => string): Promise<void> {
    this.#steps = this.#steps.then(() => this.#move(move, say));
    return this.#steps;
  }
  async #move(move: () => Promise<Card>, say: (title: string) => string): Promise<void> {
    if (this.readOnly) return;
    this.copies.drop();
    const card = await this.moving.run(move);
    if (card === undefined) return;
    const there = this.timeline.some((item) => item.citation === card.citation) && card.citation !== this.review.reading.present?.citation;
    if (say === this.app.words.screen.undone && there) await this.look(card.citation);
    else await this.look(undefined);
    this.app.say(say(card.title.text));
  }

  /** Looks at a citation of the past, or goes back to the present one. */
  async look(citation: number | undefined): Promise<void> {
    if ((citation ?? this.review.reading.present?.citation) !== this.card?.citation) this.keepDraft();
    const known = citation === undefined ? undefined : this.review.reading.known(citation);
    if (citation === undefined || known !== undefined) {
      this.past = known;
      this.looking = citation;
    } else {
      await this.moving.run(async () => {
        this.past = await this.review.reading.card(citation);
        this.looking = citation;
      });
    }
    if (this.looking !== undefined && this.past !== undefined) this.app.say(this.app.words.screen.lookingAt(this.past.title.text));
  }

  /** Why it stands here: asked for what is on the screen only, and forgotten when that changes. */
  async askWhy(citation: number | undefined): Promise<void> {
    this.#asking?.abort();
    this.whyTrouble = undefined;
    if (citation === undefined) return void (this.why = undefined);
    const asking = new AbortController();
    this.#asking = asking;
    await this.review.wire.ask('screen.why', { review: this.review.id, citation }, { signal: asking.signal }).then(
      (why) => {
        if (!asking.signal.aborted) this.why = why;
      },
      (trouble: unknown) => {
        if (asking.signal.aborted) return;
        this.why = undefined;
        this.whyTrouble = told(trouble);
      },
    );
  }

  /** Tells the engine where the reader is, so that the next start begins here. */
  async stay(citation: number): Promise<void> {
    this.review.reading.seen(citation);
    if (this.readOnly) return;
    await this.review.wire
      .ask('screen.at', { review: this.review.id, citation })
      .then(undefined, (trouble: unknown) => void (this.moving.trouble = told(trouble)));
  }

  write(what: 'note' | 'tag'): void {
    if (this.card === undefined || this.readOnly) return;
    this.keepDraft();
    this.writing = what;
  }

  /** What was being written is kept, whatever ends the writing; only Esc and *Cancel* drop it. */
  keepDraft(): void {
    const { writing, draft } = this;
    this.dropDraft();
    if (writing === 'note') void this.note(draft);
    if (writing === 'tag') void this.tag(draft, true);
  }
  dropDraft(): void {
    this.writing = undefined;
    this.draft = '';
  }

  async note(text: string): Promise<void> {
    const card = this.card;
    if (card === undefined || text.trim() === '') return;
    await this.#change(card, (key) =>
      this.review.wire.ask('screen.note', { review: this.review.id, key, citation: card.citation, text: text.trim() }),
    );
  }

  async tag(tag: string, on: boolean): Promise<void> {
    const card = this.card;
    if (card === undefined || tag.trim() === '') return;
    await this.#change(card, (key) =>
      this.review.wire.ask('screen.tag', { review: this.review.id, key, citation: card.citation, tag: tag.trim(), on }),
    );
  }

  async #change(card: Card, ask: (key: string) => Promise<{ summary: NonNullable<OpenReview['summary']> }>): Promise<void> {
    const fresh = await this.moving.run(async () => {
      this.review.take((await ask(this.review.wire.key())).summary);
      return this.review.reading.card(card.citation, true);
    });
    if (fresh === undefined) return;
    const whole = { ...fresh, rank: card.rank, score: card.score };
    this.review.reading.renew(whole);
    if (this.looking === card.citation) this.past = whole;
  }

  openLink(): void {
    const link = this.card === undefined ? undefined : linksOf(this.card.fields)[0];
    if (link !== undefined) window.open(link.href, '_blank', 'noopener,noreferrer');
  }
}
