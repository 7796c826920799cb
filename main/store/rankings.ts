// How was each order made, and what stood at its top? Provenance for all, the whole order for some, the rest replays.
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { CitationId } from '../../shared/citation.ts';
import type { Hash, Ranking, Recipe, Seq } from '../../shared/decision.ts';
import { Failure } from '../../shared/failures.ts';
import { canonicalJson, hex, same } from './chain.ts';
import type { Connection, Writer } from './connection.ts';
import { inflated, parsed } from './failures.ts';
import { append } from './ledger.ts';
import type { Signed } from './ledger.ts';

/** What the ledger keeps of a ranking. Made by `seal`, on whichever thread ranked. */
export interface Sealed {
  readonly recipe: Recipe;
  readonly seed: number;
  readonly upTo: Seq;
  readonly inputs: Hash;
  readonly n: number;
  /** SHA-256 over the whole order and its scores. */
  readonly digest: Hash;
  /** The first 200: (key uint32, score float64) little-endian, 12 bytes each. */
  readonly head: Uint8Array;
}

export interface Ranked extends Omit<Sealed, 'head'> {
  readonly seq: Seq;
  readonly at: string;
  readonly by: string;
  /** Best first, at most 200. */
  readonly head: readonly { readonly key: CitationId; readonly score: number }[];
}

/** A whole order: keys best first, with the score of each. */
export interface Order {
  readonly keys: Uint32Array;
  readonly scores: Float64Array;
}

interface Row {
  readonly seq: number;
  readonly recipe: string;
  readonly seed: number;
  readonly up_to: number;
  readonly inputs: Uint8Array;
  readonly n: number;
  readonly digest: Uint8Array;
  readonly head: Uint8Array;
  readonly at: string;
  readonly by: string;
}

const HEAD = 200;
const EVERY = 100;
const ONE = 'SELECT r.*, l.at, l.by FROM ranking r JOIN ledger l ON l.seq = r.seq WHERE r.seq = ?';
const LAST = 'SELECT r.*, l.at, l.by FROM ranking r JOIN ledger l ON l.seq = r.seq ORDER BY r.seq DESC LIMIT 1';
const ALL = 'SELECT r.*, l.at, l.by FROM ranking r JOIN ledger l ON l.seq = r.seq ORDER BY r.seq';
const WHOLE = 'SELECT r.digest, r.n, k.body FROM keyframe k JOIN ranking r ON r.seq = k.ranking WHERE k.ranking = ?';
const NEAREST = 'SELECT ranking AS seq FROM keyframe WHERE ranking <= ? ORDER BY ranking DESC LIMIT 1';
const SINCE_KEYFRAME = 'SELECT count(*) AS n FROM ranking WHERE seq > coalesce((SELECT max(ranking) FROM keyframe), 0)';
const ANY = 'SELECT 1 AS n FROM keyframe LIMIT 1';

export const readRankings = (connection: Connection) => ({
  last: (): Ranked | undefined => one(connection.get<Row>(LAST)),
  get: (seq: Seq): Ranked | undefined => one(connection.get<Row>(ONE, [seq])),
  all: (): Ranked[] => connection.all<Row>(ALL).map(ranked),
  /** The whole order, where a keyframe holds it. Failure `review.damaged` where the keyframe is not the order that was shown. */
  order: (seq: Seq): Order | undefined => wholeOrder(connection, seq),
  /** Must the next ranking bring its whole order? At the first and then every 100th. */
  keyframeDue: (): boolean => connection.get(ANY) === undefined || (connection.get<{ n: number }>(SINCE_KEYFRAME)?.n ?? 0) >= EVERY - 1,
  /** The last ranking whose whole order is kept, at or before this one: where a replay may start to compare. */
  nearestKeyframe: (seq: Seq): Seq | undefined => connection.get<{ seq: number }>(NEAREST, [seq])?.seq,
  /** Did a replay of this ranking give what was shown then? */
  matches: (seq: Seq, again: Sealed): boolean => {
    const row = connection.get<Row>(ONE, [seq]);
    return row !== undefined && hex(row.digest) === again.digest && hex(row.inputs) === again.inputs && same(row.head, again.head);
  },
});

/** `keys[position]` is the citation at each of the ranking's positions. Some milliseconds at 100,000. */
export const seal = (ranking: Ranking, keys: Uint32Array): Sealed => {
  const order = inOrder(ranking, keys);
  const head = new DataView(new ArrayBuffer(12 * Math.min(order.keys.length, HEAD)));
  for (let at = 0; at * 12 < head.byteLength; at += 1) {
    head.setUint32(at * 12, order.keys[at] ?? 0, true);
    head.setFloat64(at * 12 + 4, order.scores[at] ?? 0, true);
  }
  const { recipe, seed, upTo, inputs } = ranking;
  return { recipe, seed, upTo, inputs, n: order.keys.length, digest: hex(orderDigest(order)), head: new Uint8Array(head.buffer) };
};

/** The whole order for a keyframe, deflated. */
export const pack = (ranking: Ranking, keys: Uint32Array): Uint8Array => {
  const order = inOrder(ranking, keys);
  return deflateRawSync(Buffer.concat([bytesOf(order.keys), bytesOf(order.scores)]), { level: 1 });
};

/** Keeps a ranking; with `whole` (from `pack`) its whole order too. */
export const keepRanking = (writer: Writer, sealed: Sealed, signed: Signed & { readonly whole?: Uint8Array }): Seq =>
  writer.transaction(() => {
    const { recipe, seed, upTo, inputs, n, digest, head } = sealed;
    const row = { recipe: canonicalJson(recipe), seed, up_to: upTo, inputs: fromHex(inputs), n, digest: fromHex(digest), head };
    const { seq, again } = append(writer, 'ranking', row, signed);
    if (signed.whole !== undefined && !again) keepWhole(writer, seq, signed.whole);
    return seq;
  });

/** The whole order of a ranking that is kept already: on close, at an export, under a certificate. */
export const keepWhole = (writer: Writer, ranking: Seq, whole: Uint8Array): void => {
  writer.transaction(() => writer.run('INSERT OR IGNORE INTO keyframe (ranking, body) VALUES (?, ?)', [ranking, whole]));
};

export const wholeOrder = (connection: Connection, seq: Seq): Order | undefined => {
  const row = connection.get<{ digest: Uint8Array; n: number; body: Uint8Array }>(WHOLE, [seq]);
  if (row === undefined) return undefined;
  const order = unpack(row.body, row.n);
  if (order !== undefined && same(orderDigest(order), row.digest)) return order;
  throw new Failure('review.damaged', { file: connection.path, what: `the order kept for ranking ${String(seq)} is not the one that was shown` });
};

const unpack = (body: Uint8Array, n: number): Order | undefined => {
  const bytes = inflated(body, n * 12);
  if (bytes?.length !== n * 12) return undefined;
  const aligned = new Uint8Array(bytes).buffer;
  return { keys: new Uint32Array(aligned.slice(0, n * 4)), scores: new Float64Array(aligned.slice(n * 4)) };
};

const orderDigest = (order: Order): Uint8Array => createHash('sha256').update(bytesOf(order.keys)).update(bytesOf(order.scores)).digest();

const inOrder = (ranking: Ranking, keys: Uint32Array): Order => ({
  keys: ranking.order.map((position) => keys[position] ?? 0),
  scores: Float64Array.from(ranking.order, (position) => ranking.scores[position] ?? 0),
});

/** Little-endian, as every machine that runs Node. */
const bytesOf = (numbers: Uint32Array | Float64Array): Uint8Array => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
const fromHex = (text: Hash): Uint8Array => Buffer.from(text, 'hex');

const one = (row: Row | undefined): Ranked | undefined => row && ranked(row);

const ranked = (row: Row): Ranked => {
  const view = new DataView(row.head.buffer, row.head.byteOffset, row.head.byteLength);
  return {
    seq: row.seq,
    at: row.at,
    by: row.by,
    recipe: parsed(row.recipe) as Recipe,
    seed: row.seed,
    upTo: row.up_to,
    inputs: hex(row.inputs),
    n: row.n,
    digest: hex(row.digest),
    head: Array.from({ length: view.byteLength / 12 }, (_, at) => ({
      key: view.getUint32(at * 12, true),
      score: view.getFloat64(at * 12 + 4, true),
    })),
  };
};
