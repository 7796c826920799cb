// Are letters that were decoded twice told of, left alone unless asked, and then put right with the file's own text kept?
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFile } from '../../../main/engine/reading/index.ts';
import type { Citation, Rejection } from '../../../shared/citation.ts';
import { sentence } from '../../../shared/failures.ts';

const folder = mkdtempSync(join(tmpdir(), 'winnow-repair-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'twice.ris');
const text = [
  'TY  - JOUR\nTI  - Dry eyes in SjÃ¶gren syndrome\nAU  - MÃ¼ller, JÃ¶rg\nAB  - Dose â‰¥ 5 Âµg â€“ daily.\nKW  - SjÃ¶gren\nPY  - 2011\nER  - \n',
  'TY  - JOUR\nTI  - Plain words: “São Paulo”\nAU  - Silva, Ana\nPY  - 2012\nER  - \n',
];
writeFileSync(file, text.join(''));

const read = async (repair: boolean, path = file) => {
  const reading = readFile(path, { repair });
  const records: (Citation | Rejection)[] = [];
  for (;;) {
    const next = await reading.next();
    if (next.done) return { records: records as Citation[], warnings: next.value.warnings };
    records.push(next.value);
  }
};

test('told, with what it would be, and left alone', async () => {
  const { records, warnings } = await read(false);
  expect(records[0]).toMatchObject({ title: 'Dry eyes in SjÃ¶gren syndrome' });
  expect(warnings).toEqual([
    'Some text looks decoded twice (1 record, first on line 1: “Dry eyes in SjÃ¶gren syndrome” → “Dry eyes in Sjögren syndrome”); it was left as it is. It can be read again with the letters repaired.',
  ]);
});

test('put right in every field where that is asked; the record’s own text stays, and so does what was right', async () => {
  const { records, warnings } = await read(true);
  expect(records[0]).toMatchObject({
    title: 'Dry eyes in Sjögren syndrome',
    authors: ['Müller, Jörg'],
    abstract: 'Dose ≥ 5 µg – daily.',
    keywords: ['Sjögren'],
    raw: text[0],
  });
  expect(records[1]).toEqual((await read(false)).records[1]);
  expect(warnings).toEqual([
    'Letters decoded twice were repaired, as asked (1 record, first on line 1: “Dry eyes in SjÃ¶gren syndrome” is now “Dry eyes in Sjögren syndrome”, “Dose â‰¥ 5 Âµg â€“ daily.” is now “Dose ≥ 5 µg – daily.”, “MÃ¼ller, JÃ¶rg” is now “Müller, Jörg”); the text of the file is kept beside.',
  ]);
});

test('what cannot be told any more is said, also where the rest was put right', async () => {
  const path = join(folder, 'rest.ris');
  // A quotation mark behind a capital may be one; the first byte's letter alone says nothing more.
  writeFileSync(path, 'TY  - JOUR\nTI  - MÃ¼ller\nPY  - 2011\nER  - \nTY  - JOUR\nTI  - Words of Ä“\nPY  - 2012\nER  - \n');
  const { records, warnings } = await read(true, path);
  expect(records.map(({ title }) => title)).toEqual(['Müller', 'Words of Ä“']);
  expect(warnings).toEqual([
    expect.stringContaining('“MÃ¼ller” is now “Müller”'),
    'In 1 record letters look decoded twice and cannot be told any more (first on line 5: “Words of Ä“”).',
  ]);
});

test('a count stands beside the word that fits it', () => {
  const ragged = (count: string) => sentence('record.ragged', { count, line: '2' });
  expect([ragged('1'), ragged('2')]).toEqual([
    '1 row has more or fewer cells than the header (first on line 2).',
    '2 rows have more or fewer cells than the header (first on line 2).',
  ]);
});
