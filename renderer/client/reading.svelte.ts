// Which citation is read now, which ones come next, which were read before? Always one ahead of the engine.
import type { Card, HistoryItem, Queue, RankingState, ReviewId, Said } from '../../shared/contract.ts';
import type { Verdict } from '../../shared/citation.ts';
import { told } from './running.svelte.ts';
import type { Wire } from './wire.svelte.ts';

/** Cards kept ready: the next one is on the page before the engine has heard of the decision. */
const ready = 16;
const low = 8;
const kept = 300;

export interface Decided {
  readonly verdict: Verdict;
  readonly reason?: string | undefined;
}

export class Reading {
  /** The one to be decided; undefined while loading and when all is read (`finished`). */
  present = $state.raw<Card>();
  finished = $state(false);
  /** The first order is being made; the reader may begin without it. */
  ordering = $state(false);
  ranking = $state.raw<RankingState>();
  /** Only what a search update brought is in the queue. */
  narrow = $state.raw<Queue['narrow']>();
  /** By what the present one was placed, as it was when it came. */
  placed = $state.raw<RankingState>();
  past = $state.raw<readonly HistoryItem[]>([]);
  /** A decision that could not be saved: what was said. */
  trouble = $state<string>();
  readonly #wire: Wire;
  readonly #review: ReviewId;
  readonly #said: (said: Said) => void;
  readonly #cards = new Map<number, Card>();
  readonly #pending = new Map<number, number>();
  readonly #touched = new Map<number, number>();
  #ahead: readonly Card[] = [];
  #turn = 0;
  #filling = false;
  #again = false;
  #temporary = -1;
  #impatient = false;
  /** The order must know of this much before a reader who has not begun is shown one. */
  #awaited = 1;
  /** The citation that the reader has before them: it stays, whatever the order. */
  #seen: number | undefined;

  constructor(wire: Wire, review: ReviewId, said: (said: Said) => void) {
    this.#wire = wire;
    this.#review = review;
    this.#said = said;
  }

  /** Citations that stand ready, for the screen reader and for tests. */
  get ahead(): readonly Card[] {
    return this.#ahead;
  }

  /** Begins where the reader was. */
  async open(at?: number): Promise<void> {
    await Promise.all([this.refill(at), this.remember()]);
  }

  /** A new order or new citations: what stands ready is asked for again, the present one stays. */
  async refill(at?: number): Promise<void> {
    if (this.#filling) return void (this.#again = true);
    this.#filling = true;
    const turn = this.#turn;
    const uncertain = new Set(this.#pending.keys()); // the engine may answer before it has heard of these
    await this.#wire
      .ask('screen.queue', { review: this.#review, count: ready })
      .then(async (answer) => {
        const place = at === undefined || this.present !== undefined ? undefined : await this.#undecided(at, answer.cards);
        const open = answer.cards.filter(({ citation }) => !uncertain.has(citation) && (this.#touched.get(citation) ?? 0) <= turn);
        for (const card of open) this.#keep(card);
        this.ranking = answer.ranking;
        const { narrow } = answer;
        if (narrow !== undefined && narrow.from !== this.narrow?.from && (this.present?.citation ?? narrow.from) < narrow.from) {
          this.#seen = undefined; // a search update came in: what is new is read first
          this.#show(undefined);
        }
        this.narrow = narrow;
        if (place !== undefined) this.seen(place.citation);
        const free = (place ?? this.present)?.citation !== this.#seen || this.#seen === undefined;
        this.ordering = free && open.length > 0 && answer.ranking.upTo < this.#awaited && !this.#impatient;
        if (this.ordering) return void (this.present = undefined);
        if (this.present === undefined || (free && open.length > 0)) this.#show(place ?? open[0]);
        this.#ahead = open.filter((card) => card.citation !== this.present?.citation);
        this.finished = answer.cards.length === 0 && this.present === undefined;
        if (!this.finished && this.present === undefined) this.#again = true; // all of them were decided while they were on their way
      })
      .then(undefined, (trouble: unknown) => void (this.trouble = told(trouble)));
    this.#filling = false;
    if (!this.#again) return;
    this.#again = false;
    await this.refill();
  }

  /** Everything that is not read, or only what came from this citation on. */
  async widen(from?: number): Promise<void> {
    await this.#wire.ask('screen.narrow', { review: this.#review, key: this.#wire.key(), ...(from === undefined ? {} : { from }) });
    await this.refill();
  }

  /** It is on the screen. */
  seen(citation: number): void {
    this.#seen = citation;
  }

  /** What was just written (the protocol) is to be in the order that the reader begins with. */
  await(seq: number): void {
    this.#awaited = seq;
    this.#impatient = false;
    void this.refill();
  }

  /** Begins in the order of the files, without waiting for a better one. */
  async begin(): Promise<void> {
    this.#impatient = true;
    await this.refill();
  }

  async #undecided(at: number, cards: readonly Card[]): Promise<Card | undefined> {
    const here = cards.find((card) => card.citation === at);
    if (here !== undefined) return here;
    const card = await this.card(at, true);
    const verdict = card.decision?.verdict;
    return verdict === undefined || verdict === 'cleared' || verdict === 'later' ? card : undefined;
  }

  /** Asks for what was decided before. */
  async remember(): Promise<void> {
    this.past = await this.#wire.ask('screen.history', { review: this.#review, limit: 200 });
  }

  /** From what is at hand, else from the engine. */
  async card(citation: number, fresh = false): Promise<Card> {
    const known = this.#cards.get(citation);
    if (known !== undefined && !fresh) return known;
    return this.#keep(await this.#wire.ask('screen.card', { review: this.#review, citation }));
  }

  known(citation: number): Card | undefined {
    return this.#cards.get(citation);
  }

  /**
   * Takes the decision: at once on the page, then in the ledger. When it cannot be saved the card comes back with the sentence.
   * Resolves with whether it was saved.
   */
  async decide(card: Card, { verdict, reason }: Decided): Promise<boolean> {
    const { citation } = card;
    const key = this.#wire.key();
    this.trouble = undefined;
    this.#turn += 1;
    this.#touched.set(citation, this.#turn);
    this.#pending.set(citation, (this.#pending.get(citation) ?? 0) + 1);
    const item: HistoryItem = {
      seq: this.#temporary--,
      citation,
      title: card.title.text,
      verdict,
      origin: 'screened',
      at: '',
      ...(reason === undefined ? {} : { reason }),
    };
    this.past = [item, ...this.past];
    const wasPresent = card.citation === this.present?.citation;
    if (wasPresent) this.#advance();
    const input = { review: this.#review, key, citation, verdict, stage: 'abstract' as const, ...(reason === undefined ? {} : { reason }) };
    const saved = await this.#wire.ask('screen.decide', card.rank === undefined ? input : { ...input, rank: card.rank }).then(
      (said) => {
        const decision = {
          seq: said.seq,
          citation,
          stage: 'abstract' as const,
          by: '',
          at: '',
          verdict,
          origin: 'screened' as const,
          ...(reason === undefined ? {} : { reason }),
        };
        this.#keep({ ...(this.#cards.get(citation) ?? card), decision });
        this.past = this.past.map((p) => (p === item ? { ...item, seq: said.seq } : p));
        this.#said(said);
        return true;
      },
      (trouble: unknown) => {
        this.trouble = told(trouble);
        this.past = this.past.filter((p) => p !== item);
        if (wasPresent) this.#comeBack(card);
        return false;
      },
    );
    const open = (this.#pending.get(citation) ?? 1) - 1;
    if (open > 0) this.#pending.set(citation, open);
    else this.#pending.delete(citation);
    if (this.#ahead.length < low) await this.refill();
    return saved;
  }

  /** Takes back the last decision; resolves with the citation it was about, as it stands now. */
  async undo(): Promise<Card> {
    return this.#moved(await this.#wire.ask('screen.undo', { review: this.#review, key: this.#wire.key() }));
  }

  async redo(): Promise<Card> {
    return this.#moved(await this.#wire.ask('screen.redo', { review: this.#review, key: this.#wire.key() }));
  }

  async #moved(said: Said & { citation: number }): Promise<Card> {
    this.#turn += 1;
    this.#said(said);
    const [card] = await Promise.all([this.card(said.citation, true), this.remember()]);
    const verdict = card.decision?.verdict;
    if (verdict === undefined || verdict === 'cleared') this.#comeBack(card);
    else if (card.citation === this.present?.citation) this.#advance();
    return card;
  }

  /** Notes and tags have changed a card. */
  renew(card: Card): void {
    this.#keep(card);
    if (this.present?.citation === card.citation) this.present = card;
  }

  #comeBack(card: Card): void {
    const before = this.present;
    if (before?.citation === card.citation) return void (this.present = card);
    this.present = card;
    this.finished = false;
    this.#ahead = [...(before === undefined ? [] : [before]), ...this.#ahead.filter((next) => next.citation !== card.citation)];
  }

  #advance(): void {
    const [next, ...rest] = this.#ahead;
    if (this.present?.citation === this.#seen) this.#seen = next?.citation;
    this.#show(next);
    this.#ahead = rest;
    if (next === undefined) void this.refill();
  }

  #show(card: Card | undefined): void {
    this.present = card;
    this.placed = this.ranking;
  }

  #keep(card: Card): Card {
    this.#cards.delete(card.citation);
    this.#cards.set(card.citation, card);
    const oldest = this.#cards.keys().next();
    if (this.#cards.size > kept && oldest.done !== true) this.#cards.delete(oldest.value);
    return card;
  }
}
