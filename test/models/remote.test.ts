// Does scoring on a server of the reader's own say the same, wait for a busy server, and refuse a strange one? Against a small real HTTP server.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { remoteScorer, type RemoteOptions } from '../../main/models/index.ts';
import { allOf, want } from './models.ts';

type Answer = (body: { inputs?: string[]; query?: string; texts?: string[] }, request: IncomingMessage) => { status?: number; body: unknown };
const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => Promise.all(servers.map((server) => new Promise((done) => server.close(done)))));

/** Speaks the two routes; what it is asked is kept. */
const serverWith = async (answer: Answer) => {
  const asked: { route: string; body: Parameters<Answer>[0]; authorization?: string | undefined }[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as Parameters<Answer>[0];
      asked.push({ route: request.url ?? '', body, authorization: request.headers.authorization });
      const { status = 200, body: said } = answer(body, request);
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      response.end(typeof said === 'string' ? said : JSON.stringify(said));
    });
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { asked, address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
};
const waits: number[] = [];
const over = (address: string, more: Partial<RemoteOptions> = {}) =>
  remoteScorer({
    address,
    kind: 'bi-encoder',
    width: 2,
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    ...more,
  });
const lengths: Answer = ({ inputs = [] }) => ({ body: inputs.map((text) => [text.length, 1]) });

describe('vectors', () => {
  test('in batches, in order, with the passages’ prefix and the token', async () => {
    const { address, asked } = await serverWith(lengths);
    const scorer = over(`${address}/`, { batch: 2, token: 'secret', prefixes: { query: 'q: ', passage: 'p: ' } });
    const said = await allOf(scorer, want(), ['A\nbb', 'CCC\n', 'D.\neee']);
    expect(said.map((vector) => vector[0])).toEqual(['p: A. bb', 'p: CCC', 'p: D. eee'].map((text) => text.length));
    expect(asked.map(({ route }) => route)).toEqual(['/embed', '/embed']);
    expect(asked[0]).toMatchObject({ body: { inputs: ['p: A. bb', 'p: CCC'], normalize: true, truncate: true }, authorization: 'Bearer secret' });
  });

  test('a query goes with its own prefix', async () => {
    const { address, asked } = await serverWith(lengths);
    await allOf(over(address, { prefixes: { query: 'q: ', passage: 'p: ' } }), want({ kind: 'query', part: 'title' }), ['walking']);
    expect(asked[0]?.body.inputs).toEqual(['q: walking']);
  });

  test('a busy server is asked again, with growing pauses', async () => {
    let turn = 0;
    const { address } = await serverWith((body, request) => (++turn < 3 ? { status: 429, body: {} } : lengths(body, request)));
    waits.length = 0;
    expect((await allOf(over(address), want(), ['A\n'])).length).toBe(1);
    expect(waits).toEqual([250, 1000]);
  });
});

describe('pairs', () => {
  test.each([
    ['text-embeddings-inference', (rows: { index: number; score: number }[]) => rows],
    [
      'Infinity and vLLM',
      (rows: { index: number; score: number }[]) => ({ results: rows.map(({ index, score }) => ({ index, relevance_score: score })) }),
    ],
  ])('%s: sorted answers come back to their texts', async (_name, shaped) => {
    const { address, asked } = await serverWith(({ texts = [] }) => ({
      body: shaped(texts.map((text, index) => ({ index, score: text.length })).sort((a, b) => b.score - a.score)),
    }));
    const said = await allOf(over(address, { kind: 'cross-encoder', width: 1 }), want({ kind: 'pair', query: 'gait' }), ['a\n', 'bbb\n', 'cc\n']);
    expect(said.map(([score]) => score)).toEqual([1, 3, 2]);
    expect(asked[0]).toMatchObject({ route: '/rerank', body: { query: 'gait', raw_scores: true } });
  });
});

describe('trouble', () => {
  test.each<[string, Answer, string]>([
    ['no JSON', () => ({ body: '<html>' }), 'remote.strange'],
    ['too few vectors', () => ({ body: [[1, 2]] }), 'remote.strange'],
    ['vectors of another width', ({ inputs = [] }) => ({ body: inputs.map(() => [1]) }), 'remote.strange'],
    ['refused', () => ({ status: 401, body: {} }), 'remote.failed'],
    ['always busy', () => ({ status: 503, body: {} }), 'remote.failed'],
    ['another address', () => ({ status: 302, body: {} }), 'remote.failed'],
  ])('%s', async (_name, answer, code) => {
    const { address } = await serverWith(answer);
    await expect(allOf(over(address), want(), ['a\n', 'b\n'])).rejects.toMatchObject({ code });
  });

  test('nobody there', async () => {
    await expect(allOf(over('http://127.0.0.1:9'), want(), ['a\n'])).rejects.toMatchObject({ code: 'remote.failed' });
  });

  test('no address at all', () => {
    for (const address of ['', 'file:///etc/hosts', 'example'])
      expect(() => over(address)).toThrow(expect.objectContaining({ code: 'remote.address' }) as Error);
  });

  test('cancelled: nothing more is sent', async () => {
    const stop = new AbortController();
    const { address, asked } = await serverWith((body, request) => {
      stop.abort();
      return lengths(body, request);
    });
    await expect(allOf(over(address, { batch: 1 }), want(), ['a\n', 'b\n', 'c\n'], stop.signal)).rejects.toMatchObject({ code: 'call.cancelled' });
    expect(asked.length).toBe(1);
  });
});
