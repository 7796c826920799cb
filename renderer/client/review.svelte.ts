// What does the page know of the review that is open? Its summary, kept fresh; its reading; its imports.
import type { ImportStep, ReviewId, Summary } from '../../shared/contract.ts';
import type { Receipt } from '../../shared/citation.ts';
import { Reading } from './reading.svelte.ts';
import { Running, told } from './running.svelte.ts';
import type { FileRef, Upload } from './uploads.ts';
import type { Wire } from './wire.svelte.ts';

export interface ImportOptions {
  readonly format?: string;
  readonly encoding?: string;
}

export type ImportProgress = ImportStep | { readonly done: number; readonly total?: number; readonly file: string; readonly doing: 'send' };

export class OpenReview {
  readonly id: ReviewId;
  readonly wire: Wire;
  readonly reading: Reading;
  readonly imports = new Running<ImportProgress>();
  summary = $state.raw<Summary>();
  receipts = $state.raw<readonly (Receipt & { receipt: number })[]>([]);
  /** Why it cannot be shown. */
  trouble = $state<string>();
  /** Files handed over in this session, by name: they can be read again in another way. */
  readonly #files = new Map<string, FileRef>();
  readonly #upload: Upload;
  readonly #watch = new AbortController();
  #fetching = false;
  #stale = false;

  constructor(wire: Wire, id: ReviewId, upload: Upload) {
    this.wire = wire;
    this.id = id;
    this.#upload = upload;
    this.reading = new Reading(wire, id, (said) => this.take(said.summary));
  }

  async open(): Promise<void> {
    await this.wire.ask('review.summary', { review: this.id }).then(
      async (summary) => {
        this.take(summary);
        this.#follow();
        await Promise.all([this.reading.open(summary.at), this.fetchReceipts()]);
      },
      (trouble: unknown) => void (this.trouble = told(trouble)),
    );
  }

  /** The newest summary wins: answers may overtake each other. */
  take(summary: Summary): void {
    if (summary.revision >= (this.summary?.revision ?? 0)) this.summary = summary;
  }

  close(): void {
    this.imports.cancel();
    this.#watch.abort();
  }

  /** Changes made anywhere: by a new order, by another screen, by another window. Follows again when the line was broken. */
  #follow(): void {
    const signal = this.#watch.signal;
    void this.wire
      .ask('review.watch', { review: this.id }, { signal, step: (change) => this.#changed(change.queue) })
      .then(undefined, (trouble: unknown) => {
        if (signal.aborted) return;
        const lost = this.wire.state !== 'open';
        if (!lost) return void (this.trouble = told(trouble));
        // The engine was away: it may know less or more than we do.
        this.#follow();
        this.#changed(true);
      });
  }

  #changed(queue: boolean): void {
    if (queue) void this.reading.refill();
    void this.refresh();
  }

  async refresh(): Promise<void> {
    if (this.#fetching) return void (this.#stale = true);
    this.#fetching = true;
    await this.wire.ask('review.summary', { review: this.id }).then(
      (summary) => this.take(summary),
      (trouble: unknown) => void (this.trouble = told(trouble)),
    );
    this.#fetching = false;
    if (!this.#stale) return;
    this.#stale = false;
    await this.refresh();
  }

  async fetchReceipts(): Promise<void> {
    this.receipts = await this.wire.ask('import.receipts', { review: this.id });
  }

  /** Hands the files over and reads them, with one progress for both. Resolves with the receipts, or undefined (see `imports.trouble`). */
  import(files: readonly File[], options: ImportOptions = {}): Promise<readonly Receipt[] | undefined> {
    return this.imports.run(async (signal, step) => {
      const refs: FileRef[] = [];
      for (const file of files) {
        const ref = await this.#upload(file, { signal, step: (sent) => step({ ...sent, file: file.name, doing: 'send' }) });
        this.#files.set(ref.name, ref);
        refs.push(ref);
      }
      return this.#read(refs, options, { signal, step });
    });
  }

  canReadAgain(name: string): boolean {
    return this.#files.has(name);
  }

  /** The same file in another format or encoding. What is there already counts as a duplicate. */
  readAgain(name: string, options: ImportOptions): Promise<readonly Receipt[] | undefined> {
    const ref = this.#files.get(name);
    return this.imports.run((signal, step) => (ref === undefined ? Promise.resolve([]) : this.#read([ref], options, { signal, step })));
  }

  async #read(
    refs: readonly FileRef[],
    options: ImportOptions,
    how: { signal: AbortSignal; step: (step: ImportProgress) => void },
  ): Promise<readonly Receipt[]> {
    const answer = await this.wire.ask('import.files', { review: this.id, files: refs.map((ref) => ref.file), ...options }, how);
    this.take(answer.summary);
    await Promise.all([this.fetchReceipts(), this.reading.refill()]);
    return answer.receipts;
  }
}
