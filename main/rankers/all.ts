// Which rankers are there? One line each.
import { autotar } from './autotar/index.ts';
import { biEncoder } from './bi-encoder/index.ts';
import { bm25 } from './bm25/index.ts';
import { bm25f } from './bm25f/index.ts';
import { crossEncoder } from './cross-encoder/index.ts';
import { elasU3 } from './elas-u3/index.ts';
import { elasU4 } from './elas-u4/index.ts';
import { fuse } from './fuse/index.ts';
import { goldilocksLr } from './goldilocks-lr/index.ts';
import { lateInteraction } from './late-interaction/index.ts';
import { prior } from './prior/index.ts';
import { qlmDir } from './qlm-dir/index.ts';
import { qlmJm } from './qlm-jm/index.ts';
import type { Ranker } from './ranker.ts';
import { rocchio } from './rocchio/index.ts';
import { winnow } from './winnow/index.ts';

/** By name as the command line knows them; parameters and models are each ranker's own. */
export const rankers: readonly Ranker[] = [
  bm25,
  bm25f,
  qlmJm,
  qlmDir,
  biEncoder,
  lateInteraction,
  crossEncoder,
  prior,
  fuse,
  elasU4,
  elasU3,
  autotar,
  goldilocksLr,
  rocchio,
  winnow,
];
