// What of the outside world may a command use? Handed in, so that tests run commands without a process.
import type { Step } from '../../../shared/work.ts';

export interface World {
  /** Machine-readable, to stdout; waits where the reader is slow. */
  readonly out: (text: string) => Promise<void>;
  /** Words for people, to stderr; silent under --quiet. */
  readonly say: (sentence: string) => void;
  /** One moving line on a terminal, nothing elsewhere. */
  readonly progress: (doing: string, step: Step) => void;
  /** Where the built program lies: `dist/main`. */
  readonly here: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

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
    out: (text) =>
      new Promise((resolve, reject) => {
        if (process.stdout.write(text, (error) => error && reject(error))) resolve();
        else process.stdout.once('drain', resolve);
      }),
    say: (sentence) => {
      clear();
      if (!quiet) process.stderr.write(`${sentence}\n`);
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
