// Which reviews are on this machine, and how does one begin, open or get one back?
import type { ImportStep, LibraryEntry } from '../../../shared/contract.ts';
import type { App } from '../../client/app.svelte.ts';
import { Running } from '../../client/running.svelte.ts';

/** A review file by its name; everything else is taken for an export to import. */
const isReview = (file: File): boolean => /\.winnow$/i.test(file.name);

export class LibraryState {
  readonly app: App;
  entries = $state.raw<readonly LibraryEntry[]>();
  readonly listing = new Running();
  readonly working = new Running<ImportStep | { done: number; total?: number; file: string; doing: 'send' }>();

  constructor(app: App) {
    this.app = app;
  }

  async list(): Promise<void> {
    const ask = () => this.app.wire.ask('library.list', {});
    const was = this.app.review;
    const entries = await this.listing.run(ask);
    if (entries !== undefined) this.entries = entries;
    // The review that was open says how far it is once its file is closed.
    await this.app.leave();
    const fresh = was === undefined ? undefined : await this.listing.run(ask);
    if (fresh !== undefined) this.entries = fresh;
  }

  open(entry: LibraryEntry): void {
    this.app.go(entry.counts.all === 0 ? 'setup' : 'screen', entry.review);
  }

  async create(): Promise<void> {
    const made = await this.working.run(() => this.app.wire.ask('review.create', { key: this.app.wire.key() }));
    if (made !== undefined) this.app.go('setup', made.review);
  }

  async sample(): Promise<void> {
    const made = await this.working.run((signal, step) => this.app.wire.ask('library.sample', {}, { signal, step }));
    if (made !== undefined) this.app.go('screen', made.review);
  }

  /** Review files are opened, export files become a new review: one drop, then *Screen*. */
  async take(files: readonly File[]): Promise<void> {
    const review = files.find(isReview);
    const exports = files.filter((file) => !isReview(file));
    if (review !== undefined) await this.#openFile(review);
    else if (exports.length > 0) await this.#begin(exports);
  }

  async #openFile(file: File): Promise<void> {
    const opened = await this.working.run(async (signal, step) => {
      const ref = await this.app.upload(file, { signal, step: (sent) => step({ ...sent, file: file.name, doing: 'send' }) });
      return this.app.wire.ask('review.openFile', { file: ref.file });
    });
    if (opened !== undefined) this.app.go('screen', opened.review);
    else await this.list();
  }

  async #begin(files: readonly File[]): Promise<void> {
    const made = await this.working.run(() => this.app.wire.ask('review.create', { key: this.app.wire.key() }));
    if (made === undefined) return;
    this.app.go('setup', made.review);
    this.app.enter(made.review);
    void this.app.review?.import(files);
  }

  async restore(entry: LibraryEntry): Promise<void> {
    const restored = await this.working.run(() => this.app.wire.ask('review.restore', { review: entry.review }));
    if (restored !== undefined) this.app.go('screen', restored.review);
  }

  async forget(entry: LibraryEntry): Promise<void> {
    const entries = await this.working.run(() => this.app.wire.ask('library.forget', { review: entry.review }));
    if (entries !== undefined) this.entries = entries;
  }
}
