// Is everything there again after closing and opening, and nothing twice?
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../shared/failures.ts';
import { finish } from '../../shared/work.ts';
import { createReview, openReview, verifyReview } from '../../main/store/index.ts';
import { by, citations, clock, exclude, folder, imported, include, options, rejection, review } from './desk.ts';

const home = folder();

describe('a review', () => {
  it('is as it was after closing and opening', () => {
    const path = join(home, 'again.winnow');
    const first = review(path, 20);
    first.write.decide({ ...include(3), rank: 1 }, { key: 'd1', by });
    first.write.decide(exclude(4, 'not adults'), { key: 'd2', by });
    first.write.note({ citation: 3, text: 'ask the authors' }, { key: 'n1', by });
    first.write.tag({ citation: 3, tag: 'key paper', worn: true }, { key: 't1', by });
    const said = () => [first.id, [...first.citations.each()], first.decisions.all(), first.notes.all(), [...first.tags.all()], first.protocol.now()];
    const before = said();
    first.close();
    const again = openReview(path, { ...options, mode: 'write' });
    expect([again.id, [...again.citations.each()], again.decisions.all(), again.notes.all(), [...again.tags.all()], again.protocol.now()]).toEqual(
      before,
    );
    expect(again.citations.raw(1)).toBe('TY  - JOUR\nTI  - Title 1\nER  - \n');
    again.close();
    expect(finish(verifyReview(path))).toEqual([]);
  });

  it('is one plain file when closed, without anything beside it', () => {
    const place = join(home, 'plain');
    const path = join(folder(), 'plain.winnow');
    review(path, 5).close();
    expect(existsSync(place)).toBe(false);
    expect(readdirSync(join(path, '..'))).toEqual(['plain.winnow']);
  });

  it('never takes the place of a file', () => {
    const path = join(home, 'twice.winnow');
    review(path, 1).close();
    expect(() => createReview(path, { by }, options)).toThrow(expect.objectContaining({ code: 'review.exists' }));
    const again = openReview(path, { mode: 'read' });
    expect(again.citations.keys()).toHaveLength(1);
    again.close();
  });

  it('keeps any text as it is: NUL, bidi, markup; half a surrogate becomes U+FFFD', () => {
    const path = join(home, 'text.winnow');
    const open = review(path, 0);
    const odd = ['a\0b', '\u202Eabc', '<script>alert(1)</script>', "'); DROP TABLE decision;--", '', 'é\u0301'];
    imported(
      open,
      odd.map((title, at) => ({ id: `x${at}`, source: { file: 'search.ris', line: at }, title, abstract: `\uD800${title}`, authors: [title] })),
    );
    open.write.note({ citation: 1, text: 'half \uDC00' }, { key: 'n', by: 'Ada \uD800' });
    expect([...open.citations.each()].map((one) => one.title)).toEqual(odd);
    expect([...open.citations.each()].map((one) => one.authors?.[0])).toEqual(odd);
    expect(open.citations.get(1)?.abstract).toBe('\uFFFDa\0b');
    expect(open.notes.all()[0]?.text).toBe('half \uFFFD');
    open.close();
    expect(finish(verifyReview(path))).toEqual([]);
  });

  it('holds its order when the clock goes back, the zone changes or the laptop slept', () => {
    const path = join(home, 'clock.winnow');
    const now = clock(
      '2025-03-01T10:00:00.000Z',
      '2025-03-01T09:00:00.000Z',
      '2031-01-01T00:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
      '2025-10-26T02:30:00.000+02:00',
    );
    const open = createReview(path, { by }, { now });
    imported(open, citations(4));
    [1, 2, 3, 4].forEach((citation) => open.write.decide(include(citation), { key: `d${citation}`, by }));
    open.write.decide(exclude(1), { key: 'again', by });
    expect(open.decisions.all().map((row) => row.citation)).toEqual([1, 2, 3, 4, 1]);
    expect(open.decisions.now('abstract').map((row) => [row.citation, row.verdict])).toEqual([
      [2, 'include'],
      [3, 'include'],
      [4, 'include'],
      [1, 'exclude'],
    ]);
    open.close();
    expect(finish(verifyReview(path))).toEqual([]);
  });

  it('reads beside its own writer, and sees what was saved at once', () => {
    const path = join(home, 'beside.winnow');
    const open = review(path, 3);
    const beside = openReview(path, { mode: 'read', beside: true });
    open.write.decide(include(2), { key: 'd', by });
    expect(beside.decisions.all().map((row) => row.citation)).toEqual([2]);
    expect(beside.write).toBeUndefined();
    beside.close();
    open.close();
  });

  it('says which row a client asked for twice, and never writes a second', () => {
    const open = review(join(home, 'key.winnow'), 3);
    const first = open.write.decide(include(1), { key: 'same', by });
    const second = open.write.decide(exclude(1), { key: 'same', by: 'Bob' });
    expect(second).toEqual(first);
    const bulk = open.write.decideAll([include(2), include(3)], { key: 'bulk', by });
    expect(open.write.decideAll([include(2), include(3)], { key: 'bulk', by })).toEqual(bulk);
    expect(open.decisions.all()).toHaveLength(3);
    expect(() => open.write.note({ citation: 1, text: 'x' }, { key: 'same', by })).toThrow(/used again/);
    open.close();
  });

  it('keeps all or nothing of a transaction', () => {
    const open = review(join(home, 'whole.winnow'), 3);
    const before = open.ledger.last().seq;
    expect(() =>
      open.write.transaction(() => {
        open.write.decide(include(1), { key: 'a', by });
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(() => open.write.decide(include(77), { key: 'b', by })).toThrow(/FOREIGN KEY/);
    expect(open.ledger.last().seq).toBe(before);
    open.close();
  });

  it('counts a rejected record, and lists it', () => {
    const open = review(join(home, 'rejected.winnow'), 0);
    const keys = imported(open, [...citations(2), rejection, { ...rejection, slots: { a: 'b' } }]);
    expect(keys).toHaveLength(2);
    const [receipt] = open.receipts.all();
    expect(receipt).toMatchObject({ read: 4, kept: 2, duplicates: 0, rejected: 2, file: 'search.ris' });
    expect(open.receipts.rejections(receipt?.import ?? 0)).toEqual([rejection, { ...rejection, slots: { a: 'b' } }]);
    open.close();
  });

  it('refuses to be used after closing in no strange way', () => {
    const path = join(home, 'closed.winnow');
    const open = review(path, 1);
    open.close();
    open.close();
    expect(() => open.write.decide(include(1), { key: 'x', by })).toThrow();
    const again = openReview(path, { ...options, mode: 'either' });
    expect(again.onlyRead).toBeUndefined();
    expect(again.write).toBeDefined();
    again.close();
  });
});

it('a file that is not there is a sentence', () => {
  expect(() => openReview(join(home, 'nowhere.winnow'), { mode: 'read' })).toThrow(Failure);
});
