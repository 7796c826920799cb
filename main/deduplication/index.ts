// The door of deduplication: which records are the same reference, and what does the merged record say?
export { deduplicate, exact, type Deduplicated, type Group, type Pair, type Params } from './deduplicate.ts';
export { merge, type Merged } from './merge.ts';
export { matchUpdate, type Matched, type Updated, type UpdateStatus } from './update.ts';
