// Who may read and who may write in a review file? Reading is everybody's; a transaction belongs to the one Writer.
import type Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { Failure } from '../../shared/failures.ts';
import { guard, trial } from './failures.ts';

export type Value = string | number | Uint8Array | null;
type Values = readonly Value[] | Readonly<Record<string, Value>>;
type Prepared = Database.Statement;

/** How long to wait for another program that holds the file, in milliseconds; the desk stands still meanwhile. */
export const PATIENCE_MS = 1000;

/** An open SQLite file. Statements are prepared once; all rows are read at once, so no cursor ever keeps a writer waiting. */
export class Connection {
  readonly path: string;
  protected readonly database: Database.Database;
  readonly #statements = new Map<string, Prepared>();

  constructor(database: Database.Database, path: string) {
    this.database = database;
    this.path = path;
  }

  get<Row>(sql: string, values: Values = []): Row | undefined {
    return guard(this.path, () => this.prepared(sql).get(values) as Row | undefined);
  }

  all<Row>(sql: string, values: Values = []): Row[] {
    return guard(this.path, () => this.prepared(sql).all(values) as Row[]);
  }

  /** A compact copy of what a reader sees now, in a new file. */
  copyInto(path: string): void {
    guard(this.path, () => this.database.prepare('VACUUM INTO ?').run(path));
  }

  /** From here on this connection sees the file as it is now, whatever a writer does; for one that only reads and is closed afterwards. */
  hold(): void {
    if (this instanceof Writer) throw new Error('a writer holds nothing still');
    guard(this.path, () => this.database.exec('BEGIN'));
  }

  close(): void {
    this.abandon();
  }

  /** Lets go without another write: the file was refused. */
  abandon(): void {
    this.#statements.clear();
    this.database.close();
  }

  protected forget(): void {
    this.#statements.clear();
  }

  protected prepared(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}

/** The one connection that may change a review. `now` gives the time for people, ISO UTC. */
export class Writer extends Connection {
  readonly now: () => string;
  readonly #file: string;

  constructor(database: Database.Database, path: string, now: () => string) {
    super(database, path);
    this.now = now;
    this.#file = identity(path);
  }

  /**
   * All of `work` or nothing; inside another transaction it becomes a part of that. On return it is on the disk (`synchronous=FULL`).
   * Failures: `disk.full`, `disk.failed`, `review.busy`, `review.folder`, `review.moved`.
   */
  transaction<T>(work: () => T): T {
    if (this.database.inTransaction) return work();
    this.refuseMoved();
    return guard(this.path, () => this.database.transaction(work).immediate());
  }

  /**
   * A transaction whose loss in a power cut would lose nothing that was answered as saved: it is not synced by itself. The log is written in order,
   * so the next synced transaction (the receipt of an import, say) makes it last too.
   */
  unsynced<T>(work: () => T): T {
    if (this.database.inTransaction) return work();
    this.database.pragma('synchronous = NORMAL');
    try {
      return this.transaction(work);
    } finally {
      this.database.pragma('synchronous = FULL');
    }
  }

  /** Changes to the schema: its statements forget what they were prepared for. */
  build(work: (database: Database.Database) => void): void {
    this.transaction(() => {
      work(this.database);
    });
    this.forget();
  }

  /** Only inside a transaction. Gives the last row's number. */
  run(sql: string, values: Values = []): number {
    if (!this.database.inTransaction) throw new Error('a change outside of a transaction');
    return Number(this.prepared(sql).run(values).lastInsertRowid);
  }

  /** Everything from the log beside the file into the file itself. */
  checkpoint(): void {
    guard(this.path, () => this.database.pragma('wal_checkpoint(TRUNCATE)'));
  }

  /** At rest a review is one plain file: log folded in, no side files, readable from a read-only folder. Other readers may prevent that: no harm. */
  override close(): void {
    trial(this.path, () => this.checkpoint());
    this.database.pragma('busy_timeout = 0');
    if (identity(this.path) === this.#file) trial(this.path, () => this.database.pragma('journal_mode = DELETE'));
    super.close();
  }

  /**
   * A file that was renamed is still written through its open handle, but its log stays under the old name: the next program would miss
   * what only the log holds. So the log is folded in first, then writing stops.
   */
  private refuseMoved(): void {
    if (identity(this.path) === this.#file) return;
    this.checkpoint();
    throw new Failure('review.moved', { file: this.path });
  }
}

/** Which file stands under this name: device and inode, '' for none. */
const identity = (path: string): string => {
  const seen = statSync(path, { throwIfNoEntry: false });
  return seen === undefined ? '' : `${String(seen.dev)}:${String(seen.ino)}`;
};
