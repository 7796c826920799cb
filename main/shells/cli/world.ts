// What of the outside world may a command use? Handed in, so that tests run commands without a process.
import type { Step } from '../../../shared/work.ts';

export interface World {
  /** Machine-readable, to stdout; waits where the reader is slow. */
  readonly out: (data: string | Uint8Array) => Promise<void>;
  /** Words for people, to stderr; silent under --quiet. */
  readonly say: (sentence: string) => void;
  /** Why the work failed, under --quiet too; the exit code is the caller's. */
  readonly complain: (sentence: string) => void;
  /** One moving line on a terminal, nothing elsewhere. */
  readonly progress: (doing: string, step: Step) => void;
  /** Where the built program lies: `dist/main`. */
  readonly here: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** A whole number as an option says it. @throws WrongUse */
export const wholeNumber = (option: string, text: string, low = Number.MIN_SAFE_INTEGER, high = Number.MAX_SAFE_INTEGER): number => {
  const value = Number(text);
  if (/^\s*[+-]?\d+\s*$/.test(text) && Number.isSafeInteger(value) && value >= low && value <= high) return value;
  const range =
    high < Number.MAX_SAFE_INTEGER ? ` from ${String(low)} to ${String(high)}` : low > Number.MIN_SAFE_INTEGER ? ` from ${String(low)}` : '';
  throw new WrongUse(`${option} ${text}: a whole number${range}.`);
};

/** The command's own wrong use: exit 2 with the sentence. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

export const realWorld = (here: string, quiet: boolean, signal: AbortSignal): World => {
  const terminal = process.stderr.isTTY && !quiet;
  let shown = 0;
  const clear = () => {
    if (shown > 0) process.stderr.write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  };
  return {
    here,
    env: process.env,
    signal,
    out: (data) =>
      new Promise((resolve, reject) => {
        if (process.stdout.write(data, (error) => error && reject(error))) resolve();
        else process.stdout.once('drain', resolve);
      }),
    say: (sentence) => {
      clear();
      if (!quiet) process.stderr.write(`${sentence}\n`);
    },
    complain: (sentence) => {
      clear();
      process.stderr.write(`winnow: ${sentence}\n`);
    },
    progress: (doing, { done, total }) => {
      if (!terminal) return;
      const text =
        total === undefined
          ? `${doing} ${String(done)}`
          : `${doing} ${String(done)} of ${String(total)} (${String(Math.floor((100 * done) / Math.max(1, total)))}%)`;
      process.stderr.write(`\r${text.padEnd(shown)}`);
      shown = text.length;
      if (total !== undefined && done >= total) clear();
    },
  };
};
