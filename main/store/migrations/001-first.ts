// Schema 1: what does a review file hold?
import type { Migration } from './migration.ts';

/**
 * Text and blobs have limits, so that a hostile or broken file is refused by `quick_check` before anything is read into memory
 * (`octet_length` looks at the length only). The importer turns longer records into rejections.
 */
export const first: Migration = {
  version: 1,
  sql: `
CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- On the ledger: each row belongs to the ledger row of the same seq and is under its hash.
CREATE TABLE review (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE protocol (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  body TEXT NOT NULL CHECK (octet_length(body) <= 4000000)
) STRICT;
CREATE TABLE decision (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  citation INTEGER NOT NULL REFERENCES citation,
  stage TEXT NOT NULL CHECK (stage IN ('abstract', 'fulltext')),
  verdict TEXT NOT NULL CHECK (verdict IN ('include', 'exclude', 'maybe', 'later', 'cleared')),
  origin TEXT NOT NULL CHECK (origin IN ('screened', 'prior', 'audit')),
  reason TEXT CHECK (octet_length(reason) <= 100000),
  ranking INTEGER REFERENCES ranking,
  rank INTEGER CHECK (rank >= 1)
) STRICT;
CREATE INDEX decision_citation ON decision (citation, stage);
CREATE TABLE ranking (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  recipe TEXT NOT NULL CHECK (octet_length(recipe) <= 4000000),
  seed INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  inputs BLOB NOT NULL CHECK (length(inputs) = 32),
  n INTEGER NOT NULL CHECK (n >= 0),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  head BLOB NOT NULL CHECK (length(head) = 12 * min(n, 200))
) STRICT;
CREATE TABLE receipt (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  import INTEGER NOT NULL UNIQUE REFERENCES import,
  read INTEGER NOT NULL,
  kept INTEGER NOT NULL CHECK (kept >= 0),
  duplicates INTEGER NOT NULL CHECK (duplicates >= 0),
  rejected INTEGER NOT NULL CHECK (rejected >= 0),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  CHECK (read = kept + duplicates + rejected)
) STRICT;
CREATE TABLE sameness (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  citation INTEGER NOT NULL REFERENCES citation,
  same_as INTEGER REFERENCES citation,
  reason TEXT NOT NULL,
  confidence REAL NOT NULL
) STRICT;
CREATE INDEX sameness_citation ON sameness (citation);
CREATE INDEX sameness_same_as ON sameness (same_as);
CREATE TABLE note (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  citation INTEGER NOT NULL REFERENCES citation,
  text TEXT NOT NULL CHECK (octet_length(text) <= 1000000)
) STRICT;
CREATE INDEX note_citation ON note (citation);
CREATE TABLE tag (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  citation INTEGER NOT NULL REFERENCES citation,
  tag TEXT NOT NULL CHECK (octet_length(tag) <= 10000),
  worn INTEGER NOT NULL CHECK (worn IN (0, 1))
) STRICT;
CREATE INDEX tag_citation ON tag (citation);
CREATE TABLE rule (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  body TEXT NOT NULL CHECK (octet_length(body) <= 4000000)
) STRICT;
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  body TEXT NOT NULL CHECK (octet_length(body) <= 16000000)
) STRICT;

-- Beside it: what was read, under the digest of its receipt.
CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file TEXT NOT NULL,
  format TEXT NOT NULL,
  dialect TEXT,
  encoding TEXT NOT NULL,
  warnings TEXT NOT NULL,
  opinions TEXT,
  indexed INTEGER NOT NULL
) STRICT;
CREATE TABLE citation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import INTEGER NOT NULL REFERENCES import,
  line INTEGER NOT NULL,
  title TEXT CHECK (octet_length(title) <= 1000000),
  abstract TEXT CHECK (octet_length(abstract) <= 4000000),
  rest TEXT NOT NULL CHECK (octet_length(rest) <= 16000000),
  raw BLOB CHECK (length(raw) <= 16000000)
) STRICT;
CREATE INDEX citation_import ON citation (import);
CREATE TABLE duplicate (
  citation INTEGER PRIMARY KEY REFERENCES citation,
  same_as INTEGER NOT NULL REFERENCES citation,
  reason TEXT NOT NULL,
  confidence REAL NOT NULL
) STRICT;
CREATE INDEX duplicate_same_as ON duplicate (same_as);
CREATE TABLE rejection (
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES import,
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  slots TEXT,
  raw TEXT NOT NULL CHECK (octet_length(raw) <= 16000000)
) STRICT;
CREATE INDEX rejection_import ON rejection (import);
CREATE TABLE identifier (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  citation INTEGER NOT NULL,
  PRIMARY KEY (kind, value, citation)
) STRICT, WITHOUT ROWID;

-- Whole orders of some rankings, and what the network said.
CREATE TABLE keyframe (
  ranking INTEGER PRIMARY KEY REFERENCES ranking,
  body BLOB NOT NULL
) STRICT;
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  question BLOB NOT NULL CHECK (length(question) = 32),
  record BLOB NOT NULL CHECK (length(record) = 32),
  value BLOB NOT NULL CHECK (length(value) <= 4000000),
  digest BLOB NOT NULL CHECK (length(digest) = 8),
  UNIQUE (question, record)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5(title, abstract, names, words, content='', tokenize="unicode61 remove_diacritics 2");
-- Fewer, larger merges: the index is built in thousands of small transactions.
INSERT INTO search (search, rank) VALUES ('automerge', 8);
`,
};
