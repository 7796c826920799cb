// Does a model come from the hub whole, go on after a break, and not come at all where its bytes are others? Against a small server that speaks the hub's routes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { addFromHub } from '../../main/engine/models/shelf.ts';
import { choose, download, hubOf, lookUp, type Hub } from '../../main/models/hub.ts';
import { shelfOf } from '../../main/models/shelf.ts';
import { built, freshFolder } from '../built.ts';
import { folderOf } from './models.ts';

const commit = 'c0ffee'.padEnd(40, '0');
const read = (name: string) => readFileSync(join(folderOf('bert-wordpiece'), name));
const files: Readonly<Record<string, Buffer>> = {
  'onnx/model.onnx': read('model.onnx'),
  'tokenizer.json': read('tokenizer.json'),
  'config.json': read('config.json'),
  'pytorch_model.bin': Buffer.from('a pickle'),
  'README.md': Buffer.from('# Small\n'),
};
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const blob = (bytes: Buffer) =>
  createHash('sha1')
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes)
    .digest('hex');
const large = (path: string) => /\.(onnx|bin)$/.test(path);

interface Play {
  /** Bytes after which the connection is cut, for each next answer with a file. */
  cuts?: number[];
  wrong?: string;
  ignoresRange?: boolean;
  paged?: boolean;
  status?: number[];
  lists?: (path: string) => object;
}
const servers: ReturnType<typeof createServer>[] = [];
afterAll(() =>
  Promise.all(
    servers.map(
      (server) =>
        new Promise((done) => {
          server.close(done);
          server.closeAllConnections();
        }),
    ),
  ),
);

const entry = (path: string) => {
  const bytes = files[path]!;
  return {
    type: 'file',
    path,
    size: bytes.length,
    oid: blob(bytes),
    ...(large(path) ? { lfs: { oid: sha256(bytes), size: bytes.length, pointerSize: 130 } } : {}),
  };
};

const hubWith = async (play: Play = {}) => {
  const asked: { path: string; range?: string | undefined; token?: string | undefined }[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://hub');
    asked.push({ path: url.pathname + url.search, range: request.headers.range, token: request.headers.authorization });
    const status = play.status?.shift();
    if (status !== undefined && status !== 200) {
      response.writeHead(status).end();
      return;
    }
    const json = (body: unknown, headers = {}) =>
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    if (url.pathname === '/api/models/acme/small/revision/main') json({ id: 'acme/small', sha: commit, cardData: { license: 'mit' } });
    else if (url.pathname === `/api/models/acme/small/tree/${commit}`) {
      const all = [{ type: 'directory', path: 'onnx', size: 0, oid: 'x' }, ...Object.keys(files).map(play.lists ?? entry)];
      if (play.paged !== true) json(all);
      else if (url.searchParams.has('cursor')) json(all.slice(3));
      else json(all.slice(0, 3), { link: `<http://${String(request.headers.host)}${url.pathname}?recursive=true&cursor=3>; rel="next"` });
    } else if (url.pathname.startsWith(`/acme/small/resolve/${commit}/`)) {
      const path = decodeURIComponent(url.pathname.slice(`/acme/small/resolve/${commit}/`.length));
      // Large files lie elsewhere, as they do on the hub.
      if (large(path))
        response.writeHead(302, { location: `/cdn/${path}`, 'x-repo-commit': commit, 'x-linked-size': String(files[path]?.length) }).end();
      else send(request, response, path);
    } else if (url.pathname.startsWith('/cdn/')) send(request, response, url.pathname.slice('/cdn/'.length));
    else response.writeHead(404).end();
  };
  const send = (request: IncomingMessage, response: ServerResponse, path: string) => {
    const whole = play.wrong === path ? Buffer.from(files[path]!.map((byte, at) => (at === 7 ? byte ^ 1 : byte))) : files[path]!;
    const from = play.ignoresRange === true ? 0 : Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const body = whole.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': String(body.length),
      ...(from > 0 ? { 'content-range': `bytes ${String(from)}-${String(whole.length - 1)}/${String(whole.length)}` } : {}),
    });
    const cut = large(path) ? play.cuts?.shift() : undefined;
    if (cut === undefined) response.end(body);
    else response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 20));
  };
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const hub: Hub = {
    ...hubOf({ HF_ENDPOINT: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/` }),
    wait: () => Promise.resolve(),
  };
  return { hub, asked };
};
const { signal } = new AbortController();
const fetched = async (hub: Hub, into = freshFolder('hub'), stop = signal, step = (_step: { done: number }) => undefined as unknown) => {
  const model = await lookUp(hub, { repo: 'acme/small', signal: stop });
  await download(hub, model, choose(model), { into, signal: stop, step });
  return into;
};
const same = (into: string) => {
  expect(readFileSync(join(into, 'model.onnx')).equals(files['onnx/model.onnx']!)).toBe(true);
  for (const name of ['tokenizer.json', 'config.json', 'README.md']) expect(readFileSync(join(into, name)).equals(files[name]!)).toBe(true);
  expect(readdirSync(into).sort()).toEqual(['README.md', 'config.json', 'model.onnx', 'tokenizer.json']);
};

describe('the way', () => {
  test('from the environment that the hub’s own clients use', () => {
    expect(hubOf({})).toEqual({ endpoint: 'https://huggingface.co', token: undefined });
    expect(hubOf({ HF_ENDPOINT: 'http://mirror:8080/', HF_TOKEN: 't' })).toEqual({ endpoint: 'http://mirror:8080', token: 't' });
    expect(() => hubOf({ HF_ENDPOINT: 'ftp://x' })).toThrow('ftp://x');
    expect(() => hubOf({ HF_HUB_OFFLINE: '1' })).toThrow('HF_HUB_OFFLINE');
  });

  test('listed, chosen, fetched, progress in bytes; no pickle', async () => {
    const { hub, asked } = await hubWith();
    const steps: number[] = [];
    same(await fetched({ ...hub, token: 'secret' }, freshFolder('hub'), signal, ({ done }) => steps.push(done)));
    expect(steps.at(-1)).toBe(['onnx/model.onnx', 'tokenizer.json', 'config.json', 'README.md'].reduce((sum, name) => sum + files[name]!.length, 0));
    expect(asked.some(({ path }) => path.includes('pytorch'))).toBe(false);
    expect(asked[0]).toMatchObject({ path: '/api/models/acme/small/revision/main', token: 'Bearer secret' });
  });

  test('a list of several pages', async () => same(await fetched((await hubWith({ paged: true })).hub)));
  test('a busy hub is asked again', async () => same(await fetched((await hubWith({ status: [503, 429] })).hub)));
});

describe('breaks', () => {
  test('cut twice in the middle: it goes on from there', async () => {
    const { hub, asked } = await hubWith({ cuts: [50_000, 20_000] });
    same(await fetched(hub));
    const ranges = asked.filter(({ path }) => path.startsWith('/cdn/')).map(({ range }) => range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges.slice(1).every((range) => /^bytes=[1-9]\d*-$/.test(range ?? ''))).toBe(true);
  });

  test('a server that knows no ranges sends all again', async () => same(await fetched((await hubWith({ cuts: [50_000], ignoresRange: true })).hub)));

  test('cancelled, then asked again in another run: what is there is not fetched twice', async () => {
    const { hub, asked } = await hubWith();
    const into = freshFolder('hub');
    const stop = new AbortController();
    const run = fetched(hub, into, stop.signal, ({ done }) => done > 30_000 && stop.abort());
    await expect(run).rejects.toMatchObject({ code: 'call.cancelled' });
    expect(existsSync(join(into, 'config.json'))).toBe(false);
    same(await fetched(hub, into));
    expect(asked.filter(({ path, range }) => path.startsWith('/cdn/') && range === undefined).length).toBe(1);
  });
});

describe('trouble', () => {
  test('other bytes than the hub’s hash says, large and small: refused, nothing left', async () => {
    for (const wrong of ['onnx/model.onnx', 'tokenizer.json']) {
      const { hub } = await hubWith({ wrong });
      const into = freshFolder('hub');
      await expect(fetched(hub, into)).rejects.toMatchObject({ code: 'hub.hash' });
      expect(readdirSync(into)).not.toContain(wrong.replace('onnx/', ''));
      expect(readdirSync(into).filter((name) => name.endsWith('.part'))).toEqual([]);
    }
  });

  test.each<[Play, string]>([
    [{ status: [404] }, 'hub.missing'],
    [{ status: [401] }, 'hub.closed'],
    [{ status: [500, 500, 500, 500] }, 'hub.away'],
    [{ lists: (path: string) => ({ ...entry(path), path: path === 'onnx/model.onnx' ? 'weights.safetensors' : path }) }, 'hub.none'],
    [{ lists: (path: string) => ({ ...entry(path), lfs: { oid: 'x', size: 3e9 } }) }, 'model.large'],
    [{ lists: (path: string) => ({ type: 'file', path: `../${path}`, size: 3, oid: 'x' }) }, 'hub.none'],
    [{ lists: () => ({ nothing: true }) }, 'hub.strange'],
  ])('%o: %s', async (play, code) => {
    const { hub } = await hubWith(play);
    await expect(fetched(hub)).rejects.toMatchObject({ code });
  });

  test.each(['', 'a/b/c', '../x', 'a b', 'https://x/y'])('no name of a model: “%s”', async (repo) => {
    await expect(lookUp(hubOf({}), { repo, signal })).rejects.toMatchObject({ code: 'hub.name' });
  });
});

test('onto the shelf: tried, with licence and origin on its card; a second one gets a name of its own', async () => {
  const { hub } = await hubWith();
  const own = freshFolder('hub-shelf');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'other'), '');
  const shelf = shelfOf(join(own, 'none'), join(own, 'models'));
  const { scorer } = await built();
  const asked = { repo: 'acme/small', kept: join(own, 'kept'), signal, step: () => undefined, log: () => undefined, entry: scorer };
  const added = await addFromHub(shelf, hub, asked);
  expect(added).toMatchObject({ name: 'small', network: 'model.onnx', notes: [], card: { title: 'acme/small', licence: 'mit', width: 24 } });
  expect(added.card.provenance).toContain(commit);
  expect((await addFromHub(shelf, hub, asked)).name).toBe('small-2');
  expect(shelf.list().map(({ name, trouble }) => [name, trouble])).toEqual([
    ['small', undefined],
    ['small-2', undefined],
  ]);
  expect(readdirSync(join(own, 'kept'))).toEqual([]);
});
