// Does reading by meaning that was cancelled midway, or lost its process, end in the very order of a run that nothing stopped? (RELIABILITY R8, R9)
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { makeNbib } from '../../bench/make-nbib.ts';
import { collect, gatherEvidence, openEncoder, queriesOf, rankRecords } from '../../main/engine/index.ts';
import type { Kept } from '../../shared/citation.ts';
import { built, freshFolder } from '../built.ts';
import { samples } from '../models/models.ts';

const home = freshFolder('resume');
const protocol = { title: 'Reminders for adherence in asthma', question: 'Do reminders help people to take their inhalers?', criteria: [] };
const ranker = 'bi-encoder';
let citations: readonly Kept[];
let entry: string;
let straight: readonly string[];
beforeAll(async () => {
  mkdirSync(home, { recursive: true });
  entry = (await built()).scorer;
  const file = join(home, 'made.nbib');
  makeNbib(file, 300, 0);
  const read = await collect([file], { signal: new AbortController().signal, step: () => undefined });
  citations = read.citations.map((citation, at) => ({ ...citation, key: at + 1 }));
  straight = await orderOf({ cache: 'straight' });
}, 60_000);

/** @param stopAt cancelled when so many were read @param program the scorer's */
const orderOf = async ({ cache, stopAt = Infinity, program = entry }: { cache: string; stopAt?: number; program?: string }) => {
  const network = await openEncoder(join(home, 'nothing'), () => undefined, { added: samples, model: 'mpnet-wordpiece', entry: program });
  const stop = new AbortController();
  const step = ({ done }: { done: number }) => {
    seen.push(done);
    if (done >= stopAt) stop.abort();
  };
  try {
    const queries = queriesOf([ranker], protocol, network.encoder) ?? [];
    const evidence = await gatherEvidence(network, citations, queries, { cache: join(home, cache), signal: stop.signal, step });
    const rows = await rankRecords(citations, { protocol, ranker, seed: 7, evidence, signal: stop.signal, step: () => undefined });
    return rows.map(({ id, score }) => `${id} ${String(score)}`);
  } finally {
    await network.close();
  }
};
let seen: number[] = [];

test('cancelled midway, twice, then taken up again', { timeout: 60_000 }, async () => {
  for (const stopAt of [60, 180]) await expect(orderOf({ cache: 'cancelled', stopAt })).rejects.toMatchObject({ code: 'call.cancelled' });
  seen = [];
  expect(await orderOf({ cache: 'cancelled' })).toEqual(straight);
  expect(seen[0]).toBeGreaterThan(180); // what was read is not read again
  expect(seen.at(-1)).toBe(300);
});

test('the scoring process killed midway: started again, the same order', { timeout: 60_000 }, async () => {
  const [mark, program] = [join(home, 'killed'), join(home, 'dying.mjs')];
  writeFileSync(
    program,
    `import { existsSync, writeFileSync } from 'node:fs';
const send = process.send.bind(process);
let told = 0;
process.send = (message, ...rest) => {
  if (message.told === 'some' && !existsSync(${JSON.stringify(mark)}) && (told += 1) === 6) {
    writeFileSync(${JSON.stringify(mark)}, '');
    process.kill(process.pid, 'SIGKILL');
  }
  return send(message, ...rest);
};
await import(${JSON.stringify(pathToFileURL(entry).href)});
`,
  );
  seen = [];
  expect(await orderOf({ cache: 'killed-run', program })).toEqual(straight);
  expect(existsSync(mark)).toBe(true);
  expect(seen.at(-1)).toBe(300);
});
