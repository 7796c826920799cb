// Does the command lead from a review to a certificate that it checks again? The built program, on a file that an engine screened before.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../main/engine/index.ts';
import type { Statement } from '../../../main/stopping/certificate.ts';
import { sampleText } from '../../built.ts';
import { testEngine } from '../../wire/engine.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'winnow-audit-'));
const at = (name: string) => join(folder, name);
const labels = JSON.parse(sampleText('labels.json')) as Record<string, 0 | 1>;

const winnow = (...args: string[]): Promise<{ code: number; out: string; words: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, WINNOW_DATA: at('data') };
    execFile(process.execPath, [join(root, 'dist/main/winnow.js'), ...args], { cwd: folder, maxBuffer: 1e8, env }, (error, out, words) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, out, words });
    });
  });
const json = ({ out }: { out: string }) => JSON.parse(out) as Record<string, unknown>;

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'ignore' });
  await winnow('new', at('review.winnow'), '--protocol', join(root, 'resources/sample/protocol.json'), join(root, 'resources/sample/sample.nbib'));
  const { engine, hand } = await testEngine('cli-audit');
  const { review } = await ask(engine, 'review.openFile', { file: hand(at('review.winnow')) });
  const { rows } = await ask(engine, 'browse.rows', { review, filter: {}, sort: { by: 'key', down: false }, offset: 0, limit: 70 });
  for (const { citation } of rows) {
    const { fields } = await ask(engine, 'screen.card', { review, citation });
    const verdict = labels[fields.pmid ?? ''] === 1 ? 'include' : 'exclude';
    await ask(engine, 'screen.decide', { review, key: `cli-audit-${String(citation)}`, citation, verdict, stage: 'abstract' });
  }
  await engine.close();
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('stop, audit lock, sample, label, close, verify', { timeout: 240_000 }, async () => {
  const stop = await winnow('stop', at('review.winnow'), '--target', '0.8');
  const view = json(stop) as unknown as { sentence: string; facts: { found: number; unread: number }; plans: { sample: number }[] };
  expect([stop.code, stop.words.trim()]).toEqual([0, view.sentence]);
  expect(view.facts.unread).toBe(43);

  const locked = await winnow('audit', 'lock', at('review.winnow'), '--target', '0.8');
  expect(json(locked)).toMatchObject({
    state: 'open',
    audit: 1,
    audits: 1,
    found: view.facts.found,
    unread: 43,
    sample: view.plans[0]!.sample,
    done: 0,
  });
  expect(await winnow('audit', 'lock', at('review.winnow'))).toMatchObject({ code: 1, out: '' });
  const sample = (await winnow('audit', 'sample', at('review.winnow'))).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: number; pmid: string; title: string });
  expect(sample).toHaveLength(view.plans[0]!.sample);
  expect(await winnow('audit', 'close', at('review.winnow'), '-o', at('early.json'))).toMatchObject({ code: 1, out: '' });

  const relevant = sample.filter(({ pmid }) => labels[pmid] === 1).length;
  writeFileSync(at('labels.tsv'), sample.map(({ id, pmid }) => `${String(id)}\t${String(labels[pmid])}`).join('\n'));
  // A file with one that is not drawn is not taken over in part; a file of many makes no noise.
  const [first] = sample;
  writeFileSync(at('wrong.tsv'), `${String(first!.id)}\t1\n999999\t0\n`);
  expect(await winnow('audit', 'label', at('review.winnow'), at('wrong.tsv'))).toMatchObject({ code: 1, out: '' });
  expect((await winnow('audit', 'sample', at('review.winnow'))).words).toMatch(/^0 of /);
  const labelled = await winnow('audit', 'label', at('review.winnow'), at('labels.tsv'));
  expect([json(labelled), labelled.words]).toMatchObject([
    { done: sample.length, relevant },
    `${String(sample.length)} of ${String(sample.length)} are judged.\n`,
  ]);
  // Where the certificate cannot be written the audit is not closed: it could be closed once only.
  for (const place of [at('missing/certificate.json'), at('review.winnow'), folder])
    expect((await winnow('audit', 'close', at('review.winnow'), '-o', place)).code).toBeGreaterThan(0);
  expect((await winnow('audit', 'sample', at('review.winnow'))).words).toMatch(/are judged/);
  const closed = await winnow('audit', 'close', at('review.winnow'), '-o', at('certificate.json'), '--html', at('certificate.html'));
  expect([closed.code, json(closed)]).toMatchObject([0, { state: 'closed', proof: { certified: relevant === 0 } }]);
  for (const file of ['certificate.json', 'certificate.html'])
    expect(await winnow('verify', at(file), '--review', at('review.winnow'))).toMatchObject({ code: 0, out: '{"sound":true,"findings":[]}\n' });
  expect(await winnow('verify', at('review.winnow'))).toMatchObject({ code: 0 });
  // Lost, it can be had again, the same to the last letter; and it is known by what it is.
  expect((await winnow('audit', 'close', at('review.winnow'), '-o', at('again.txt'))).code).toBe(0);
  expect(readFileSync(at('again.txt'), 'utf8')).toBe(readFileSync(at('certificate.json'), 'utf8'));
  expect(await winnow('verify', at('again.txt'))).toMatchObject({
    code: 0,
    words: expect.stringContaining('relevant records had been found') as string,
  });

  const statement = JSON.parse(readFileSync(at('certificate.json'), 'utf8')) as Statement;
  const changed = { ...statement, sampled: statement.sampled.map((one, place) => (place === 0 ? { ...one, relevant: !one.relevant } : one)) };
  writeFileSync(at('changed.json'), JSON.stringify(changed));
  const bad = await winnow('verify', at('changed.json'));
  expect([bad.code, (json(bad) as { findings: string[] }).findings.length > 1]).toEqual([1, true]);
  writeFileSync(at('cut.json'), readFileSync(at('certificate.json')).subarray(0, 500));
  expect(await winnow('verify', at('cut.json'))).toMatchObject({
    code: 1,
    words: expect.stringContaining('It is no certificate of Winnow') as string,
  });

  expect(json(await winnow('stop', at('review.winnow'), '--record', '--target', '0.8'))).toMatchObject({
    stopped: { target: 0.8, unread: 43 - sample.length },
  });
  expect(await winnow('stop', at('review.winnow'), '--record')).toMatchObject({ code: 1, out: '' });
  expect(json(await winnow('stop', at('review.winnow'), '--resume'))['stopped']).toBeUndefined();
});

test.each([
  [['audit', 'nonsense', 'review.winnow']],
  [['audit', 'lock', 'review.winnow', '--target', '2']],
  [['audit', 'label', 'review.winnow']],
  [['audit', 'close', 'review.winnow']],
  [['stop', 'review.winnow', '--target', 'x']],
  [['verify', 'review.winnow', '--review', 'review.winnow']],
])('%j is wrong use: exit 2 and a sentence', async (args) => {
  const { code, out, words } = await winnow(...args);
  expect([code, out]).toEqual([2, '']);
  expect(words.trim()).not.toBe('');
});
