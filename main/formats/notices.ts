// What was noticed about a file, once each, with how often and where first?
import { looksDecodedTwice, repairDecodedTwice } from '../citations/index.ts';
import type { Citation } from '../../shared/citation.ts';
import type { Notice } from './format.ts';

/** So much of an abstract is looked at: text decoded twice is so from its beginning. */
const looked = 500;

/** Counts things noticed: one notice a code, with `{count}` and `{line}` of the first. */
export class Noticing {
  #found = new Map<string, { count: number; slots: Record<string, string>; refuse: boolean }>();

  note(code: string, line: number, slots: Record<string, string> = {}, refuse = false): void {
    const before = this.#found.get(code);
    if (before === undefined) this.#found.set(code, { count: 1, slots: { line: String(line), ...slots }, refuse });
    else before.count += 1;
  }

  /** Text that looks decoded twice is told of, never changed. */
  look(citation: Citation): void {
    const { title = '', abstract = '' } = citation;
    const text = looksDecodedTwice(title) ? title.slice(0, 60) : looksDecodedTwice(abstract.slice(0, looked)) ? around(abstract) : undefined;
    if (text !== undefined) this.note('file.mojibake', citation.source.line, { sample: text, repaired: repairDecodedTwice(text) });
  }

  get all(): Notice[] {
    return [...this.#found].map(([code, { count, slots, refuse }]) => ({
      code,
      slots: { count: String(count), ...slots },
      ...(refuse ? { refuse } : {}),
    }));
  }
}

const around = (text: string): string => {
  const at = text.search(/[ÂÃâÎÏÐÑÄÅï]/);
  return text.slice(Math.max(0, at - 20), at + 40);
};
