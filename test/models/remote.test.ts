// Does scoring on a server of the reader's own say the same, wait for a busy server, and refuse a strange one? Against a small real HTTP server.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { remoteScorer, type Chunk, type RemoteModel } from '../../main/models/index.ts';
import { allOf, want } from './models.ts';

type Answer = (
  body: { inputs?: string[]; input?: string[]; query?: string; texts?: string[]; documents?: string[] },
  request: IncomingMessage,
) => { status?: number; body: unknown };
const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => Promise.all(servers.map((server) => new Promise((done) => server.close(done)))));

/** The server's model; the second asks for prefixes. */
let who = 'plain';
let speaks: RemoteModel['speaks'] = 'embed';
const prefixed = 'intfloat/e5-small';
/** Speaks the two routes and says who it is; what it is asked to score is kept. */
const serverWith = async (answer: Answer) => {
  const asked: { route: string; body: Parameters<Answer>[0]; authorization?: string | undefined }[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.method === 'GET') {
        const told = speaks === 'embed' ? { route: '/info', body: { model_id: who } } : { route: /\/models$/, body: { data: [{ id: who }] } };
        const known = request.url?.match(told.route) !== null;
        return void response.writeHead(known ? 200 : 404, { connection: 'close' }).end(JSON.stringify(told.body));
      }
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
const over = (address: string, { token, ...more }: Partial<RemoteModel> & { token?: string } = {}) => {
  who = more.model ?? 'plain';
  speaks = more.speaks ?? 'embed';
  return remoteScorer({
    tried: { address, kind: 'bi-encoder', model: who, revision: '', speaks: 'embed', base: '', width: 2, batch: 32, hash: '0'.repeat(64), ...more },
    token,
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  });
};
const lengths: Answer = ({ inputs = [] }) => ({ body: inputs.map((text) => [text.length, 1]) });

describe('vectors', () => {
  test('in batches, in order, with the passages’ prefix and the token', async () => {
    const { address, asked } = await serverWith(lengths);
    const scorer = over(`${address}/`, { batch: 2, token: 'secret', model: prefixed });
    const said = await allOf(scorer, want(), ['A\nbb', 'CCC\n', 'D.\neee']);
    const texts = ['passage: A. bb', 'passage: CCC', 'passage: D. eee'];
    // Vectors come back at unit length: the direction tells the text's length.
    said.forEach(([x = 0, y = 0], at) => expect(x / y).toBeCloseTo(texts[at]!.length, 3));
    expect(said.map(([x = 0, y = 0]) => Math.fround(Math.hypot(x, y)))).toEqual([1, 1, 1]);
    expect(asked.map(({ route }) => route)).toEqual(['/embed', '/embed']);
    expect(asked[0]).toMatchObject({
      body: { inputs: ['passage: A. bb', 'passage: CCC'], normalize: true, truncate: true },
      authorization: 'Bearer secret',
    });
  });

  test('a query goes with its own prefix', async () => {
    const { address, asked } = await serverWith(lengths);
    await allOf(over(address, { model: prefixed }), want({ kind: 'query', part: 'title' }), ['walking']);
    expect(asked[0]?.body.inputs).toEqual(['query: walking']);
  });

  test('a sentence at a time, for an explanation: the title and each sentence as passages, in batches', async () => {
    const { address, asked } = await serverWith(lengths);
    const scorer = over(address, { batch: 2, model: prefixed });
    const chunks: Chunk[] = [];
    const texts = ['A trial\nGait improved. Pressure fell a little.', '\nNo title.'];
    for await (const chunk of scorer.say(want({ part: 'sentences' }), texts, new AbortController().signal)) chunks.push(chunk);
    expect(asked.map(({ body }) => body.inputs)).toEqual([
      ['passage: A trial', 'passage: Gait improved.'],
      ['passage: Pressure fell a little.'],
      ['passage: No title.'],
    ]);
    expect(chunks.map(({ at, counts }) => [...at, ...counts!])).toEqual([
      [0, 3],
      [1, 1],
    ]);
    const [first] = chunks; // as above the direction tells the length: 16, 23 and 32 letters with the prefix
    expect([0, 1, 2].map((row) => Math.round(first!.values[row * 2]! / first!.values[row * 2 + 1]!))).toEqual([16, 23, 32]);
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

test('pairs explained by leaving out: the whole, then without the title, without each sentence', async () => {
  const { address, asked } = await serverWith(({ texts = [] }) => ({ body: texts.map((text, index) => ({ index, score: text.length })) }));
  const scorer = over(address, { kind: 'cross-encoder', width: 1, batch: 3 });
  const [said] = await allOf(scorer, want({ kind: 'pair', query: 'gait', part: 'sentences' }), ['A trial\nGait improved. Pressure fell a little.']);
  expect(asked.flatMap(({ body }) => body.texts)).toEqual([
    'A trial. Gait improved. Pressure fell a little.',
    'Gait improved. Pressure fell a little.',
    'A trial. Pressure fell a little.',
    'A trial. Gait improved.',
  ]);
  expect([...said!]).toEqual([47, 38, 32, 23]);
});

test('words are not asked of a server: it has no vectors for them', async () => {
  const { address, asked } = await serverWith(lengths);
  expect(await allOf(over(address), want({ kind: 'words', query: 'gait' }), ['A\nb'])).toEqual([]);
  expect(asked).toEqual([]);
});

describe('servers that name their models', () => {
  test('vectors by /v1/embeddings, put back in the order of the texts', async () => {
    const { address, asked } = await serverWith(({ input = [] }) => ({
      body: { data: input.map((text, index) => ({ index, embedding: [text.length, 1] })).reverse() },
    }));
    const said = await allOf(over(address, { speaks: 'documents', base: '/v1', model: 'small' }), want(), ['A\n', 'BBB\n']);
    expect(said.map(([x = 0, y = 0]) => Math.round(x / y))).toEqual([1, 3]);
    expect(asked).toMatchObject([{ route: '/v1/embeddings', body: { model: 'small', input: ['A', 'BBB'], encoding_format: 'float' } }]);
  });

  test('pairs by /rerank with documents', async () => {
    const { address, asked } = await serverWith(({ documents = [] }) => ({
      body: { results: documents.map((text, index) => ({ index, relevance_score: text.length })).reverse() },
    }));
    const scorer = over(address, { speaks: 'documents', kind: 'cross-encoder', width: 1, model: 'small' });
    expect((await allOf(scorer, want({ kind: 'pair', query: 'gait' }), ['A\n', 'BBB\n'])).map(([score]) => score)).toEqual([1, 3]);
    expect(asked).toMatchObject([{ route: '/rerank', body: { model: 'small', query: 'gait', documents: ['A', 'BBB'] } }]);
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
