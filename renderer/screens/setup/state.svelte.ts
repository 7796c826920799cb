// Which files were read, how, and what was found in them?
import type { Rejection } from '../../../shared/citation.ts';
import type { Update } from '../../../shared/contract.ts';
import { Running } from '../../client/running.svelte.ts';
import type { OpenReview } from '../../client/review.svelte.ts';

/** Encodings a file may be forced to; the reader's words for them are the standard's. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-1', 'macintosh'] as const;
const page = 100;

export class SetupState {
  readonly review: OpenReview;
  format = $state('');
  encoding = $state('');
  /** Receipts whose rejections and warnings are shown. */
  opened = $state.raw<ReadonlySet<number>>(new Set());
  rejections = $state.raw<Readonly<Record<number, readonly Rejection[]>>>({});
  /** What files brought that came after screening had begun. */
  updates = $state.raw<readonly Update[]>([]);
  readonly looking = new Running();
  readonly deciding = new Running();

  constructor(review: OpenReview) {
    this.review = review;
  }

  get options(): { format?: string; encoding?: string } {
    return { ...(this.format === '' ? {} : { format: this.format }), ...(this.encoding === '' ? {} : { encoding: this.encoding }) };
  }

  async add(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    await this.review.import(files, this.options);
  }

  /** @param repair letters that were decoded twice are put right */
  async readAgain(name: string, repair = false): Promise<void> {
    await this.review.readAgain(name, { ...this.options, ...(repair ? { repair } : {}) });
  }

  async lookForUpdates(): Promise<void> {
    if (this.review.receipts.length < 2) return;
    const updates = await this.looking.run((signal) => this.review.wire.ask('import.updates', { review: this.review.id }, { signal }));
    if (updates !== undefined) this.updates = updates;
  }

  /** Shows or hides what was said of a file. */
  async toggle(receipt: number): Promise<void> {
    const open = new Set(this.opened);
    if (!open.delete(receipt)) open.add(receipt);
    this.opened = open;
    if (open.has(receipt) && this.rejections[receipt] === undefined) await this.more(receipt);
  }

  async more(receipt: number): Promise<void> {
    const known = this.rejections[receipt] ?? [];
    const next = await this.looking.run((signal) =>
      this.review.wire.ask('import.rejections', { review: this.review.id, receipt, offset: known.length, limit: page }, { signal }),
    );
    if (next !== undefined) this.rejections = { ...this.rejections, [receipt]: [...known, ...next] };
  }

  /** Labels found in the files become prior knowledge, or are left alone. */
  async judge(accept: boolean): Promise<void> {
    const said = await this.deciding.run(() =>
      this.review.wire.ask('import.opinions', { review: this.review.id, key: this.review.wire.key(), accept }),
    );
    if (said !== undefined) this.review.take(said.summary);
  }
}
