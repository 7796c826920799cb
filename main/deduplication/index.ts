// The door of deduplication: which records are the same reference, and what does the merged record say?
export type { Deduplicated, Group, Pair } from './assemble.ts';
export { deduplicate, exact, type Params } from './deduplicate.ts';
export { merge, type Merged } from './merge.ts';
export { compared, isRetractionNotice, matchUpdate, type Matched, type Updated, type UpdateStatus } from './update.ts';
