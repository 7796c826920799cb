// What is wrong with somebody else's project, in a sentence? The only place of this folder that catches.
import Database from 'better-sqlite3';
import { Failure } from '../../../shared/failures.ts';
import { plain } from '../failures.ts';

/** The failure for a project that cannot be read; `what` is a short clause. */
export const unreadable = (file: string, what: string): Failure => new Failure('asreview.project', { file, what: plain(what) });

/** Runs work on a foreign database: whatever SQLite says against it is told of the file. */
export const guardForeign = <T>(file: string, entry: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Database.SqliteError || (error instanceof TypeError && /database/i.test(error.message)))
      throw unreadable(file, `its ${entry} is damaged (${error.message})`);
    throw error;
  }
};

/** Items until the source fails as expected; then it ends and `failed` is told why. Bugs go through. */
export const untilFailure = async function* <T>(items: AsyncIterable<T>, failed: (why: Failure) => void): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failed(error);
  }
};
