// Is every later change of what was written found?
import Database from 'better-sqlite3';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure, sentence } from '../../shared/failures.ts';
import { finish } from '../../shared/work.ts';
import { openReview, pack, seal, verifyReview } from '../../main/store/index.ts';
import { sharedPath } from '../shared-data.ts';
import { by, citations, exclude, folder, imported, include, options, ranking, rejection, review } from './desk.ts';

const home = folder();

/** A review with rows in every table, closed. */
const sound = join(home, 'sound.winnow');
const made = review(sound, 0);
imported(made, [...citations(30), rejection]);
const second = made.write.startImport({ file: 'again.ris', format: 'ris', encoding: 'utf-8' });
const [twin] = finish(second.add(citations(1, 'again.ris')));
finish(second.duplicates([{ citation: twin ?? 0, sameAs: 1, reason: 'doi', confidence: 1 }]));
second.finish({ warnings: ['one'] }, { key: 'i2', by });
const keys = made.citations.keys();
for (let at = 0; at < 60; at += 1) {
  const shown = ranking(30, at);
  if (at % 6 === 0) made.write.ranking(seal(shown, keys), { key: `r${at}`, by, ...(at % 18 === 0 && { whole: pack(shown, keys) }) });
  made.write.decide({ ...(at % 4 === 0 ? include((at % 30) + 1) : exclude((at % 30) + 1, 'dose')), rank: at + 1 }, { key: `d${at}`, by });
}
made.write.undo({ key: 'u', by });
made.write.same({ citation: 5, sameAs: 4, reason: 'by hand', confidence: 1 }, { key: 's', by });
made.write.note({ citation: 1, text: 'see 2' }, { key: 'n', by });
made.write.tag({ citation: 1, tag: 'odd', worn: true }, { key: 't', by });
made.write.rule({ target: 0.95 }, { key: 'ru', by });
made.write.audit({ drawn: [1, 2] }, { key: 'au', by });
made.write.evidence({ model: 'ab'.repeat(32), kind: 'pair', query: 'tea', part: 'both', fold: 'max' }, [
  { record: 'cd'.repeat(32), value: Float32Array.of(0.5) },
]);
made.close();

const tampered = (sql: string): string => {
  const path = join(home, 'tampered.winnow');
  copyFileSync(sound, path);
  const database = new Database(path);
  database.unsafeMode(true);
  database.pragma('foreign_keys = OFF');
  database.exec(sql);
  database.close();
  return path;
};
/** Sentences; a refusal is one too. */
const said = (path: string): string[] => {
  try {
    return finish(verifyReview(path)).map((fault) => sentence(fault.code, fault.slots));
  } catch (error) {
    if (error instanceof Failure) return [error.message];
    throw error;
  }
};

it('a sound file has nothing to say', () => {
  expect(said(sound)).toEqual([]);
});

describe('found by its sentence', () => {
  it.each<[what: string, sql: string, sentence: string]>([
    [
      'a decision changed',
      "UPDATE decision SET verdict = 'exclude' WHERE seq = (SELECT min(seq) FROM decision)",
      'Row 6 of the ledger is not what was written',
    ],
    ['a rank changed', 'UPDATE decision SET rank = 1 WHERE seq = 41', 'Row 41 of the ledger is not what was written'],
    ['the last decision deleted', 'DELETE FROM decision WHERE seq = (SELECT max(seq) FROM decision)', 'has lost what belongs to it (decision)'],
    ['a decision deleted', 'DELETE FROM decision WHERE seq = 9', 'Row 9 of the ledger has lost what belongs to it (decision)'],
    [
      'a decision and its ledger row deleted',
      'DELETE FROM decision WHERE seq = 9; DELETE FROM ledger WHERE seq = 9',
      'Row 9 of the ledger is missing',
    ],
    ['decisions turned round', 'UPDATE decision SET seq = -seq', 'has lost what belongs to it (decision)'],
    [
      'a decision slipped in',
      'INSERT INTO decision SELECT 9999, citation, stage, verdict, origin, reason, ranking, rank FROM decision WHERE seq = 9',
      'The table decision and the ledger differ by 1 rows',
    ],
    ['a time changed', "UPDATE ledger SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 20", 'Row 20 of the ledger is not what was written'],
    ['a name changed', "UPDATE ledger SET by = 'Bob' WHERE seq = 20", 'Row 20 of the ledger is not what was written'],
    ['a ranking changed', "UPDATE ranking SET recipe = '{}' WHERE seq = 5", 'Row 5 of the ledger is not what was written'],
    ['the top of a ranking changed', 'UPDATE ranking SET head = zeroblob(360) WHERE seq = 5', 'Row 5 of the ledger is not what was written'],
    [
      'a whole order changed',
      'UPDATE keyframe SET body = zeroblob(99) WHERE ranking = 5',
      'The order kept for ranking 5 is not the one that was shown',
    ],
    ['the protocol changed', "UPDATE protocol SET body = '{}'", 'Row 2 of the ledger is not what was written'],
    [
      'a title changed',
      "UPDATE citation SET title = '<script>alert(1)</script>' WHERE id = 1",
      'The records of search.ris are not those that were imported',
    ],
    ['a raw record changed', "UPDATE citation SET raw = x'00' WHERE id = 3", 'The records of search.ris are not those that were imported'],
    ['a citation deleted', 'DELETE FROM citation WHERE id = 30', 'The receipt of search.ris says 31 = 30 + 0 + 1, but the review holds 29 + 0 + 1'],
    ['a rejection changed', "UPDATE rejection SET raw = ''", 'The records of search.ris are not those that were imported'],
    ['a duplicate set free', 'DELETE FROM duplicate', 'The receipt of again.ris says 1 = 0 + 1 + 0, but the review holds 1 + 0 + 0'],
    ['a warning hushed up', "UPDATE import SET warnings = '[]' WHERE id = 2", 'The records of again.ris are not those that were imported'],
    [
      'a decision about nothing',
      'UPDATE decision SET citation = 777 WHERE seq = 9',
      'Row 9 of decision points to a row of citation that is not there',
    ],
    ['evidence changed', "UPDATE evidence SET value = x'00000000'", 'What the network said about a record was changed'],
    ['a note changed', "UPDATE note SET text = 'see 3'", 'is not what was written'],
    ['a tag taken off', 'UPDATE tag SET worn = 0', 'is not what was written'],
    ['the id changed', "UPDATE review SET id = 'x'", 'Row 1 of the ledger is not what was written'],
  ])('%s', (_, sql, expected) => {
    expect(said(tampered(sql)).join('\n')).toContain(expected);
  });
});

it('the first broken link comes first', () => {
  const faults = finish(verifyReview(tampered("UPDATE decision SET reason = 'x' WHERE seq IN (10, 20, 30)")));
  expect(faults.map((fault) => fault.slots['seq'])).toEqual(['10', '20', '30']);
});

it('statements of the attack list are refused or found', () => {
  const list = sharedPath('attacks/sqlite_mutations.json');
  if (list === undefined) return;
  const names: Record<string, string> = {
    records: 'citation',
    decisions: 'decision',
    decision_value: 'verdict',
    any_index: 'decision_citation',
    any_fts: 'search',
  };
  for (const { name, sql } of JSON.parse(readFileSync(list, 'utf8')) as { name: string; sql: string }[]) {
    const filled = sql.replaceAll(/\{(\w+)\}/g, (_, slot: string) => names[slot] ?? slot);
    let path: string;
    try {
      path = tampered(filled);
    } catch {
      continue; // SQLite itself would not have it.
    }
    const faults = said(path);
    if (faults.length === 0 && /search/.test(filled)) {
      // The index holds no decision; it is built anew.
      const open = openReview(path, { ...options, mode: 'write' });
      open.write.clearIndex();
      finish(open.write.index());
      expect(open.search.find('tea')).toHaveLength(31);
      open.close();
    } else expect({ name, faults: faults.length }).not.toEqual({ name, faults: 0 });
  }
});

it('1,000 random bytes: every change of a decision or a ranking is found, and nothing crashes', () => {
  const bytes = readFileSync(sound);
  const content = (path: string) => {
    const open = openReview(path, { mode: 'read', beside: true });
    const all = JSON.stringify([open.id, open.decisions.all(), open.rankings.all(), open.ledger.entries(), open.protocol.all(), open.receipts.all()]);
    open.close();
    return all;
  };
  const before = content(sound);
  const database = new Database(sound, { readonly: true });
  const pages = database
    .prepare<[], { pageno: number }>("SELECT pageno FROM dbstat WHERE name IN ('ledger', 'decision', 'ranking', 'keyframe', 'receipt')")
    .all()
    .map((row) => row.pageno);
  database.close();
  let state = 20_250_301;
  const chance = (below: number) => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % below;
  const path = join(home, 'mutated.winnow');
  let found = 0;
  for (let run = 0; run < 1000; run += 1) {
    const at = run % 4 === 0 ? chance(bytes.length) : ((pages[chance(pages.length)] ?? 1) - 1) * 4096 + chance(4096);
    const mutated = Buffer.from(bytes);
    mutated[at] = (mutated[at] ?? 0) ^ (1 + chance(255));
    writeFileSync(path, mutated);
    if (said(path).length > 0) found += 1;
    else expect({ at, content: content(path) }).toEqual({ at, content: before });
  }
  // The rest fell into unused bytes of pages; if few were found, the test would show nothing.
  expect(found).toBeGreaterThan(300);
}, 180_000);
