// What does a table's dialect decide: how verdicts, notes and tags are read?
import type { Draft } from '../../citations/index.ts';
import type { Role } from './columns.ts';

/** The cell at a place, '' where there is none. */
export type Row = (place: number) => string;
/** The first filled cell of a role. */
export type First = (role: Role) => string | undefined;

export interface Dialect {
  readonly name: string | undefined;
  /** Keywords and tags are parted by commas. */
  readonly commas?: boolean;
  /** Where the tool keeps PubMed numbers in a column of another name. */
  pmid?(first: First): string | undefined;
  /** Adds opinions, notes and tags; values that are no verdict known go to `odd`. */
  verdicts(draft: Draft, row: Row, first: First, odd: Set<string>): void;
  /** Rows that say something about the file instead of being records. */
  passOver?(cells: readonly string[]): boolean;
}
