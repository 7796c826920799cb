// Does a file come back as it went out, through the disk, in every format and dialect, with decisions?
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { readFile, writeFile, type ReceiptDraft } from '../../../main/engine/reading/index.ts';
import type { Outgoing } from '../../../main/formats/index.ts';
import { isRejection, type Citation } from '../../../shared/citation.ts';
import { Failure } from '../../../shared/failures.ts';
import { plainSet, richSet } from '../../formats/citations.ts';

const folder = mkdtempSync(join(tmpdir(), 'winnow-trip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = async (path: string, options?: Parameters<typeof readFile>[1]): Promise<{ citations: Citation[]; receipt: ReceiptDraft }> => {
  const citations: Citation[] = [];
  const steps = readFile(path, options);
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return { citations, receipt: step.value };
    if (!isRejection(step.value)) citations.push(step.value);
  }
};

const decided: Outgoing[] = [
  {
    citation: { id: 'a', accession: 'a', title: 'First', source: { file: 'x', line: 1 } },
    decision: { verdict: 'include', stage: 'abstract', at: '2026-01-02T03:04:05.000Z', by: 'Ama', notes: ['full text wanted'], tags: ['rct'] },
    rank: 1,
    score: 0.75,
  },
  {
    citation: { id: 'b', accession: 'b', title: 'Second', source: { file: 'x', line: 2 } },
    decision: { verdict: 'exclude', reason: 'wrong population, mostly', by: 'Ama' },
    rank: 2,
    score: -0.5,
  },
  { citation: { id: 'c', accession: 'c', title: 'Third', source: { file: 'x', line: 3 } }, decision: { verdict: 'maybe' } },
  { citation: { id: 'd', accession: 'd', title: 'Fourth', source: { file: 'x', line: 4 } } },
];

describe.each(['ris', 'nbib', 'pubmed-xml', 'csv', 'tsv', 'xlsx', 'jsonl', 'asreview-csv', 'asreview-xlsx'])('%s', (to) => {
  it('keeps every decision, reason, note and tag made here', async () => {
    const path = join(folder, `decided-${to}`);
    expect((await writeFile(to, decided, path)).count).toBe(4);
    const { citations, receipt } = await read(path);
    expect(citations.map((c) => c.decision)).toEqual(['include', 'exclude', 'maybe', undefined]);
    expect(citations[1]?.opinions?.[0]?.reasons).toEqual(['wrong population, mostly']);
    expect(citations[0]?.notes).toEqual(['full text wanted']);
    expect(citations[0]?.tags).toEqual(['rct']);
    expect(citations[0]?.opinions?.[0]?.by).toBe('Ama');
    expect(receipt.opinions).toMatchObject({ include: 1, exclude: 1, maybe: 1, conflict: 0 });
  });

  it('gives back citations with what others decided', async () => {
    const path = join(folder, `plain-${to}`);
    await writeFile(
      to,
      plainSet.map((citation) => ({ citation })),
      path,
    );
    const { citations } = await read(path);
    citations.forEach((c, at) =>
      expect([c.title, c.authors, c.doi, c.decision, c.opinions, c.keywords, c.mesh]).toEqual(
        ((p) => [p?.title, p?.authors, p?.doi, p?.decision, p?.opinions, p?.keywords, p?.mesh])(plainSet[at]),
      ),
    );
  });

  it('gives back text that looks like formulas and marks', async () => {
    const path = join(folder, `rich-${to}`);
    await writeFile(
      to,
      richSet.map((citation) => ({ citation })),
      path,
    );
    const { citations } = await read(path);
    expect(citations.map((c) => c.title?.replace(/\s+/g, ' '))).toEqual(richSet.map((c) => c.title?.replace(/\s+/g, ' ')));
  });
});

describe('dialects of others', () => {
  it('Rayyan: its header, verdicts in notes', async () => {
    const path = join(folder, 'rayyan.csv');
    await writeFile('rayyan-csv', decided, path);
    const text = readFileSync(path, 'utf8');
    expect(text.split('\r\n')[0]).toBe(
      'key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id',
    );
    expect(text).toContain('RAYYAN-INCLUSION: {""Ama""=>""Included""}');
    const { citations, receipt } = await read(path);
    expect(receipt.dialect).toBe('rayyan');
    expect(citations.map((c) => c.decision)).toEqual(['include', 'exclude', 'maybe', undefined]);
    // Reasons are parted by commas there, so a comma inside one becomes a semicolon.
    expect(citations[1]?.opinions?.[0]?.reasons).toEqual(['wrong population; mostly']);
  });

  it('ASReview: label, time and note in its columns; the note first in RIS', async () => {
    const path = join(folder, 'asreview.csv');
    await writeFile('asreview-csv', decided, path);
    const [header = '', first = ''] = readFileSync(path, 'utf8').split('\r\n');
    const cells = first.split(',');
    expect(cells[header.split(',').indexOf('asreview_label')]).toBe('1');
    expect(cells[header.split(',').indexOf('asreview_time')]).toBe('2026-01-02 03:04:05');
    const ris = join(folder, 'asreview.ris');
    await writeFile('asreview-ris', decided, ris);
    expect(readFileSync(ris, 'utf8').match(/N1 {2}- ASReview_\w+/g)).toEqual([
      'N1  - ASReview_relevant',
      'N1  - ASReview_irrelevant',
      'N1  - ASReview_not_seen',
      'N1  - ASReview_not_seen',
    ]);
  });

  it('Covidence: one RIS a verdict', async () => {
    const written = await writeFile('covidence-ris', decided, join(folder, 'covidence.ris'));
    expect(written.count).toBe(4);
    expect(written.files.map((file) => file.split('/').at(-1))).toEqual([
      'covidence-included.ris',
      'covidence-excluded.ris',
      'covidence-maybe.ris',
      'covidence-undecided.ris',
    ]);
    const { receipt } = await read(written.files[0] ?? '');
    expect(receipt.fileDecision).toBe('include');
  });

  it('neutralises what a spreadsheet would run', async () => {
    const path = join(folder, 'formula.csv');
    await writeFile(
      'csv',
      [{ citation: { id: '=1+1', title: '=HYPERLINK("x")', authors: ['@home'], abstract: '-5% in mortality', source: { file: 'x', line: 1 } } }],
      path,
    );
    const text = readFileSync(path, 'utf8');
    expect(text).not.toMatch(/(?:^|,)"?[=+@-][^\d]/m);
    const { citations } = await read(path);
    expect(citations[0]).toMatchObject({ id: '=1+1', title: '=HYPERLINK("x")', abstract: '-5% in mortality', authors: ['@home'] });
  });
});

describe('files', () => {
  it('reads gzip and zip, passing over what is none', async () => {
    const ris = join(folder, 'a.ris');
    await writeFile('ris', decided, ris);
    const gz = join(folder, 'a.ris.gz');
    writeFileSync(gz, gzipSync(readFileSync(ris)));
    expect((await read(gz)).citations).toHaveLength(4);
    const zip = new yazl.ZipFile();
    zip.addBuffer(readFileSync(ris), 'search/one.ris');
    zip.addBuffer(Buffer.from('title,year\nA title,2020\n'), 'search/two.csv');
    zip.addBuffer(Buffer.from('Just a letter.'), 'letter.txt');
    zip.addBuffer(Buffer.from('x'), '__MACOSX/search/._one.ris');
    zip.end();
    const path = join(folder, 'search.zip');
    const parts: Buffer[] = [];
    for await (const part of zip.outputStream) parts.push(part as Buffer);
    writeFileSync(path, Buffer.concat(parts));
    const { citations, receipt } = await read(path);
    expect(citations.map((c) => c.source.file)).toEqual([
      ...Array.from({ length: 4 }, () => 'search.zip/search/one.ris'),
      'search.zip/search/two.csv',
    ]);
    expect(receipt.warnings.some((said) => said.includes('letter.txt'))).toBe(true);
  });

  it('takes encoding and format as told', async () => {
    const path = join(folder, 'latin.txt');
    writeFileSync(path, Buffer.from('TY  - JOUR\nTI  - Caf\xe9 au lait\nER  - \n', 'latin1'));
    expect((await read(path)).citations[0]?.title).toBe('Café au lait');
    expect((await read(path, { encoding: 'macroman' })).citations[0]?.title).toBe('CafÈ au lait');
    await expect(read(path, { format: 'pubmed-xml' })).rejects.toMatchObject({ code: 'file.records' });
    await expect(read(path, { format: 'nonsense' })).rejects.toMatchObject({ code: 'file.format', exit: 2 });
    await expect(read(path, { encoding: 'nonsense' })).rejects.toMatchObject({ code: 'file.encoding' });
  });

  it('says what is wrong with what is no export', async () => {
    const cases: readonly (readonly [name: string, bytes: string | Buffer, code: string])[] = [
      ['empty.ris', '', 'file.empty'],
      ['blank.ris', ' \n\n', 'file.empty'],
      ['picture.ris', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'file.binary'],
      ['paper.nbib', '%PDF-1.7\n', 'file.binary'],
      ['page.ris', '<!DOCTYPE html><title>Sign in</title>', 'file.webpage'],
      ['pointer.ris', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n', 'file.pointer'],
      ['letter.txt', 'Dear all, nothing here.\n', 'file.unknown'],
      ['header.csv', 'title,abstract,year\n', 'file.records'],
      ['half.zip', Buffer.from('504b0304140000000800', 'hex'), 'archive.damaged'],
      ['half.gz', Buffer.from('1f8b0800000000000003', 'hex'), 'archive.damaged'],
    ];
    for (const [name, bytes, code] of cases) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      await expect(read(path).catch((error: unknown) => (error instanceof Failure ? [name, error.code] : error))).resolves.toEqual([name, code]);
    }
    await expect(read(join(folder, 'absent.ris'))).rejects.toMatchObject({ code: 'file.missing' });
    await expect(read(folder)).rejects.toMatchObject({ code: 'file.unreadable' });
  });

  it('leaves no half file behind', async () => {
    const path = join(folder, 'half.ris');
    const broken = function* (): Generator<Outgoing> {
      yield decided[0] as Outgoing;
      throw new Error('stop');
    };
    await expect(writeFile('ris', broken(), path)).rejects.toThrow('stop');
    await expect(writeFile('xlsx', broken(), path)).rejects.toThrow('stop');
    expect(readdirSync(folder).filter((name) => name.includes('half.ris'))).toEqual([]);
    await expect(writeFile('ris', decided, join(folder, 'no', 'folder.ris'))).rejects.toMatchObject({ code: 'file.write' });
  });

  it('stops when told', async () => {
    const path = join(folder, 'many.jsonl');
    writeFileSync(path, '{"id":"1","title":"x"}\n'.repeat(50_000));
    const stop = new AbortController();
    const seen = (async () => {
      for await (const one of readFile(path, { signal: stop.signal })) {
        expect(one).toBeTypeOf('object');
        stop.abort();
      }
    })();
    await expect(seen).rejects.toMatchObject({ code: 'call.cancelled' });
  });
});
