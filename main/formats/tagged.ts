// Which records stand in a text whose lines begin with tags? The frame of all tagged formats; what a line means, the format says.
import type { Rejection } from '../../shared/citation.ts';
import type { Draft } from '../citations/index.ts';
import { lineSplitter } from './lines.ts';
import type { Read, Reader } from './format.ts';
import type { Noticing } from './notices.ts';
import { recordRead } from './records.ts';
import { squeeze } from './squeeze.ts';

export interface Field {
  readonly tag: string;
  /** The value's lines joined by `\n`. */
  value: string;
  readonly line: number;
}
export interface TaggedRecord {
  readonly line: number;
  readonly fields: readonly Field[];
  readonly raw: string;
}

/**
 * What a line is, given the record it would belong to (undefined outside of one).
 * `field`: a tag and its value, in a new record where `fresh`; `more`: the last value goes on; `start`: a record begins without a tag;
 * `end`: the record ends with this line; `skip`: part of no value (a blank line, a file header).
 */
export type Meaning =
  | { readonly is: 'field'; readonly tag: string; readonly value: string; readonly fresh: boolean }
  | { readonly is: 'more'; readonly value: string }
  | { readonly is: 'start' | 'end' | 'skip' | 'outside' };

export interface Frame {
  meaning(text: string, record: { readonly fields: readonly Field[] } | undefined, number: number): Meaning;
  /** Longer records (in characters) are none; eight million where not said. */
  readonly longest?: number;
  /** What a whole record says; undefined where it is none at all. */
  draft(record: TaggedRecord): Draft | undefined;
}

const maxRecord = 8_000_000;
const keptRaw = 2000;

/** A reader over a frame. Lines outside of records are rejections, neighbours together. */
export const taggedReader = (frame: Frame, file: string, noticing: Noticing, dialect?: () => string | undefined): Reader => {
  let fields: Field[] | undefined;
  let startLine = 0;
  let raw: string[] = [];
  let size = 0;
  let tooLong = false;
  let parts: string[] = [];
  let strayLine = 0;
  let stray = '';
  let out: Read[] = [];

  const endValue = (): void => {
    const last = fields?.at(-1);
    if (last !== undefined) last.value = squeeze(parts.length > 0 ? [last.value, ...parts].join('\n') : last.value);
    parts = [];
  };
  const endStray = (): void => {
    if (strayLine === 0) return;
    const rejection: Rejection = { line: strayLine, code: 'record.loose', raw: stray.slice(0, keptRaw).trimEnd() };
    out.push(rejection);
    strayLine = 0;
    stray = '';
  };
  const endRecord = (): void => {
    if (fields === undefined) return;
    endValue();
    const record: TaggedRecord = { line: startLine, fields, raw: raw.join('') };
    if (tooLong) out.push({ line: startLine, code: 'record.long', raw: record.raw.slice(0, keptRaw) });
    else {
      const draft = frame.draft(record);
      if (draft !== undefined) out.push(recordRead(draft, file, record.line, record.raw, noticing));
    }
    fields = undefined;
    raw = [];
    size = 0;
    tooLong = false;
  };
  const begin = (number: number): Field[] => {
    endRecord();
    endStray();
    fields = [];
    startLine = number;
    return fields;
  };
  const keep = (whole: string): void => {
    size += whole.length;
    if (size > (frame.longest ?? maxRecord)) {
      tooLong = true;
      parts = [];
    } else raw.push(whole);
  };

  const splitter = lineSplitter((text, number, end) => {
    const whole = text + end;
    const says = frame.meaning(text, fields === undefined ? undefined : { fields }, number);
    if (says.is === 'field') {
      const own = says.fresh || fields === undefined ? begin(number) : fields;
      keep(whole);
      if (tooLong) return;
      endValue();
      own.push({ tag: says.tag, value: says.value, line: number });
    } else if (says.is === 'start') {
      begin(number);
      keep(whole);
    } else if (says.is === 'more' && fields !== undefined) {
      keep(whole);
      if (!tooLong && fields.length > 0) parts.push(says.value);
    } else if (says.is === 'end') {
      if (fields !== undefined) keep(whole);
      endRecord();
    } else if (says.is === 'skip') {
      if (fields !== undefined) keep(whole);
      else if (text.trim() === '') endStray();
    } else {
      endRecord();
      if (strayLine === 0) strayLine = number;
      if (stray.length < keptRaw) stray += whole;
    }
  });

  function* taken(): Generator<Read> {
    const ready = out;
    out = [];
    yield* ready;
  }
  return {
    get noticed() {
      return noticing.all;
    },
    get dialect() {
      return dialect?.();
    },
    push(chunk) {
      splitter.push(chunk);
      return taken();
    },
    end() {
      splitter.end();
      endRecord();
      endStray();
      return taken();
    },
  };
};

/** Values of a tag, in order. */
export const valuesOf = (record: TaggedRecord, ...tags: readonly string[]): string[] =>
  record.fields.filter((field) => tags.includes(field.tag)).map((field) => field.value);

/** The first value that says something, by the tags' order of trust. */
export const firstOf = (record: TaggedRecord, ...tags: readonly string[]): string | undefined => {
  for (const tag of tags) for (const field of record.fields) if (field.tag === tag && field.value.trim() !== '') return field.value;
  return undefined;
};
