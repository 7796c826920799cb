export { type ModelCard, type ModelKind } from './card.ts';
export { modelHash, openFolder, type ModelFolder } from './folder.ts';
export { choose, download, hubOf, lookUp, type Hub, type HubModel } from './hub.ts';
export { launchByShell, startForThreads, type Launch } from './launch.ts';
export { remoteScorer, tryRemote, type RemoteModel, type RemoteOptions } from './remote.ts';
export { startScorer, type Chunk, type Scorer, type ScorerInfo, type ScorerOptions } from './scorer.ts';
export { isModelFile, shelfOf, type Added, type Shelf, type Shelved } from './shelf.ts';
export type { FromScorer, ToScorer } from './talk.ts';
