// Which commands are there? In the order of the help text.
import type { Command } from '../command.ts';
import { audit, stop } from './audit.ts';
import { bench } from './bench.ts';
import { convert } from './convert.ts';
import { dedupe } from './dedupe.ts';
import { evaluate } from './evaluate.ts';
import { exporting } from './export.ts';
import { models } from './models.ts';
import { create } from './new.ts';
import { rank } from './rank.ts';
import { read } from './read.ts';
import { app, serve } from './serve.ts';
import { simulate } from './simulate.ts';
import { verify } from './verify.ts';

export const commands: readonly Command[] = [
  read,
  convert,
  dedupe,
  create,
  rank,
  simulate,
  evaluate,
  exporting,
  stop,
  audit,
  verify,
  models,
  bench,
  serve,
  app,
];
