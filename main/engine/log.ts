// Where do incidents go? Into a log of JSON lines that rotates and holds no citation text.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pino } from 'pino';
import type { Log } from './host.ts';

const mostBytes = 2_000_000;
const kept = 3;

/** Facts are ids, codes and counts; never titles, abstracts or paths of the user's files. */
export const logInto = (path: string, most = mostBytes): Log => {
  mkdirSync(dirname(path), { recursive: true });
  let size = sizeOf(path);
  const write = (line: string) => {
    if (size > 0 && size + line.length > most) {
      rotate(path);
      size = 0;
    }
    appendFileSync(path, line);
    size += line.length;
  };
  const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } }, { write });
  return {
    info: (facts, event) => {
      log.info(facts, event);
    },
    warn: (facts, event) => {
      log.warn(facts, event);
    },
    error: (facts, event) => {
      log.error(facts, event);
    },
  };
};

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** winnow.log → winnow.log.1 → … → winnow.log.3 */
const rotate = (path: string) => {
  for (let at = kept - 1; at >= 0; at -= 1) {
    const from = at === 0 ? path : `${path}.${String(at)}`;
    if (sizeOf(from) > 0) renameSync(from, `${path}.${String(at + 1)}`);
  }
};

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
