// The loopback shell: which processes make up `winnow serve`, and when do they end?
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pagesIn } from '../../engine/index.ts';
import { runEngine, versionIn } from './engine.ts';
import { keepEngine } from './keeper.ts';
import { optionsOf, usage, type Options } from './options.ts';
import { listen } from './server.ts';
import { openSockets } from './sockets.ts';
import { acceptUploads } from './uploads.ts';

const entry = fileURLToPath(import.meta.url);
const here = dirname(entry);

const serve = async (options: Options): Promise<void> => {
  const { data, temp, resources, open: review } = options;
  for (const kind of ['in', 'out']) mkdirSync(join(temp, kind), { recursive: true, mode: 0o700 });
  const now = () => performance.now();
  const words = (text: string) => process.stderr.write(`${text}\n`);
  const keeper = keepEngine({
    entry,
    args: ['--engine', '--data', data, '--temp', temp, '--resources', resources, ...(review === undefined ? [] : ['--open', resolve(review)])],
    now,
    parcel: (parcel) => {
      open.sockets.deliver(parcel);
    },
    died: (final) => {
      open.sockets.closeAll(final);
      words(
        final
          ? 'The engine stopped three times within a minute and is not started again; the log says why.'
          : 'The engine stopped and was started again.',
      );
    },
  });
  const open = await listen({
    port: options.port,
    temp,
    pages: existsSync(options.pages) ? pagesIn(options.pages) : new Map(),
    uploads: acceptUploads(temp),
    sockets: (door) => openSockets({ door, send: keeper.send, dead: () => keeper.dead, now }),
    now,
  });
  let leaving = false;
  const leave = () => {
    if (leaving) return;
    leaving = true;
    void Promise.all([keeper.stop(1_500), open.close()]).finally(() => {
      rmSync(temp, { recursive: true, force: true });
      process.exit(0);
    });
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  process.on('SIGHUP', leave);
  if (options.parent) watchParent(leave);
  process.stdout.write(`${JSON.stringify({ url: open.url })}\n`);
  words(`Winnow is at ${open.url}\nThe address is good for one browser; it works until this command ends (Ctrl+C).`);
};

/** When the parent is gone, its place is taken by another process. (Standard input says nothing: it may be closed from the start.) */
const watchParent = (leave: () => void) => {
  const parent = process.ppid;
  process.on('disconnect', leave);
  setInterval(() => {
    if (process.ppid !== parent) leave();
  }, 500).unref();
};

const start = async (): Promise<void> => {
  const options = optionsOf(process.argv.slice(2), here);
  if (options.engine) runEngine(options, versionIn(here));
  else await serve(options);
};

start().catch((error: unknown) => {
  const wrong = error instanceof RangeError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  process.stderr.write(`winnow serve: ${error instanceof Error ? error.message : String(error)}\n${wrong ? `${usage}\n` : ''}`);
  process.exit(wrong ? 2 : 1);
});
