// How does Node code call an engine at the other end of a channel?
import { contract, type Engine, type InputOf, type MethodName, type StepOf, type ValueOf } from '../../shared/contract.ts';
import { Failure, failures, type Code } from '../../shared/failures.ts';
import type { Channel, FromEngine } from '../../shared/wire.ts';
import type { Signal } from '../../shared/work.ts';

/** One open call: what came and was not taken yet, and who waits for it. */
interface Pending {
  readonly came: FromEngine[];
  wake: () => void;
}

/** @throws Failure as the engine told it; `engine.gone` where the channel closed first */
export const overChannel = (channel: Channel<string, string>): Engine => {
  const names = new Map<unknown, string>(Object.entries(contract).map(([name, method]) => [method, name]));
  const pending = new Map<number, Pending>();
  let last = 0;
  let gone = false;
  channel.receive((frame) => {
    const message = JSON.parse(frame) as FromEngine;
    const call = pending.get(message.id);
    call?.came.push(message);
    call?.wake();
  });
  channel.closed(() => {
    gone = true;
    for (const call of pending.values()) call.wake();
  });

  const call: Engine['call'] = async function* (method, input, signal?: Signal) {
    const id = (last += 1);
    const mine: Pending = { came: [], wake: () => undefined };
    pending.set(id, mine);
    const cancel = () => {
      channel.send(JSON.stringify({ id, cancel: true }));
    };
    let ended = false;
    try {
      if (!gone) channel.send(JSON.stringify({ id, method: names.get(method), input }));
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel);
      for (;;) {
        const message = mine.came.shift();
        if (message === undefined) {
          if (gone) throw new Failure('engine.gone');
          await new Promise<void>((resolve) => {
            mine.wake = resolve;
          });
        } else if ('step' in message) yield message.step as never;
        else {
          ended = true;
          if ('failure' in message) throw new Failure(known(message.failure), message.slots);
          return message.value as never;
        }
      }
    } finally {
      pending.delete(id);
      if (!ended && !gone) cancel();
    }
  };
  return {
    call,
    close: () => {
      channel.close();
      return Promise.resolve();
    },
  };
};

const known = (code: string): Code => (Object.hasOwn(failures, code) ? (code as Code) : 'incident');

/** Runs a call to its end. */
export const ask = async <M extends MethodName>(
  engine: Engine,
  name: M,
  input: InputOf<M>,
  { signal, step }: { signal?: Signal; step?: (step: StepOf<M>) => void } = {},
): Promise<ValueOf<M>> => {
  const answer = engine.call<InputOf<M>, StepOf<M>, ValueOf<M>>(contract[name] as never, input, signal);
  for (;;) {
    const next = await answer.next();
    if (next.done) return next.value;
    step?.(next.value);
  }
};
