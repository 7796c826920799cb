// What does the network say of questions and records together, for a command? Record by record, kept in a folder: no text is asked about twice.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Fields, Kept, Protocol } from '../../../shared/citation.ts';
import type { Want } from '../../../shared/evidence.ts';
import { Failure } from '../../../shared/failures.ts';
import { collect, viewOf } from '../../screening/view.ts';
import { rankerNamed } from '../rank/choose.ts';
import { networkText, queryLine } from '../rank/network-text.ts';
import { answering, pairKey, type Evidence, type GatherOptions, type Network } from './evidence.ts';

/** What these rankers want to know of pairs, once they know the vectors. */
export const pairWants = (rankers: readonly string[], citations: readonly Kept[], protocol: Protocol, evidence: Evidence): Want[] => {
  const seen = { protocol, labelled: new Uint32Array(0), relevant: new Uint8Array(0) };
  const view = viewOf(collect(citations), { ...seen, encoder: evidence.encoder, evidence: answering(evidence) });
  return rankers.flatMap((name) => {
    const ranker = rankerNamed(name);
    return ranker.wants(view, ranker.params.parse({})).filter(({ kind }) => kind === 'pair');
  });
};

/** The evidence with these pairs answered. @throws Failure call.cancelled, model.… */
export const withPairs = async (
  network: Network,
  evidence: Evidence,
  citations: readonly Fields[],
  wants: readonly Want[],
  options: GatherOptions,
): Promise<Evidence> => {
  const pairs: Record<string, Float32Array> = { ...evidence.pairs };
  for (const want of wants) {
    const all = new Float32Array(new SharedArrayBuffer(citations.length * 4)).fill(Number.NaN);
    await answered(network, want, citations, all, options);
    pairs[pairKey(want)] = all;
  }
  return { ...evidence, pairs };
};

/** One answer in the file: the first 16 bytes of the text's hash, the score. */
const hashBytes = 16;
const rowBytes = hashBytes + 4;

const answered = async (
  network: Network,
  want: Want,
  citations: readonly Fields[],
  into: Float32Array,
  { cache, signal, step }: GatherOptions,
): Promise<void> => {
  mkdirSync(cache, { recursive: true });
  const file = join(
    cache,
    `${createHash('sha256')
      .update(`pairs ${pairKey(want)}`)
      .digest('hex')
      .slice(0, 32)}.pairs`,
  );
  const known = keptIn(file);
  const open: { at: number; text: string; hash: Buffer }[] = [];
  for (const at of want.at) {
    const text = networkText(citations[at]!);
    const hash = createHash('sha256').update(text).digest().subarray(0, hashBytes);
    const there = known.get(hash.toString('hex'));
    if (there === undefined) open.push({ at, text, hash });
    else into[at] = there;
  }
  if (open.length === 0) return;
  const scorer = want.model === network.encoder.model ? network.scorer : await network.cross?.();
  if (scorer === undefined) throw new Failure('model.missing', { name: 'cross-encoder' });
  let done = want.at.length - open.length;
  const texts = open.map(({ text }) => text);
  for await (const chunk of scorer.say({ ...want, query: queryLine(want.query) }, texts, signal)) {
    const rows = Buffer.alloc(chunk.at.length * rowBytes);
    chunk.at.forEach((place, k) => {
      const { at, hash } = open[place]!;
      into[at] = chunk.values[k]!;
      hash.copy(rows, k * rowBytes);
      rows.writeFloatLE(chunk.values[k]!, k * rowBytes + hashBytes);
    });
    appendFileSync(file, rows);
    done += chunk.at.length;
    step({ done, total: want.at.length });
  }
  if (signal.aborted) throw new Failure('call.cancelled');
};

/** What a killed run left of a row is cut off. */
const keptIn = (file: string): Map<string, number> => {
  const known = new Map<string, number>();
  if (!existsSync(file)) return known;
  const bytes = readFileSync(file);
  const whole = bytes.length - (bytes.length % rowBytes);
  if (whole < bytes.length) truncateSync(file, whole);
  for (let at = 0; at < whole; at += rowBytes) known.set(bytes.toString('hex', at, at + hashBytes), bytes.readFloatLE(at + hashBytes));
  return known;
};
