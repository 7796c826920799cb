// What does the page hear from an engine that says what the test wants?
import { contract, type Card, type Counts, type MethodName, type Summary } from '../../shared/contract.ts';
import type { FromEngine, ToEngine } from '../../shared/wire.ts';
import type { Line } from '../../renderer/client/channels.ts';
import { Wire } from '../../renderer/client/wire.svelte.ts';

export type Asked = Extract<ToEngine, { method: string }>;
/** Answers a call: a value, a failure, or nothing (it stays open). */
export type Script = (
  asked: Asked,
  reply: (message: FromEngine extends infer M ? (M extends { id: number } ? Omit<M, 'id'> : never) : never) => void,
) => void;

export interface Scripted {
  readonly wire: Wire;
  /** Every call that arrived, over all lines; inputs are checked against the contract. */
  readonly heard: Asked[];
  readonly cancelled: number[];
  readonly pauses: number[];
  /** Breaks the line; the next dial gets a new one. */
  break(dead?: boolean): void;
  /** While false, dialling fails. */
  reachable: boolean;
}

export const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
};

export const scripted = (script: Script): Scripted => {
  const heard: Asked[] = [];
  const cancelled: number[] = [];
  const pauses: number[] = [];
  let over: () => void = () => undefined;
  let dead = false;
  let keys = 0;
  const dial = (): Promise<Line> => {
    if (!out.reachable) return Promise.reject(new Error('unreachable'));
    let take: (message: FromEngine) => void = () => undefined;
    return Promise.resolve({
      send: (message: ToEngine) => {
        if ('cancel' in message) return void cancelled.push(message.id);
        contract[message.method as MethodName].input.parse(JSON.parse(JSON.stringify(message.input)));
        heard.push(message);
        script(message, (answer) => take({ id: message.id, ...answer }));
      },
      receive: (handler: (message: FromEngine) => void) => void (take = handler),
      closed: (handler: () => void) => void (over = handler),
      close: () => over(),
      dead: () => dead,
    });
  };
  const pause = (ms: number) => {
    pauses.push(ms);
    return Promise.resolve();
  };
  const out: Scripted = {
    heard,
    cancelled,
    pauses,
    reachable: true,
    break: (forGood = false) => {
      dead = forGood;
      over();
    },
    get wire() {
      return wire;
    },
  };
  const wire = new Wire({ dial, pause, key: () => `key-${String((keys += 1)).padStart(6, '0')}` });
  return out;
};

export const counts = (change: Partial<Counts> = {}): Counts => ({
  all: 100,
  read: 0,
  include: 0,
  exclude: 0,
  maybe: 0,
  skipped: 0,
  prior: { include: 0, exclude: 0 },
  bare: 0,
  ...change,
});

export const summary = (revision: number, change: Partial<Summary> = {}): Summary => ({
  review: 'one',
  title: 'A review',
  counts: counts(),
  protocol: { title: 'A review', criteria: [] },
  revision,
  canUndo: false,
  canRedo: false,
  duplicatesToSee: 0,
  opinionsToSee: 0,
  ranking: { by: 'protocol', ranker: 'winnow', upTo: 0 },
  ...change,
});

export const card = (citation: number, change: Partial<Card> = {}): Card => ({
  citation,
  fields: {},
  title: { text: `Title ${String(citation)}`, spans: [] },
  sections: [{ text: 'An abstract.', spans: [] }],
  notes: [],
  tags: [],
  twins: [],
  files: ['a.nbib'],
  ...change,
});
