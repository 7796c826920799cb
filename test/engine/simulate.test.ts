// Are simulations the same wherever and whenever they run: over several threads, cut off and taken up, over several reviews?
import { afterAll, expect, test } from 'vitest';
import type { InputOf, SimulationRow } from '../../shared/contract.ts';
import { ask } from '../../main/engine/index.ts';
import { sampleText } from '../built.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';

const open: TestEngine[] = [];
const start = async (name: string): Promise<TestEngine> => {
  const made = await testEngine(name);
  open.push(made);
  return made;
};
afterAll(async () => {
  for (const { engine } of open) await engine.close();
});

const labels = JSON.parse(sampleText('labels.json')) as Record<string, 0 | 1>;

/** The sample's first records, decided by the true labels. */
const labelled = async ({ engine, hand, host }: TestEngine, key: string, many: number): Promise<string> => {
  const { review } = await ask(engine, 'review.create', { key: `simulate-${key}`, title: key });
  await ask(engine, 'import.files', { review, files: [hand(`${host.folders.resources}/sample/sample.nbib`)] });
  const { rows } = await ask(engine, 'browse.rows', { review, filter: {}, sort: { by: 'key', down: false }, offset: 0, limit: many });
  for (const { citation } of rows) {
    const { fields } = await ask(engine, 'screen.card', { review, citation });
    const verdict = labels[fields.pmid ?? ''] === 1 ? 'include' : 'exclude';
    await ask(engine, 'screen.decide', { review, key: `simulate-${key}-${String(citation)}`, citation, verdict, stage: 'abstract' });
  }
  return review;
};

const rules = ['late-evidence', 'consecutive:run=20'];
const named = ({ review, ranker, seed }: SimulationRow) => `${review} ${ranker} ${String(seed)}`;

test('rankers × reviews × seeds × rules: in order, the same again, and the same in another engine', { timeout: 120_000 }, async () => {
  const made = await start('simulate');
  const [one, two] = [await labelled(made, 'one', 60), await labelled(made, 'two', 90)];
  const input: InputOf<'simulate.run'> = { review: one, also: [two], rankers: ['bm25', 'elas-u4'], priors: '1+1', seeds: 2, rules, target: 0.9 };
  const came: SimulationRow[] = [];
  let far = 0;
  const rows = await ask(made.engine, 'simulate.run', input, {
    step: ({ done, total, row }) => {
      if (row !== undefined) came.push(row);
      expect(done).toBeGreaterThanOrEqual(far);
      far = done;
      expect(done).toBeLessThanOrEqual(total!);
    },
  });
  expect(rows.map(named)).toEqual(['one bm25 0', 'one elas-u4 1', 'one elas-u4 2', 'two bm25 0', 'two elas-u4 1', 'two elas-u4 2']);
  expect(came.map(named).sort()).toEqual(rows.map(named).sort());
  for (const { stops, priors, ranker } of rows) {
    expect(stops.map(({ rule, target }) => [rule, target])).toEqual(rules.map((rule) => [rule, 0.9]));
    expect(priors).toBe(ranker === 'bm25' ? 'none' : '1+1');
    for (const { screened, oracle, all, recall, reached } of stops) {
      expect(screened).toBeLessThanOrEqual(all);
      expect(oracle).toBeLessThanOrEqual(all);
      expect(reached).toBe(recall >= 0.9 - 1e-9);
    }
  }
  expect(await ask(made.engine, 'simulate.run', input)).toEqual(rows);
  const other = await start('simulate-again');
  const [three, four] = [await labelled(other, 'one', 60), await labelled(other, 'two', 90)];
  expect(await ask(other.engine, 'simulate.run', { ...input, review: three, also: [four] })).toEqual(rows);
  // Alone, the second review gives what it gave among others.
  expect(await ask(other.engine, 'simulate.run', { ...input, review: four, also: [] })).toEqual(rows.filter(({ review }) => review === 'two'));
});

test('cut off after a few runs and taken up: the same as in one go', { timeout: 120_000 }, async () => {
  const made = await start('simulate-cut');
  const review = await labelled(made, 'cut', 80);
  const input: InputOf<'simulate.run'> = { review, rankers: ['bm25', 'qlm-jm', 'elas-u4'], priors: '1+1', seeds: 4 };
  const stop = new AbortController();
  let done = 0;
  await expect(
    ask(made.engine, 'simulate.run', input, {
      signal: stop.signal,
      step: ({ row }) => {
        if (row !== undefined && ++done === 2) stop.abort();
      },
    }),
  ).rejects.toMatchObject({ code: 'call.cancelled' });
  const rows = await ask(made.engine, 'simulate.run', input);
  expect(rows).toHaveLength(6);
  const whole = await start('simulate-whole');
  const same = await labelled(whole, 'cut', 80);
  expect(await ask(whole.engine, 'simulate.run', { ...input, review: same })).toEqual(rows);
});

test('a decision more is another set; wrong names are refused before any work', { timeout: 120_000 }, async () => {
  const made = await start('simulate-other');
  const review = await labelled(made, 'other', 40);
  const input: InputOf<'simulate.run'> = { review, rankers: ['bm25'], priors: 'none', seeds: 1 };
  const [before] = await ask(made.engine, 'simulate.run', input);
  const { cards } = await ask(made.engine, 'screen.queue', { review, count: 1 });
  await ask(made.engine, 'screen.decide', { review, key: 'simulate-one-more', citation: cards[0]!.citation, verdict: 'include', stage: 'abstract' });
  const [after] = await ask(made.engine, 'simulate.run', input);
  expect(after!.curve.length).toBe(before!.curve.length + 1);
  await expect(ask(made.engine, 'simulate.run', { ...input, rankers: ['none such'] })).rejects.toMatchObject({ code: 'ranker.unknown' });
  await expect(ask(made.engine, 'simulate.run', { ...input, rules: ['none-such'] })).rejects.toMatchObject({ code: 'rule.unknown' });
  await expect(ask(made.engine, 'simulate.run', { ...input, rules: ['buscar:alpha=7'] })).rejects.toMatchObject({ code: 'rule.params' });
});
