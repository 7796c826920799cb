// How does a thread run the tasks it is given? One after the other, with a look at the cancel flag between steps.
import { parentPort, type MessagePort } from 'node:worker_threads';
import { Failure } from '../../shared/failures.ts';
import type { Work } from '../../shared/work.ts';
import type { Desk, FromThread, Tasks, ToThread } from './talk.ts';

/** Serves its parent until it is terminated. Tasks may be async and then overlap. */
export const serveTasks = (tasks: Tasks): void => {
  const port = parentPort as MessagePort;
  const say = (message: FromThread, shared: readonly ArrayBuffer[] = []) => {
    port.postMessage(message, shared);
  };
  const waiting = new Map<number, ((reply: unknown) => void)[]>();
  port.on('message', (message: ToThread) => {
    if ('ack' in message) {
      waiting.get(message.id)?.shift()?.(message.reply);
      return;
    }
    const { id, task, input } = message;
    const flag = new Int32Array(message.flag);
    const parts: ((reply: unknown) => void)[] = [];
    waiting.set(id, parts);
    const cancelled = () => Atomics.load(flag, 0) !== 0;
    const desk: Desk = {
      cancelled,
      check: () => {
        if (cancelled()) throw new Failure('call.cancelled');
      },
      step: (step) => {
        say({ id, step });
      },
      part: (part) => {
        say({ id, part });
        return new Promise((resolve) => parts.push(resolve));
      },
    };
    const run = tasks[task] as (input: unknown, desk: Desk) => unknown;
    Promise.resolve()
      .then(() => run(input, desk))
      .then(
        (value) => {
          say({ id, value });
        },
        (error: unknown) => {
          say(error instanceof Failure ? { id, failure: error.code, slots: error.slots } : { id, bug: described(error) });
        },
      )
      .finally(() => waiting.delete(id));
  });
};

const described = (error: unknown) => {
  if (!(error instanceof Error)) return { name: typeof error, stack: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name: error.name, stack: error.stack ?? '', code };
};

/** Runs work to its end with steps told at most every 30 ms and other messages let in between. @throws Failure 'call.cancelled' */
export const drive = async <T>(
  work: Work<T>,
  desk: Desk,
  dress: (step: { done: number; total?: number }) => { done: number; total?: number } = (step) => step,
): Promise<T> => {
  let told = performance.now();
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    desk.check();
    if (performance.now() - told < 30) continue;
    desk.step(dress(next.value));
    await new Promise((resolve) => setImmediate(resolve));
    told = performance.now();
  }
};
