// Is every order kept with how it was made, and can it be checked later?
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { finish } from '../../shared/work.ts';
import { pack, seal, verifyReview } from '../../main/store/index.ts';
import type { Question } from '../../main/store/index.ts';
import { by, folder, include, ranking, review } from './desk.ts';

const home = folder();

it('keeps provenance and head of all, the whole order of the first and every 100th', () => {
  const open = review(join(home, 'rankings.winnow'), 251);
  const keys = open.citations.keys();
  const whole: number[] = [];
  for (let at = 1; at <= 205; at += 1) {
    const due = open.rankings.keyframeDue();
    const made = ranking(251, at);
    const seq = open.write.ranking(seal(made, keys), { key: `r${at}`, by, ...(due && { whole: pack(made, keys) }) });
    if (due) whole.push(at);
    if (at === 101) {
      const kept = open.rankings.order(seq);
      expect(kept?.keys).toEqual(made.order.map((position) => keys[position] ?? 0));
      expect(kept?.scores[0]).toBe(made.scores[made.order[0] ?? 0]);
      expect(open.rankings.nearestKeyframe(seq + 50)).toBe(seq);
    }
    if (at === 102) expect([open.rankings.order(seq), open.rankings.nearestKeyframe(seq)]).toEqual([undefined, seq - 1]);
  }
  expect(whole).toEqual([1, 101, 201]);
  const last = open.rankings.last();
  expect(last).toMatchObject({ n: 251, seed: 205, upTo: 205, recipe: ranking(1, 1).recipe, inputs: 'ab'.repeat(32) });
  expect(last?.head).toHaveLength(200);
  expect(last?.head[0]).toEqual({ key: keys[ranking(251, 205).order[0] ?? 0], score: ranking(251, 205).scores[ranking(251, 205).order[0] ?? 0] });
  expect(finish(verifyReview(open.path))).toEqual([]);
  open.close();
});

it('a replay is the same or it is not', () => {
  const open = review(join(home, 'replay.winnow'), 30);
  const keys = open.citations.keys();
  const seq = open.write.ranking(seal(ranking(30, 1), keys), { key: 'r1', by });
  expect(open.rankings.matches(seq, seal(ranking(30, 1), keys))).toBe(true);
  const other = ranking(30, 1);
  other.scores[17] = (other.scores[17] ?? 0) + Number.EPSILON;
  expect(open.rankings.matches(seq, seal(other, keys))).toBe(false);
  open.write.keyframe(seq, pack(other, keys));
  expect(() => open.rankings.order(seq)).toThrow(expect.objectContaining({ code: 'review.damaged' }));
  expect(finish(verifyReview(open.path))).toEqual([{ code: 'found.order', slots: { seq: String(seq) } }]);
  open.close();
});

it('a decision says which ranking showed it, and where', () => {
  const open = review(join(home, 'shown.winnow'), 5);
  const seq = open.write.ranking(seal(ranking(5, 2), open.citations.keys()), { key: 'r', by });
  expect(open.write.decide({ ...include(4), ranking: seq, rank: 3 }, { key: 'd', by })).toMatchObject({ ranking: seq, rank: 3 });
  open.close();
});

it('what the network said first stays, and what it has not said is NaN', () => {
  const open = review(join(home, 'evidence.winnow'), 1);
  const question: Question = { model: 'cd'.repeat(32), kind: 'vector', query: '', part: 'both', fold: 'mean' };
  const [one, two, three] = ['01', '02', '03'].map((byte) => byte.repeat(32));
  if (one === undefined || two === undefined || three === undefined) throw new Error('three records');
  open.write.evidence(question, [
    { record: one, value: Float32Array.of(1, 2) },
    { record: two, value: Float32Array.of(3, 4) },
  ]);
  open.write.evidence(question, [{ record: two, value: Float32Array.of(9, 9) }]);
  expect([...open.evidence.read(question, [two, three, one], 2)]).toEqual([3, 4, NaN, NaN, 1, 2]);
  expect([...open.evidence.read({ ...question, query: 'tea' }, [one], 2)]).toEqual([NaN, NaN]);
  expect(open.evidence.count(question)).toBe(2);
  open.close();
});
