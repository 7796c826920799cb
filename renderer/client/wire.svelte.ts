// How does the page speak to the engine, and what becomes of a call when the line breaks?
import { contract, type InputOf, type MethodName, type StepOf, type ValueOf } from '../../shared/contract.ts';
import { failures, Failure, type Code } from '../../shared/failures.ts';
import { limits, type FromEngine } from '../../shared/wire.ts';
import type { Line } from './channels.ts';

/** A fresh line to the engine; rejects while there is none. */
export type Dial = () => Promise<Line>;

/** The world around: passed in, so that tests need neither time nor chance. */
export interface Surroundings {
  readonly dial: Dial;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  /** A new key for a write, never given twice. */
  readonly key: () => string;
}

export interface How<S> {
  readonly signal?: AbortSignal;
  readonly step?: (step: S) => void;
}

interface Call {
  readonly id: number;
  readonly method: MethodName;
  readonly input: unknown;
  sent: boolean;
  readonly step: (step: unknown) => void;
  readonly done: (value: unknown) => void;
  readonly failed: (failure: Failure) => void;
}

const codeOf = (code: string): Code => (Object.hasOwn(failures, code) ? (code as Code) : 'incident');

const failureOf = (message: Extract<FromEngine, { failure: string }>): Failure => {
  const incident = message.incident ?? message.slots.incident ?? message.failure;
  return new Failure(codeOf(message.failure), { ...message.slots, incident });
};

/**
 * One wire for the life of the page. A broken line is dialled again (after 0.1, 0.2 … at most 3 s). Reads and writes without an answer are then
 * sent again with the same key, which the ledger answers instead of doing them twice; jobs fail with `wire.lost`, for half of one may be done.
 */
export class Wire {
  state = $state<'connecting' | 'open' | 'lost' | 'dead'>('connecting');
  readonly key: () => string;
  readonly #around: Surroundings;
  readonly #calls = new Map<number, Call>();
  #channel: Line | undefined;
  #last = 0;
  #sent = 0;
  #over = false;

  constructor(around: Surroundings) {
    this.#around = around;
    this.key = around.key;
    void this.#connect();
  }

  /** Answers with the method's value or rejects with a Failure; an aborted call rejects at once and is cancelled there. */
  ask<M extends MethodName>(method: M, input: InputOf<M>, how: How<StepOf<M>> = {}): Promise<ValueOf<M>> {
    return new Promise<ValueOf<M>>((resolve, reject) => {
      const call: Call = {
        id: ++this.#last,
        method,
        input,
        sent: false,
        step: (step) => how.step?.(step as StepOf<M>),
        done: (value) => resolve(value as ValueOf<M>),
        failed: reject,
      };
      if (how.signal?.aborted === true) {
        reject(new Failure('wire.lost', { method }));
        return;
      }
      how.signal?.addEventListener('abort', () => this.#cancel(call), { once: true });
      this.#calls.set(call.id, call);
      this.#flush();
    });
  }

  close(): void {
    this.#over = true;
    this.#channel?.close();
  }

  async #connect(): Promise<void> {
    for (let tries = 0; !this.#over; tries += 1) {
      const channel = await this.#around.dial().then(
        (line) => line,
        () => undefined,
      );
      if (channel !== undefined) {
        this.#attach(channel);
        return;
      }
      this.state = 'lost';
      await this.#around.pause(Math.min(3_000, 100 * 2 ** tries));
    }
  }

  #attach(channel: Line): void {
    this.#channel = channel;
    this.state = 'open';
    channel.receive((message) => {
      if (channel === this.#channel) this.#take(message);
    });
    channel.closed(() => {
      if (channel === this.#channel) this.#lost();
    });
    this.#flush();
  }

  #lost(): void {
    const dead = this.#channel?.dead() === true;
    this.#channel = undefined;
    this.#sent = 0;
    this.state = dead ? 'dead' : 'lost';
    for (const call of [...this.#calls.values()]) {
      if (call.sent && contract[call.method].kind === 'job') this.#end(call)?.failed(new Failure('wire.lost', { method: call.method }));
      else call.sent = false;
    }
    if (!dead) void this.#connect();
  }

  #flush(): void {
    if (this.#channel === undefined) return;
    for (const call of this.#calls.values()) {
      if (this.#sent >= limits.openCalls) return;
      if (call.sent) continue;
      call.sent = true;
      this.#sent += 1;
      this.#channel.send({ id: call.id, method: call.method, input: call.input });
    }
  }

  #end(call: Call): Call | undefined {
    if (!this.#calls.delete(call.id)) return undefined;
    if (call.sent) this.#sent = Math.max(0, this.#sent - 1);
    return call;
  }

  #take(message: FromEngine): void {
    const call = this.#calls.get(message.id);
    if (call === undefined) return; // cancelled meanwhile
    if ('step' in message) {
      call.step(message.step);
      return;
    }
    this.#end(call);
    if ('failure' in message) call.failed(failureOf(message));
    else call.done(message.value);
    this.#flush();
  }

  #cancel(call: Call): void {
    if (this.#end(call) === undefined) return;
    if (call.sent) this.#channel?.send({ id: call.id, cancel: true });
    call.failed(new Failure('wire.lost', { method: call.method }));
    this.#flush();
  }
}
