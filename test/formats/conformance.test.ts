// Does every format keep the promises of its interface? Runs over the list; a new format is tested by being in it.
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formats } from '../../main/formats/all.ts';
import { detectFormat, type Format, type Outgoing, type Read } from '../../main/formats/index.ts';
import { isRejection, type Citation } from '../../shared/citation.ts';
import { failures } from '../../shared/failures.ts';
import { plainSet, richSet } from './citations.ts';

const samples = fileURLToPath(new URL('../samples/formats/', import.meta.url));
const samplesOf = (format: Format): { name: string; text: string }[] => {
  try {
    return readdirSync(`${samples}${format.name}`).map((name) => ({ name, text: readFileSync(`${samples}${format.name}/${name}`, 'utf8') }));
  } catch {
    return [];
  }
};

const written = (format: Format, rows: readonly Outgoing[], dialect?: string): string => {
  const writer = format.writer?.(dialect);
  if (writer === undefined) throw new Error(`${format.name} does not write`);
  const text = writer.head() + rows.map((row) => writer.row(row)).join('') + writer.tail();
  if (format.name !== 'xlsx') return text.replace(/^\ufeff/, '');
  // What the files room does with a workbook: each row gets its number.
  return `\u001dsheet\u001e${text
    .split('\u001e')
    .filter((row) => row !== '')
    .map((row, at) => `${String(at + 1)}\u001f${row}\u001e`)
    .join('')}`;
};

const readAll = (format: Format, text: string, size = 10_000): { reads: Read[]; codes: string[] } => {
  const reader = format.reader?.({ file: 'sample' });
  if (reader === undefined) throw new Error(`${format.name} does not read`);
  const reads: Read[] = [];
  for (let at = 0; at < text.length; at += size) reads.push(...reader.push(text.slice(at, at + size)));
  reads.push(...reader.end());
  return { reads, codes: reader.noticed.map((notice) => notice.code) };
};
const citationsOf = (reads: readonly Read[]): Citation[] => reads.filter((read): read is Citation => !isRejection(read));

const out = (citation: Citation): Outgoing => ({ citation });

/** Fields that every format with a writer carries, and what some carry beside them. */
const common = ['title', 'abstract', 'authors', 'year', 'journal', 'volume', 'issue', 'doi'] as const;
const all = [
  ...common,
  'date',
  'issn',
  'pages',
  'pmid',
  'pmcid',
  'accession',
  'url',
  'keywords',
  'mesh',
  'language',
  'type',
  'notices',
  'decision',
  'opinions',
  'notes',
  'tags',
  'id',
] as const;
const carries: Record<string, readonly (keyof Citation)[]> = { ris: all, nbib: all, 'pubmed-xml': all, csv: all, tsv: all, xlsx: all, jsonl: all };

const flat = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/\s+/g, ' ') : Array.isArray(value) ? value.map(flat) : value);

describe.each(formats.map((format) => [format.name, format] as const))('%s', (name, format) => {
  it('has a name of its own and extensions', () => {
    expect(formats.filter((one) => one.name === name || one.aliases?.includes(name) === true)).toHaveLength(1);
    expect(format.extensions.length).toBeGreaterThan(0);
  });

  it('believes in nothing that is no text of references', () => {
    for (const head of [
      '',
      ' \n \n',
      'Dear colleague,\n\nplease find, attached, the results.\n',
      '<!DOCTYPE html><html><body>Sign in</body></html>',
      '{"a":1}\n',
      '\u0000\u0001\u0002'.repeat(40),
      'a,b,c\n1,2,3\n',
      'x'.repeat(65_536),
    ])
      expect(format.sniff(head)).toBeLessThanOrEqual(0.5);
  });

  it.skipIf(format.reader === undefined)('never throws, sums up and is not slow on text of any kind', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom(
              'TY  - JOUR\n',
              'ER  - \n',
              'PMID- 1\n',
              'TI  - x',
              '"',
              ',',
              '\t',
              '<PubmedArticle>',
              '</',
              '@article{',
              '{',
              '%0 ',
              '\r',
              '\n\n',
              '\u001e',
              '\u001f',
              'title,abstract\n',
              '<1>\n',
            ),
          ),
        ),
        fc.integer({ min: 1, max: 50 }),
        (parts, size) => {
          const { reads, codes } = readAll(format, parts.join(''), size);
          for (const read of reads) {
            expect(read).toBeTypeOf('object');
            if (isRejection(read)) expect(failures).toHaveProperty([read.code]);
            else expect(read.source.line).toBeGreaterThan(0);
          }
          for (const code of codes) expect(failures).toHaveProperty([code]);
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  const texts =
    format.writer === undefined ? samplesOf(format) : [...samplesOf(format), { name: 'written', text: written(format, plainSet.map(out)) }];
  it('knows its own samples, and no other format claims them', () => {
    for (const { name: sample, text } of texts) {
      const found = detectFormat(formats, text.slice(0, 65_536), '');
      expect([sample, found?.format.name]).toEqual([sample, name]);
    }
  });

  it('says the same in whatever pieces the text comes', () => {
    for (const { text } of texts) {
      const whole = readAll(format, text, text.length + 1).reads;
      expect(readAll(format, text, 7).reads).toEqual(whole);
      expect(readAll(format, text, 1021).reads).toEqual(whole);
      expect(whole.length).toBeGreaterThan(0);
    }
  });

  it.skipIf(format.writer === undefined)('reads back what it writes', () => {
    const text = written(format, plainSet.map(out));
    const got = citationsOf(readAll(format, text).reads);
    expect(got).toHaveLength(plainSet.length);
    got.forEach((citation, at) => {
      for (const field of carries[name] ?? common)
        expect([name, at, field, flat(citation[field])]).toEqual([name, at, field, flat(plainSet[at]?.[field])]);
    });
  });

  it.skipIf(format.writer === undefined || carries[name] === undefined)('reads back texts that look like its own marks', () => {
    const text = written(format, richSet.map(out));
    const got = citationsOf(readAll(format, text).reads);
    expect(got).toHaveLength(richSet.length);
    got.forEach((citation, at) => {
      for (const field of ['title', 'abstract', 'authors', 'keywords', 'notes'] as const)
        expect([name, at, field, flat(citation[field])]).toEqual([name, at, field, flat(richSet[at]?.[field])]);
    });
  });

  it.skipIf(texts.length === 0)('keeps its arithmetic under mutation of single signs', () => {
    const text = (texts[0]?.text ?? '').slice(0, 20_000);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(text.length), fc.nat(0x2ff), fc.nat(2)), { minLength: 1, maxLength: 8 }), (edits) => {
        let changed = text;
        for (const [at, code, kind] of edits)
          changed =
            changed.slice(0, at) + (kind === 0 ? String.fromCharCode(code) : '') + changed.slice(kind === 1 ? at + code : kind === 2 ? at + 1 : at);
        const { reads } = readAll(format, changed);
        expect(reads.every((read) => isRejection(read) || read.id !== '')).toBe(true);
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});
