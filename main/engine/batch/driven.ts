// How does work run in a command's own process and still hear Ctrl+C? It steps aside now and then.
import { Failure } from '../../../shared/failures.ts';
import type { Signal, Step, Work } from '../../../shared/work.ts';

/** A signal of the system is heard only between two turns of the event loop. */
const asideMs = 50;

/** @throws Failure call.cancelled */
export const driven = async <T>(work: Work<T>, { signal, step }: { readonly signal: Signal; readonly step: (step: Step) => void }): Promise<T> => {
  let last = performance.now();
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    if (performance.now() - last < asideMs) continue;
    step(next.value);
    await new Promise((resolve) => setImmediate(resolve));
    last = performance.now();
    if (signal.aborted) throw new Failure('call.cancelled');
  }
};
