// Does undo take back exactly what was done, to any depth, and does redo make it again?
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Verdict } from '../../shared/citation.ts';
import { openReview } from '../../main/store/index.ts';
import type { Review, WritableReview } from '../../main/store/index.ts';
import { by, exclude, folder, include, options, review } from './desk.ts';

const home = folder();
const standing = (open: Review): Record<number, Verdict> =>
  Object.fromEntries(open.decisions.now('abstract').map((row) => [row.citation, row.verdict]));

/** `i3`: include 3 · `e3` · `b`: bulk exclude 1, 2, 3 and 1 again as include · `u` · `r` · `o3`: another person includes 3. */
const act = (open: WritableReview, word: string, key: string): void => {
  const citation = Number(word.slice(1));
  const does: Record<string, () => unknown> = {
    i: () => open.write.decide({ ...include(citation), rank: 2 }, { key, by }),
    e: () => open.write.decide(exclude(citation, 'dose'), { key, by }),
    b: () => open.write.decideAll([exclude(1), exclude(2), exclude(3), include(1)], { key, by }),
    u: () => open.write.undo({ key, by }),
    r: () => open.write.redo({ key, by }),
    o: () => open.write.decide(include(citation), { key, by: 'Bob' }),
  };
  does[word[0] ?? '']?.();
};

it.each<[said: string, stands: Record<number, Verdict>]>([
  ['i1', { 1: 'include' }],
  ['i1 u', {}],
  ['i1 e1 u', { 1: 'include' }],
  ['i1 e1 u u', {}],
  ['i1 e1 u u u', {}],
  ['i1 e2 u r', { 1: 'include', 2: 'exclude' }],
  ['i1 e2 u u r', { 1: 'include' }],
  ['i1 e2 u u r r', { 1: 'include', 2: 'exclude' }],
  ['i1 e2 u u r r r', { 1: 'include', 2: 'exclude' }],
  ['i1 e2 u i3 r', { 1: 'include', 3: 'include' }],
  ['i1 e2 u i3 u u', {}],
  ['i1 e1 u r u r u', { 1: 'include' }],
  ['i1 b', { 1: 'include', 2: 'exclude', 3: 'exclude' }],
  ['e1 b u', { 1: 'exclude' }],
  ['e1 b u r', { 1: 'include', 2: 'exclude', 3: 'exclude' }],
  ['i1 o1 u', { 1: 'include' }],
  ['e1 o1 u', { 1: 'include' }],
  ['o1 e1 u', { 1: 'include' }],
  ['e1 o1 e1 u u', { 1: 'include' }],
])('%s leaves %o', (said, stands) => {
  const open = review(join(home, `${said.replaceAll(' ', '-')}.winnow`), 3);
  said.split(' ').forEach((word, at) => {
    act(open, word, `k${at}`);
  });
  expect(standing(open)).toEqual(stands);
  open.close();
});

it('undo brings back reason and rank, and leaves the history whole', () => {
  const open = review(join(home, 'reason.winnow'), 3);
  open.write.decide({ ...exclude(2, 'dose'), rank: 4 }, { key: 'a', by });
  open.write.decide(include(2), { key: 'b', by });
  const [taken] = open.write.undo({ key: 'c', by });
  expect(taken).toMatchObject({ verdict: 'exclude', reason: 'dose', rank: 4, citation: 2 });
  expect(open.decisions.of(2).map((row) => row.verdict)).toEqual(['exclude', 'include', 'exclude']);
  open.close();
});

it('an undo asked for twice under one key is made once', () => {
  const open = review(join(home, 'once.winnow'), 3);
  act(open, 'i1', 'a');
  act(open, 'i2', 'b');
  const first = open.write.undo({ key: 'c', by });
  expect(open.write.undo({ key: 'c', by })).toEqual(first);
  expect(standing(open)).toEqual({ 1: 'include' });
  open.close();
});

it('names what the next undo and redo would do, also after a restart', () => {
  const path = join(home, 'names.winnow');
  const open = review(path, 3);
  act(open, 'i1', 'a');
  act(open, 'e2', 'b');
  act(open, 'u', 'c');
  open.close();
  const again = openReview(path, { ...options, mode: 'write' });
  const next = again.steps(by);
  expect(next.undo?.map((row) => [row.citation, row.verdict])).toEqual([[1, 'include']]);
  expect(next.redo?.map((row) => [row.citation, row.verdict])).toEqual([[2, 'exclude']]);
  expect(again.steps('Bob')).toEqual({});
  again.close();
});

it('any walk of decisions, undo and redo agrees with a plain stack', () => {
  const open = review(join(home, 'walk.winnow'), 3);
  let walk = 0;
  const word = fc.constantFrom('i1', 'i2', 'i3', 'e1', 'e2', 'e3', 'b', 'u', 'u', 'u', 'r', 'r');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), (words) => {
      walk += 1;
      // Everything before this walk belongs to another person and stays: a walk starts from what stands.
      const me = `walker ${walk}`;
      const start = standing(open);
      const done: Record<number, Verdict>[] = [];
      const undone: Record<number, Verdict>[] = [];
      let now = start;
      words.forEach((said, at) => {
        const key = `${walk}.${at}`;
        const citation = Number(said.slice(1));
        if (said === 'u') {
          open.write.undo({ key, by: me });
          const before = done.pop();
          if (before !== undefined) [now] = [before, undone.push(now)];
        } else if (said === 'r') {
          open.write.redo({ key, by: me });
          const after = undone.pop();
          if (after !== undefined) [now] = [after, done.push(now)];
        } else {
          done.push(now);
          undone.length = 0;
          if (said === 'b') {
            open.write.decideAll([exclude(1), exclude(2), exclude(3), include(1)], { key, by: me });
            now = { 1: 'include', 2: 'exclude', 3: 'exclude' };
          } else {
            open.write.decide(said.startsWith('i') ? include(citation) : exclude(citation), { key, by: me });
            now = { ...now, [citation]: said.startsWith('i') ? 'include' : 'exclude' };
          }
        }
      });
      expect(standing(open)).toEqual(now);
    }),
    { numRuns: 40, seed: 7 },
  );
  open.close();
});
