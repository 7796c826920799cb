export { type ModelCard, type ModelKind } from './card.ts';
export { openFolder, type ModelFolder } from './folder.ts';
export { startScorer, type Chunk, type Scorer, type ScorerInfo, type ScorerOptions } from './scorer.ts';
