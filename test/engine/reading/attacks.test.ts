// What happens with hostile files? What their table says must: read, read with a word, or refused with nothing taken.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readFile, type ReceiptDraft } from '../../../main/engine/reading/index.ts';
import { isRejection, type Citation, type Rejection } from '../../../shared/citation.ts';
import { Failure } from '../../../shared/failures.ts';
import { sharedPath } from '../../shared-data.ts';

const folder = sharedPath('attacks');
const made = mkdtempSync(join(tmpdir(), 'winnow-attacks-'));
afterAll(() => rmSync(made, { recursive: true }));

interface Attack {
  readonly file: string;
  readonly must: string;
  readonly seconds?: number;
}
const listed: unknown = folder === undefined ? [] : JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const all = (Array.isArray(listed) ? listed : (listed as { files: Attack[] }).files) as Attack[];
const ours = all.filter(({ file, must }) => /^(?:zip|xlsx|xml|csv|ris|nbib|bib|enw|jsonl|asreview|text_hostile)_/.test(file) && must !== 'recipe');

/** Files to try: as it is, and unpacked where it is packed for the repository only. */
const paths = (file: string): string[] => {
  const path = join(folder ?? '', file);
  if (!file.endsWith('.gz')) return [path];
  const unpacked = join(made, file.slice(0, -3));
  if (!existsSync(unpacked)) writeFileSync(unpacked, gunzipSync(readFileSync(path), { maxOutputLength: 300_000_000 }));
  return [path, unpacked];
};

interface Attempt {
  readonly citations: Citation[];
  readonly rejections: Rejection[];
  readonly receipt?: ReceiptDraft;
  readonly refused?: string;
}
const attempts = new Map<string, Promise<Attempt>>();
/** Each file is read once, however often it is asked for. */
const attempt = (path: string): Promise<Attempt> => {
  const before = attempts.get(path) ?? reading(path);
  attempts.set(path, before);
  return before;
};

const reading = async (path: string): Promise<Attempt> => {
  const citations: Citation[] = [];
  const rejections: Rejection[] = [];
  try {
    const steps = readFile(path);
    for (;;) {
      const step = await steps.next();
      if (step.done === true) return { citations, rejections, receipt: step.value };
      if (isRejection(step.value)) rejections.push(step.value);
      else citations.push(step.value);
    }
  } catch (error) {
    if (error instanceof Failure) return { citations, rejections, refused: error.message };
    throw error;
  }
};

describe.skipIf(folder === undefined)('hostile files', () => {
  it.each(
    ours.flatMap((attack) => (folder === undefined ? [] : paths(attack.file).map((path) => [path.split('/').at(-1) ?? '', attack, path] as const))),
  )('%s', async (name, { must, seconds }, path) => {
    // Processor time: the machine may be busy with other tests.
    const began = process.cpuUsage();
    const { citations, rejections, receipt, refused } = await attempt(path);
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(Math.max(seconds ?? 5, 2));
    const said = JSON.stringify([citations, refused, receipt?.warnings]);
    expect(said).not.toMatch(/root:.?:0:0|\n\s+at .*\.ts/);
    if (refused !== undefined) {
      expect(citations).toEqual([]);
      expect(refused).toContain(name.slice(0, 20));
      // A packed copy may be refused for swelling alone.
      if (must === 'accept' && !name.endsWith('.gz')) throw new Error(`refused: ${refused}`);
    } else {
      expect(must).not.toBe('refuse');
      expect(receipt?.read).toBe(citations.length + rejections.length);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('writes nothing anywhere', () => {
    for (const place of [tmpdir(), process.cwd(), join(process.cwd(), '..')])
      expect(readdirSync(place).filter((name) => /winnow_slip|winnow_abs/.test(name))).toEqual([]);
  });

  const exact: readonly (readonly [file: string, citations: number, said: RegExp | undefined])[] = [
    ['csv_formula_cells.csv', 20, undefined],
    ['csv_quote_in_the_middle.csv', 5, undefined],
    ['csv_nul_bytes.csv', 2, undefined],
    ['csv_line_ends_mixed.csv', 4, undefined],
    ['csv_unclosed_quote.csv.gz', 200_000, /line 2 never closes/],
    ['csv_invalid_utf8.csv', 4, /lines 3, 4, 5/],
    ['csv_duplicate_columns.csv', 1, /4 columns called title/],
    ['csv_labels_odd.csv', 10, /2, -1, 1;0/],
    ['ris_no_end_tags.ris', 20, /20 records have no end mark/],
    ['ris_tags_outside.ris', 1, undefined],
    ['ris_old_mac_line_ends.ris', 2, undefined],
    ['nbib_odd.nbib', 3, undefined],
    ['xml_cut_in_the_middle.xml', 3, /ends in the middle of a record/],
    ['xml_many_root_elements.xml', 2, undefined],
    ['xml_wrong_encoding_latin1.xml', 1, /says it is UTF-8/],
    ['xml_declares_utf16.xml', 1, /says it is UTF-16/],
    ['xlsx_rows_out_of_order.xlsx', 3, /out of order/],
    ['text_hostile_records.ris', 48, undefined],
    ['text_hostile_records.jsonl', 48, undefined],
  ];
  it.each(exact)('%s: %i records', async (file, count, said) => {
    const { citations, receipt } = await attempt(paths(file).at(-1) ?? '');
    expect(citations).toHaveLength(count);
    if (said !== undefined) expect(receipt?.warnings.join(' ')).toMatch(said);
  });
});
