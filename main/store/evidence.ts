// What did the network say? Kept once for every record and question, for floats differ between machines.
import { createHash } from 'node:crypto';
import type { Hash } from '../../shared/decision.ts';
import { canonicalJson } from './chain.ts';
import type { Connection, Writer } from './connection.ts';

/** As a ranker's `Want`, without its positions. */
export interface Question {
  readonly model: Hash;
  readonly kind: 'vector' | 'query' | 'pair' | 'words';
  readonly query: string;
  readonly part: 'title' | 'abstract' | 'both' | 'sentences';
  readonly fold: 'max' | 'first' | 'mean';
}

export interface Answer {
  /** Hash of the record's text as it was shown to the network: the same text is never scored twice. */
  readonly record: Hash;
  readonly value: Float32Array;
}

const ONE = 'SELECT value FROM evidence WHERE question = ? AND record = ?';
const INSERT = 'INSERT OR IGNORE INTO evidence (question, record, value, digest) VALUES (?, ?, ?, ?)';

export const readEvidence = (connection: Connection) => ({
  /** n × width, row-major, in the order of `records`; NaN where the network has not said yet. */
  read: (question: Question, records: readonly Hash[], width: number): Float32Array => {
    const asked = questionHash(question);
    const values = new Float32Array(records.length * width).fill(Number.NaN);
    for (const [at, record] of records.entries()) {
      const found = connection.get<{ value: Uint8Array }>(ONE, [asked, fromHex(record)])?.value;
      if (found?.length === width * 4) values.set(floats(found), at * width);
    }
    return values;
  },
  count: (question: Question): number =>
    connection.get<{ n: number }>('SELECT count(*) AS n FROM evidence WHERE question = ?', [questionHash(question)])?.n ?? 0,
});

/** One transaction; what was said first stays, so that rankings made with it replay. Give some hundred at a time. */
export const keepEvidence = (writer: Writer, question: Question, answers: readonly Answer[]): void => {
  const asked = questionHash(question);
  writer.unsynced(() => {
    for (const { record, value } of answers) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      writer.run(INSERT, [asked, fromHex(record), bytes, evidenceDigest(asked, fromHex(record), bytes)]);
    }
  });
};

/** 8 bytes: finds damage, proves nothing by itself; a ranking's `inputs` does. */
export const evidenceDigest = (question: Uint8Array, record: Uint8Array, value: Uint8Array): Uint8Array =>
  createHash('sha256').update(question).update(record).update(value).digest().subarray(0, 8);

const questionHash = (question: Question): Uint8Array => {
  const { model, kind, query, part, fold } = question;
  return createHash('sha256').update(canonicalJson({ model, kind, query, part, fold })).digest();
};

const fromHex = (text: Hash): Uint8Array => Buffer.from(text, 'hex');
const floats = (bytes: Uint8Array): Float32Array => new Float32Array(new Uint8Array(bytes).buffer);
