// Is everything refused that is not a sound review of ours, without a byte of it changed and without anything of it run?
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../shared/failures.ts';
import { finish } from '../../shared/work.ts';
import { openReview, seal, verifyReview } from '../../main/store/index.ts';
import { sharedPath } from '../shared-data.ts';
import { by, exclude, folder, include, options, ranking, review } from './desk.ts';

const home = folder();
const APPLICATION = 0x57696e77;

/** A review with something in every table that matters, closed. */
const sound = join(home, 'sound.winnow');
const made = review(sound, 30);
for (let at = 1; at <= 12; at += 1) made.write.decide(at % 3 === 0 ? include(at) : exclude(at, 'dose'), { key: `d${at}`, by });
made.write.ranking(seal(ranking(30, 3), made.citations.keys()), { key: 'r1', by });
made.close();

let copies = 0;
const copy = (): string => {
  const path = join(home, `copy${(copies += 1)}.winnow`);
  copyFileSync(sound, path);
  return path;
};
const sha = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const beside = (path: string): string[] => readdirSync(join(path, '..')).filter((name) => name.startsWith(basename(path)) && name !== basename(path));
/** Both ways of opening refuse; what came out of each. */
const refusals = (path: string): (Failure | undefined)[] =>
  (['read', 'write', 'either'] as const).map((mode) => {
    try {
      openReview(path, { ...options, mode: mode as 'either' }).close();
      return undefined;
    } catch (error) {
      if (error instanceof Failure) return error;
      throw error;
    }
  });
/** Changes a copy by hand, as another program would; without the guards that are on by default. */
const tampered = (sql: string): string => {
  const path = copy();
  const database = new Database(path);
  database.unsafeMode(true);
  database.pragma('foreign_keys = OFF');
  database.exec(sql);
  database.close();
  return path;
};

describe('no review', () => {
  it.each<[name: string, bytes: Buffer, code: string]>([
    ['nothing', Buffer.alloc(0), 'file.empty'],
    ['text', Buffer.from('TY  - JOUR\nTI  - Tea\nER  - \n'), 'review.foreign'],
    ['long text', Buffer.from('Tea and sleep. '.repeat(1000)), 'review.foreign'],
    ['zeros', Buffer.alloc(8192), 'review.foreign'],
    ['magic alone', Buffer.from('SQLite format 3\0'), 'review.foreign'],
    ['magic and noise', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8000, 7)]), 'review.foreign'],
  ])('%s is refused', (name, bytes, code) => {
    const path = join(home, `${name}.winnow`);
    writeFileSync(path, bytes);
    expect(refusals(path).map((failure) => failure?.code)).toEqual([code, code, code]);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(beside(path)).toEqual([]);
  });

  it('a folder, and nothing at all', () => {
    mkdirSync(join(home, 'folder.winnow'));
    expect(refusals(join(home, 'folder.winnow')).map((failure) => failure?.code)).toEqual(Array(3).fill('review.foreign'));
    expect(refusals(join(home, 'none.winnow')).map((failure) => failure?.code)).toEqual(Array(3).fill('file.missing'));
  });
});

describe('a review with another schema', () => {
  it.each<[what: string, sql: string, code: string, names: string]>([
    ['a trigger', 'CREATE TRIGGER z AFTER INSERT ON decision BEGIN DELETE FROM decision; END', 'review.schema', 'trigger z'],
    ['a view', 'CREATE VIEW extra AS SELECT 1', 'review.schema', 'view extra'],
    ['a view in the place of a table', 'ALTER TABLE note RENAME TO n0; CREATE VIEW note AS SELECT * FROM n0', 'review.schema', ''],
    ['one more table', 'CREATE TABLE plugin (k TEXT)', 'review.schema', 'table plugin'],
    ['one more column', "ALTER TABLE decision ADD COLUMN secret TEXT DEFAULT 'x'", 'review.schema', 'table decision'],
    ['an index lost', 'DROP INDEX decision_citation', 'review.schema', 'index decision_citation'],
    ['a table lost', 'DROP TABLE keyframe', 'review.schema', 'table keyframe'],
    ['types changed in the text', "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'TEXT', 'BLOB')", 'review.schema', ''],
    [
      'a check taken out',
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (rank >= 1)', '')",
      'review.schema',
      'table decision',
    ],
    [
      'malformed text',
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABEL decision (a)' WHERE name = 'decision'",
      'review.damaged',
      '',
    ],
    ['a version to come', 'PRAGMA user_version = 2147483647', 'review.newer', '2147483647'],
    ['version nought', 'PRAGMA user_version = 0', 'review.foreign', ''],
    ['a version below nought', 'PRAGMA user_version = -5', 'review.foreign', ''],
    ['another program', 'PRAGMA application_id = 1', 'review.foreign', ''],
    [
      'a cell of 40 MB',
      "PRAGMA ignore_check_constraints = ON; UPDATE citation SET abstract = replace(hex(zeroblob(20000000)), '00', 'ab') WHERE id = 1",
      'review.damaged',
      'citation',
    ],
    [
      'a verdict that does not exist',
      "PRAGMA ignore_check_constraints = ON; UPDATE decision SET verdict = 'burn' WHERE seq = 5",
      'review.damaged',
      'decision',
    ],
    [
      'the last decision changed',
      "UPDATE decision SET verdict = 'exclude', reason = NULL WHERE seq = (SELECT max(seq) FROM decision)",
      'review.damaged',
      'row 15',
    ],
    ['the first row of the ledger gone', 'DELETE FROM ledger WHERE seq = 1', 'review.damaged', 'beginning'],
    ['another id', "UPDATE review SET id = 'other'", 'review.damaged', 'another review'],
  ])('%s is refused, the file untouched', (_, sql, code, names) => {
    const path = tampered(sql);
    const before = sha(path);
    const said = refusals(path);
    expect(said.map((failure) => failure?.code)).toEqual([code, code, code]);
    expect(said[1]?.message).toContain(names);
    expect(sha(path)).toBe(before);
    expect(beside(path)).toEqual([]);
  });
});

describe('a damaged file', () => {
  it('cut short', () => {
    const path = copy();
    truncateSync(path, Math.floor((readFileSync(path).length * 2) / 3));
    expect(refusals(path).map((failure) => failure?.code)).toEqual(Array(3).fill('review.damaged'));
  });

  it('with the log of another review beside it, although SQLite takes it', () => {
    const other = join(home, 'other.winnow');
    const open = review(other, 30);
    open.close();
    const writing = openReview(other, { ...options, mode: 'write' });
    for (let at = 1; at <= 30; at += 1) writing.write.decide(include(at), { key: `o${at}`, by });
    const path = copy();
    copyFileSync(`${other}-wal`, `${path}-wal`);
    writing.close();
    const before = sha(path);
    expect(refusals(path)[0]?.code).toBe('review.damaged');
    expect(refusals(path)[1]?.code).toBe('review.damaged');
    expect(sha(path)).toBe(before);
  });

  it('left behind with its own log: every decision is there', () => {
    const original = join(home, 'behind.winnow');
    const open = review(original, 30);
    for (let at = 1; at <= 30; at += 1) open.write.decide(include(at), { key: `o${at}`, by });
    const path = join(home, 'left.winnow');
    copyFileSync(original, path);
    copyFileSync(`${original}-wal`, `${path}-wal`);
    open.close();
    const again = openReview(path, { ...options, mode: 'write' });
    expect(again.decisions.now('abstract')).toHaveLength(30);
    again.close();
    expect(finish(verifyReview(path))).toEqual([]);
  });
});

describe('hostile files', () => {
  const folderOf = sharedPath('attacks');
  const files = folderOf === undefined ? [] : readdirSync(folderOf).filter((name) => name.startsWith('sqlite_') && /\.winnow(\.gz)?$/.test(name));
  it.runIf(files.length === 0)('skipped: no ../shared', () => expect(folderOf).toBeUndefined());
  it.skipIf(files.length === 0).each(files)('%s is refused, as it is and under our own mark', (name) => {
    if (folderOf === undefined) return;
    for (const ours of [false, true]) {
      const path = join(home, `${ours ? 'ours' : 'theirs'}-${name.replace(/\.gz$/, '')}`);
      const bytes = readFileSync(join(folderOf, name));
      writeFileSync(path, name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
      for (const part of ['-wal', '-journal']) if (existsSync(join(folderOf, name + part))) copyFileSync(join(folderOf, name + part), path + part);
      const content = readFileSync(path);
      if (ours && content.length > 100) {
        content.writeUInt32BE(APPLICATION, 68);
        writeFileSync(path, content);
      }
      const started = performance.now();
      expect(refusals(path).every((failure) => failure !== undefined)).toBe(true);
      expect(performance.now() - started).toBeLessThan(5000);
      // A journal of its own may be played back by SQLite: that is its content, not a change.
      if (!existsSync(join(folderOf, `${name}-journal`)) && !existsSync(join(folderOf, `${name}-wal`))) {
        expect(readFileSync(path).equals(content)).toBe(true);
        expect(beside(path)).toEqual([]);
      }
    }
  });
});
