// The signs of every record of every labelled review, as a table to learn the prior from: node bench/run.mjs signs --vectors DIR --out FILE
// DIR holds one .f32 a review (records×width floats) and .ids.json beside it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { meaningTexts, signNames, signsOf } from '../main/rankers/signs.ts';
import { answering, gatherEvidence, openEncoder, type Evidence } from '../main/engine/batch/evidence.ts';
import { collect, viewOf } from '../main/screening/view.ts';
import { finish } from '../shared/work.ts';
import { readSet, setNames } from './sets.ts';

const { values } = parseArgs({ options: { vectors: { type: 'string' }, out: { type: 'string', default: 'training/work/signs' } } });
mkdirSync(values.out, { recursive: true });

const network = await openEncoder('resources', () => undefined, 'dist/main/scorer.js');

const evidenceOf = async (name: string, ids: readonly string[], queries: readonly string[]): Promise<Evidence | undefined> => {
  if (values.vectors === undefined || !existsSync(`${values.vectors}/${name}.f32`)) return undefined;
  const { width } = network.encoder;
  const bytes = readFileSync(`${values.vectors}/${name}.f32`);
  const all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const row = new Map((JSON.parse(readFileSync(`${values.vectors}/${name}.ids.json`, 'utf8')) as string[]).map((id, at) => [id, at]));
  const records = new Float32Array(ids.length * width);
  ids.forEach((id, at) => records.set(all.subarray(row.get(id)! * width, (row.get(id)! + 1) * width), at * width));
  const said = await gatherEvidence(network, [], queries, {
    cache: 'bench/work/vectors',
    signal: new AbortController().signal,
    step: () => undefined,
  });
  return { encoder: network.encoder, records, queries: said.queries };
};

for (const name of setNames()) {
  const file = `${values.out}/${name}.f32`;
  const set = readSet(name, 'final');
  const texts = meaningTexts(set).map(([, text]) => text);
  const evidence = await evidenceOf(
    name,
    set.citations.map(({ id }) => id),
    texts,
  );
  const said = evidence === undefined ? {} : { evidence: answering(evidence), encoder: evidence.encoder };
  const view = viewOf(collect(set.citations), { protocol: set.protocol, labelled: new Uint32Array(0), relevant: new Uint8Array(0), ...said });
  const signs = new Map(finish(signsOf(view)).map((sign) => [sign.name, sign.z]));
  const table = new Float32Array(view.n * signNames.length);
  signNames.forEach((sign, column) => signs.get(sign)?.forEach((value, at) => (table[at * signNames.length + column] = value)));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, new Uint8Array(table.buffer));
  writeFileSync(`${values.out}/${name}.json`, JSON.stringify({ signs: signNames, ids: set.citations.map(({ id }) => id), gold: [...set.gold] }));
  process.stderr.write(`${name} ${String(view.n)}\n`);
}
await network.scorer.close();
