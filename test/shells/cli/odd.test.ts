// What happens where a command is used oddly? The built program: exit 0 done, 1 failed, 2 wrong use, 130 by Ctrl+C; never a stack, never a loss.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = join(root, 'dist/main/winnow.js');
const sample = join(root, 'resources/sample/sample.nbib');
const protocol = join(root, 'resources/sample/protocol.json');
const folder = mkdtempSync(join(tmpdir(), 'winnow-odd-'));
const temp = join(folder, 'tmp');
const at = (name: string) => join(folder, name);
const env = { ...process.env, WINNOW_DATA: at('data'), TMPDIR: temp, TEMP: temp };

const winnow = (args: readonly string[], input?: string): Promise<{ code: number; out: string; words: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], { cwd: folder, maxBuffer: 1e8, env }, (error, out, words) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, out, words });
    });
    child.stdin?.end(input);
  });
const count = (text: string): number => text.split('\n').filter((line) => line !== '').length;
const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** 40 records, every eighth relevant. */
const makeSet = (name: string, label: (at: number) => string = (n) => (n % 8 === 0 ? '1' : '0')) => {
  const header = 'id\ttitle\tabstract\tyear\tauthors\tjournal\tdoi\tpmid\tkeywords\tmesh\tlabel_abstract\tlabel_final';
  const rows = Array.from(
    { length: 40 },
    (_, n) => `r${String(n)}\tasthma study ${String(n * n)} of ${String(n % 7)}\t\t2001\t\t\t\t\t\t\t${label(n)}\t${label(n)}`,
  );
  mkdirSync(at(name), { recursive: true });
  writeFileSync(join(at(name), 'records.tsv'), `${[header, ...rows].join('\n')}\n`);
  writeFileSync(join(at(name), 'protocol.json'), '{"title":"asthma of 3"}');
};

beforeAll(async () => {
  mkdirSync(temp);
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'ignore' });
  writeFileSync(at('sample.nbib'), readFileSync(sample));
  writeFileSync(at('words.ris'), 'Dear colleague, the list is attached.');
  await winnow(['new', 'review.winnow', '--protocol', protocol, sample]);
  makeSet('set');
  makeSet('other/set');
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('where it is read and written', () => {
  test('- is standard input and output', async () => {
    const text = readFileSync(sample, 'utf8');
    expect([count((await winnow(['read', '-'], text)).out), (await winnow(['read', '-', '--receipt'], text)).out]).toEqual([
      113,
      expect.stringContaining('"file":"stdin"'),
    ]);
    const ris = await winnow(['convert', '-', '--to', 'ris', '-o', '-'], text);
    expect([ris.code, ris.out.match(/^TY {2}- /gm)?.length]).toEqual([0, 113]);
    expect((await winnow(['export', 'review.winnow', '--to', 'ris', '-o', '-'])).out.match(/^TY {2}- /gm)).toHaveLength(113);
    expect(count((await winnow(['rank', sample, '--no-model', '--protocol', '-', '--top', '3'], readFileSync(protocol, 'utf8'))).out)).toBe(3);
    expect(readdirSync(folder)).not.toContain('-');
  });

  test.each([
    [['export', 'review.winnow', '--to', 'ris', '-o', 'review.winnow'], 2],
    [['convert', 'sample.nbib', '--to', 'ris', '-o', 'review.winnow'], 1],
    [['stop', 'review.winnow', '-o', 'review.winnow'], 2],
    [['dedupe', 'sample.nbib', '--to', 'ris', '-o', 'review.winnow'], 1],
    [['convert', 'sample.nbib', '--to', 'ris', '-o', 'sample.nbib'], 2],
    [['dedupe', 'sample.nbib', '-o', 'sample.nbib'], 2],
  ])('%j keeps the review and the file that is read', async (args, code) => {
    const before = [hash(at('review.winnow')), hash(at('sample.nbib'))];
    const done = await winnow(args);
    expect([done.code, done.out]).toEqual([code, '']);
    expect([hash(at('review.winnow')), hash(at('sample.nbib'))]).toEqual(before);
  });

  test.each([
    [['convert', 'sample.nbib', '--to', 'ris', '-o', '.'], 1],
    [['convert', 'sample.nbib', '--to', 'xlsx', '-o', 'sample.nbib/x.xlsx'], 1],
    [['export', 'review.winnow', '--to', 'ris', '-o', 'missing/x.ris'], 1],
    [['export', 'review.winnow', '--to', 'ris', '-o', '.'], 1],
    [['stop', 'review.winnow', '-o', '.'], 1],
    [['simulate', 'set', '--no-model', '--rankers', 'bm25', '-o', 'sample.nbib'], 1],
    [['simulate', 'set', 'other/set', '--no-model', '--rankers', 'bm25', '-o', 'out'], 2],
    [['simulate', 'set', '--no-model', '--rankers', 'bm25', '--labels', 'final,abstract', '-o', 'out'], 2],
    [['simulate', 'set', '--no-model', '--rankers', 'bm25', '--with-model', 'x', '-o', 'out'], 2],
    [['simulate', 'set', '--no-model', '--rankers', 'bm25', '--stop', 'consecutive:runs=3', '-o', 'out'], 2],
    [['simulate', 'set', '--no-model', '--rankers', 'elas-u4', '--prior-ids', 'priors.json', '-o', 'out'], 2],
    [['simulate', 'set', '--no-model', '--rankers', 'elas-u4', '--priors', '1+1', '--prior-ids', 'priors.json', '-o', 'out'], 2],
    [['simulate', 'sample.nbib', '--no-model', '--rankers', 'bm25', '-o', 'out'], 1],
    [['dedupe', 'sample.nbib', '--to', 'ris'], 2],
    [['dedupe', 'sample.nbib', '-o', 'no-extension'], 2],
    [['dedupe', 'sample.nbib', '-o', 'same.tsv', '--pairs', 'same.tsv'], 2],
    [['rank', 'review.winnow', '--no-model', '--top', '1.5'], 2],
    [['rank', 'review.winnow', '--no-model', '--seed', ''], 2],
    [['rank', 'review.winnow', 'sample.nbib', '--no-model'], 2],
    [['rank', 'review.winnow', '--no-model', '--format', 'ris'], 2],
    [['rank', 'review.winnow', '--no-model', '--with-model', 'x'], 2],
    [['stop', 'review.winnow', '--record', '--resume'], 2],
    [['audit', 'lock', 'review.winnow', '--allowed', '0.5'], 2],
    [['audit', 'lock', 'review.winnow', 'labels.tsv'], 2],
    [['evaluate', '--run', 'set/records.tsv', '--qrels', 'set/records.tsv', '--task', '3'], 2],
    [['serve', '--port', 'x'], 2],
    [['serve', '--data', 'sample.nbib'], 1],
    [['app', 'missing.winnow'], 1],
    [['read', '-', '-'], 2],
  ])('%j exits with %d, says why and leaves nothing', async (args, code) => {
    writeFileSync(at('priors.json'), '{"another":[["r0","r1"]]}');
    const before = readdirSync(folder);
    const done = await winnow(args);
    expect([done.code, done.out]).toEqual([code, '']);
    expect(done.words).toMatch(/^winnow: \S.*\.$/m);
    expect(done.words).not.toMatch(/\n\s+at |incident/);
    expect(readdirSync(folder).filter((name) => !before.includes(name) && name !== 'out')).toEqual([]);
  });

  test('new makes all of a review or nothing', async () => {
    for (const files of [['missing.ris'], ['sample.nbib', 'words.ris'], ['sample.nbib', '--format', 'nonsense']]) {
      expect((await winnow(['new', 'half.winnow', ...files])).code).toBeGreaterThan(0);
      expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual([]);
    }
    expect((await winnow(['new', 'half.winnow', 'sample.nbib'])).code).toBe(0);
    // One that is there already stays.
    expect([(await winnow(['new', 'half.winnow', 'words.ris'])).code, existsSync(at('half.winnow'))]).toEqual([1, true]);
  });

  test('a review goes by what it is: rank and verify take one of any name', async () => {
    writeFileSync(at('plain-name'), readFileSync(at('review.winnow')));
    expect(count((await winnow(['rank', 'plain-name', '--no-model'])).out)).toBe(113);
    expect((await winnow(['verify', 'plain-name'])).out).toBe('{"sound":true,"findings":[]}\n');
  });

  test('several files leave as an archive that is called so', async () => {
    const done = await winnow(['export', 'review.winnow', '--to', 'covidence-ris', '-o', 'covidence.ris']);
    expect([done.code, done.out]).toEqual([0, '{"file":"covidence.zip","count":113}\n']);
    expect(readFileSync(at('covidence.zip')).subarray(0, 2).toString()).toBe('PK');
    expect(existsSync(at('covidence.ris'))).toBe(false);
  });

  test('dedupe and rank say what was passed over or rejected', async () => {
    writeFileSync(at('gaps.csv'), 'title,abstract\nA study,one\n,\nAnother,two\n');
    for (const args of [
      ['dedupe', 'gaps.csv'],
      ['rank', 'gaps.csv', '--no-model'],
    ])
      expect((await winnow(args)).words).toMatch(/gaps\.csv: 1 row is empty/);
  });
});

describe('protocols', () => {
  test.each([
    ['UTF-16', Buffer.from('\ufeff{"title":"asthma","criteria":[]}', 'utf16le'), /^(?!.*JSON)/s, 0],
    ['a damaged .gz', gzipSync('{"title":"asthma"}').subarray(0, 20), /is damaged/, 1],
    [
      'text under headings',
      Buffer.from('Title: asthma\r\nExclusion criteria:\r\n- animals\r\n'),
      /plain text; under its headings stood a title, criteria \(2\)/,
      0,
    ],
    ['a letter', Buffer.from('Dear colleague'), /it is plain text without a heading such as Title or Question, where \{"title"/, 1],
    ['a PDF', Buffer.from('%PDF-1.7\n'), /it is a PDF/, 1],
    ['nothing in it', Buffer.from('{"note":"x"}'), /Not used of the protocol: note\.\nThe protocol says nothing that ranks/, 0],
  ])('%s', async (_name, bytes, says, code) => {
    writeFileSync(at('given.json'), bytes);
    const done = await winnow(['rank', sample, '--no-model', '--top', '1', '--protocol', 'given.json']);
    expect([done.code, done.words]).toEqual([code, expect.stringMatching(says)]);
    expect(done.words).not.toMatch(/\n\s+at /);
  });

  test('Western letters of an old editor are letters', async () => {
    writeFileSync(at('old.json'), Buffer.from('{"title":"Prävention","question":"Übergewicht?"}', 'latin1'));
    await winnow(['new', 'old.winnow', '--protocol', 'old.json', sample]);
    expect(readFileSync(at('old.winnow')).includes(Buffer.from('Prävention', 'utf8'))).toBe(true);
  });
});

describe('simulate', () => {
  const run = (...args: string[]) => winnow(['simulate', ...args, '--no-model', '--rankers', 'bm25', '-o', 'runs']);
  const rowOf = () => readFileSync(join(at('runs'), 'runs.csv'), 'utf8').split('\n')[1]!;

  test('a set that was changed is another set', async () => {
    await run('set');
    const before = rowOf();
    makeSet('set', (n) => (n % 8 === 3 ? '1' : '0'));
    await run('set');
    const after = rowOf();
    makeSet('set');
    await run('set');
    expect([after === before, rowOf().replace(/[^,]*$/, '')]).toEqual([false, before.replace(/[^,]*$/, '')]);
  });

  test('a file with decisions is a set; what is undecided leaves it', async () => {
    writeFileSync(
      at('screened.csv'),
      `title,included\n${Array.from({ length: 20 }, (_, n) => `asthma ${String(n)},${['1', '0', '0', ''][n % 4]!}`).join('\n')}\n`,
    );
    const done = await run('screened.csv', '--protocol', protocol);
    expect([done.code, rowOf().split(',').slice(0, 7).join()]).toEqual([0, 'screened,bm25,none,0,final,15,5']);
    expect(done.words).toMatch(/5 records without a label/);
    expect(readdirSync(join(at('runs'), 'sets'))).toEqual(['screened']);
  });

  test('what would be misread is said', async () => {
    makeSet('lone', (n) => (n === 7 ? '1' : '0'));
    const lone = await winnow([
      'simulate',
      'lone',
      '--no-model',
      '--rankers',
      'elas-u4,bi-encoder',
      '--priors',
      '1+1',
      '--stop',
      'quant',
      '-o',
      'lone-out',
    ]);
    expect(lone.words).toMatch(/lone elas-u4 1\+1 0: no measure, for nothing relevant is left/);
    expect(lone.words).toMatch(/Without a language model bi-encoder/);
    expect(lone.words).toMatch(/quant: a simulation has no calibrated chances/);
  });
});

test('evaluate says what is odd about a run, and fails where nothing can be measured', async () => {
  writeFileSync(at('qrels'), 'A 0 a 1\nA 0 b 0\nB 0 c 1\n');
  writeFileSync(at('run'), 'A 0 b 2 .1 x\nA 0 a 1 .2 x\nA 0 z 3 .3 x\n');
  const { code, words } = await winnow(['evaluate', '--run', '-', '--qrels', 'qrels'], readFileSync(at('run'), 'utf8'));
  expect([code, words.split('\n').filter((line) => line !== '')]).toEqual([
    0,
    [
      'Topics of the qrels that the run does not show, in no mean: B.',
      'The order of the file counts, and it is not that of the ranks in A.',
      '1 shown records are in no qrels of their topic and count as irrelevant.',
    ],
  ]);
  writeFileSync(at('run'), '');
  expect(await winnow(['evaluate', '--run', 'run', '--qrels', 'qrels', '-q'])).toMatchObject({
    code: 1,
    out: '',
    words: expect.stringMatching(/^winnow: Nothing was measured/) as string,
  });
});

describe.skipIf(process.platform === 'win32')('ended from outside', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s ends with %d, and temporary files are gone',
    async (signal, wanted) => {
      const many = ['--rankers', 'elas-u4', '--priors', '1+1', '--seeds', '5000'];
      const child = spawn(process.execPath, [program, 'simulate', 'set', '--no-model', ...many, '-o', `long-${signal}`], { cwd: folder, env });
      let words = '';
      const code = await new Promise((resolve) => {
        child.stderr.on('data', (chunk: Buffer) => {
          if (words === '') child.kill(signal); // at the first row
          words += chunk.toString();
        });
        child.once('exit', resolve);
      });
      expect([code, words]).toEqual([wanted, expect.stringMatching(/^winnow: This was cancelled\.$/m)]);
      expect(readdirSync(temp)).toEqual([]);
    },
    60_000,
  );
});
