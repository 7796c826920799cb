// How does a channel of texts become calls of the engine? Checked going in, coalesced and stripped coming out.
import { contract, type Engine, type Method, type MethodName } from '../../shared/contract.ts';
import { Failure } from '../../shared/failures.ts';
import { complaint } from '../../shared/shape.ts';
import { limits, type Channel, type FromEngine } from '../../shared/wire.ts';
import type { Log } from './host.ts';

export interface WireOptions {
  readonly log: Log;
  /** A fresh id for an unexpected error, to be found in the log. */
  readonly incident: () => string;
  /** Progress is sent at most this often; the newest step wins. */
  readonly stepMs?: number;
}

type AnyMethod = Method<unknown, unknown, unknown>;
interface Open {
  readonly kind: AnyMethod['kind'];
  readonly stop: AbortController;
}

/** Answers calls until the channel closes; then all its open calls are cancelled. */
export const answerWire = (engine: Engine, channel: Channel<string, string>, options: WireOptions): void => {
  const open = new Map<number, Open>();
  const send = (message: FromEngine) => {
    channel.send(JSON.stringify(message));
  };
  const refuse = (id: number, failure: Failure) => {
    send({ id, failure: failure.code, slots: failure.slots });
  };

  const run = async (id: number, name: MethodName, input: unknown) => {
    const method = contract[name] as unknown as AnyMethod;
    const call: Open = { kind: method.kind, stop: new AbortController() };
    open.set(id, call);
    const alive = () => open.get(id) === call;
    const steps = coalesce(options.stepMs ?? 50, (step) => {
      if (alive()) send({ id, step });
    });
    try {
      const answer = engine.call(method, checked(name, method, input), call.stop.signal);
      for (;;) {
        const next = await answer.next();
        if (next.done) {
          steps.flush();
          if (alive()) send({ id, value: next.value ?? null });
          return;
        }
        steps.push(next.value);
        if (!alive()) {
          await answer.return(undefined);
          return;
        }
      }
    } catch (error) {
      steps.flush();
      const told = tell(error, name, options);
      if (alive()) send({ id, ...told });
    } finally {
      steps.end();
      if (alive()) open.delete(id);
    }
  };

  channel.receive((frame) => {
    const message = parse(frame);
    if (message instanceof Failure) refuse(0, message);
    else if ('cancel' in message) {
      const call = open.get(message.id);
      if (call === undefined || call.kind === 'write') return; // a write is done or not; its answer says which
      open.delete(message.id);
      call.stop.abort();
      refuse(message.id, new Failure('call.cancelled'));
    } else if (open.has(message.id)) refuse(0, new Failure('wire.malformed', { what: 'its id is in use' }));
    else if (!Object.hasOwn(contract, message.method)) refuse(message.id, new Failure('wire.unknown', { method: message.method.slice(0, 60) }));
    else if (open.size >= limits.openCalls) refuse(message.id, new Failure('wire.busy', { open: String(open.size) }));
    else void run(message.id, message.method as MethodName, message.input);
  });
  channel.closed(() => {
    for (const call of open.values()) call.stop.abort();
    open.clear();
  });
};

type Asked = { id: number; method: string; input: unknown } | { id: number; cancel: true };

const malformed = (what: string) => new Failure('wire.malformed', { what });

const parse = (frame: unknown): Asked | Failure => {
  if (typeof frame !== 'string') return malformed('not a text');
  if (frame.length > limits.messageBytes || Buffer.byteLength(frame) > limits.messageBytes)
    return new Failure('wire.large', { limit: String(limits.messageBytes) });
  let message: unknown;
  try {
    message = JSON.parse(frame);
  } catch {
    return malformed('not JSON');
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return malformed('not an object');
  const { id, method, input, cancel, ...rest } = message as Record<string, unknown>;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) return malformed('its id is no whole number from 1');
  if (Object.keys(rest).length > 0) return malformed('it says more than a call');
  if (cancel === true && method === undefined && input === undefined) return { id, cancel };
  if (cancel !== undefined) return malformed('it calls and cancels');
  if (typeof method !== 'string') return malformed('it names no method');
  return { id, method, input };
};

const checked = (name: string, method: AnyMethod, input: unknown): unknown => {
  try {
    return method.input.parse(input);
  } catch (error) {
    throw new Failure('wire.shape', { method: name, what: complaint(error).slice(0, 300) });
  }
};

/** Expected trouble travels as code and slots; anything else gets an id, and its details stay in the log. */
const tell = (error: unknown, method: string, { log, incident }: WireOptions) => {
  if (error instanceof Failure) return { failure: error.code, slots: error.slots };
  const id = incident();
  log.error({ incident: id, method, err: withoutText(error) }, 'unexpected');
  return { failure: 'incident', slots: { incident: id }, incident: id };
};

/** Name and stack frames only: a message may quote a citation, and logs hold none. */
const withoutText = (error: unknown) => {
  if (!(error instanceof Error)) return { name: typeof error };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name: error.name, code, at: at.map((line) => line.trim()) };
};

/** Lets one step pass at once and then the newest at most every `ms`; what is true of a step held back stays true. */
const coalesce = (ms: number, send: (step: unknown) => void) => {
  let held: unknown;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    if (held === undefined) return;
    const step = held;
    held = undefined;
    send(step);
  };
  const tick = () => {
    timer = held === undefined ? undefined : setTimeout(tick, ms);
    flush();
  };
  return {
    flush,
    push(step: unknown) {
      if (carriesRow(held)) flush();
      held = merged(held, step);
      if (isNews(step)) flush();
      else timer ??= setTimeout(tick, 0);
    },
    end: () => {
      clearTimeout(timer);
    },
  };
};

/** A new order is waited for: it is told at once. */
const isNews = (step: unknown) => typeof step === 'object' && step !== null && 'queue' in step && step.queue === true;

/** Rows of a simulation are results: none is dropped for a newer one. */
const carriesRow = (step: unknown) => typeof step === 'object' && step !== null && 'row' in step && step.row !== undefined;

const merged = (older: unknown, newer: unknown): unknown => {
  if (typeof older !== 'object' || older === null || typeof newer !== 'object' || newer === null) return newer;
  const sticky = Object.entries(older).filter(([, value]) => value === true);
  return sticky.length === 0 ? newer : { ...newer, ...Object.fromEntries(sticky) };
};
