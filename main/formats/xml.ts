// Which record elements stand in an XML text that arrives in pieces? Nothing outside the text is ever looked at.
import { SaxesParser } from 'saxes';
import type { Rejection } from '../../shared/citation.ts';
import { Noticing } from './notices.ts';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}
export interface XmlRecord {
  readonly element: Element;
  readonly line: number;
  readonly raw: string;
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

const maxDepth = 256;
const maxRecord = 8_000_000;
/** A paper of five thousand authors has a fifth of these. */
const maxElements = 200_000;
const keptRaw = 2000;
/** A text with more faults than this is no XML; each costs time. */
const maxFaults = 50_000;

/**
 * Cuts out every element named in `names`, as a tree, with its text as written. Elements of these names inside one another belong to the outer one.
 * A document type may name a DTD, which is never fetched; one that declares entities ends the reading (`file.entities`), as does depth over 256 (`file.nested`).
 * Faults of form are passed over where the rest is clear.
 * @param transparent elements that only dress text: what they hold belongs to the one around
 */
export const xmlRecords = (
  names: ReadonlySet<string>,
  transparent: ReadonlySet<string> = new Set(),
): { push(chunk: string): (XmlRecord | Rejection)[]; end(): (XmlRecord | Rejection)[]; readonly noticing: Noticing } => {
  const noticing = new Noticing();
  let out: (XmlRecord | Rejection)[] = [];
  const parser = new SaxesParser({ xmlns: false });
  let text = '';
  let base = 0;
  let dead = false;
  let depth = 0;
  let startAt = -1;
  let startLine = 0;
  let startDepth = 0;
  let tooLong = false;
  let elements = 0;
  let faults = 0;
  let open: Open[] = [];

  const stop = (code: string, line: number): void => {
    dead = true;
    open = [];
    noticing.note(code, line, {}, true);
  };
  const raw = (to: number): string => text.slice(startAt - base, to - base);
  const inRecord = (): boolean => startAt >= 0;

  // Any fault is told here instead of thrown; the parser goes on behind it.
  parser.on('error', () => {
    if (dead) return;
    noticing.note('file.faults', parser.line);
    faults += 1;
    if (faults > maxFaults) stop('file.shattered', parser.line);
  });
  parser.on('doctype', (declared) => {
    if (/<!ENTITY/i.test(declared)) stop('file.entities', parser.line);
  });
  parser.on('opentagstart', (tag) => {
    if (dead || inRecord() || !names.has(tag.name)) return;
    startAt = base + text.lastIndexOf('<', parser.position - base - 1);
    startLine = parser.line;
    startDepth = depth;
    elements = 0;
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (dead) return;
    if (depth > maxDepth) {
      stop('file.nested', parser.line);
      return;
    }
    if (!inRecord() || tooLong) return;
    elements += 1;
    if (elements > maxElements) {
      tooLong = true;
      open = [];
      return;
    }
    if (!transparent.has(tag.name)) open.push({ name: tag.name, attributes: tag.attributes, children: [] });
  });
  const say = (said: string): void => {
    if (open.length > 0) open[open.length - 1]?.children.push(said);
  };
  parser.on('text', say);
  parser.on('cdata', say);
  parser.on('closetag', (tag) => {
    depth -= 1;
    if (dead || !inRecord() || (transparent.has(tag.name) && depth > startDepth)) return;
    const done = open.pop();
    if (depth > startDepth) {
      if (done !== undefined) open[open.length - 1]?.children.push(done);
      return;
    }
    if (tooLong || done === undefined) out.push({ line: startLine, code: 'record.long', raw: raw(startAt + keptRaw) });
    else out.push({ element: done, line: startLine, raw: raw(parser.position) });
    startAt = -1;
    tooLong = false;
    open = [];
  });

  const taken = (): (XmlRecord | Rejection)[] => {
    const ready = out;
    out = [];
    return ready;
  };
  return {
    noticing,
    push(chunk) {
      if (dead || chunk === '') return [];
      text += chunk;
      parser.write(chunk);
      // Outside of records only the tag that is being read is kept.
      const tag = text.lastIndexOf('<');
      const cut = inRecord() ? startAt - base : Math.max(0, tag < 0 ? parser.position - base : Math.min(tag, parser.position - base));
      if (cut > 65_536 || (cut > 0 && !inRecord())) {
        text = text.slice(cut);
        base += cut;
      }
      if (inRecord() && text.length - (startAt - base) > maxRecord && !tooLong) {
        tooLong = true;
        open = [];
      }
      return taken();
    },
    end() {
      if (dead) return [];
      const unfinished = inRecord();
      const line = startLine;
      const cutRaw = unfinished ? raw(startAt + keptRaw) : '';
      const stillOpen = depth > 0;
      dead = true;
      parser.close();
      if (unfinished) out.push({ line, code: 'record.cut', raw: cutRaw });
      if (unfinished || stillOpen) noticing.note('file.cut', unfinished ? line : parser.line);
      return taken();
    },
  };
};

/** The first child element of a path of names. */
export const child = (element: Element | undefined, ...path: readonly string[]): Element | undefined => {
  let at = element;
  for (const name of path) at = at?.children.find((one): one is Element => typeof one !== 'string' && one.name === name);
  return at;
};

export const childrenNamed = (element: Element | undefined, name: string): Element[] =>
  element === undefined ? [] : element.children.filter((one): one is Element => typeof one !== 'string' && one.name === name);

/** All text inside, in order; undefined where it says nothing. */
export const textOf = (element: Element | undefined): string | undefined => {
  if (element === undefined) return undefined;
  let said = '';
  const walk = (one: Element): void => {
    for (const part of one.children) {
      if (typeof part === 'string') said += part;
      else walk(part);
    }
  };
  walk(element);
  return said.trim() === '' ? undefined : said;
};
