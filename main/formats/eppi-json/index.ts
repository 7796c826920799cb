// What does EPPI-Reviewer's JSON export say? Its references, with the codes given to them.
import type { Format, Read, Reader, ReadOptions } from '../format.ts';
import { itemScanner, type Fault, type Item } from '../json-items.ts';
import { Noticing } from '../notices.ts';
import { recordRead } from '../records.ts';
import { codesIn, type Codes } from './codes.ts';
import { draftOf } from './fields.ts';

const keptRaw = 2000;
/** Code sets longer than this are no code sets. */
const longestHead = 16_000_000;

const reader = ({ file }: ReadOptions): Reader => {
  const scanner = itemScanner(/"References"\s*:\s*$/);
  const noticing = new Noticing();
  let head = '';
  let codes: Codes | undefined;

  const read = ({ text, line }: Item): Read => {
    const malformed: Read = { line, code: 'record.malformed', slots: { what: 'not readable as JSON' }, raw: text.slice(0, keptRaw) };
    try {
      const item: unknown = JSON.parse(text);
      return typeof item === 'object' && item !== null
        ? recordRead(draftOf(item as Record<string, unknown>, codes ?? new Map()), file, line, text, noticing)
        : malformed;
    } catch {
      return malformed;
    }
  };
  function* each(items: Iterable<Item | Fault>): Generator<Read> {
    for (const item of items) {
      if (codes === undefined) {
        codes = codesIn(head.slice(0, Math.max(0, head.indexOf('"References"'))));
        head = '';
      }
      if ('code' in item) {
        if (item.code === 'record.cut') noticing.note('file.cut', item.line);
        yield { line: item.line, code: item.code, raw: item.text };
      } else yield read(item);
    }
  }
  return {
    push(chunk) {
      if (codes === undefined && head.length < longestHead) head += chunk;
      return each(scanner.push(chunk));
    },
    *end() {
      yield* each(scanner.end());
      if (scanner.open && noticing.all.length === 0) noticing.note('file.cut', 1);
    },
    get noticed() {
      return noticing.all;
    },
    dialect: 'eppi-reviewer',
  };
};

export const eppiJson: Format = {
  name: 'eppi-json',
  aliases: ['eppi'],
  extensions: ['json'],
  sniff(head) {
    if (/^\s*\{\s*"CodeSets"\s*:/.test(head)) return 0.97;
    return /^\s*\{\s*"References"\s*:\s*\[/.test(head) && /"ItemId"\s*:/.test(head) ? 0.97 : 0;
  },
  reader,
};
