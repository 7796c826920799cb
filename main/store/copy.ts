// How is a review copied so that the copy can be trusted?
import { Database } from './driver.ts';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../shared/failures.ts';
import { syncFile, syncFolder } from './atomic.ts';
import { same } from './chain.ts';
import type { LedgerRow } from './chain.ts';
import { Connection } from './connection.ts';
import { guard, guardUnproved, plain } from './failures.ts';

/**
 * A compact copy of the review as it stands, made by SQLite in one snapshot, checked by opening it, then put in place under `name`. Safe beside a
 * writer; about a second per 100 MB. Failures: `disk.full`, `review.folder`, `review.damaged` where the copy is not what it should be.
 */
export const copyVerified = (connection: Connection, folder: string, name: string): string => {
  const path = join(folder, `${name}.winnow`);
  const beside = `${path}.new`;
  try {
    guard(path, () => {
      mkdirSync(folder, { recursive: true });
      rmSync(beside, { force: true });
    });
    connection.copyInto(beside);
    syncFile(beside);
    proveCopy(connection, beside);
    guard(path, () => {
      renameSync(beside, path);
    });
    syncFolder(folder);
  } finally {
    rmSync(beside, { force: true });
  }
  return path;
};

const proveCopy = (original: Connection, path: string): void => {
  const copy = new Connection(
    guardUnproved(path, () => new Database(path, { readonly: true, fileMustExist: true })),
    path,
  );
  try {
    const said = copy.get<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check ?? 'nothing';
    if (said !== 'ok') throw new Failure('review.damaged', { file: path, what: plain(said) });
    const last = copy.get<LedgerRow>('SELECT * FROM ledger ORDER BY seq DESC LIMIT 1');
    const there = last && original.get<LedgerRow>('SELECT * FROM ledger WHERE seq = ?', [last.seq]);
    if (last === undefined || there === undefined || !same(last.hash, there.hash)) {
      throw new Failure('review.damaged', { file: path, what: 'the copy is not the review' });
    }
  } finally {
    copy.close();
  }
};
