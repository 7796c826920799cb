// What must every wire do? One suite; the wires are its data.
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits, type Channel } from '../../shared/wire.ts';
import { ask, overChannel } from '../../main/engine/client.ts';
import { sharedPath } from '../shared-data.ts';

export type Texts = Channel<string, string>;
export interface Wire {
  readonly name: string;
  /** Starts an engine of its own. */
  open(): Promise<{ connect(): Promise<Texts>; close(): Promise<void> }>;
}

/** Raw frames in, answers out; waits for what is asked for, never for time. */
const talker = (channel: Texts) => {
  const came: Record<string, unknown>[] = [];
  let wake: () => void = () => undefined;
  channel.receive((frame) => {
    came.push(JSON.parse(frame) as Record<string, unknown>);
    wake();
  });
  const next = async (wanted: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> => {
    for (;;) {
      const at = came.findIndex(wanted);
      if (at >= 0) return came.splice(at, 1)[0]!;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const of = (id: number) => next((message) => message.id === id);
  return { send: (message: unknown) => channel.send(typeof message === 'string' ? message : JSON.stringify(message)), of, next, came };
};

export const malformed = (): string[] => {
  const own = ['', 'null', '[]', '{}', '7', '"x"', '{', '{"id":1}', '{"id":"1","method":"host.info","input":{}}', '{"id":0,"method":"host.info","input":{}}', '{"id":-1,"cancel":true}',
    '{"id":1.5,"method":"host.info"}', '{"id":1e309,"method":"host.info"}', '{"id":1,"method":["host.info"]}', '{"id":1,"method":"host.info","input":{},"path":"/"}',
    '{"id":1,"method":"host.info","cancel":true}', '{"id":1,"cancel":"yes"}', '{"id":1,"method":null}', '\u0000', '{"id":1,"method":"__proto__"}', '{"id":1,"method":"constructor"}',
    '{"id":1,"method":"toString","input":{}}', '{"id":1,"method":"hasOwnProperty","input":{}}', '{"id":1,"method":"review.summary","input":{"review":"../../x"}}',
    '{"id":1,"method":"import.files","input":{"review":"x","files":["../../etc/passwd"]}}', '{"id":1,"method":"import.files","input":{"review":"x","files":[]}}',
    '{"id":1,"method":"screen.decide","input":{"review":"x","key":"12345678","citation":1,"verdict":"INCLUDE; DROP TABLE"}}', '{"id":1,"method":"screen.decide","input":null}',
    '{"id":1,"method":"settings.set","input":{"textPercent":"150"}}', '{"id":1,"method":"settings.set","input":[]}', `{"id":1,"method":"${'x'.repeat(5_000)}"}`,
    `{"id":1,"method":"protocol.boolean","input":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, `{"id":1,"method":"protocol.boolean","input":{"query":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}}`]; // prettier-ignore
  const path = sharedPath('attacks/messages_malformed.json');
  const given = path !== undefined && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as string[]) : [];
  const kinds = [...own, ...given];
  // Up to 1,000: each kind cut off at some place, which is malformed again or refused for its shape.
  const cut = (text: string, times: number) => text.slice(0, 1 + ((times * 7_919) % Math.max(1, text.length - 1)));
  return Array.from({ length: 1_000 }, (_, at) => (at < kinds.length ? kinds[at]! : cut(kinds[at % kinds.length]!, at)));
};

export const wireSuite = (wire: Wire): void => {
  describe(wire.name, () => {
    let opened: Awaited<ReturnType<Wire['open']>>;
    beforeAll(async () => {
      opened = await wire.open();
    }, 60_000);
    afterAll(async () => {
      await opened.close();
    });

    test('a call is answered, several at a time, each under its id', async () => {
      const { send, of } = talker(await opened.connect());
      send({ id: 3, method: 'settings.get', input: {} });
      send({ id: 1, method: 'host.info', input: {} });
      expect(await of(1)).toMatchObject({ id: 1, value: { shell: expect.any(String) as string } });
      expect(await of(3)).toMatchObject({ id: 3, value: { theme: 'system' } });
    });

    test('an id can be used again after its answer, not before', async () => {
      const { send, of } = talker(await opened.connect());
      send({ id: 1, method: 'host.info', input: {} });
      await of(1);
      send({ id: 1, method: 'host.info', input: {} });
      expect(await of(1)).toHaveProperty('value');
    });

    test('unknown methods and wrong shapes are refused by code and slots, with no stack and no path', async () => {
      const { send, of } = talker(await opened.connect());
      send({ id: 1, method: 'review.burn', input: {} });
      expect(await of(1)).toEqual({ id: 1, failure: 'wire.unknown', slots: { method: 'review.burn' } });
      send({ id: 2, method: 'review.summary', input: { review: 7 } });
      const answer = await of(2);
      expect(answer).toMatchObject({ failure: 'wire.shape', slots: { method: 'review.summary' } });
      send({ id: 3, method: 'review.summary', input: { review: 'nosuchreview' } });
      expect(await of(3)).toEqual({ id: 3, failure: 'review.unknown', slots: {} });
      expect(JSON.stringify(answer)).not.toMatch(/at \/|node_modules|\.ts|stack/);
    });

    test('messages over the limit are refused, the largest allowed one is read', async () => {
      const { send, of, next } = talker(await opened.connect());
      send(`{"id":1,"method":"host.info","input":{"x":"${'a'.repeat(limits.messageBytes)}"}}`);
      expect(await next((message) => message.id === 0)).toMatchObject({ failure: 'wire.large' });
      const room = limits.messageBytes - '{"id":2,"method":"host.info","input":{"x":""}}'.length;
      send(`{"id":2,"method":"host.info","input":{"x":"${'a'.repeat(room)}"}}`);
      expect(await of(2)).toHaveProperty('value');
    });

    test('1,000 malformed messages: each answered with a refusal, and the next good one works', { timeout: 60_000 }, async () => {
      const { send, of, next } = talker(await opened.connect());
      let refused = 0;
      for (const frame of malformed()) {
        send(frame);
        const answer = await next(() => true);
        if ('failure' in answer) refused += 1;
        expect(answer, frame.slice(0, 200)).not.toHaveProperty('incident');
        expect(answer, frame.slice(0, 200)).not.toHaveProperty('value');
      }
      expect(refused).toBe(1_000);
      send({ id: 5_000, method: 'host.info', input: {} });
      expect(await of(5_000)).toHaveProperty('value');
    });

    test('at most 64 calls are open; cancelled ones make room', async () => {
      const channel = await opened.connect();
      const { send, of, next } = talker(channel);
      send({ id: 1_000, method: 'review.create', input: { key: `open-calls-${wire.name}` } });
      const { review } = (await of(1_000)).value as { review: string };
      for (let id = 1; id <= limits.openCalls; id += 1) send({ id, method: 'review.watch', input: { review } });
      send({ id: 2_000, method: 'host.info', input: {} });
      expect(await of(2_000)).toMatchObject({ failure: 'wire.busy' });
      send({ id: 1, cancel: true });
      expect(await next((message) => message.id === 1 && 'failure' in message)).toMatchObject({ failure: 'call.cancelled' });
      send({ id: 2_001, method: 'host.info', input: {} });
      expect(await of(2_001)).toHaveProperty('value');
    });

    test('a page that goes away leaves room for the next one', async () => {
      const first = await opened.connect();
      const one = talker(first);
      one.send({ id: 1, method: 'review.create', input: { key: `goes-away-${wire.name}` } });
      const { review } = (await one.of(1)).value as { review: string };
      for (let id = 2; id < 40; id += 1) one.send({ id, method: 'review.watch', input: { review } });
      first.close();
      const two = talker(await opened.connect());
      two.send({ id: 1, method: 'review.summary', input: { review } });
      expect(await two.of(1)).toMatchObject({ value: { review } });
    });

    test('a write repeated with the same key is answered, not done again', async () => {
      const engine = overChannel(await opened.connect());
      const created = await ask(engine, 'review.create', { key: `same-key-${wire.name}`, title: 'Once' });
      const again = await ask(engine, 'review.create', { key: `same-key-${wire.name}`, title: 'Once' });
      expect(again).toEqual(created);
      const protocol = { title: 'Set once', criteria: [] };
      const said = await ask(engine, 'protocol.set', { review: created.review, key: `protocol-${wire.name}`, protocol });
      const repeated = await ask(engine, 'protocol.set', { review: created.review, key: `protocol-${wire.name}`, protocol });
      expect(repeated.seq).toBe(said.seq);
      expect(repeated.summary.title).toBe('Set once');
    });

    test('a subscription gets a step for a change made by another page, and ends by cancelling', async () => {
      const reader = talker(await opened.connect());
      const writer = overChannel(await opened.connect());
      const { review } = await ask(writer, 'review.create', { key: `watched-${wire.name}` });
      reader.send({ id: 1, method: 'review.watch', input: { review } });
      const first = (await reader.of(1)).step as { revision: number };
      await ask(writer, 'protocol.set', { review, key: `watched-protocol-${wire.name}`, protocol: { title: 'Another', criteria: [] } });
      const second = (await reader.next((message) => message.id === 1 && (message.step as { revision: number }).revision > first.revision)).step;
      expect(second).toHaveProperty('queue');
      reader.send({ id: 1, cancel: true });
      expect(await reader.next((message) => 'failure' in message)).toEqual({ id: 1, failure: 'call.cancelled', slots: {} });
    });
  });
};
