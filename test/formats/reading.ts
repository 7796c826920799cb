// How do tests feed a format: whole texts, in pieces of any size, and what must hold of every reading?
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { isRejection, type Citation, type Rejection } from '../../shared/citation.ts';
import type { Format, Notice, Outgoing } from '../../main/formats/format.ts';

export interface Result {
  readonly citations: readonly Citation[];
  readonly rejections: readonly Rejection[];
  readonly noticed: readonly Notice[];
}

/** Reads a text in pieces of `size` characters. */
export const readText = (format: Format, text: string, size = 65_536): Result => {
  const reader = format.reader?.({ file: 'f' });
  if (reader === undefined) throw new Error(`${format.name} does not read`);
  const citations: Citation[] = [];
  const rejections: Rejection[] = [];
  const take = (items: Iterable<Citation | Rejection>): void => {
    for (const item of items) {
      if (isRejection(item)) rejections.push(item);
      else citations.push(item);
    }
  };
  for (let at = 0; at < text.length; at += size) take(reader.push(text.slice(at, at + size)));
  take(reader.end());
  return { citations, rejections, noticed: reader.noticed };
};

/** Everything but where it stood and its raw text. */
export const bare = ({ source: _source, raw: _raw, ...rest }: Citation): Omit<Citation, 'source' | 'raw'> => rest;

export const writeText = (format: Format, rows: readonly Outgoing[]): string => {
  const writer = format.writer?.();
  if (writer === undefined) throw new Error(`${format.name} does not write`);
  return writer.head() + rows.map((row) => writer.row(row)).join('') + writer.tail();
};

/** What must hold whatever the bytes: no throw, records with lines and ids, the same reading in small and large pieces. */
export const checkSound = (format: Format, text: string, size: number): void => {
  const whole = readText(format, text);
  const pieces = readText(format, text, size);
  expect(pieces).toEqual(whole);
  const lines = text.split('\n').length + text.split('\r').length;
  for (const { line, id } of whole.citations.map((c) => ({ line: c.source.line, id: c.id }))) {
    expect(id).not.toBe('');
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
  }
  for (const { line, code } of whole.rejections) {
    expect(code).toMatch(/^record\./);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
  }
};

/** What a sample is expected to say: fields of a citation and the line it begins on. */
export type Said = Omit<Citation, 'source' | 'raw'> & { readonly line: number };

/** A sample of `test/samples/formats/<format>/`, read in pieces; each raw text must be a part of it. */
export const readSample = (format: Format, file: string): Said[] => {
  const text = readFileSync(new URL(`../samples/formats/${format.name}/${file}`, import.meta.url), 'utf8');
  return readText(format, text, 61).citations.map(({ source, raw, ...said }) => {
    expect(raw === undefined || text.includes(raw)).toBe(true);
    return { line: source.line, ...said };
  });
};
