// Which tasks does a work thread know? One line each.
import type { Step } from '../../../shared/work.ts';
import { backUp, verifyReview } from '../../store/index.ts';
import type { Desk, Tasks } from '../talk.ts';
import { drive } from '../thread.ts';
import { bareIn } from './bare.ts';
import { browseKeys, browser } from './browse.ts';
import { explain, readByMeaning } from './evidence.ts';
import { exportReview } from './export.ts';
import { importFile } from './import.ts';
import { judge, judgeByChances } from './judge.ts';
import { simulator } from './simulate.ts';
import { runSimulation } from './simulated.ts';
import { updatesIn } from './updates.ts';

/** The tasks of one work thread. */
export const workTasks = (): Tasks => ({
  import: importFile,
  evidence: readByMeaning,
  explain,
  export: exportReview,
  rows: browser(),
  keys: browseKeys,
  judge,
  judgeByChances,
  bare: bareIn,
  simulate: runSimulation,
  updates: updatesIn,
  ...simulator(),
  verify: ({ path }: { path: string }, desk: Desk) => drive(verifyReview(path), desk, (step: Step) => step),
  backup: ({ path, folder }: { path: string; folder: string }) => backUp(path, folder),
});
