// The signs of every record of every labelled review, as a table to learn the prior from: node bench/run.mjs signs --vectors DIR --out FILE
// DIR holds one .f32 a review (records×width floats) and .ids.json beside it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { readSign, readSoFar, signNames, signsOf, weigh } from '../main/rankers/signs.ts';
import { collect, viewOf } from '../main/screening/view.ts';
import { finish } from '../shared/work.ts';
import { readSet, setNames } from './sets.ts';
import { evidenceFrom, openBundled } from './vectors.ts';

const { values } = parseArgs({ options: { vectors: { type: 'string' }, out: { type: 'string', default: 'training/work/signs' } } });
mkdirSync(values.out, { recursive: true });

const network = await openBundled();

for (const name of setNames()) {
  const file = `${values.out}/${name}.f32`;
  const set = readSet(name, 'final');
  const said = values.vectors === undefined ? undefined : await evidenceFrom(values.vectors, set, network);
  const view = viewOf(collect(set.citations), { protocol: set.protocol, labelled: new Uint32Array(0), relevant: new Uint8Array(0), ...said });
  const signs = new Map(finish(signsOf(view)).map((sign) => [sign.name, sign.z]));
  const read = readSoFar(view);
  if (read !== undefined) signs.set('read', readSign(read, weigh([], {}, view.n)).z);
  const table = new Float32Array(view.n * signNames.length);
  signNames.forEach((sign, column) => signs.get(sign)?.forEach((value, at) => (table[at * signNames.length + column] = value)));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, new Uint8Array(table.buffer));
  writeFileSync(`${values.out}/${name}.json`, JSON.stringify({ signs: signNames, ids: set.citations.map(({ id }) => id), gold: [...set.gold] }));
  process.stderr.write(`${name} ${String(view.n)}\n`);
}
await network.scorer.close();
