// Is an import all there or not at all, and do its sums hold?
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { finish } from '../../shared/work.ts';
import { openReview, verifyReview } from '../../main/store/index.ts';
import { by, citations, folder, imported, options, rejection, review } from './desk.ts';

const home = folder();
const source = { file: 'search.ris', format: 'ris', encoding: 'utf-8' };

it('shows nothing of an import before its receipt', () => {
  const path = join(home, 'unseen.winnow');
  const open = review(path, 3);
  const importing = open.write.startImport(source);
  const keys = finish(importing.add(citations(50)));
  const beside = openReview(path, { mode: 'read', beside: true });
  for (const reader of [open, beside]) {
    expect(reader.citations.keys()).toHaveLength(3);
    expect([...reader.citations.each()]).toHaveLength(3);
    expect(reader.citations.get(keys[0] ?? 0)).toBeUndefined();
    expect(reader.citations.many([1, keys[0] ?? 0])).toHaveLength(1);
    expect(reader.citations.find('doi', '10.1234/t.9')).toEqual([]);
    expect(reader.browse.keys()).toHaveLength(3);
    expect(reader.receipts.all()).toHaveLength(1);
  }
  importing.finish({ warnings: ['a note'], opinions: { include: 1, exclude: 2, maybe: 0, conflict: 0, tools: ['rayyan'] } }, { key: 'i2', by });
  expect(beside.citations.keys()).toHaveLength(53);
  expect(beside.receipts.all()[1]).toMatchObject({ read: 50, kept: 50, warnings: ['a note'], opinions: { exclude: 2, tools: ['rayyan'] } });
  beside.close();
  open.close();
});

it('an interrupted import is gone at the next opening, and its numbers are not used again', () => {
  const path = join(home, 'swept.winnow');
  const open = review(path, 3);
  const importing = open.write.startImport(source);
  const keys = finish(importing.add([...citations(450), rejection]));
  finish(importing.duplicates([{ citation: keys[5] ?? 0, sameAs: 1, reason: 'doi', confidence: 1 }]));
  open.close();
  const again = openReview(path, { ...options, mode: 'write' });
  expect(again.citations.keys()).toHaveLength(3);
  const more = imported(again, citations(2), 'i3');
  expect(Math.min(...more)).toBeGreaterThan(Math.max(...keys.filter((key) => key !== undefined)));
  expect(again.citations.find('doi', '10.1234/t.2')).toEqual([2, more[1]]);
  expect(finish(verifyReview(again.path))).toEqual([]);
  again.close();
});

it('an abandoned import leaves nothing', () => {
  const open = review(join(home, 'left.winnow'), 3);
  const importing = open.write.startImport(source);
  finish(importing.add(citations(300)));
  finish(importing.abandon());
  expect(open.receipts.all()).toHaveLength(1);
  expect(finish(verifyReview(open.path))).toEqual([]);
  open.close();
});

it('works in steps that each are on the disk', () => {
  const open = review(join(home, 'steps.winnow'), 0);
  const importing = open.write.startImport(source);
  const steps = [...importing.add(citations(5000))].map((step) => step.done);
  expect(steps.length).toBeGreaterThan(1);
  expect(steps.at(-1)).toBe(5000);
  open.close();
});

it('a record beyond the limits is a rejection with its field', () => {
  const open = review(join(home, 'long.winnow'), 0);
  const [good] = citations(1);
  const long = { ...citations(2)[1], abstract: 'ä'.repeat(2_100_000) } as NonNullable<typeof good>;
  imported(
    open,
    [good, long].filter((one) => one !== undefined),
  );
  expect(open.receipts.all()[0]).toMatchObject({ read: 2, kept: 1, rejected: 1 });
  expect(open.receipts.rejections(1)[0]).toMatchObject({ code: 'record.long', slots: { field: 'abstract', bytes: '4200000' } });
  open.close();
});

it('read = kept + duplicates + rejected for any mixture', () => {
  const open = review(join(home, 'sums.winnow'), 1);
  let run = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom('new', 'same', 'bad'), { maxLength: 30 }), (kinds) => {
      run += 1;
      const records = citations(kinds.length).map((one, at) => (kinds[at] === 'bad' ? rejection : one));
      const importing = open.write.startImport({ ...source, file: `${run}.ris` });
      const keys = finish(importing.add(records));
      const pairs = kinds.flatMap((kind, at) => (kind === 'same' ? [{ citation: keys[at] ?? 0, sameAs: 1, reason: 'doi', confidence: 1 }] : []));
      finish(importing.duplicates(pairs));
      const seq = importing.finish({ warnings: [] }, { key: `run ${run}`, by });
      const receipt = open.receipts.all().find((one) => one.seq === seq);
      const count = (kind: string) => kinds.filter((one) => one === kind).length;
      expect(receipt).toMatchObject({ read: kinds.length, kept: count('new'), duplicates: count('same'), rejected: count('bad') });
    }),
    { numRuns: 25, seed: 3 },
  );
  expect(finish(verifyReview(open.path))).toEqual([]);
  open.close();
});

it('duplicates stand behind the one they equal, until the reviewer says otherwise', () => {
  const open = review(join(home, 'same.winnow'), 6);
  const importing = open.write.startImport(source);
  const [a, b] = finish(importing.add(citations(2)));
  finish(importing.duplicates([{ citation: a ?? 0, sameAs: 1, reason: 'doi', confidence: 1 }]));
  const before = importing.finish({ warnings: [] }, { key: 'i2', by });
  expect([...open.citations.keys()]).toEqual([1, 2, 3, 4, 5, 6, b]);
  expect([...open.sameness.representatives()]).toEqual([[a, 1]]);
  open.write.same({ citation: a ?? 0, reason: 'split by hand', confidence: 1 }, { key: 's1', by });
  expect([...open.citations.keys()]).toEqual([1, 2, 3, 4, 5, 6, a, b]);
  open.write.same({ citation: 6, sameAs: 5, reason: 'merged by hand', confidence: 1 }, { key: 's2', by });
  open.write.same({ citation: 5, sameAs: 4, reason: 'merged by hand', confidence: 1 }, { key: 's3', by });
  expect([...open.sameness.representatives()]).toEqual([
    [6, 4],
    [5, 4],
  ]);
  open.write.same({ citation: 4, sameAs: 6, reason: 'a circle', confidence: 1 }, { key: 's4', by });
  expect([...open.sameness.representatives()].sort()).toEqual([
    [5, 4],
    [6, 4],
  ]);
  expect([...open.citations.keys(before)]).toEqual([1, 2, 3, 4, 5, 6, b]);
  expect([...open.browse.keys({ duplicates: 'too' })]).toHaveLength(8);
  expect([...open.browse.keys({ duplicates: 'only' })]).toEqual([5, 6]);
  open.close();
});
