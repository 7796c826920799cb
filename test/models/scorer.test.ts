// Does the scorer go on when its process dies, stop when it hangs, and say the same whatever happened on the way? (RELIABILITY R8, R9)
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dealer, type Hand } from '../../main/models/dealer.ts';
import { startScorer, type Scorer } from '../../main/models/index.ts';
import type { FromScorer, FromThread, ToScorer } from '../../main/models/talk.ts';
import { Failure } from '../../shared/failures.ts';
import { built, freshFolder } from '../built.ts';
import { allOf, children, copyOf, expectedOf, folderOf, furthest, scorerOver, shipped, want } from './models.ts';

const texts = Array.from(
  { length: 90 },
  (_unused, at) => `Walking after stroke, trial ${String(at)}\n${'Gait speed improved. '.repeat(1 + (at % 9))}`,
);

const open: Scorer[] = [];
const opened = async (...given: Parameters<typeof scorerOver>): Promise<Scorer> => {
  const scorer = await scorerOver(...given);
  open.push(scorer);
  return scorer;
};
const entries: string[] = [];
afterAll(async () => {
  await Promise.all(open.map((scorer) => scorer.close()));
  for (const entry of entries) rmSync(entry);
});

/** A process of its own name, so that it can be found and killed. */
const ownEntry = async (): Promise<string> => {
  const { scorer } = await built();
  const name = scorer.replace(/scorer\.js$/, `scorer-${String(process.pid)}-${String(Math.round(performance.now()))}.js`);
  writeFileSync(name, readFileSync(scorer));
  entries.push(name);
  return name;
};

describe('the same is said', () => {
  test('of a record alone, among others, in any order, by one thread or two', async () => {
    const one = await opened(shipped, { threads: 1 });
    const two = await opened(shipped, { threads: 2 });
    const some = texts.slice(0, 14);
    const all = await allOf(one, want(), some);
    const alone = await allOf(two, want(), [some[5]!]);
    expect(furthest(alone[0]!, all[5]!)).toBe(0);
    const turned = await allOf(two, want(), [...some].reverse());
    expect(turned.reverse().map((vector) => vector[0])).toEqual(all.map((vector) => vector[0]));
  });

  test('after a cancel and a second run for what is left', async () => {
    const scorer = await opened(folderOf('bert-int8'), { threads: 2 });
    const whole = await allOf(scorer, want(), texts);
    const stop = new AbortController();
    const first: Float32Array[] = [];
    for await (const { at, values } of scorer.say(want(), texts, stop.signal)) {
      at.forEach((place, i) => (first[place] = values.slice(i * 24, (i + 1) * 24)));
      if (first.length >= 12) stop.abort();
    }
    expect(first.length).toBeGreaterThanOrEqual(12);
    expect(first.length).toBeLessThan(texts.length);
    const rest = await allOf(scorer, want(), texts.slice(first.length));
    expect([...first, ...rest]).toEqual(whole);
  });
});

describe('deaths', () => {
  test('killed in the middle: it starts again, asks for the rest in halves, and all is as it would have been', async () => {
    const entry = await ownEntry();
    const lines: string[] = [];
    const scorer = await opened(shipped, { entry, log: (line) => lines.push(line) });
    const some = texts.slice(0, 40); // half a second of work: it is killed long before its end
    const expected = await allOf(scorer, want(), some);
    const said: Float32Array[] = [];
    let killed = false;
    for await (const { at, values } of scorer.say(want(), some, new AbortController().signal)) {
      at.forEach((place, i) => (said[place] = values.slice(i * 384, (i + 1) * 384)));
      if (!killed) for (const pid of children(entry)) process.kill(pid, 'SIGKILL');
      killed = true;
    }
    expect(said).toEqual(expected);
    expect(lines.join()).toContain('started again');
    expect(children(entry).length).toBe(1);
    await scorer.close();
    expect(children(entry)).toEqual([]);
  });

  test('three deaths within a minute end it with a sentence; a minute later it is tried again', async () => {
    const entry = await ownEntry();
    let now = 0;
    const scorer = await opened(shipped, { entry, now: () => now });
    const die = async () => {
      for await (const _chunk of scorer.say(want(), texts, new AbortController().signal))
        for (const pid of children(entry)) process.kill(pid, 'SIGKILL');
    };
    await expect(die()).rejects.toMatchObject({ code: 'model.stopped' }); // the first and, in the first half, the second
    await expect(die()).rejects.toMatchObject({ code: 'model.deaths' });
    now = 70_000;
    expect((await allOf(scorer, want(), texts.slice(0, 2))).length).toBe(2);
  });

  test('a process that hangs is ended with a sentence, and the next question starts another', async () => {
    const folder = freshFolder('hang');
    mkdirSync(folder, { recursive: true });
    const hanging = join(folder, 'hang.mjs');
    writeFileSync(
      hanging,
      `process.on('message', (message) => { if (message.do === 'open') process.send({ told: 'ready', card: { maxTokens: 128 }, guessed: true, hash: 'a', provider: 'cpu', notes: [] }); });`,
    );
    const scorer = await startScorer({ folder: '', entry: hanging, threads: 1, providers: [], log: () => undefined, patienceMs: 3_000 });
    open.push(scorer);
    await expect(allOf(scorer, want(), texts)).rejects.toMatchObject({ code: 'model.slow' });
    await expect(allOf(scorer, want(), texts)).rejects.toMatchObject({ code: 'model.slow' });
  });

  test('an answered question leaves no clock running: an idle process stays', async () => {
    const entry = await ownEntry();
    const scorer = await opened(folderOf('bert-wordpiece'), { entry, patienceMs: 5_000 });
    await allOf(scorer, want(), texts.slice(0, 3));
    const [before] = children(entry);
    await new Promise((resolve) => setTimeout(resolve, 6_000)); // longer than its patience
    expect(children(entry)).toEqual([before]);
  });

  test('a folder that is no model is refused, and nothing is left running', async () => {
    const entry = await ownEntry();
    const empty = copyOf('bert-wordpiece', (folder) => writeFileSync(join(folder, 'model.onnx'), 'x'));
    await expect(scorerOver(empty, { entry })).rejects.toBeInstanceOf(Failure);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(children(entry)).toEqual([]);
  });
});

describe('what is asked', () => {
  test('late interaction: the words’ parts sum to the score; a text is most like itself', async () => {
    const scorer = await opened(folderOf('bert-wordpiece'));
    const records = expectedOf('bert-wordpiece').texts.map(({ text }) => text.replace(/\n/g, ' '));
    const query = records[1]!;
    const scores = await allOf(scorer, want({ kind: 'pair', query }), records);
    const parts = await allOf(scorer, want({ kind: 'words', query }), records);
    parts.forEach((values, at) => {
      expect(values.length).toBe(2 * 6); // walking training improve gait speed stroke
      const sum = values.reduce((total, value, k) => (k % 2 === 0 ? total + value : total), 0);
      expect(sum).toBeCloseTo(scores[at]![0]!, 5);
    });
    expect(scores[1]![0]).toBeCloseTo(1, 5);
    expect([...parts[1]!].filter((_value, k) => k % 2 === 1)).toEqual([1, 2, 3, 4, 5, 7]); // does and after tell nothing
    expect(Math.max(...scores.flatMap((score) => [...score]))).toBe(scores[1]![0]);
  });

  test('a sentence at a time: vectors, and the score without each piece', async () => {
    const text = 'Walking\nGait speed improved. Blood pressure was lower.';
    const encoder = await opened(folderOf('bert-wordpiece'));
    const chunks = [];
    for await (const chunk of encoder.say(want({ part: 'sentences' }), [text], new AbortController().signal)) chunks.push(chunk);
    expect(chunks[0]!.counts).toEqual(Uint32Array.of(3));
    const [title] = await allOf(encoder, want({ part: 'title' }), ['Walking']);
    expect(furthest(chunks[0]!.values.slice(0, 24), title!)).toBeLessThan(1e-6);
    const cross = await opened(folderOf('bert-cross'));
    const [said] = await allOf(cross, want({ kind: 'pair', query: 'Gait speed', part: 'sentences' }), [text]);
    const whole = await allOf(cross, want({ kind: 'pair', query: 'Gait speed' }), [text, 'Walking\nBlood pressure was lower.']);
    expect(said!.length).toBe(4);
    expect([said![0], said![2]]).toEqual([whole[0]![0], whole[1]![0]]);
  });

  test('a vector is not asked of a cross-encoder', async () => {
    const cross = await opened(folderOf('bert-cross'));
    await expect(allOf(cross, want(), ['a'])).rejects.toMatchObject({ code: 'model.strange' });
    expect((await allOf(cross, want({ kind: 'pair', query: 'a' }), ['a'])).length).toBe(1);
  });

  test('no texts, empty texts', async () => {
    const scorer = await opened(folderOf('bert-wordpiece'));
    expect(await allOf(scorer, want(), [])).toEqual([]);
    const said = await allOf(scorer, want(), ['', '\n', ' \n ']);
    expect(said.every((vector) => vector.length === 24 && vector.every(Number.isFinite))).toBe(true);
    expect((await allOf(scorer, want({ kind: 'pair', query: 'a' }), ['', '\n'])).map(([score]) => score)).toEqual([-1, -1]);
  });
});

describe('dealing', () => {
  /** Hands that answer when told to. */
  const table = (count: number) => {
    const told: FromScorer[] = [];
    const jobs: { texts: readonly string[]; job: number; done: (said: FromThread) => void }[] = [];
    const hands = Array.from(
      { length: count },
      (): Hand =>
        ({ job, texts: given }) =>
          new Promise((done) => jobs.push({ texts: given, job, done })),
    );
    const finish = async (at: number) => {
      const { texts: given, job, done } = jobs.splice(at, 1)[0]!;
      done({ told: 'said', job, values: Float32Array.from(given, Number) });
      await Promise.resolve();
      await Promise.resolve();
    };
    return { told, jobs, finish, deal: dealer(hands, (message) => told.push(message)) };
  };
  const question = (id: number, count: number): Extract<ToScorer, { do: 'say' }> => ({
    do: 'say',
    id,
    want: { kind: 'vector', query: '', part: 'both', fold: 'first' },
    maxTokens: 128,
    texts: Array.from({ length: count }, (_unused, at) => String(at)),
  });

  test('what came early waits: told in the order of the texts', async () => {
    const { told, jobs, finish, deal } = table(2);
    deal.ask(question(1, 10));
    expect(jobs.map(({ texts: given }) => given.length)).toEqual([4, 4]);
    await finish(1);
    expect(told).toEqual([]);
    await finish(0);
    expect(told.map((message) => (message.told === 'some' ? [...message.at] : message.told))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    await finish(0);
    expect(told.at(-1)).toEqual({ told: 'done', id: 1 });
  });

  test('the shorter question goes first, a cancelled one no further', async () => {
    const { told, jobs, finish, deal } = table(1);
    deal.ask(question(1, 100));
    deal.ask(question(2, 1));
    await finish(0);
    expect(jobs.map(({ texts: given }) => given.length)).toEqual([1]);
    deal.cancel(1);
    await finish(0);
    expect(jobs).toEqual([]);
    expect(told.filter((message) => message.told === 'some' || message.told === 'done').map((message) => message.id)).toEqual([1, 2, 2]);
  });

  test('a thread’s refusal ends its question only', async () => {
    const { told, jobs, deal, finish } = table(1);
    deal.ask(question(1, 2));
    deal.ask(question(2, 3));
    jobs.splice(0, 1)[0]!.done({ told: 'refused', job: 1, code: 'model.strange', slots: {} });
    await Promise.resolve();
    await Promise.resolve();
    await finish(0);
    expect(told.map((message) => message.told)).toEqual(['refused', 'some', 'done']);
  });
});
