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

const makeProgram = (signal: AbortSignal): Command => {
  const program = new Command('winnow');
  let world: World | undefined;
  program
    .description('Screening prioritisation for systematic reviews: reads exports, removes duplicates, ranks, learns, simulates, evaluates.')
    .version(version())
    .option('-q, --quiet', 'no words and no progress on stderr, errors only')
    .showHelpAfterError('(winnow COMMAND --help shows what the command takes)')
    .exitOverride()
    .configureHelp({ sortSubcommands: false });
  for (const add of commands) add(program, () => (world ??= realWorld(here, program.opts<{ quiet?: boolean }>().quiet === true, signal)), version());
  for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
    command
      .option('-q, --quiet', 'errors only')
      .on('option:quiet', () => program.setOptionValue('quiet', true))
      .exitOverride();
  return program;
};

/** 0 done, 1 failed, 2 wrong use; the sentence goes to stderr. */
const exitOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has written its own sentence
  const words =
    error instanceof Failure || error instanceof WrongUse
      ? error.message
      : `Something went wrong that Winnow did not expect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  process.stderr.write(`winnow: ${words}\n`);
  if (error instanceof Failure) return error.exit;
  return error instanceof WrongUse ? 2 : 1;
};

const main = async (): Promise<void> => {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal); // one a call of the engine: a file of labels makes many
  process.on('SIGINT', () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1)); // `winnow read … | head` is no error
  try {
    await makeProgram(stop.signal).parseAsync(process.argv);
  } catch (error) {
    const code = exitOf(error);
    process.exitCode = stop.signal.aborted ? 130 : code; // ended by Ctrl+C, as shells say it
  }
};

void main();
