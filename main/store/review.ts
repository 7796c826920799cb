// What may be asked of an open review, and changed where it may be?
import type { Failure } from '../../shared/failures.ts';
import { readBrowse } from './browse.ts';
import { readCitations } from './citations.ts';
import { Writer } from './connection.ts';
import type { Connection } from './connection.ts';
import { copyVerified } from './copy.ts';
import { readDecisions } from './decisions.ts';
import { readEvidence } from './evidence.ts';
import { readLedger } from './ledger.ts';
import type { Lock } from './lock.ts';
import { readNotes, readTags } from './notes.ts';
import { readAudits, readProtocol, readRules } from './protocol.ts';
import { readRankings } from './rankings.ts';
import { readReceipts } from './receipts.ts';
import { readSameness } from './sameness.ts';
import { readSearch } from './search.ts';
import { steps } from './steps.ts';
import { writing } from './writing.ts';
import type { Writing } from './writing.ts';

/** Everything that may be asked of an open review; `write` is there where it may also be changed. */
export class Review {
  readonly path: string;
  readonly id: string;
  readonly citations;
  readonly browse;
  readonly search;
  readonly decisions;
  readonly steps;
  readonly rankings;
  readonly receipts;
  readonly protocol;
  readonly rules;
  readonly audits;
  readonly sameness;
  readonly notes;
  readonly tags;
  readonly evidence;
  readonly ledger;
  readonly write?: Writing;
  /** Why it is open for reading only, where that was not asked for. */
  readonly onlyRead?: Failure;
  readonly #connection: Connection;
  readonly #lock?: Lock;
  #closed = false;

  constructor(connection: Connection, id: string, held: { readonly lock?: Lock; readonly onlyRead?: Failure } = {}) {
    this.#connection = connection;
    this.path = connection.path;
    this.id = id;
    this.citations = readCitations(connection);
    this.browse = readBrowse(connection);
    this.search = readSearch(connection);
    this.decisions = readDecisions(connection);
    this.steps = (by: string) => steps(connection, by);
    this.rankings = readRankings(connection);
    this.receipts = readReceipts(connection);
    this.protocol = readProtocol(connection);
    this.rules = readRules(connection);
    this.audits = readAudits(connection);
    this.sameness = readSameness(connection);
    this.notes = readNotes(connection);
    this.tags = readTags(connection);
    this.evidence = readEvidence(connection);
    this.ledger = readLedger(connection);
    if (connection instanceof Writer) this.write = writing(connection);
    this.#lock = held.lock;
    this.onlyRead = held.onlyRead;
  }

  /** A verified copy in that folder; its path. */
  copyTo(folder: string, name: string): string {
    return copyVerified(this.#connection, folder, name);
  }

  /** Folds the log in and gives the lock back; further calls do nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.#connection.close();
    } finally {
      this.#lock?.release();
    }
  }
}

export type WritableReview = Review & { readonly write: Writing };
