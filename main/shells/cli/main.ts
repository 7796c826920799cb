// The `winnow` command: the same engine without a window. Data on stdout, words on stderr; exit 0 done, 1 failed, 2 wrong use.
import { Command, CommanderError } from 'commander';
import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../../shared/failures.ts';
import { commands } from './commands/all.ts';
import { realWorld, WrongUse, type World } from './world.ts';

const here = dirname(fileURLToPath(import.meta.url));

const version = (): string => (JSON.parse(readFileSync(join(here, 'version.json'), 'utf8')) as { version: string }).version;

const makeProgram = (world: (quiet: boolean) => World): Command => {
  const program = new Command('winnow');
  program
    .description('Screening prioritisation for systematic reviews: reads exports, removes duplicates, ranks, learns, simulates, evaluates.')
    .version(version())
    .option('-q, --quiet', 'no words and no progress on stderr, errors only')
    .showHelpAfterError('(winnow COMMAND --help shows what the command takes)')
    .exitOverride()
    .configureHelp({ sortSubcommands: false });
  for (const add of commands) add(program, () => world(program.opts<{ quiet?: boolean }>().quiet === true), version());
  for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
    command
      .option('-q, --quiet', 'errors only')
      .on('option:quiet', () => program.setOptionValue('quiet', true))
      .exitOverride();
  return program;
};

/** 0 done, 1 failed, 2 wrong use; the sentence goes to stderr. */
const exitOf = (error: unknown, complain: World['complain']): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has written its own sentence
  const words =
    error instanceof Failure || error instanceof WrongUse
      ? error.message
      : `Something went wrong that Winnow did not expect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  complain(words);
  if (error instanceof Failure) return error.exit;
  return error instanceof WrongUse ? 2 : 1;
};

/** What ends a command early: it puts away what it began; the second time it goes at once. (SIGHUP stays as it is: under nohup it must not end anything.) */
const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

const main = async (): Promise<void> => {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal); // one a call of the engine: a file of labels makes many
  for (const [name, code] of signals)
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(code);
      stop.abort(code);
    });
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1)); // `winnow read … | head` is no error
  let world: World | undefined;
  const worldOf = (quiet = false) => (world ??= realWorld(here, quiet, stop.signal));
  try {
    await makeProgram(worldOf).parseAsync(process.argv);
  } catch (error) {
    const code = exitOf(error, (sentence) => worldOf().complain(sentence));
    process.exitCode = stop.signal.aborted ? Number(stop.signal.reason) : code; // ended from outside, as shells say it
  }
};

void main();
