// Does a file of every released schema come forward, with nothing in its ledger touched?
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../main/store/migrations/ordered.ts';
import type { Migration } from '../../main/store/migrations/migration.ts';
import { finish } from '../../shared/work.ts';
import { openReview, verifyReview } from '../../main/store/index.ts';
import { by, folder, include, options, review } from './desk.ts';

const home = folder();
const fixtures = fileURLToPath(new URL('../fixtures/schema/', import.meta.url));

/** A schema to come, for the mechanism: one more table and one more column. */
const next: Migration = {
  version: migrations.length + 1,
  sql: 'CREATE TABLE shelf (id INTEGER PRIMARY KEY) STRICT; ALTER TABLE import ADD COLUMN colour TEXT',
};
const broken: Migration = {
  version: migrations.length + 1,
  sql: 'CREATE TABLE shelf (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE shelf (id INTEGER)',
};
const meddling: Migration = {
  version: migrations.length + 1,
  sql: 'UPDATE ledger SET hash = zeroblob(32) WHERE seq = (SELECT max(seq) FROM ledger)',
};

describe('files of released versions', () => {
  it('there is one for each', () => {
    expect(readdirSync(fixtures).filter((name) => name.endsWith('.winnow'))).toEqual(
      migrations.map((step) => `${String(step.version).padStart(3, '0')}.winnow`),
    );
  });

  it.each(migrations.map((step) => step.version))('version %i opens for writing, is whole, and goes on', (version) => {
    const path = join(home, `v${version}.winnow`);
    copyFileSync(join(fixtures, `${String(version).padStart(3, '0')}.winnow`), path);
    const open = openReview(path, { ...options, mode: 'write' });
    const expected = JSON.parse(readFileSync(join(fixtures, `${String(version).padStart(3, '0')}.json`), 'utf8')) as unknown;
    expect({
      id: open.id,
      title: open.protocol.now()?.body.title,
      citations: open.citations.keys().length,
      decisions: open.decisions.all(),
      rankings: open.rankings.all().length,
    }).toEqual(expected);
    open.write.decide(include(2), { key: 'new', by });
    open.close();
    expect(finish(verifyReview(path))).toEqual([]);
  });
});

describe('a schema to come', () => {
  it('takes an older file forward, after a verified copy', () => {
    const path = join(home, 'old.winnow');
    const backups = join(home, 'backups');
    const old = review(path, 5);
    old.write.decide(include(1), { key: 'd', by });
    const ledger = old.ledger.entries();
    old.close();
    expect(() => openReview(path, { mode: 'read', migrations: [...migrations, next] })).toThrow(expect.objectContaining({ code: 'review.older' }));
    const open = openReview(path, { ...options, mode: 'write', backups, migrations: [...migrations, next] });
    expect(open.ledger.entries()).toEqual(ledger);
    open.write.decide(include(2), { key: 'e', by });
    open.close();
    const [copy] = readdirSync(backups);
    expect(copy).toBe(`old before version ${next.version}.winnow`);
    const kept = openReview(join(backups, copy ?? ''), { ...options, mode: 'write' });
    expect(kept.ledger.entries()).toEqual(ledger);
    kept.close();
    // And this Winnow, which does not know that schema, refuses the file.
    expect(() => openReview(path, { ...options, mode: 'write' })).toThrow(expect.objectContaining({ code: 'review.newer' }));
    openReview(path, { ...options, mode: 'write', migrations: [...migrations, next] }).close();
  });

  it.each<[what: string, step: Migration]>([
    ['fails half way', broken],
    ['touches the ledger', meddling],
  ])('that %s leaves the file as it was', (what, step) => {
    const path = join(home, `${what}.winnow`);
    const old = review(path, 5);
    old.write.decide(include(1), { key: 'd', by });
    old.close();
    expect(() => openReview(path, { ...options, mode: 'write', migrations: [...migrations, step] })).toThrow();
    expect(existsSync(`${path}-lock`)).toBe(false);
    const open = openReview(path, { ...options, mode: 'write' });
    expect(open.decisions.all()).toHaveLength(1);
    open.close();
    expect(finish(verifyReview(path))).toEqual([]);
  });
});
