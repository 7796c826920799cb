// Are letters that were decoded twice told of, left alone unless asked, and then put right with the file's own text kept?
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFile } from '../../../main/engine/reading/index.ts';
import type { Citation, Rejection } from '../../../shared/citation.ts';

const folder = mkdtempSync(join(tmpdir(), 'winnow-repair-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'twice.ris');
const text = [
  'TY  - JOUR\nTI  - Dry eyes in SjÃ¶gren syndrome\nAU  - MÃ¼ller, JÃ¶rg\nAB  - Dose â‰¥ 5 Âµg â€“ daily.\nKW  - SjÃ¶gren\nPY  - 2011\nER  - \n',
  'TY  - JOUR\nTI  - Plain words: “São Paulo”\nAU  - Silva, Ana\nPY  - 2012\nER  - \n',
];
writeFileSync(file, text.join(''));

const read = async (repair: boolean) => {
  const reading = readFile(file, { repair });
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
    'Some text looks decoded twice (first on line 1: “Dry eyes in SjÃ¶gren syndrome”, which would be “Dry eyes in Sjögren syndrome”); it was left as it is. It can be read again with the letters repaired.',
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
    'Letters decoded twice were repaired, as asked (records: 1; first on line 1: “Dry eyes in SjÃ¶gren syndrome” is now “Dry eyes in Sjögren syndrome”); the text of the file is kept beside.',
  ]);
});
