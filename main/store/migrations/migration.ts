// What is one step of the file's schema? It only moves forward and leaves the ledger's rows as they are.
export interface Migration {
  /** The `user_version` it leads to: 1, 2, 3 … without gaps. */
  readonly version: number;
  /** Statements as they stand in our source; run in one transaction, after a verified backup. */
  readonly sql: string;
}
