// Which database driver is loaded? Node's own by default; Electron has an ABI of its own, and its driver lies elsewhere.
import Sqlite from 'better-sqlite3';

/** The compiled driver to load instead of the usual one. */
const elsewhere = process.env.WINNOW_SQLITE_DRIVER;

export class Database extends Sqlite {
  constructor(path: string | Buffer, options: Sqlite.Options = {}) {
    super(path, elsewhere === undefined ? options : { ...options, nativeBinding: elsewhere });
  }
}

/** An open database as the driver has it. */
export type Db = Sqlite.Database;
