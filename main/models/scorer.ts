// The local scorer: who starts its process, waits for it, stops it when it hangs, and asks again when it dies?
import type { Hash } from '../../shared/decision.ts';
import type { Want } from '../../shared/evidence.ts';
import { Failure, type Code } from '../../shared/failures.ts';
import type { ModelCard } from './card.ts';
import { launch, type Launched } from './launch.ts';
import { usualTokens } from './probe.ts';
import type { FromScorer, ToScorer } from './talk.ts';

/** Values of some records, in order of usefulness; a record's place is its position in the texts given. */
export interface Chunk {
  readonly at: Uint32Array;
  readonly values: Float32Array;
  readonly counts?: Uint32Array;
}

export interface ScorerInfo {
  readonly card: ModelCard;
  readonly guessed: boolean;
  readonly hash: Hash;
  /** What runs it: `cpu`, `cuda` … */
  readonly provider: string;
  /** What was noticed when it was tried, in words. */
  readonly notes: readonly string[];
}

/** The one door to inference, local or remote. Throws Failure `model.…`. */
export interface Scorer {
  readonly info: ScorerInfo;
  /**
   * @param texts title, line feed, abstract; `want.at` is not looked at
   * @param died its process ended under this question; it is started again and asked for the rest
   */
  say(want: Want, texts: readonly string[], signal: AbortSignal, died?: () => void): AsyncGenerator<Chunk, void>;
  close(): Promise<void>;
}

export interface ScorerOptions {
  readonly folder: string;
  /** The built process, `scorer.js`. */
  readonly entry: string;
  readonly threads: number;
  readonly providers: readonly string[];
  readonly log: (line: string) => void;
  /** Nothing heard for so long while something is asked or it starts: it hangs. A thread that computes is heard after every run of the network. */
  readonly patienceMs: number;
  readonly now?: () => number;
  /** Tokens a passage; the card's best where it names one. */
  readonly maxTokens?: number;
}

type Listener = (message: FromScorer | { readonly told: 'gone' } | { readonly told: 'hung' }) => void;

interface Running {
  readonly child: Launched;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  readonly info: ScorerInfo;
  ask(message: Extract<ToScorer, { do: 'say' }>, listener: Listener): void;
  cancel(id: number): void;
  readonly alive: boolean;
}

const mostDeaths = 3;
const withinMs = 60_000;

/** @throws Failure where the model is refused or does not answer in time */
export const startScorer = async (options: ScorerOptions): Promise<Scorer> => {
  const now = options.now ?? (() => performance.now());
  let running = await start(options);
  let starting: Promise<Running> | undefined;
  const deaths: number[] = [];
  let ids = 0;
  let closed = false;

  /** The process, started again where it died; three deaths within a minute are enough. */
  const ready = async (): Promise<Running> => {
    if (closed) throw new Failure('model.stopped');
    if (running.alive) return running;
    if (starting === undefined) {
      deaths.push(now());
      const recent = deaths.filter((death) => now() - death < withinMs).length;
      if (recent >= mostDeaths) throw new Failure('model.deaths', { count: String(recent) });
      options.log('the scoring process ended and is started again');
      starting = start(options).finally(() => (starting = undefined));
    }
    running = await starting;
    return running;
  };

  async function* attempt(want: Want, texts: readonly string[], signal: AbortSignal): AsyncGenerator<Chunk, void> {
    if (signal.aborted) return;
    const by = await ready();
    const id = (ids += 1);
    const heard: Parameters<Listener>[0][] = [];
    let wake: () => void = () => undefined;
    const listen: Listener = (message) => {
      heard.push(message);
      wake();
    };
    const { kind, query, part, fold } = want;
    by.ask({ do: 'say', id, want: { kind, query, part, fold }, maxTokens: tokensFor(by.info.card, options), texts }, listen);
    const stop = () => {
      by.cancel(id);
      wake();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (;;) {
        const message = heard.shift();
        if (aborted(signal)) return;
        if (message === undefined) await new Promise<void>((resolve) => (wake = resolve));
        else if (message.told === 'some')
          yield { at: message.at, values: message.values, ...(message.counts === undefined ? {} : { counts: message.counts }) };
        else if (message.told === 'done') return;
        else if (message.told === 'refused') throw new Failure(message.code as Code, { ...message.slots });
        else if (message.told === 'hung') throw new Failure('model.slow', { seconds: String(Math.round(options.patienceMs / 1000)) });
        else if (message.told === 'gone') throw new Failure('model.stopped');
      }
    } finally {
      signal.removeEventListener('abort', stop);
      by.cancel(id);
    }
  }

  return {
    info: running.info,
    say: async function* (want, texts, signal, died) {
      let done = 0;
      try {
        for await (const chunk of attempt(want, texts, signal)) {
          done += chunk.at.length;
          yield chunk;
        }
      } catch (error) {
        // A death may have been one bad batch: what is left is asked once more, in halves.
        if (!(error instanceof Failure) || error.code !== 'model.stopped' || closed) throw error;
        died?.();
        const half = done + Math.ceil((texts.length - done) / 2);
        for (const [from, to] of [
          [done, half],
          [half, texts.length],
        ] as const) {
          if (from >= to) continue;
          for await (const chunk of attempt(want, texts.slice(from, to), signal)) yield { ...chunk, at: chunk.at.map((at) => at + from) };
        }
      }
    },
    close: async () => {
      closed = true;
      const { child, gone } = await (starting ?? running);
      child.kill(); // it holds nothing that is not held elsewhere
      await gone;
    },
  };
};

/** Looked at anew each time: it changes while others run. */
const aborted = (signal: AbortSignal): boolean => signal.aborted;

const tokensFor = (card: ModelCard, options: ScorerOptions): number => Math.min(card.maxTokens, options.maxTokens ?? card.bestTokens ?? usualTokens);

const start = (options: ScorerOptions): Promise<Running> =>
  new Promise((resolve, reject) => {
    const listeners = new Map<number, Listener>();
    let patience: NodeJS.Timeout | undefined;
    let alive = true;
    let ready = false;
    let leave: () => void = () => undefined;
    const gone = new Promise<void>((settle) => (leave = settle));
    const tellAll = (told: 'gone' | 'hung') => {
      for (const listener of listeners.values()) listener({ told });
      listeners.clear();
    };
    const hung = () => {
      alive = false;
      tellAll('hung');
      child.kill();
      if (!ready) reject(new Failure('model.slow', { seconds: String(Math.round(options.patienceMs / 1000)) }));
    };
    const expect = () => {
      clearTimeout(patience);
      if (listeners.size > 0 || !ready) patience = setTimeout(hung, options.patienceMs);
    };
    const hear = (message: FromScorer) => {
      if (message.told === 'alive') return;
      if (message.told === 'log') options.log(message.line);
      else if (message.told === 'ready') {
        ready = true;
        const { card, guessed, hash, provider, notes } = message;
        resolve({
          child,
          gone,
          info: { card, guessed, hash, provider, notes },
          ask: (question, listener) => {
            if (!alive) {
              listener({ told: 'gone' });
              return;
            }
            listeners.set(question.id, listener);
            expect();
            child.send(question);
          },
          cancel: (id) => {
            if (!listeners.delete(id)) return;
            expect();
            child.send({ do: 'cancel', id });
          },
          get alive() {
            return alive;
          },
        });
      } else if (message.told === 'refused' && message.id === undefined) {
        reject(new Failure(message.code as Code, { ...message.slots }));
        child.kill();
      } else {
        const listener = listeners.get(message.id ?? 0);
        if (message.told !== 'some') listeners.delete(message.id ?? 0);
        listener?.(message);
      }
    };
    const ended = () => {
      alive = false;
      clearTimeout(patience);
      tellAll('gone');
      reject(new Failure('model.stopped')); // of no effect once it was ready
      leave();
    };
    const child = launch(options.entry, {
      heard: (message) => {
        hear(message);
        expect(); // after it: an answered question is waited for no longer
      },
      ended,
    });
    expect();
    child.send({ do: 'open', folder: options.folder, threads: options.threads, providers: options.providers });
  });
