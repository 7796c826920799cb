// Is there always a sound second copy, and does going back to it say what is lost?
import { copyFileSync, existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { finish } from '../../shared/work.ts';
import { backUp, BACKUP_EVERY, backupDue, listBackups, openReview, previewRestore, restore, verifyReview } from '../../main/store/index.ts';
import type { WritableReview } from '../../main/store/index.ts';
import { by, clock, exclude, folder, imported, citations, include, options, review } from './desk.ts';

const home = folder();
const now = clock('2025-03-02T08:00:00.000Z');
const decide = (open: WritableReview, from: number, count: number) => {
  open.write.transaction(() => {
    for (let at = from; at < from + count; at += 1)
      open.write.decide(at % 2 === 0 ? include((at % 5) + 1) : exclude((at % 5) + 1), { key: `d${at}`, by });
  });
};

it('is due after every 100 decisions, copies beside the open writer, and keeps the newest', () => {
  const path = join(home, 'kept.winnow');
  const place = join(home, 'kept');
  const open = review(path, 5);
  expect(backupDue(open, place)).toBe(false);
  decide(open, 0, BACKUP_EVERY - 1);
  expect([backupDue(open, place), backupDue(open, place, 1)]).toEqual([false, true]);
  decide(open, 99, 1);
  expect(backupDue(open, place)).toBe(true);
  const first = backUp(path, place);
  expect([first.seq, backupDue(open, place), backupDue(open, place, 1)]).toEqual([open.ledger.last().seq, false, false]);
  for (let round = 1; round <= 4; round += 1) {
    decide(open, 100 * round, 100);
    backUp(path, place, { keep: 3 });
  }
  open.close();
  const kept = listBackups(place);
  expect(kept.map((backup) => backup.seq)).toEqual([503, 403, 303]);
  expect(readdirSync(place)).toHaveLength(3);
  for (const backup of kept) {
    expect(finish(verifyReview(backup.path))).toEqual([]);
    const copy = openReview(backup.path, { mode: 'read' });
    expect([copy.ledger.last().seq, copy.id]).toEqual([backup.seq, open.id]);
    copy.close();
  }
});

it('shows what going back would lose, and goes back', () => {
  const path = join(home, 'back.winnow');
  const place = join(home, 'back');
  const open = review(path, 5);
  decide(open, 0, 4);
  const backup = backUp(path, place);
  decide(open, 4, 3);
  open.close();
  const preview = previewRestore(backup.path, path);
  expect([preview.seq, preview.parted, preview.lost?.map((row) => row.citation)]).toEqual([backup.seq, false, [5, 1, 2]]);
  const aside = restore(backup.path, path, now);
  expect(aside).toBe(join(home, 'back replaced 2025-03-02T08-00-00-000Z.winnow'));
  const again = openReview(path, { ...options, mode: 'write' });
  expect(again.decisions.all()).toHaveLength(4);
  again.write.decide(include(1), { key: 'after', by });
  again.close();
  const old = openReview(aside ?? '', { mode: 'read' });
  expect(old.decisions.all()).toHaveLength(7);
  old.close();
  expect(previewRestore(backup.path, aside ?? '').parted).toBe(false);
  // The restored review went on by itself: the two have parted.
  expect(previewRestore(path, aside ?? '').parted).toBe(true);
});

it('takes the place of a damaged or lost review, with no log of the old one left beside it', () => {
  const path = join(home, 'hurt.winnow');
  const place = join(home, 'hurt');
  const open = review(path, 5);
  decide(open, 0, 4);
  const backup = backUp(path, place);
  decide(open, 4, 1);
  copyFileSync(`${path}-wal`, join(home, 'old log'));
  open.close();
  copyFileSync(join(home, 'old log'), `${path}-wal`);
  truncateSync(path, 20_000);
  expect(previewRestore(backup.path, path)).toMatchObject({ seq: backup.seq, parted: false });
  expect(previewRestore(backup.path, path).lost).toBeUndefined();
  restore(backup.path, path, now);
  expect(existsSync(`${path}-wal`)).toBe(false);
  expect(finish(verifyReview(path))).toEqual([]);
  expect(restore(backup.path, join(home, 'gone.winnow'), now)).toBeUndefined();
  expect(finish(verifyReview(join(home, 'gone.winnow')))).toEqual([]);
});

it('refuses a damaged backup, and a review that is open', () => {
  const path = join(home, 'open.winnow');
  const place = join(home, 'open');
  const open = review(path, 5);
  const backup = backUp(path, place);
  expect(() => restore(backup.path, path, now)).toThrow(expect.objectContaining({ code: 'review.locked' }));
  open.close();
  truncateSync(backup.path, 9000);
  expect(() => restore(backup.path, path, now)).toThrow(expect.objectContaining({ code: 'review.damaged' }));
  expect(openReview(path, { mode: 'read' }).citations.keys()).toHaveLength(5);
});

it('goes on in the middle of an import, and other files in the folder are not its business', () => {
  const path = join(home, 'middle.winnow');
  const place = join(home, 'middle');
  const open = review(path, 5);
  const importing = open.write.startImport({ file: 'more.ris', format: 'ris', encoding: 'utf-8' });
  finish(importing.add(citations(200)));
  const backup = backUp(path, place);
  writeFileSync(join(place, 'mine.txt'), 'note');
  importing.finish({ warnings: [] }, { key: 'i2', by });
  imported(open, citations(3), 'i3');
  open.close();
  expect(listBackups(place)).toHaveLength(1);
  const copy = openReview(backup.path, { ...options, mode: 'write' });
  expect(copy.citations.keys()).toHaveLength(5);
  copy.close();
  expect(finish(verifyReview(path))).toEqual([]);
});
