// How fast is a model on this machine, and how good on decided citations?
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Kept, Protocol } from '../../../shared/citation.ts';
import type { ModelSpeed, ModelWorth } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Step } from '../../../shared/work.ts';
import { runMeasures } from '../../measures/row.ts';
import { startScorer, type Shelved } from '../../models/index.ts';
import { gatherEvidence, openEncoder, type Evidence } from '../batch/evidence.ts';
import { pairWants, withPairs } from '../batch/pairs.ts';
import { rankRecords } from '../batch/rank.ts';
import { scorerEntry, scorerThreads } from '../placement.ts';
import { queriesOf } from '../rank/choose.ts';
import { networkText } from '../rank/network-text.ts';
import { readFile } from '../reading/index.ts';
import type { Folders } from '../host.ts';
import { modelsFolder } from './shelf.ts';

interface Options {
  readonly folders: Folders;
  /** The scorer's program. */
  readonly entry?: string;
  readonly signal: AbortSignal;
  readonly step: (step: Step) => void;
  readonly log: (line: string) => void;
}

/** The records of the sample that comes along. */
const sampleTexts = async (resources: string): Promise<string[]> => {
  const texts: string[] = [];
  for await (const read of readFile(join(resources, 'sample', 'sample.nbib'))) if (!('code' in read)) texts.push(networkText(read));
  return texts;
};

/** @throws Failure model.… where it cannot be used */
export const benchModel = async (
  { folder, card, trouble, name }: Shelved,
  { folders, signal, step, log, entry = scorerEntry() }: Options,
): Promise<ModelSpeed> => {
  if (trouble !== undefined) throw new Failure('model.unusable', { name, why: trouble });
  const texts = await sampleTexts(folders.resources);
  const began = performance.now();
  const threads = scorerThreads();
  const scorer = await startScorer({ folder, entry, threads, providers: ['cpu'], log, patienceMs: 60_000 });
  try {
    const started = performance.now();
    const kind = card.kind === 'cross-encoder' ? 'pair' : 'vector';
    const want = {
      model: scorer.info.hash,
      kind,
      query: 'Which records are relevant?',
      at: new Uint32Array(0),
      part: 'both',
      fold: kind === 'pair' ? 'max' : 'first',
    } as const;
    let done = 0;
    let first: number | undefined;
    for await (const chunk of scorer.say(want, texts, signal)) {
      first ??= performance.now() - started;
      done += chunk.at.length;
      step({ done, total: texts.length });
    }
    if (signal.aborted) throw new Failure('call.cancelled');
    const seconds = (performance.now() - started) / 1000;
    return {
      name,
      records: done,
      perSecond: done / seconds,
      startMs: started - began,
      firstMs: first ?? 0,
      threads,
      provider: scorer.info.provider,
      notes: scorer.info.notes,
    };
  } finally {
    await scorer.close();
  }
};

const rankerFor = { 'bi-encoder': 'bi-encoder', 'late-interaction': 'late-interaction', 'cross-encoder': 'cross-encoder' } as const;

export interface Decided {
  readonly citations: readonly Kept[];
  readonly protocol: Protocol;
  readonly labelled: Uint32Array;
  readonly relevant: Uint8Array;
}

/** In which order would this model alone have put what is decided? @throws Failure simulate.labels */
export const worthOf = async (
  { name, card }: Shelved,
  { citations, protocol, labelled, relevant }: Decided,
  { folders, signal, step, log, entry = scorerEntry() }: Options,
): Promise<ModelWorth> => {
  if (!relevant.includes(1) || !relevant.includes(0)) throw new Failure('simulate.labels');
  const decided = Array.from(labelled, (at, k) => ({ ...citations[at]!, key: k + 1 }));
  const gold = new Map(decided.map(({ id }, k) => [id, relevant[k]!]));
  const ranker = rankerFor[card.kind];
  const network = await openEncoder(folders.resources, log, { added: modelsFolder(folders), model: name, entry });
  const cache = mkdtempSync(join(folders.temp, 'worth-'));
  try {
    const options = { cache, signal, step };
    const vectors: Evidence = await gatherEvidence(network, decided, queriesOf([ranker], protocol, network.encoder) ?? [], options);
    const evidence = await withPairs(network, vectors, decided, pairWants([ranker], decided, protocol, vectors), options);
    const order = await rankRecords(decided, { protocol, ranker, seed: 0, evidence, signal, step: () => undefined });
    const measures = runMeasures(
      Uint32Array.from(order.keys()),
      Uint8Array.from(order, ({ id }) => gold.get(id)!),
    );
    return {
      name,
      decided: measures.n,
      relevant: measures.included,
      ap: measures.ap ?? 0,
      wss95: measures.wss95 ?? 0,
      recall20: measures.recall20 ?? 0,
    };
  } finally {
    await network.close();
    rmSync(cache, { recursive: true, force: true });
  }
};
