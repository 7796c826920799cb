// Vectors of the labelled reviews made beforehand, for benches: one .f32 a review (records×width floats) and .ids.json beside it.
import { existsSync, readFileSync } from 'node:fs';
import { answering, gatherEvidence, openEncoder, type Network } from '../main/engine/batch/evidence.ts';
import type { LabelledSet } from '../main/screening/labelled.ts';
import { meaningTexts } from '../main/rankers/signs.ts';

/** Benches run from the repository root; the built app must be there. */
export const openBundled = (): Promise<Network> => openEncoder('resources', () => undefined, { entry: 'dist/main/scorer.js' });

/** What a view needs to see the network; undefined where the folder has nothing of this review. */
export const evidenceFrom = async (folder: string, set: LabelledSet, network: Network) => {
  const file = `${folder}/${set.name}.f32`;
  if (!existsSync(file)) return undefined;
  const { width } = network.encoder;
  const bytes = readFileSync(file);
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const row = new Map((JSON.parse(readFileSync(`${folder}/${set.name}.ids.json`, 'utf8')) as string[]).map((id, at) => [id, at]));
  const records = new Float32Array(set.citations.length * width);
  set.citations.forEach(({ id }, at) => records.set(all.subarray(row.get(id)! * width, (row.get(id)! + 1) * width), at * width));
  const texts = meaningTexts(set).map(([, text]) => text);
  const { queries } = await gatherEvidence(network, [], texts, {
    cache: 'bench/work/vectors',
    signal: new AbortController().signal,
    step: () => undefined,
  });
  const evidence = { encoder: network.encoder, records, queries };
  return { evidence: answering(evidence), encoder: network.encoder };
};
