// Does each command do what its help says: data on stdout, words on stderr, exit 0, 1 or 2? The built program, run as people run it.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sample = join(root, 'resources/sample/sample.nbib');
const protocol = join(root, 'resources/sample/protocol.json');
const folder = mkdtempSync(join(tmpdir(), 'winnow-cli-'));
const at = (name: string) => join(folder, name);

interface Done {
  readonly code: number;
  readonly out: string;
  readonly words: string;
}
const winnow = (...args: string[]): Promise<Done> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'dist/main/winnow.js'), ...args],
      { cwd: folder, maxBuffer: 1e8, env: { ...process.env, WINNOW_DATA: at('data') } },
      (error, out, words) => {
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, out, words });
      },
    );
  });
const lines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** A labelled set of the sample, in the layout that `simulate --help` describes. */
const makeSet = async (name: string) => {
  const labels = JSON.parse(readFileSync(join(root, 'resources/sample/labels.json'), 'utf8')) as Record<string, number>;
  const records = lines((await winnow('read', sample)).out);
  const header = 'id\ttitle\tabstract\tyear\tauthors\tjournal\tdoi\tpmid\tkeywords\tmesh\tlabel_abstract\tlabel_final';
  const rows = records.map(({ id, title, abstract = '', year }) =>
    [id, title, abstract, year, '', '', '', id, '', '', '', labels[String(id)]].join('\t'),
  );
  mkdirSync(at(name));
  writeFileSync(join(at(name), 'records.tsv'), `${[header, ...rows].join('\n')}\n`);
  writeFileSync(join(at(name), 'protocol.json'), readFileSync(protocol));
};

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'ignore' });
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('files', () => {
  test('read gives one canonical record a line, and with --receipt one receipt a file', async () => {
    const read = await winnow('read', sample);
    const records = lines(read.out);
    expect([read.code, records.length]).toEqual([0, 113]);
    expect(records[1]).toMatchObject({
      id: '99001007',
      pmid: '99001007',
      doi: '10.99999/sample.99001007',
      language: 'eng',
      source: { file: 'sample.nbib' },
    });
    expect(Object.values(records[0] ?? {})).not.toContain('');
    expect(lines((await winnow('read', sample, '--receipt')).out)).toMatchObject([
      { file: 'sample.nbib', format: 'nbib', encoding: 'utf-8', read: 113, rejected: 0 },
    ]);
  });

  test.each(['ris', 'nbib', 'csv', 'tsv', 'xlsx', 'pubmed-xml', 'endnote-xml', 'bibtex', 'jsonl'])(
    'convert to %s and back keeps every title',
    async (format) => {
      const file = at(`sample.${format === 'bibtex' ? 'bib' : format.endsWith('xml') ? `${format}.xml` : format}`);
      expect((await winnow('convert', sample, '--to', format, '-o', file)).code).toBe(0);
      const titles = (records: Record<string, unknown>[]) => records.map(({ title }) => String(title).replace(/\.$/, ''));
      expect(titles(lines((await winnow('read', file)).out))).toEqual(titles(lines((await winnow('read', sample)).out)));
    },
  );

  test('dedupe joins the same records of two files and writes one of each', async () => {
    await winnow('convert', sample, '--to', 'ris', '-o', at('again.ris'));
    const done = await winnow('dedupe', sample, at('again.ris'), '-o', at('unique.ris'), '--pairs', at('pairs.tsv'));
    expect(lines(done.out)).toHaveLength(113);
    expect(lines(done.out)[0]).toMatchObject({
      ids: [expect.any(String), expect.any(String)],
      kept: expect.any(String) as string,
      reason: expect.any(String) as string,
    });
    expect(lines((await winnow('read', at('unique.ris'))).out)).toHaveLength(113);
    expect(readFileSync(at('pairs.tsv'), 'utf8').split('\n')[0]?.split('\t')).toHaveLength(5);
  });

  test.each([
    ['picture.ris', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['empty.nbib', Buffer.from('')],
    ['page.nbib', Buffer.from('<!doctype html><html><title>Sign in</title></html>')],
    ['letter.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['words.txt', Buffer.from('Dear colleague, please find the list attached.')],
  ])('%s is refused with a sentence, nothing on stdout and exit 1', async (name, bytes) => {
    writeFileSync(at(name), bytes);
    const { code, out, words } = await winnow('read', at(name));
    expect([code, out]).toEqual([1, '']);
    expect(words).toMatch(new RegExp(`winnow: .*${name.replace('.', '\\.')}.*\\.`));
    expect(words).not.toMatch(/\n\s+at /);
  });
});

describe('reviews', () => {
  test('new, rank, export and verify go together', async () => {
    const made = await winnow('new', at('review.winnow'), '--protocol', protocol, sample);
    expect([made.code, lines(made.out)[0]]).toMatchObject([0, { read: 113, kept: 113, duplicates: 0, rejected: 0 }]);
    const ranked = await winnow('rank', at('review.winnow'), '--no-model', '--top', '5');
    expect(lines(ranked.out).map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
    expect(await winnow('rank', at('review.winnow'), '--no-model', '--top', '5')).toMatchObject({ out: ranked.out });
    expect((await winnow('rank', sample, '--protocol', protocol, '--ranker', 'bm25', '--as', 'trec', '--top', '1')).out).toMatch(
      /^review NF \d+ 1 [\d.]+ bm25\n$/,
    );
    expect(JSON.parse((await winnow('export', at('review.winnow'), '--to', 'ris', '-o', at('out.ris'))).out)).toMatchObject({ count: 113 });
    expect(lines((await winnow('read', at('out.ris'))).out)).toHaveLength(113);
    expect(await winnow('verify', at('review.winnow'))).toMatchObject({ code: 0, out: '{"sound":true,"findings":[]}\n' });
    expect(await winnow('new', at('review.winnow'), sample)).toMatchObject({ code: 1, out: '' });
  });

  test('simulate writes runs, means and orders, the same each time, and does not do again what is there', async () => {
    await makeSet('set');
    const args = [
      'simulate',
      at('set'),
      '--rankers',
      'bm25,elas-u4,winnow',
      '--priors',
      'none,1+1',
      '--seeds',
      '2',
      '--stop',
      'buscar',
      'consecutive:run=20',
      '--no-model',
    ];
    expect((await winnow(...args, '-o', at('one'))).code).toBe(0);
    expect((await winnow(...args, '-o', at('two'))).code).toBe(0);
    const runs = readFileSync(join(at('one'), 'runs.csv'), 'utf8')
      .trim()
      .split('\n');
    expect(runs[0]).toBe('review,ranker,priors,seed,labels,n,included,ap,wss95,wss100,recall10,recall20,last_rel,loss,ndcg,atd,seconds');
    expect(runs.slice(1).map((row) => row.split(',').slice(0, 7).join(','))).toEqual([
      'set,bm25,none,0,final,113,22',
      'set,elas-u4,none,0,final,113,22',
      'set,elas-u4,1+1,0,final,111,21',
      'set,elas-u4,1+1,1,final,111,21',
      'set,winnow,none,0,final,113,22',
      'set,winnow,1+1,0,final,111,21',
      'set,winnow,1+1,1,final,111,21',
    ]);
    expect(readFileSync(join(at('one'), 'stopping.csv'), 'utf8').split('\n')).toHaveLength(1 + 7 * 2 + 1);
    const orders = (out: string) =>
      readdirSync(join(at(out), 'orders')).map((name) => gunzipSync(readFileSync(join(at(out), 'orders', name))).toString());
    expect(orders('two')).toEqual(orders('one'));
    expect(orders('one')[0]?.split('\n')).toHaveLength(113 + 2);
    const again = await winnow(...args, '-o', at('one'));
    expect([
      again.code,
      readFileSync(join(at('one'), 'runs.csv'), 'utf8')
        .trim()
        .split('\n'),
    ]).toEqual([0, runs]);
  });

  test('evaluate reads a run and qrels as the CLEF script does', async () => {
    writeFileSync(at('run'), ['a', 'b', 'c', 'd'].map((id, i) => `T1 NF ${id} ${String(i + 1)} ${String(4 - i)} x`).join('\n'));
    writeFileSync(at('qrels'), 'T1 0 a 1\nT1 0 b 0\nT1 0 c 1\nT1 0 d 0\n');
    const { out } = await winnow('evaluate', '--run', at('run'), '--qrels', at('qrels'), '--json');
    const { topics } = JSON.parse(out) as { topics: { measures: Record<string, number> }[] };
    expect(topics[0]?.measures).toMatchObject({ ap: expect.closeTo(5 / 6, 12) as number, last_rel: 3 });
  });
});

describe('wrong use', () => {
  test.each([
    [['nothing'], 2],
    [['read'], 2],
    [['read', '--nonsense', 'x'], 2],
    [['convert', sample, '--to', 'nonsense', '-o', 'x'], 2],
    [['rank', sample, '--ranker', 'nonsense'], 2],
    [['simulate', folder, '--priors', '2+2', '-o', 'x'], 2],
    [['simulate', folder, '--rankers', 'bm25', '-o', 'x'], 1],
    [['read', 'not-there.ris'], 1],
    [['verify', sample], 1],
  ])('%j exits with %d and says why', async (args, code) => {
    const done = await winnow(...args);
    expect([done.code, done.out]).toEqual([code, '']);
    expect(done.words.trim()).not.toBe('');
    expect(done.words).not.toMatch(/\n\s+at /);
  });

  test.each(['read', 'convert', 'dedupe', 'new', 'rank', 'simulate', 'evaluate', 'export', 'stop', 'audit', 'verify', 'serve', 'app'])(
    '%s has its help',
    async (command) => {
      const { code, out } = await winnow(command, '--help');
      expect([code, out.includes(`Usage: winnow ${command}`)]).toEqual([0, true]);
    },
  );
});
