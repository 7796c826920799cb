// Which fields of a record were decoded twice, and what did they say before? Counted, with the first of them to show.
import { isRejection, type Citation } from '../../../shared/citation.ts';
import { repairDecodedTwice } from '../../citations/index.ts';
import type { Read } from '../../formats/index.ts';

/** What is not the record's own wording: where it stood, its text verbatim, decisions. */
const untouched: ReadonlySet<string> = new Set(['id', 'source', 'raw', 'decision', 'opinions']);

const repaired = (value: unknown): unknown => {
  if (typeof value === 'string') return repairDecodedTwice(value);
  return Array.isArray(value) ? value.map((one: unknown) => repaired(one)) : value;
};

/** The first text that is another one now, shortly before its first sign that was decoded twice. */
const firstOf = (values: readonly unknown[]): { readonly before: string; readonly after: string } | undefined => {
  for (const text of values.flat()) {
    if (typeof text !== 'string' || repairDecodedTwice(text) === text) continue;
    const from = Math.max(0, text.search(/[ÂÃÄÅÎÏÐÑâïðã-é]/) - 20);
    const before = text.slice(from, from + 60);
    return { before, after: repairDecodedTwice(before) };
  }
  return undefined;
};

export class Repairs {
  #count = 0;
  #first: { readonly line: string; readonly before: string; readonly after: string } | undefined;

  of(read: Read): Read {
    if (isRejection(read)) return read;
    const own: [string, unknown][] = Object.entries(read).filter(([name]) => !untouched.has(name));
    const sample = firstOf(own.map(([, value]) => value));
    if (sample === undefined) return read;
    const fields = Object.fromEntries(own.map(([name, value]): [string, unknown] => [name, repaired(value)])) as Partial<Citation>;
    this.#count += 1;
    this.#first ??= { line: String(read.source.line), ...sample };
    return { ...read, ...fields };
  }

  /** Slots of the notice; undefined where nothing was put right. */
  get first(): Readonly<Record<string, string>> | undefined {
    return this.#first && { ...this.#first, count: String(this.#count) };
  }
}
