// What is the same on every screen? The wire, the settings, the words, the place, the review that is open.
import type { Settings, ValueOf } from '../../shared/contract.ts';
import { Keys } from '../parts/keys.ts';
import { wordsFor, type Words } from '../words/all.ts';
import { bindingsOf, type Action, type Bindings } from './bindings.ts';
import { OpenReview } from './review.svelte.ts';
import { Route, type Place } from './route.svelte.ts';
import { told } from './running.svelte.ts';
import type { Upload } from './uploads.ts';
import type { Wire } from './wire.svelte.ts';

export type Info = ValueOf<'host.info'>;
export type Change = Partial<
  Pick<
    Settings,
    | 'theme'
    | 'textPercent'
    | 'highlights'
    | 'progressLine'
    | 'blinded'
    | 'explore'
    | 'keys'
    | 'reviewer'
    | 'language'
    | 'model'
    | 'columns'
    | 'filters'
  >
>;

export const usualSettings: Settings = {
  theme: 'system',
  textPercent: 100,
  highlights: true,
  progressLine: true,
  blinded: false,
  explore: 0,
  keys: {},
  reviewer: '',
};

export class App {
  readonly wire: Wire;
  readonly upload: Upload;
  readonly route: Route;
  settings = $state.raw<Settings>(usualSettings);
  info = $state.raw<Info>();
  review = $state.raw<OpenReview>();
  /** For the screen reader: the last thing done. */
  spoken = $state('');
  keysShown = $state(false);
  trouble = $state<string>();
  readonly #languages: readonly string[];
  readonly words: Words = $derived.by(() => wordsFor((this.settings.language ?? '') === '' ? this.#languages : [this.settings.language ?? '']));
  // As text, so that an answer with the same keys does not make them anew and forget the first key of a chord.
  readonly #ownKeys: string = $derived.by(() => JSON.stringify(this.settings.keys));
  readonly bindings: Bindings = $derived.by(() => bindingsOf(JSON.parse(this.#ownKeys) as Record<string, string>));
  readonly keys: Keys = $derived.by(() => new Keys(this.bindings));
  readonly #acting = new Set<(action: Action) => boolean>();

  constructor(wire: Wire, upload: Upload, page: Pick<Location, 'hash'>, languages: readonly string[]) {
    this.wire = wire;
    this.upload = upload;
    this.route = new Route(page);
    this.#languages = languages;
  }

  async start(): Promise<void> {
    const [settings, info] = await Promise.all([this.wire.ask('settings.get', {}), this.wire.ask('host.info', {})]);
    this.settings = settings;
    this.info = info;
  }

  /** Shown at once, then kept; what cannot be kept goes back with a sentence. */
  async set(change: Change): Promise<void> {
    const before = this.settings;
    this.settings = { ...before, ...change };
    const { keys, columns, ...rest } = change;
    const own = { ...(keys === undefined ? {} : { keys: { ...keys } }), ...(columns === undefined ? {} : { columns: [...columns] }) };
    await this.wire.ask('settings.set', { ...rest, ...own }).then(
      (settings) => void (this.settings = settings),
      (trouble: unknown) => {
        this.settings = before;
        this.trouble = told(trouble);
      },
    );
  }

  /** The review of an address; the one before is let go, but for one that still reads files. */
  enter(review: string | undefined): void {
    if (review === this.review?.id || review === undefined) return;
    void this.leave();
    this.review?.close();
    this.review = new OpenReview(this.wire, review, this.upload);
    void this.review.open();
  }

  /** Out of the review: the engine closes its file, so that the library says how far it is. */
  async leave(): Promise<void> {
    const left = this.review;
    if (left === undefined || left.imports.busy) return;
    left.close();
    this.review = undefined;
    await this.wire.ask('review.close', { review: left.id }).then(undefined, (trouble: unknown) => void (this.trouble = told(trouble)));
  }

  go(screen: string, review: string | undefined = this.review?.id): void {
    const place: Place = screen === 'library' || review === undefined ? { screen } : { screen, review };
    this.route.go(place);
  }

  say(text: string): void {
    this.spoken = text;
  }

  /** A screen that is shown takes actions first; it says whether it did. */
  acting(handler: (action: Action) => boolean): () => void {
    this.#acting.add(handler);
    return () => void this.#acting.delete(handler);
  }

  act(action: Action): boolean {
    for (const handler of [...this.#acting].reverse()) if (handler(action)) return true;
    return false;
  }
}
