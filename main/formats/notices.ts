// What was noticed about a file, once each, with how often and where first?
import { exampleOf, looksDecodedTwice } from '../citations/index.ts';
import type { Citation } from '../../shared/citation.ts';
import type { Notice } from './format.ts';

/** So much of an abstract is looked at: text decoded twice is so from its beginning. */
const looked = 500;

/** The first three that show different letters. */
export class Examples {
  readonly #list: { readonly before: string; readonly after: string }[] = [];
  readonly #letters = new Set<string>();

  add(before: string, after: string): void {
    if (this.#list.length >= 3 || before === after) return;
    const letters = Array.from(after)
      .filter((sign) => sign > '\u007f' && !before.includes(sign))
      .join('');
    if (this.#letters.has(letters)) return;
    this.#letters.add(letters);
    this.#list.push({ before, after });
  }
  get some(): boolean {
    return this.#list.length > 0;
  }
  /** `“MÃ¼ller” → “Müller”, …` */
  shown(between: string): string {
    return this.#list.map(({ before, after }) => `“${before}” ${between} “${after}”`).join(', ');
  }
}

/** Counts things noticed: one notice a code, with `{count}` and `{line}` of the first. */
export class Noticing {
  readonly #examples = new Examples();
  #found = new Map<string, { count: number; slots: Record<string, string>; refuse: boolean }>();

  note(code: string, line: number, slots: Record<string, string> = {}, refuse = false): void {
    const before = this.#found.get(code);
    if (before === undefined) this.#found.set(code, { count: 1, slots: { line: String(line), ...slots }, refuse });
    else before.count += 1;
  }

  /** Text that looks decoded twice is told of with up to three examples, never changed; what cannot be put right is told apart. */
  look(citation: Citation): void {
    const { title = '', abstract = '' } = citation;
    const said = looksDecodedTwice(title) ? title : abstract.slice(0, looked);
    if (said !== title && !looksDecodedTwice(said)) return;
    const example = exampleOf(said);
    if (example === undefined) return;
    const { before, after } = example;
    const line = citation.source.line;
    if (before === after) this.note('file.remains', line, { sample: before });
    else {
      this.#examples.add(before, after);
      this.note('file.mojibake', line);
    }
  }

  get all(): Notice[] {
    return [...this.#found].map(([code, { count, slots, refuse }]) => ({
      code,
      slots: { count: String(count), ...slots, ...(code === 'file.mojibake' ? { examples: this.#examples.shown('→') } : {}) },
      ...(refuse ? { refuse } : {}),
    }));
  }
}
