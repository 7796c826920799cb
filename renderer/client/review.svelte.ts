// What does the page know of the review that is open? Its summary, kept fresh; its reading; its imports.
import type { ImportStep, ReviewId, Summary } from '../../shared/contract.ts';
import type { Receipt } from '../../shared/citation.ts';
import { Reading } from './reading.svelte.ts';
import { Pace, Running, told } from './running.svelte.ts';
import type { FileRef, Upload } from './uploads.ts';
import type { Wire } from './wire.svelte.ts';

export interface ImportOptions {
  readonly format?: string;
  readonly encoding?: string;
  /** Letters that were decoded twice are put right. */
  readonly repair?: boolean;
}

export type ImportProgress = ImportStep | { readonly done: number; readonly total?: number; readonly file: string; readonly doing: 'send' };

export class OpenReview {
  readonly id: ReviewId;
  readonly wire: Wire;
  readonly reading: Reading;
  readonly imports = new Running<ImportProgress>();
  /** Of the reading by meaning, which goes on in the background. */
  readonly pace = new Pace();
  summary = $state.raw<Summary>();
  receipts = $state.raw<readonly (Receipt & { receipt: number })[]>([]);
  /** Files of the last import that could not be read, and why. */
  refused = $state.raw<readonly { readonly file: string; readonly says: string }[]>([]);
  /** How many times files came in. */
  arrivals = $state(0);
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

  /** The newest summary wins: answers may overtake each other. It also tells of a new order, even where the change that said so was swallowed by a later one. */
  take(summary: Summary): void {
    if (summary.revision < (this.summary?.revision ?? 0)) return;
    this.summary = summary;
    this.pace.note(summary.ranking.meaning);
    const known = this.reading.ranking;
    if (known !== undefined && known.upTo !== summary.ranking.upTo) void this.reading.refill();
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

  /** Hands the files over and reads them one by one: a file that cannot be read gets its sentence, the others come in. */
  async import(files: readonly File[], options: ImportOptions = {}): Promise<void> {
    this.refused = [];
    await this.imports.run(async (signal, step) => {
      for (const file of files) {
        if (signal.aborted) return;
        await this.#one(file, options, { signal, step }).then(undefined, (trouble: unknown) => this.#refuse(file.name, trouble, signal));
      }
    });
    await this.#arrived();
  }

  async #one(file: File, options: ImportOptions, { signal, step }: How): Promise<void> {
    const ref = await this.#upload(file, { signal, step: (sent) => step({ ...sent, file: file.name, doing: 'send' }) });
    this.#files.set(ref.name, ref);
    await this.#read(ref, options, { signal, step });
  }

  #refuse(file: string, trouble: unknown, signal: AbortSignal): void {
    if (!signal.aborted) this.refused = [...this.refused, { file, says: told(trouble) }];
  }

  canReadAgain(name: string): boolean {
    return this.#files.has(name);
  }

  /** The same file in another format or encoding. What is there already counts as a duplicate. */
  async readAgain(name: string, options: ImportOptions): Promise<void> {
    const ref = this.#files.get(name);
    if (ref === undefined) return;
    this.refused = this.refused.filter(({ file }) => file !== name);
    await this.imports.run((signal, step) =>
      this.#read(ref, options, { signal, step }).then(undefined, (trouble: unknown) => this.#refuse(name, trouble, signal)),
    );
    await this.#arrived();
  }

  async #read(ref: FileRef, options: ImportOptions, how: How): Promise<void> {
    const answer = await this.wire.ask('import.files', { review: this.id, files: [ref.file], ...options }, how);
    this.take(answer.summary);
    await this.fetchReceipts();
  }

  async #arrived(): Promise<void> {
    await Promise.all([this.refresh(), this.reading.refill()]);
    this.arrivals += 1;
  }
}

interface How {
  readonly signal: AbortSignal;
  readonly step: (step: ImportProgress) => void;
}
