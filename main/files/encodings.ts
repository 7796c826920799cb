// In which encoding are these bytes, and where are they damaged?
import { isAscii, isUtf8 } from 'node:buffer';
import { Failure } from '../../shared/failures.ts';
import type { Bytes } from './bytes.ts';
import { legacy } from './legacy.ts';

export interface Judged {
  /** A label that TextDecoder knows. */
  readonly encoding: string;
  /** As shown to people: `utf-8-bom`, `utf-16le`, `windows-1252`, `macintosh` … */
  readonly shown: string;
  /** Offsets of the first bytes that are no UTF-8, and how many in all; where the encoding is UTF-8 they are damage. */
  readonly bad: readonly number[];
  readonly badCount: number;
  /** What the XML declaration says, where it says something else. */
  readonly declared?: string;
  /** The file itself says that it is in this encoding. */
  readonly told?: true;
}

/** The label that TextDecoder knows for a name given by a person or a file; Failure `file.encoding`. */
export const decoderLabel = (name: string, file: string): string => {
  const wanted = name.trim().toLowerCase().replace(/_/g, '-');
  const known: Record<string, string> = {
    macroman: 'macintosh',
    'mac-roman': 'macintosh',
    cp1252: 'windows-1252',
    'utf-8-bom': 'utf-8',
    'utf-8-sig': 'utf-8',
    'utf-16le-bom': 'utf-16le',
    'utf-16be-bom': 'utf-16be',
    'latin-1': 'latin1',
    cp1251: 'windows-1251',
    cp1250: 'windows-1250',
  };
  try {
    return new TextDecoder(known[wanted] ?? wanted).encoding;
  } catch {
    throw new Failure('file.encoding', { file, encoding: name.slice(0, 60) });
  }
};

/** Walks UTF-8 by hand where the quick check failed: counts sequences that are whole and bytes that are not. */
const walk = (bytes: Uint8Array, base: number, tally: Tally): void => {
  for (let at = 0; at < bytes.length;) {
    const b = bytes[at] ?? 0;
    if (b < 0x80) {
      at += 1;
      continue;
    }
    const length = b >= 0xc2 && b < 0xe0 ? 2 : b >= 0xe0 && b < 0xf0 ? 3 : b >= 0xf0 && b < 0xf5 ? 4 : 0;
    const second = bytes[at + 1] ?? 0;
    // Overlong forms, surrogates and what is beyond Unicode are no UTF-8.
    const allowed = b === 0xe0 ? second >= 0xa0 : b === 0xed ? second < 0xa0 : b === 0xf0 ? second >= 0x90 : b === 0xf4 ? second < 0x90 : true;
    let whole = length > 0 && at + length <= bytes.length && allowed;
    for (let k = 1; whole && k < length; k += 1) whole = ((bytes[at + k] ?? 0) & 0xc0) === 0x80;
    if (whole) {
      tally.whole += 1;
      at += length;
    } else {
      if (tally.bad.length < 20) tally.bad.push(base + at);
      tally.badCount += 1;
      at += 1;
    }
  }
};

interface Tally {
  whole: number;
  bad: number[];
  badCount: number;
}

/** Length of the part that does not end inside a UTF-8 sequence. */
const wholeLength = (bytes: Uint8Array): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const b = bytes[bytes.length - back] ?? 0;
    if (b < 0x80) return bytes.length;
    if (b >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
};

const bom = (b: Uint8Array): string | undefined => {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return 'utf-8';
  if (b[0] === 0xff && b[1] === 0xfe) return 'utf-16le';
  if (b[0] === 0xfe && b[1] === 0xff) return 'utf-16be';
  return undefined;
};

/** Text without a mark in two-byte units: one of each pair is nearly always zero. */
const wide = (b: Uint8Array): string | undefined => {
  const n = Math.min(b.length - (b.length % 2), 8192);
  if (n < 8) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < n; at += 2) {
    if (b[at] === 0) even += 1;
    if (b[at + 1] === 0) odd += 1;
  }
  if (odd > n * 0.2 && even < odd * 0.05) return 'utf-16le';
  if (even > n * 0.2 && odd < even * 0.05) return 'utf-16be';
  return undefined;
};

/** Reads all bytes once. Failure `file.encoding` where an XML declaration names one that nobody knows. */
export const judgeEncoding = async (bytes: Bytes, file: string): Promise<Judged> => {
  const tally: Tally = { whole: 0, bad: [], badCount: 0 };
  let head = new Uint8Array(0);
  let rest: Uint8Array = new Uint8Array(0);
  let base = 0;
  let plainOnly = true;
  const around: Uint8Array[] = [];
  let sampled = 0;
  for await (const next of bytes()) {
    if (head.length < 8192) head = new Uint8Array(Buffer.concat([head, next.subarray(0, 8192 - head.length)]));
    if (plainOnly && isAscii(next)) {
      base += next.length;
      continue;
    }
    plainOnly = false;
    const chunk = rest.length === 0 ? next : Buffer.concat([rest, next]);
    const whole = chunk.subarray(0, wholeLength(chunk));
    if (!isAscii(whole)) {
      if (isUtf8(whole)) tally.whole += 1;
      else {
        // Only such pieces tell older encodings apart.
        if (sampled < 65_536) sampled += surroundings(whole, around);
        walk(whole, base, tally);
      }
    }
    rest = chunk.subarray(whole.length);
    base += whole.length;
  }
  if (rest.length > 0) walk(rest, base, tally);
  const marked = bom(head);
  const declared = declaration(head, marked);
  const known = declared === undefined ? undefined : decoderLabel(declared, file);
  const unit = marked === 'utf-8' ? undefined : (marked ?? wide(head));
  if (unit !== undefined)
    return { encoding: unit, shown: marked === undefined ? unit : `${unit}-bom`, bad: [], badCount: 0, ...said(known, declared, unit) };
  if (marked === 'utf-8' || tally.badCount === 0 || tally.whole > tally.badCount)
    return {
      encoding: 'utf-8',
      shown: marked === undefined ? 'utf-8' : 'utf-8-bom',
      bad: tally.bad,
      badCount: tally.badCount,
      ...said(plainOnly && known?.startsWith('utf-16') !== true ? 'utf-8' : known, declared, 'utf-8'),
    };
  const encoding = known !== undefined && !known.startsWith('utf') ? known : legacy(Buffer.concat(around));
  return {
    encoding,
    shown: encoding,
    bad: tally.bad,
    badCount: tally.badCount,
    ...(known === encoding ? { told: true as const } : said(known, declared, encoding)),
  };
};

const said = (known: string | undefined, declared: string | undefined, used: string): { declared?: string } =>
  known === undefined || known === used || declared === undefined ? {} : { declared };

/** The encoding an XML declaration names. */
const declaration = (head: Uint8Array, marked: string | undefined): string | undefined => {
  const text = new TextDecoder(marked ?? wide(head) ?? 'latin1').decode(head.subarray(0, 400));
  return /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']/.exec(text)?.[1];
};

const surroundings = (bytes: Uint8Array, into: Uint8Array[]): number => {
  let got = 0;
  for (let at = 0; at < bytes.length && got < 65_536; at += 1) {
    if ((bytes[at] ?? 0) < 128) continue;
    let to = Math.min(at + 24, bytes.length);
    // A character of two bytes is not cut, nor is the next piece begun in its middle.
    while (to < bytes.length && to < at + 400 && (bytes[to] ?? 0) >= 128) to += 1;
    into.push(bytes.subarray(Math.max(0, at - 4), to));
    got += to - at + 4;
    at = to;
  }
  return got;
};

/** On which lines (from 1) these offsets are. */
export const linesOf = async (bytes: Bytes, offsets: readonly number[]): Promise<number[]> => {
  const out: number[] = [];
  let line = 1;
  let base = 0;
  for await (const chunk of bytes()) {
    for (let at = 0; at < chunk.length && out.length < offsets.length; at += 1) {
      while (base + at === offsets[out.length]) out.push(line);
      if (chunk[at] === 10) line += 1;
    }
    base += chunk.length;
    if (out.length >= offsets.length) break;
  }
  return out;
};

/** Decoded text in chunks, without any byte-order mark at the start (some files have two). */
export const decoded = async function* (bytes: Bytes, encoding: string): AsyncGenerator<string> {
  const decode = encoding === 'utf-8' ? utf8() : streamed(encoding);
  let first = true;
  const begun = (text: string): string => {
    if (!first || text === '') return text;
    const bare = text.replace(/^\ufeff+/, '');
    first = bare === '';
    return bare;
  };
  for await (const chunk of bytes()) {
    const text = begun(decode(chunk));
    if (text !== '') yield text;
  }
  const tail = begun(decode(undefined));
  if (tail !== '') yield tail;
};

/** The text of a chunk as far as it is whole; of what is left over where there is none. */
type Decode = (chunk: Uint8Array | undefined) => string;

const streamed = (encoding: string): Decode => {
  const decoder = new TextDecoder(encoding);
  return (chunk) => (chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
};

/** Pieces of sound UTF-8 become text without the decoder, which makes two bytes a sign of everything and takes twice the time. */
const utf8 = (): Decode => {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest: Uint8Array = new Uint8Array(0);
  return (next) => {
    const chunk = next === undefined ? rest : rest.length === 0 ? next : Buffer.concat([rest, next]);
    const whole = next === undefined ? chunk : chunk.subarray(0, wholeLength(chunk));
    rest = next === undefined ? new Uint8Array(0) : chunk.subarray(whole.length);
    const buffer = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
    if (isAscii(whole)) return buffer.toString('latin1');
    return isUtf8(whole) ? inPieces(buffer) : decoder.decode(whole);
  };
};

/** Most thousand bytes of a text hold nothing but ASCII, which is only copied: a third of the time (24 µs against 64 for 64 kB) where one name in twenty has an accent. */
const inPieces = (buffer: Buffer): string => {
  const pieces: string[] = [];
  for (let at = 0; at < buffer.length;) {
    let to = Math.min(at + 1024, buffer.length);
    while (to < buffer.length && ((buffer[to] ?? 0) & 0xc0) === 0x80) to += 1;
    pieces.push(buffer.toString(isAscii(buffer.subarray(at, to)) ? 'latin1' : 'utf8', at, to));
    at = to;
  }
  return pieces.join('');
};
