// Is a review read by a scoring server only when the reader turned it on, under its own name, and does ranking go on where it is away?
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { answerWire, ask, incident, memoryPair, overChannel } from '../../main/engine/index.ts';
import type { Engine } from '../../shared/contract.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';

interface Body {
  readonly inputs?: readonly string[];
  readonly query?: string;
  readonly texts?: readonly string[];
}
const token = 'a-token-that-nobody-may-see';
const invented = /^\/(embed|rerank) Walking aids after a stroke/;
/** What was asked of records, invented sentences left out. */
const ofRecords = () => scoring.texts.filter((text) => !invented.test(text));

/** As text-embeddings-inference: four numbers a text by its letters; a score by its length. */
const scoring = { model: 'test/letters', up: true, texts: [] as string[], requests: 0, strangers: 0 };
const letters = (text: string) => ['a', 'e', 'i', 'o'].map((letter) => 1 + text.split(letter).length);
const server: Server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    scoring.requests += 1;
    if (request.headers.authorization !== `Bearer ${token}`) scoring.strangers += 1;
    const say = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(body));
    };
    if (!scoring.up) {
      say(400, {});
      return;
    }
    if (request.url === '/info') {
      say(200, { model_id: scoring.model, model_sha: 'abc', model_dtype: 'float32', max_client_batch_size: 8 });
      return;
    }
    const { inputs = [], texts = [] } = JSON.parse(Buffer.concat(parts).toString()) as Body;
    scoring.texts.push(...[...inputs, ...texts].map((text) => `${request.url ?? ''} ${text}`));
    if (inputs.length > 8 || texts.length > 8) {
      say(422, {});
      return;
    }
    if (request.url === '/embed') {
      say(200, inputs.map(letters));
      return;
    }
    say(200, texts.map((text, index) => ({ index, score: text.length })).reverse());
  });
});
const address = new Promise<string>((resolve) =>
  server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`)),
);
const open: TestEngine[] = [];
const said: string[] = [];
afterAll(async () => {
  for (const { engine } of open) await engine.close();
  await new Promise((done) => server.close(done));
});

const start = async (): Promise<{ engine: Engine; made: TestEngine }> => {
  const note = (facts: Readonly<Record<string, unknown>>, event: string) => void said.push(JSON.stringify([event, facts]));
  const made = await testEngine('remote', { log: { info: note, warn: note, error: note } });
  open.push(made);
  const [near, far] = memoryPair();
  answerWire(made.engine, far, { log: made.host.log, incident });
  return { engine: overChannel(near), made };
};
const stateOf = async (engine: Engine, review: string) => (await ask(engine, 'review.summary', { review })).ranking;
const orderOf = async (engine: Engine, review: string) =>
  (await ask(engine, 'screen.queue', { review, count: 50 })).cards.map(({ citation }) => citation);
const texts = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name !== 'scoring-server.json')
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');

test('off, tried, used, away, another model, off again', { timeout: 120_000 }, async () => {
  const { engine, made } = await start();
  const here = await address;
  expect(await ask(engine, 'remote.get', {})).toEqual({ on: false, token: false });
  const { review } = await ask(engine, 'library.sample', {});
  const atRest = () =>
    expect
      .poll(
        async () => {
          const { busy, meaning } = await stateOf(engine, review);
          return busy === undefined && meaning === undefined;
        },
        { timeout: 60_000, interval: 100 },
      )
      .toBe(true);
  const { counts } = await ask(engine, 'review.summary', { review });
  const readTogether = () => new Set(ofRecords().filter((text) => text.startsWith('/rerank'))).size;
  await ask(engine, 'rank.again', { review });
  await atRest();
  expect(scoring.requests).toBe(0);

  const asked = { vectors: here, pairs: here, token };
  const tried = await ask(engine, 'remote.try', asked);
  expect(tried).toMatchObject({ vectors: { model: 'test/letters', width: 4 }, pairs: { model: 'test/letters', width: 1 } });
  expect(ofRecords()).toEqual([]);
  expect((await ask(engine, 'remote.get', {})).on).toBe(false);

  expect(await ask(engine, 'remote.use', asked)).toMatchObject({
    on: true,
    token: true,
    vectors: { address: here, model: 'test/letters', width: 4 },
  });
  expect((await ask(engine, 'models.list', {})).filter(({ used }) => used)).toEqual([]);
  await expect.poll(readTogether, { timeout: 60_000, interval: 100 }).toBe(counts.all);
  await atRest();
  const byServer = await orderOf(engine, review);
  const readOnce = ofRecords();
  expect(new Set(readOnce).size).toBe(readOnce.length);
  expect(scoring.strangers).toBe(0);

  // Why they stand there: their sentences are asked, nothing else, and where the question's nearness tells, the nearest one is named.
  const named: string[] = [];
  for (const { citation, fields } of (await ask(engine, 'screen.queue', { review, count: 10 })).cards) {
    const before = scoring.texts.length;
    const { parts } = await ask(engine, 'screen.why', { review, citation });
    const sentences = scoring.texts.splice(before).map((text) => text.replace('/embed ', ''));
    expect(sentences.length).toBeGreaterThan(2);
    for (const text of sentences) expect(`${fields.title ?? ''}\n${fields.abstract ?? ''}`).toContain(text);
    const label = parts.flatMap((part) => /the question, by meaning: “(.{20})/.exec(part.label)?.[1] ?? []);
    named.push(...label.filter((begin) => sentences.some((text) => text.startsWith(begin))));
  }
  expect(named.length).toBeGreaterThan(0);

  expect(await ask(engine, 'remote.stop', {})).toMatchObject({ on: false, token: true, vectors: { address: here } });
  const askedSoFar = scoring.requests;
  await expect.poll(() => orderOf(engine, review), { timeout: 60_000, interval: 200 }).not.toEqual(byServer);
  await atRest();
  expect(scoring.requests).toBe(askedSoFar);

  // The kept token goes along, and nothing is read twice.
  await ask(engine, 'remote.use', { vectors: here, pairs: here });
  await expect.poll(() => orderOf(engine, review), { timeout: 60_000, interval: 200 }).toEqual(byServer);
  await atRest();
  expect(ofRecords()).toEqual(readOnce);
  expect(scoring.strangers).toBe(0);

  scoring.model = 'test/other'; // another model behind the same address: its numbers are not taken
  const longer = { title: 'Reminders in asthma', question: 'Do text messages help?', criteria: [] };
  await ask(engine, 'protocol.set', { review, key: 'another-protocol', protocol: longer });
  await expect
    .poll(async () => (await stateOf(engine, review)).trouble, { timeout: 60_000, interval: 100 })
    .toMatch(/has another model now \(test\/other, before test\/letters\)/);
  expect(ofRecords()).toEqual(readOnce);
  scoring.up = false;
  await expect(ask(engine, 'remote.try', { vectors: here })).rejects.toMatchObject({ code: 'remote.failed' });
  expect((await orderOf(engine, review)).length).toBe(50);

  expect(JSON.stringify(await ask(engine, 'settings.get', {})) + JSON.stringify(await ask(engine, 'remote.get', {})) + said.join('\n')).not.toContain(
    token,
  );
  expect(texts(made.host.folders.data)).not.toContain(token);
  if (process.platform !== 'win32') expect(statSync(join(made.host.folders.data, 'scoring-server.json')).mode & 0o077).toBe(0);
});

test('an address elsewhere does not get the kept token', { timeout: 30_000 }, async () => {
  const { engine } = await start();
  Object.assign(scoring, { up: true, model: 'test/letters', strangers: 0 });
  const here = await address;
  await ask(engine, 'remote.use', { vectors: here, token });
  expect(scoring.strangers).toBe(0);
  await ask(engine, 'remote.try', { vectors: here.replace('127.0.0.1', 'localhost') }).catch(() => undefined);
  await ask(engine, 'remote.try', { pairs: here });
  const before = scoring.strangers;
  await ask(engine, 'remote.try', { vectors: here, token: '' });
  expect(scoring.strangers).toBeGreaterThan(before);
  await expect(ask(engine, 'remote.try', { vectors: 'http://me:secret@127.0.0.1:1' })).rejects.toMatchObject({
    code: 'remote.address',
    message: expect.not.stringContaining('secret') as string,
  });
});
