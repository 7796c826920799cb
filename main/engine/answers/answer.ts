// What is an answer? One function a method: load, think, save; its value, a promise of it, or a stream with steps.
import type { InputOf, MethodName, StepOf, ValueOf } from '../../../shared/contract.ts';
import type { Signal } from '../../../shared/work.ts';
import type { Crew } from '../crew.ts';
import type { Host } from '../host.ts';
import type { Library } from '../library.ts';
import type { RemoteFile } from '../models/remote.ts';
import type { OpenReviews } from '../reviews.ts';
import type { SettingsFile } from '../settings.ts';

/** All that an answer may use. */
export interface World {
  readonly host: Host;
  readonly settings: SettingsFile;
  readonly remote: RemoteFile;
  readonly library: Library;
  readonly reviews: OpenReviews;
  /** Threads for parsing, comparing, exporting, checking, searching. */
  readonly work: Crew;
}

export type Answered<M extends MethodName> = ValueOf<M> | Promise<ValueOf<M>> | AsyncGenerator<StepOf<M>, ValueOf<M>, void>;
export type Answer<M extends MethodName> = (world: World, input: InputOf<M>, signal: Signal) => Answered<M>;
export type Answers<Names extends MethodName> = { readonly [M in Names]: Answer<M> };

/** Steps told by calling become a stream; the newest step wins where they come faster than they are taken. */
export async function* stepping<S, O>(run: (step: (step: S) => void) => Promise<O>): AsyncGenerator<S, O, void> {
  const steps: S[] = [];
  let wake: () => void = () => undefined;
  const state = { ended: false };
  const result = run((step) => {
    steps.push(step);
    wake();
  }).finally(() => {
    state.ended = true;
    wake();
  });
  result.catch(() => undefined); // told below, when it is awaited
  for (;;) {
    const step = steps.shift();
    if (step !== undefined) yield step;
    else if (state.ended) return await result;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}
