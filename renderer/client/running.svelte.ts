// What is going on, how far is it, and what went wrong? One piece of work at a time, with its sentence.
import { Failure, sentence } from '../../shared/failures.ts';
import type { Step } from '../../shared/work.ts';

/** The sentence for the reader. What is no Failure is a bug of ours: it goes to the console of the page as well. */
export const told = (trouble: unknown): string => {
  if (trouble instanceof Failure) return trouble.message;
  reportError(trouble);
  return sentence('incident', { incident: 'page' });
};

/** Seconds left at the speed so far; undefined while nothing can be said. */
export const secondsLeft = (step: Step | undefined, elapsedMs: number): number | undefined => {
  if (step?.total === undefined || step.done <= 0 || elapsedMs < 500) return undefined;
  return Math.max(0, (elapsedMs / 1000) * (step.total / step.done - 1));
};

/** Seconds left of work that goes on elsewhere, by how it went on since it was first seen; undefined while nothing can be said. */
export class Pace {
  left = $state<number>();
  readonly #now: () => number;
  #first: { readonly done: number; readonly total: number | undefined; readonly at: number } | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  note(step: Step | undefined): void {
    const first = this.#first;
    if (step === undefined) {
      this.#first = undefined;
      this.left = undefined;
    } else if (first === undefined || step.total !== first.total || step.done < first.done) {
      this.#first = { done: step.done, total: step.total, at: this.#now() };
      this.left = undefined;
    } else if (step.total !== undefined)
      this.left = secondsLeft({ done: step.done - first.done, total: step.total - first.done }, this.#now() - first.at);
  }
}

export class Running<S extends Step = Step> {
  busy = $state(false);
  step = $state.raw<S>();
  trouble = $state<string>();
  left = $state<number>();
  readonly #now: () => number;
  #abort: AbortController | undefined;
  #phase = { doing: '', since: 0 };

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Runs the work; a newer one cancels it. Resolves with undefined when it failed (the sentence is in `trouble`) or was cancelled. */
  run<T>(work: (signal: AbortSignal, step: (step: S) => void) => Promise<T>): Promise<T | undefined> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.busy = true;
    this.step = undefined;
    this.left = undefined;
    this.trouble = undefined;
    this.#phase = { doing: '', since: this.#now() };
    const over = () => {
      if (this.#abort !== abort) return;
      this.busy = false;
      this.#abort = undefined;
    };
    return work(abort.signal, (step) => {
      if (this.#abort === abort) this.#stepped(step);
    }).then(
      (value) => {
        over();
        return abort.signal.aborted ? undefined : value;
      },
      (trouble: unknown) => {
        if (!abort.signal.aborted) this.trouble = told(trouble);
        over();
        return undefined;
      },
    );
  }

  cancel(): void {
    const abort = this.#abort;
    this.#abort = undefined;
    this.busy = false;
    abort?.abort();
  }

  #stepped(step: S): void {
    const doing = 'doing' in step ? String(step.doing) : '';
    if (doing !== this.#phase.doing || (this.step?.done ?? 0) > step.done) this.#phase = { doing, since: this.#now() };
    this.step = step;
    this.left = secondsLeft(step, this.#now() - this.#phase.since);
  }
}
