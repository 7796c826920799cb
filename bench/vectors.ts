// What the network said of the labelled reviews, made beforehand, for benches: one .f32 a review (records×width floats) and .ids.json beside it. With
// .queries.f32 (a row each for title, title and question, everything) and .read.f32 (one number a record) it is what models of another fold said.
import { existsSync, readFileSync } from 'node:fs';
import { answering, gatherEvidence, openEncoder, pairKey, type Network } from '../main/engine/batch/evidence.ts';
import type { LabelledSet } from '../main/screening/labelled.ts';
import { meaningTexts, readWant, type SignName } from '../main/rankers/signs.ts';
import { collect, viewOf } from '../main/screening/view.ts';

/** Benches run from the repository root; the built app must be there. */
export const openBundled = (): Promise<Network> => openEncoder('resources', () => undefined, { entry: 'dist/main/scorer.js' });

const floats = (file: string): Float32Array => {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};

const queryRows: readonly SignName[] = ['meaning title', 'meaning title and question', 'meaning everything'];

/** What a view needs to see the network; undefined where the folder has nothing of this review. */
export const evidenceFrom = async (folder: string, set: LabelledSet, network: Network) => {
  const file = (end: string) => `${folder}/${set.name}.${end}`;
  if (!existsSync(file('f32'))) return undefined;
  const { width } = network.encoder;
  const row = new Map((JSON.parse(readFileSync(file('ids.json'), 'utf8')) as string[]).map((id, at) => [id, at]));
  const inOrder = (values: Float32Array, size: number) => {
    const of = new Float32Array(set.citations.length * size);
    set.citations.forEach(({ id }, at) => of.set(values.subarray(row.get(id)! * size, (row.get(id)! + 1) * size), at * size));
    return of;
  };
  const records = inOrder(floats(file('f32')), width);
  if (existsSync(file('queries.f32'))) {
    const rows = floats(file('queries.f32'));
    const queries = Object.fromEntries(
      meaningTexts(set).map(([name, text]) => [text, rows.slice(queryRows.indexOf(name) * width, (queryRows.indexOf(name) + 1) * width)]),
    );
    const encoder = { model: network.encoder.model, width, cross: network.encoder.cross ?? network.encoder.model };
    const want = readWant({
      ...viewOf(collect(set.citations), { protocol: set.protocol, labelled: new Uint32Array(0), relevant: new Uint8Array(0) }),
      encoder,
    });
    const pairs = want === undefined || !existsSync(file('read.f32')) ? {} : { [pairKey(want)]: inOrder(floats(file('read.f32')), 1) };
    return { evidence: answering({ encoder, records, queries, pairs }), encoder };
  }
  const texts = meaningTexts(set).map(([, text]) => text);
  const { queries } = await gatherEvidence(network, [], texts, {
    cache: 'bench/work/vectors',
    signal: new AbortController().signal,
    step: () => undefined,
  });
  const evidence = { encoder: network.encoder, records, queries };
  return { evidence: answering(evidence), encoder: network.encoder };
};
