// How does a test wait for a review? Told of every change, it looks again.
import { ask } from '../../main/engine/index.ts';
import type { Engine } from '../../shared/contract.ts';

/** Resolves once it is so. */
export const until = async (engine: Engine, review: string, so: () => Promise<boolean>): Promise<void> => {
  const stop = new AbortController();
  const changes = ask(engine, 'review.watch', { review }, { signal: stop.signal, step: () => void look().catch(fail) }).catch(() => undefined);
  let found: () => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined; // of no effect once it was found
  const look = async () => {
    if (await so()) found();
  };
  const done = new Promise<void>((resolve, reject) => ([found, fail] = [resolve, reject]));
  await look();
  await done;
  stop.abort();
  await changes;
};

/** Ranked, and read by meaning as far as it will be for now. */
export const atRest = async (engine: Engine, review: string): Promise<boolean> => {
  const { ranking } = await ask(engine, 'review.summary', { review });
  return ranking.meaning === undefined && ranking.busy === undefined;
};
