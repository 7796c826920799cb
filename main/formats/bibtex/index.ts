// What does a BibTeX file say? Read with its own parser: no library was quick and lenient enough (see decision 3).
import type { Format, Read, Reader, ReadOptions } from '../format.ts';
import { Noticing } from '../notices.ts';
import { recordRead } from '../records.ts';
import { entryScanner, type Scanned } from './entries.ts';
import { draftOf } from './fields.ts';
import { macroTable } from './macros.ts';
import { readEntry, readLines, type Entry } from './values.ts';
import { bibtexWriter } from './write.ts';

const keptRaw = 2000;
/** While an entry waits for the one it refers to, so many behind it wait too; then it goes without. */
const maxWaiting = 2000;
/** Entries remembered because others may refer to them. */
const maxParents = 20_000;
const parents = new Set(['proceedings', 'book', 'collection', 'mvbook', 'mvproceedings', 'mvcollection', 'reference', 'periodical']);

/** What stands between the records, and what only holds others together. */
const noRecords = new Set(['comment', 'preamble', 'set', 'xdata', 'control', 'bibtexkeypattern']);

interface Waiting {
  readonly entry: Entry;
  readonly line: number;
  readonly raw: string;
  /** The key this entry still waits for. */
  readonly needs: string | undefined;
}

const reader = ({ file }: ReadOptions): Reader => {
  const scanner = entryScanner();
  const macros = macroTable();
  const noticing = new Noticing();
  const known = new Map<string, Entry>();
  let queue: (Waiting | Read)[] = [];
  let unmet = 0;

  const refusal = (line: number, code: string, raw: string, slots: Record<string, string> = {}): Read => ({
    line,
    code,
    slots,
    raw: raw.slice(0, keptRaw),
  });

  const finished = (waiting: Waiting): Read => {
    const parent = known.get(waiting.entry.fields.get('crossref')?.[0]?.trim().toLowerCase() ?? '');
    return recordRead(draftOf(waiting.entry, parent), file, waiting.line, waiting.raw, noticing);
  };

  /** The entry of a scanned text, or why there is none; undefined for what is no record. */
  const take = (scanned: Scanned): Waiting | Read | undefined => {
    const { text, line } = scanned;
    if ('code' in scanned) return refusal(line, scanned.code, text);
    const { kind, loose } = scanned;
    if (kind === 'string') {
      if (!macros.define(text)) noticing.note('file.macro', line);
      return undefined;
    }
    if (noRecords.has(kind)) return undefined;
    const strict = readEntry(kind, text, macros);
    if (strict.tooLong !== undefined) return refusal(line, 'record.macro', text, { field: strict.tooLong.field });
    let { entry } = strict;
    if (loose || strict.faults > 0) {
      const byLines = readLines(kind, text, macros);
      const whole = strict.faults === 0 && entry.fields.size > 0 && lacksOnlyItsEnd(text);
      if (byLines !== undefined && (byLines.fields.size > entry.fields.size || (loose && !whole))) entry = byLines;
      else if (loose && !whole) return refusal(line, 'record.unclosed', text);
      if (loose || entry === byLines) noticing.note('record.braces', line);
    }
    // An e-mail address or a rule of a style sheet in running text begins like an entry.
    if (entry.fields.size === 0) return entry.key === '' || /\s/.test(entry.key) ? undefined : refusal(line, 'record.empty', text);
    if (parents.has(entry.kind) && known.size < maxParents) known.set(entry.key.toLowerCase(), entry);
    const needs = entry.fields.get('crossref')?.[0]?.trim().toLowerCase();
    const lacks =
      needs !== undefined && !known.has(needs) && !(entry.fields.has('year') && (entry.fields.has('booktitle') || entry.fields.has('journal')));
    return { entry, line, raw: text, needs: lacks ? needs : undefined };
  };

  function* flush(all: boolean): Generator<Read> {
    if (queue.length === 0 || (unmet > 0 && !all && queue.length < maxWaiting)) return;
    const ready = queue;
    queue = [];
    unmet = 0;
    for (const item of ready) yield 'entry' in item ? finished(item) : item;
  }

  function* each(scanned: Iterable<Scanned>): Generator<Read> {
    for (const one of scanned) {
      const taken = take(one);
      if (taken === undefined) continue;
      queue.push(taken);
      if ('entry' in taken) {
        if (taken.needs !== undefined) unmet += 1;
        if (parents.has(taken.entry.kind)) unmet -= queue.filter((item) => 'entry' in item && item.needs === taken.entry.key.toLowerCase()).length;
      }
      yield* flush(false);
    }
  }

  return {
    get noticed() {
      return noticing.all;
    },
    push: (chunk) => each(scanner.push(chunk)),
    *end() {
      yield* each(scanner.end());
      yield* flush(true);
    },
  };
};

/** Does only the entry's own last brace miss? Then its fields are whole. */
const lacksOnlyItsEnd = (text: string): boolean => {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
  }
  return depth === 1;
};

const sniff = (head: string): number => {
  const entry =
    /(?:^|\n)[ \t]{0,40}@[ \t]{0,9}(?:[A-Za-z]{3,20}|\[[^\]{}\n]{0,80}\])[ \t]{0,9}[{(][ \t]{0,9}[^\s,={}()"]{0,300}[ \t]{0,9}(?:,|=|\n)/.exec(head);
  if (entry === null) return /(?:^|\n)[ \t]{0,40}@(?:comment|preamble|string)[ \t]{0,9}[{(]/i.test(head) ? 0.6 : 0;
  return /[A-Za-z-]\s{0,40}=\s{0,40}["{\d]/.test(head.slice(entry.index, entry.index + 4000)) ? 0.97 : 0.6;
};

export const bibtex: Format = { name: 'bibtex', extensions: ['bib', 'bibtex', 'bbl'], sniff, reader, writer: () => bibtexWriter() };
