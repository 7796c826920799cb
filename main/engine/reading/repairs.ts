// Which fields of a record were decoded twice, and what did they say before? Counted, with the first of them to show.
import { isRejection, type Citation } from '../../../shared/citation.ts';
import { exampleOf, looksDecodedTwice, repairDecodedTwice } from '../../citations/index.ts';
import { Examples, type Read } from '../../formats/index.ts';

/** What is not the record's own wording: where it stood, its text verbatim, decisions. */
const untouched: ReadonlySet<string> = new Set(['id', 'source', 'raw', 'decision', 'opinions']);

const repaired = (value: unknown): unknown => {
  if (typeof value === 'string') return repairDecodedTwice(value);
  return Array.isArray(value) ? value.map((one: unknown) => repaired(one)) : value;
};

interface Told {
  count: number;
  line: string;
}

export class Repairs {
  readonly #examples = new Examples();
  #done: Told | undefined;
  #left: (Told & { readonly sample: string }) | undefined;

  of(read: Read): Read {
    if (isRejection(read)) return read;
    const own: [string, unknown][] = Object.entries(read).filter(([name]) => !untouched.has(name));
    const texts = own.flatMap(([, value]) => value).filter((text): text is string => typeof text === 'string' && looksDecodedTwice(text));
    if (texts.length === 0) return read;
    const line = String(read.source.line);
    const left = texts.map(repairDecodedTwice).find(looksDecodedTwice);
    if (left !== undefined)
      this.#left = { ...(this.#left ?? { line, sample: exampleOf(left)?.before ?? left.slice(0, 60) }), count: (this.#left?.count ?? 0) + 1 };
    const changed = texts.filter((text) => repairDecodedTwice(text) !== text);
    if (changed.length === 0) return read;
    for (const text of changed) {
      const { before, after } = exampleOf(text) ?? { before: '', after: '' };
      this.#examples.add(before, after);
    }
    this.#done = { line: this.#done?.line ?? line, count: (this.#done?.count ?? 0) + 1 };
    const fields = Object.fromEntries(own.map(([name, value]): [string, unknown] => [name, repaired(value)])) as Partial<Citation>;
    return { ...read, ...fields };
  }

  /** Slots of the notice about what was put right; undefined where nothing was. */
  get done(): Readonly<Record<string, string>> | undefined {
    return this.#done && { line: this.#done.line, count: String(this.#done.count), examples: this.#examples.shown('is now') };
  }

  /** Slots of the notice about what still looks decoded twice. */
  get left(): Readonly<Record<string, string>> | undefined {
    return this.#left && { line: this.#left.line, count: String(this.#left.count), sample: this.#left.sample };
  }
}
