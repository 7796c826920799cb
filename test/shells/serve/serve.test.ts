// Does the loopback server hold against strangers, floods and deaths? (RELIABILITY L1–L3, R1, R8)
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask, overChannel } from '../../../main/engine/client.ts';
import { built, freshFolder, resources, sampleText } from '../../built.ts';
import { running, type Running } from './running.ts';

/** Raw, so that any path and any header can be sent. */
const raw = (
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });

describe('a running server', () => {
  let serve: Running;
  let own: Record<string, string>;
  beforeAll(async () => {
    serve = await running('serve');
    own = { cookie: serve.cookie, origin: serve.base };
  }, 60_000);
  afterAll(async () => {
    await serve.stop();
  });

  test('listens on the loopback address only, and on a fresh token', () => {
    const { hostname, searchParams } = new URL(serve.url);
    expect(hostname).toBe('127.0.0.1');
    expect(searchParams.get('token')).toMatch(/^[0-9a-f]{32}$/);
  });

  test('the token is used up; the cookie opens the printed address again', async () => {
    expect((await raw(serve.base, serve.url.slice(serve.base.length))).status).toBe(403);
    const again = await raw(serve.base, serve.url.slice(serve.base.length), { headers: own });
    expect(again).toMatchObject({ status: 303, headers: { location: '/' } });
  });

  test('forged requests never reach a handler', async () => {
    const forged = [
      {},
      { cookie: serve.cookie, host: 'evil.example' },
      { ...own, origin: 'http://evil.example' },
      { cookie: 'winnow=1' },
      { ...own, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of forged) {
      const answer = await raw(serve.base, '/', { headers: headers as Record<string, string> });
      expect([401, 403, 421]).toContain(answer.status);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    }
    const noOrigin = await raw(serve.base, '/files', { method: 'POST', headers: { cookie: serve.cookie, 'x-file-name': 'a.ris' }, body: 'x' });
    expect(noOrigin.status).toBe(403);
  });

  test.each([
    ['no cookie', { origin: true }],
    ['no origin', { cookie: true }],
    ['another origin', { cookie: true, other: 'http://127.0.0.1:1' }],
  ])('no socket with %s', async (_name, { origin, cookie, other }: { origin?: boolean; cookie?: boolean; other?: string }) => {
    const address = `${serve.base.replace('http', 'ws')}/wire`;
    const socket = new WebSocket(address, {
      ...(origin === true && { origin: serve.base }),
      ...(other !== undefined && { origin: other }),
      headers: cookie === true ? { cookie: serve.cookie } : {},
    });
    const status = await new Promise<number>((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('open', () => resolve(200));
      socket.on('error', () => undefined);
    });
    expect([401, 403]).toContain(status);
  });

  test.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/exports/../../x',
    '/exports/..%2f..%2fname',
    '/exports/',
    `/exports/${'a'.repeat(64)}`,
    '/files',
    '/wire',
    '/index.html%00.js',
    '/\\..\\..\\x',
  ])('no path leads out: %s', async (path) => {
    const answer = await raw(serve.base, path, { headers: own });
    expect([400, 404]).toContain(answer.status);
  });

  test('an upload is named by its owner and found under a reference; names are data', async () => {
    const hostile = await serve.upload('../../../etc/pass\u202Ewd\u0000.ris', 'TY  - JOUR\nTI  - x\nER  - \n');
    expect(hostile.name).toBe('passwd.ris');
    expect(hostile.file).toMatch(/^[\w-]{1,64}$/);
    expect(readdirSync(join(serve.folder, 'temp', 'in', hostile.file)).sort()).toEqual(['data', 'name']);
    expect((await raw(serve.base, '/files', { method: 'POST', headers: own, body: 'x' })).status).toBe(400);
  });

  test('an upload that breaks off leaves nothing behind', async () => {
    const before = readdirSync(join(serve.folder, 'temp', 'in')).length;
    const { hostname, port } = new URL(serve.base);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
    socket.write(
      `POST /files HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${serve.base}\r\ncookie: ${serve.cookie}\r\nx-file-name: half.ris\r\ncontent-length: 100000\r\n\r\nTY  - `,
    );
    await until(() => readdirSync(join(serve.folder, 'temp', 'in')).length > before);
    socket.destroy();
    await until(() => readdirSync(join(serve.folder, 'temp', 'in')).length === before);
  });

  test('a file over the quota is refused before it is sent', async () => {
    const answer = await raw(serve.base, '/files', {
      method: 'POST',
      headers: { ...own, 'x-file-name': 'huge.ris', 'content-length': '3000000000', connection: 'close' },
    }).catch(() => ({ status: 413 }));
    expect(answer.status).toBe(413);
  });

  test('slow and stuck clients do not stop others', async () => {
    const { hostname, port } = new URL(serve.base);
    const stuck = Array.from({ length: 40 }, () => connect(Number(port), hostname));
    for (const socket of stuck) {
      socket.on('error', () => undefined);
      socket.write('GET / HTTP/1.1\r\nhost: 127.0.0.1');
    }
    const engine = overChannel(await serve.channel());
    const started = performance.now();
    await ask(engine, 'host.info', {});
    expect(performance.now() - started).toBeLessThan(1_000);
    for (const socket of stuck) socket.destroy();
  });

  test('what is exported can be fetched once, as an attachment', async () => {
    const engine = overChannel(await serve.channel());
    const { file } = await serve.upload('sample.nbib', sampleText('sample.nbib'));
    const { review } = await ask(engine, 'review.create', { key: 'export-once', title: 'Ünïcode / title' });
    await ask(engine, 'import.files', { review, files: [file] });
    const { href, name, count } = await ask(engine, 'export.write', { review, format: 'ris', order: 'key' });
    const first = await raw(serve.base, href, { headers: own });
    expect(first.status).toBe(200);
    expect(first.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    expect(first.body.match(/^ER {2}-/gm)).toHaveLength(count);
    await until(() => !existsSync(join(serve.folder, 'temp', 'out', href.split('/').at(-1)!)));
    expect((await raw(serve.base, href, { headers: own })).status).toBe(404);
  });
});

/** Looks again and again; the test's own time limit ends it. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};

const engineOf = (serve: Running): number => {
  const children = readFileSync(`/proc/${String(serve.process.pid)}/task/${String(serve.process.pid)}/children`, 'utf8')
    .trim()
    .split(' ');
  return Number(children[0]);
};

test.skipIf(process.platform !== 'linux')(
  'the engine is killed: the page connects again, repeats its write, and nothing is lost or doubled',
  { timeout: 60_000 },
  async () => {
    const serve = await running('serve-kill');
    const socket = await serve.socket();
    const { file } = await serve.upload('sample.nbib', sampleText('sample.nbib'));
    const before = overChannel(await serve.channel());
    const { review } = await ask(before, 'review.create', { key: 'killed-review' });
    await ask(before, 'import.files', { review, files: [file] });
    const { cards } = await ask(before, 'screen.queue', { review, count: 3 });
    const decide = { review, key: 'killed-decision', citation: cards[0]!.citation, verdict: 'include' as const, stage: 'abstract' as const };
    const saved = await ask(before, 'screen.decide', decide);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    process.kill(engineOf(serve), 'SIGKILL');
    expect(await closed).toBe(1012);
    const after = overChannel(await serve.channel());
    const again = await ask(after, 'screen.decide', decide);
    expect(again.seq).toBe(saved.seq);
    expect(again.summary.counts).toMatchObject({ read: 1, include: 1 });
    expect(await ask(after, 'review.verify', { review })).toEqual({ sound: true, findings: [] });
    await serve.stop();
  },
);

test.skipIf(process.platform !== 'linux')('three deaths within a minute end it with a sentence', { timeout: 60_000 }, async () => {
  const serve = await running('serve-deaths');
  for (let times = 0; times < 3; times += 1) {
    const socket = await serve.socket();
    const closed = new Promise<[number, string]>((resolve) => socket.once('close', (code, reason) => resolve([code, reason.toString()])));
    await ask(overChannel(await serve.channel()), 'host.info', {});
    process.kill(engineOf(serve), 'SIGKILL');
    const [code, reason] = await closed;
    expect(code).toBe(times < 2 ? 1012 : 4001);
    if (times === 2) expect(reason).toContain('three times');
  }
  const socket = await serve.socket();
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4001);
  await serve.stop();
});

test('SIGTERM: gone within two seconds, every decision on disk, and the next start finds them', { timeout: 60_000 }, async () => {
  const serve = await running('serve-term');
  const engine = overChannel(await serve.channel());
  const { file } = await serve.upload('sample.nbib', sampleText('sample.nbib'));
  const { review } = await ask(engine, 'review.create', { key: 'term-review' });
  await ask(engine, 'import.files', { review, files: [file] });
  const { cards } = await ask(engine, 'screen.queue', { review, count: 20 });
  for (const { citation } of cards)
    await ask(engine, 'screen.decide', { review, key: `term-${String(citation)}-decision`, citation, verdict: 'exclude', stage: 'abstract' });
  const started = performance.now();
  expect(await serve.stop()).toBe(0);
  expect(performance.now() - started).toBeLessThan(2_000);
  const next = await running('serve-term', { at: serve.folder });
  const summary = await ask(overChannel(await next.channel()), 'review.summary', { review });
  expect(summary.counts).toMatchObject({ read: 20, exclude: 20 });
  await next.stop();
});

test.skipIf(process.platform === 'win32')('wrong use ends with exit 2 and words', { timeout: 30_000 }, async () => {
  await expect(running('serve-wrong', { args: ['--port', 'many'] })).rejects.toThrow(/left with 2.*--port many/s);
  await expect(running('serve-wrong', { args: ['--nothing'] })).rejects.toThrow(/left with 2/);
});

test.skipIf(process.platform === 'win32')('it leaves when the process that started it is gone', { timeout: 60_000 }, async () => {
  const { serve } = await built();
  const at = freshFolder('serve-parent');
  const args = [serve, '--parent', '--data', join(at, 'data'), '--temp', join(at, 'temp'), '--pages', at, '--resources', resources];
  const program = `const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ${JSON.stringify(args)}, { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.once('data', () => process.stdout.write(String(child.pid) + '\\n'));`;
  const parent = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  const pid = Number(await new Promise<string>((resolve) => parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))));
  expect(isRunning(pid)).toBe(true);
  parent.kill('SIGKILL');
  await until(() => !isRunning(pid));
});

test('a review named at the start is in the library, where it lies', { timeout: 60_000 }, async () => {
  const first = await running('serve-open');
  const { review } = await ask(overChannel(await first.channel()), 'library.sample', {});
  await first.stop();
  const path = join(first.folder, 'data', 'reviews', `${review}.winnow`);
  const second = await running('serve-open', { args: ['--open', path] });
  const engine = overChannel(await second.channel());
  const [entry] = await ask(engine, 'library.list', {});
  expect(entry).toMatchObject({ review, place: path, state: 'ready' });
  await second.stop();
});

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
