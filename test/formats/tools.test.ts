// Do the formats of reference managers and databases say what a person found in the fixtures?
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formats } from '../../main/formats/all.ts';
import { detectFormat } from '../../main/formats/index.ts';
import { sharedPath } from '../shared-data.ts';
import { fixtures, misses } from './oracle.ts';
import { readText } from './reading.ts';

/** The manifest's word for the content → our format. */
const names = new Map([
  ['wos', 'wos'],
  ['bib', 'bibtex'],
  ['endnote-xml', 'endnote-xml'],
  ['enw', 'enw'],
  ['refworks', 'refworks'],
  ['ovid-tagged', 'ovid'],
  ['ovid-citation', 'ovid'],
  ['csl-json', 'csl-json'],
  ['pubmed-abstract-text', 'pubmed-text'],
  ['pubmed-summary-text', 'pubmed-text'],
  ['pmid-list', 'pubmed-text'],
]);

describe('real exports of reference managers and databases', () => {
  const all = fixtures([...names.keys()]);
  test.runIf(all === undefined)('skipped: no ../shared', () => expect(sharedPath('fixtures')).toBeUndefined());
  test.skipIf(all === undefined).each(all ?? [])('$file', (fixture) => {
    const bytes = readFileSync(sharedPath(`fixtures/${fixture.file}`) ?? '');
    const text = new TextDecoder().decode(bytes);
    const found = detectFormat(formats, text.slice(0, 65_536), /\.(\w+)$/.exec(fixture.file)?.[1] ?? '');
    expect(found?.format.name).toBe(names.get(fixture.format));
    if (found === undefined) return;
    const whole = readText(found.format, text);
    expect(misses(fixture, whole.citations)).toEqual([]);
    expect(whole.rejections).toEqual([]);
    expect(readText(found.format, text, 997)).toEqual(whole);
    for (const { raw } of whole.citations) expect(raw === undefined || text.includes(raw)).toBe(true);
  });
});
