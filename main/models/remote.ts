// Scoring on a server of the reader's own: the `/embed` and `/rerank` routes of text-embeddings-inference (Infinity and vLLM speak them too).
import * as v from 'valibot';
import { createHash } from 'node:crypto';
import type { Want } from '../../shared/evidence.ts';
import { Failure } from '../../shared/failures.ts';
import type { Chunk, Scorer } from './scorer.ts';

export interface RemoteOptions {
  /** `http://host:port`; text leaves the machine to there and nowhere else. */
  readonly address: string;
  readonly kind: 'bi-encoder' | 'cross-encoder';
  readonly width: number;
  readonly prefixes?: { readonly query: string; readonly passage: string };
  /** Bearer token, where the server wants one. */
  readonly token?: string;
  /** Records a request. */
  readonly batch?: number;
  readonly timeoutMs?: number;
  /** Waits before a repeated request; passed in so that tests do not sleep. */
  readonly wait?: (ms: number) => Promise<void>;
  readonly fetch?: typeof fetch;
}

const vectors = v.array(v.array(v.number()));
const ranks = v.array(v.object({ index: v.number(), score: v.number() }));
const wrapped = v.object({ results: v.array(v.object({ index: v.number(), relevance_score: v.number() })) });
const tries = 4;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export const remoteScorer = (options: RemoteOptions): Scorer => {
  if (!URL.canParse(options.address) || !/^https?:$/.test(new URL(options.address).protocol))
    throw new Failure('remote.address', { address: options.address });
  const { kind, width, prefixes = { query: '', passage: '' }, batch = 32 } = options;
  const name = new URL(options.address).host;
  return {
    info: {
      card: { name, title: `Server ${name}`, kind, architecture: 'remote', pooling: 'mean', normalise: true, width, maxTokens: 512, prefixes },
      guessed: true,
      hash: createHash('sha256')
        .update(`${options.address} ${kind} ${String(width)} ${JSON.stringify(prefixes)}`)
        .digest('hex'),
      provider: 'remote',
      notes: [],
    },
    say: async function* (want, texts, signal) {
      // Words and single sentences no such server tells of: rankers do without their explanation.
      if (want.part === 'sentences' || want.kind === 'words' || (want.kind === 'pair') !== (kind === 'cross-encoder')) return;
      const prefix = want.kind === 'query' ? prefixes.query : prefixes.passage;
      for (let from = 0; from < texts.length && !signal.aborted; from += batch) {
        const some = texts.slice(from, from + batch).map((text) => plain(text, want.part));
        yield await (kind === 'cross-encoder'
          ? rerank(options, want, some, signal, from)
          : embed(
              options,
              some.map((text) => prefix + text),
              signal,
              from,
            ));
      }
    },
    close: () => Promise.resolve(),
  };
};

/** Title and abstract as one text; the server cuts or splits by its own rules. */
const plain = (text: string, part: Want['part']): string => {
  const [title = '', ...rest] = text.split('\n');
  const abstract = rest.join('\n');
  if (part === 'title' || abstract === '') return title;
  return part === 'abstract' ? abstract : `${title.replace(/[.\s]+$/, '')}. ${abstract}`;
};

const embed = async (options: RemoteOptions, texts: readonly string[], signal: AbortSignal, from: number): Promise<Chunk> => {
  const said = v.safeParse(vectors, await post(options, '/embed', { inputs: texts, normalize: true, truncate: true }, signal));
  if (!said.success || said.output.length !== texts.length || said.output.some((vector) => vector.length !== options.width))
    throw new Failure('remote.strange', { address: options.address, what: `no ${String(texts.length)} vectors of ${String(options.width)} numbers` });
  return { at: Uint32Array.from(texts, (_unused, i) => from + i), values: Float32Array.from(said.output.flat()) };
};

const rerank = async (options: RemoteOptions, want: Want, texts: readonly string[], signal: AbortSignal, from: number): Promise<Chunk> => {
  const answer = await post(options, '/rerank', { query: want.query, texts, raw_scores: true, truncate: true }, signal);
  const scores = new Float32Array(texts.length).fill(Number.NaN);
  const bare = v.safeParse(ranks, answer);
  const other = v.safeParse(wrapped, answer);
  const rows = bare.success
    ? bare.output
    : other.success
      ? other.output.results.map((row) => ({ index: row.index, score: row.relevance_score }))
      : [];
  for (const { index, score } of rows) if (Number.isInteger(index) && index >= 0 && index < texts.length) scores[index] = score;
  if (scores.some((score) => !Number.isFinite(score)))
    throw new Failure('remote.strange', { address: options.address, what: `no score for each of ${String(texts.length)} texts` });
  return { at: Uint32Array.from(texts, (_unused, i) => from + i), values: scores };
};

/** Tries again on a server that is busy or away, with growing pauses; what it refuses it will refuse again. */
const post = async (options: RemoteOptions, route: string, body: unknown, signal: AbortSignal): Promise<unknown> => {
  const { address, token, timeoutMs = 60_000, wait = sleep, fetch: ask = fetch } = options;
  const url = new URL(address.replace(/\/$/, '') + route);
  let last = 'no answer';
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await wait(250 * 4 ** (attempt - 1));
    check(signal);
    const answer = await ask(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    }).then(
      async (response) => ({ status: response.status, text: await response.text() }),
      (error: unknown) => ({ status: 0, text: error instanceof Error ? error.message : 'no answer' }),
    );
    check(signal);
    if (answer.status === 200) return parse(answer.text, address);
    last = answer.status === 0 ? answer.text.slice(0, 120) : `answer ${String(answer.status)}`;
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429 && answer.status !== 408) break;
  }
  throw new Failure('remote.failed', { address, what: last });
};

const check = (signal: AbortSignal): void => {
  if (signal.aborted) throw new Failure('call.cancelled');
};

const parse = (text: string, address: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('remote.strange', { address, what: 'no JSON' });
  }
};
