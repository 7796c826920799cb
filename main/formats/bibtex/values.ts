// Which fields does one BibTeX entry have, its macros resolved and its braces still on?
import { squeeze } from '../squeeze.ts';
/** Names in lower case; a field that stands twice has two values. */
export interface Entry {
  readonly kind: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, readonly string[]>;
}
export interface Macros {
  /** A value may be so many characters long and no longer. */
  readonly longest: number;
  /** The text of a macro; a word that is none is itself; undefined where its text would be too long. */
  get(word: string): string | undefined;
  /** Takes in an `@string{name = value}`; false where it says too much. */
  define(entry: string): boolean;
}
/** A value could not be put together within the limits (`@string` bombs). */
export interface TooLong {
  readonly field: string;
}

const opening = /@\s*(?:[A-Za-z][\w-]*|\[[^\]{}\n]{0,80}\])\s*[{(]\s*/y;
const name = /[^\s=,{}"#%()@\\]+/y;
const bare = /[^\s,#{}"()]+/y;
const gap = /[\s,;]*/y;
const white = /\s*/y;
const keyEnd = /[,})\n]/g;
const braces = /[{}\\]/g;
const quoteEnd = /[{}"\\]/g;

const skip = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  pattern.exec(text);
  return pattern.lastIndex;
};

/** Position behind the brace that closes the one before `from`, or -1. */
const closing = (text: string, from: number, hop: RegExp, inQuotes: boolean): number => {
  let depth = 0;
  hop.lastIndex = from;
  for (let m = hop.exec(text); m !== null; m = hop.exec(text)) {
    if (m[0] === '\\') hop.lastIndex += 1;
    else if (m[0] === '{') depth += 1;
    else if (m[0] === '"') {
      if (depth <= 0) return hop.lastIndex;
    } else if (depth > 0) depth -= 1;
    else if (!inQuotes) return hop.lastIndex;
  }
  return -1;
};

/**
 * The parts of a value joined by `#`, from `at`.
 * @returns the value and where it ends; `undefined` value where there is none
 */
export const readValue = (text: string, from: number, macros: Macros): { value: string | undefined; to: number; tooLong: boolean } => {
  let value: string | undefined;
  let at = from;
  let tooLong = false;
  for (;;) {
    at = skip(white, text, at);
    const sign = text.charAt(at);
    let part: string | undefined;
    if (sign === '{' || sign === '"') {
      const end = closing(text, at + 1, sign === '{' ? braces : quoteEnd, sign === '"');
      if (end < 0) return { value, to: text.length, tooLong };
      part = text.slice(at + 1, end - 1);
      at = end;
    } else {
      bare.lastIndex = at;
      const word = bare.exec(text)?.[0];
      if (word === undefined) return { value, to: at, tooLong };
      at += word.length;
      part = macros.get(word);
      if (part === undefined) {
        tooLong = true;
        part = '';
      }
    }
    value = (value ?? '') + part;
    if (value.length > macros.longest) {
      tooLong = true;
      value = '';
    }
    const next = skip(white, text, at);
    if (text.charAt(next) !== '#') return { value, to: at, tooLong };
    at = next + 1;
  }
};

const add = (fields: Map<string, string[]>, field: string, said: string): void => {
  const value = squeeze(said);
  const there = fields.get(field);
  if (there === undefined) fields.set(field, [value]);
  else there.push(value);
};

/** Reads an entry whose braces balance. `faults` counts what stood where no field can. */
export const readEntry = (kind: string, text: string, macros: Macros): { entry: Entry; faults: number; tooLong?: TooLong } => {
  const fields = new Map<string, string[]>();
  let at = skip(opening, text, 0);
  keyEnd.lastIndex = at;
  const stop = keyEnd.exec(text)?.index ?? text.length;
  let key = text.slice(at, stop).trim();
  if (key.includes('=')) key = '';
  else at = stop;
  let faults = 0;
  let tooLong: TooLong | undefined;
  for (;;) {
    at = skip(gap, text, at);
    if (at >= text.length) break;
    name.lastIndex = at;
    const field = name.exec(text)?.[0];
    if (field === undefined) {
      if (at < text.length - 1 && text.charAt(at) !== '}' && text.charAt(at) !== ')') faults += 1;
      at += 1;
      continue;
    }
    const equals = skip(white, text, at + field.length);
    if (text.charAt(equals) !== '=') {
      faults += 1;
      at = Math.max(equals, at + field.length);
      continue;
    }
    const read = readValue(text, equals + 1, macros);
    if (read.value !== undefined) add(fields, field.toLowerCase(), read.value);
    if (read.tooLong) tooLong ??= { field };
    at = Math.max(read.to, equals + 1);
    const after = text.charAt(skip(white, text, at));
    if (after !== ',' && after !== '}' && after !== ')' && after !== ';' && after !== '') faults += 1;
  }
  return { entry: { kind, key, fields }, faults, ...(tooLong === undefined ? {} : { tooLong }) };
};

const line = /(?:^|\n)[ \t]{0,80},?[ \t]{0,80}([A-Za-z][\w:-]{0,60})[ \t]*=[ \t]*/g;

/**
 * Reads an entry whose braces do not balance by its lines: a field begins where a line says `name =` and ends where the next one begins.
 * Undefined where fewer than two lines look so: then nothing in it can be trusted.
 */
export const readLines = (kind: string, text: string, macros: Macros): Entry | undefined => {
  const starts = [...text.matchAll(line)];
  if (starts.length < 2) return undefined;
  const fields = new Map<string, string[]>();
  starts.forEach((m, at) => {
    const from = m.index + m[0].length;
    let value = text.slice(from, starts[at + 1]?.index ?? text.length).trim();
    // The last field drags the entry's own brace along.
    if (at === starts.length - 1) value = /^(.*[}"\d])\s*,?\s*[})]\s*$/s.exec(value)?.[1] ?? value;
    value = value.replace(/[,\s]+$/, '');
    const first = value.charAt(0);
    if (first === '{' || first === '"') value = value.slice(1).replace(/[}"]$/, '');
    else value = macros.get(value) ?? '';
    add(fields, (m[1] ?? '').toLowerCase(), value.slice(0, macros.longest));
  });
  const opened = skip(opening, text, 0);
  const key = /^[^\s,={}"]*/.exec(text.slice(opened, opened + 300))?.[0] ?? '';
  return { kind, key, fields };
};
