// Scoring on a server of the reader's own: the `/embed` and `/rerank` routes of text-embeddings-inference, or `/embeddings` and `/rerank` as Infinity,
// vLLM and others that follow OpenAI and Cohere have them.
import * as v from 'valibot';
import { createHash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { Want } from '../../shared/evidence.ts';
import { Failure } from '../../shared/failures.ts';
import { prefixesFor } from './card.ts';
import { halves, piecesOf, withoutEach } from './frames.ts';
import { normalise } from './pooling.ts';
import type { Chunk, Scorer } from './scorer.ts';

type RemoteKind = 'bi-encoder' | 'cross-encoder';
/** `embed`: as text-embeddings-inference; `documents`: as OpenAI and Cohere, which are told the model's name. */
type Speaks = 'embed' | 'documents';

/** What a server said of itself when it was tried: nothing that another model says is ever kept under its hash. */
export interface RemoteModel {
  readonly address: string;
  readonly kind: RemoteKind;
  /** As the server names it. */
  readonly model: string;
  /** Commit and number format, where the server tells. */
  readonly revision: string;
  readonly speaks: Speaks;
  /** Before the routes: "" or `/v1`. */
  readonly base: string;
  /** Numbers a vector; 1 for a cross-encoder. */
  readonly width: number;
  /** Records a request that the server takes. */
  readonly batch: number;
  readonly hash: string;
}

export interface RemoteOptions {
  /** As it was tried; text leaves the machine to its address and nowhere else. Asked again before each use, and refused where it is another model now. */
  readonly tried: RemoteModel;
  /** Bearer token, where the server wants one. */
  readonly token?: string | undefined;
  readonly timeoutMs?: number;
  /** How often a server that is busy or away is asked, the first time included. */
  readonly tries?: number;
  /** Waits before a repeated request; passed in so that tests do not sleep. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly fetch?: typeof fetch;
}
type Asking = Omit<RemoteOptions, 'tried'> & { readonly tried: Pick<RemoteModel, 'address' | 'kind'> };

const vectors = v.array(v.array(v.number()));
const ranks = v.array(v.object({ index: v.number(), score: v.number() }));
const wrapped = v.object({ results: v.array(v.object({ index: v.number(), relevance_score: v.number() })) });
const embeddings = v.object({ data: v.array(v.object({ index: v.number(), embedding: v.array(v.number()) })) });
const usualTries = 4;
const mostBytes = 64_000_000;
/** Ends early where it is cancelled; who waited looks at the signal. */
const sleep = (ms: number, signal: AbortSignal) => after(ms, undefined, { signal }).catch(() => undefined);

/** @throws Failure remote.address: also for one that carries a name or password, which would get into messages */
const judgeAddress = (address: string): URL => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new Failure('remote.address', { address: address.replace(/\/\/[^/@]*@/, '//…@').slice(0, 200) });
  return url;
};

const hashOf = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

export const remoteScorer = (options: RemoteOptions): Scorer => {
  const { tried } = options;
  const { host } = judgeAddress(tried.address);
  const { kind, width, batch } = tried;
  const prefixes = prefixesFor(tried.model);
  return {
    info: {
      card: {
        name: host,
        title: `${tried.model} at ${host}`,
        kind,
        architecture: 'remote',
        pooling: 'mean',
        normalise: true,
        width,
        maxTokens: 512,
        prefixes,
      },
      guessed: true,
      hash: tried.hash,
      provider: 'remote',
      notes: [],
    },
    say: async function* (want, texts, signal) {
      // The vectors of single words no such server tells: rankers do without their explanation.
      if (want.kind === 'words' || (want.kind === 'pair') !== (kind === 'cross-encoder')) return;
      if (texts.length > 0) await sameAs(options, signal);
      const prefix = want.kind === 'query' ? prefixes.query : prefixes.passage;
      const scored = (some: readonly string[]) =>
        kind === 'cross-encoder'
          ? rerank(options, want.query, some, signal)
          : embed(
              options,
              some.map((text) => prefix + text),
              signal,
            );
      if (want.part === 'sentences') {
        for (const [at, text] of texts.entries()) {
          const pieces = kind === 'cross-encoder' ? withoutEach(text).map((without) => plain(without, 'both')) : piecesOf(text);
          const values = new Float32Array(pieces.length * width);
          for (let from = 0; from < pieces.length; from += batch) values.set(await scored(pieces.slice(from, from + batch)), from * width);
          yield { at: Uint32Array.of(at), values, counts: Uint32Array.of(pieces.length) } satisfies Chunk;
        }
        return;
      }
      for (let from = 0; from < texts.length && !signal.aborted; from += batch) {
        const some = texts.slice(from, from + batch).map((text) => plain(text, want.part));
        yield { at: Uint32Array.from(some, (_unused, i) => from + i), values: await scored(some) } satisfies Chunk;
      }
    },
    close: () => Promise.resolve(),
  };
};

/** An invented sentence: a try tells the server nothing of a review. */
const trial = 'Walking aids after a stroke: a trial that never was.';

/**
 * Which model answers there, and how? Asked with an invented sentence.
 * @returns with the time of the answer in ms @throws Failure remote.…
 */
export const tryRemote = async (
  { address, kind, ...how }: Pick<RemoteModel, 'address' | 'kind'> & Pick<RemoteOptions, 'token' | 'fetch' | 'timeoutMs'>,
  signal: AbortSignal,
): Promise<{ readonly model: RemoteModel; readonly ms: number }> => {
  const { host } = judgeAddress(address);
  const named = await nameOf({ ...how, tries: 1, tried: { address, kind } }, signal);
  const draft: RemoteModel = { address, kind, ...named, model: named.model === '' ? host : named.model, width: unknown, hash: '' };
  const asking = { ...how, tries: 1, tried: draft };
  const began = performance.now();
  const values = await (kind === 'cross-encoder' ? rerank(asking, trial, [trial], signal) : embed(asking, [trial], signal));
  const ms = performance.now() - began;
  const width = kind === 'cross-encoder' ? 1 : values.length;
  // A name alone may be given to several: then the address belongs to it too.
  const where = named.revision === '' ? address.replace(/\/+$/, '') : '';
  const hash = hashOf(['remote', draft.model, named.revision, where, kind, width, prefixesFor(draft.model)]);
  return { model: { ...draft, width, hash }, ms };
};

/** Width of a model that has not answered yet. */
const unknown = 0;

const sameAs = async (options: RemoteOptions, signal: AbortSignal): Promise<void> => {
  const { tried } = options;
  const { model, revision } = await nameOf(options, signal);
  if ((model === '' ? judgeAddress(tried.address).host : model) !== tried.model || revision !== tried.revision)
    throw new Failure('remote.changed', { address: tried.address, model: model.slice(0, 120), was: tried.model.slice(0, 120) });
};

const info = v.object({
  model_id: v.string(),
  model_sha: v.optional(v.nullable(v.string())),
  model_dtype: v.optional(v.string()),
  max_client_batch_size: v.optional(v.number()),
});
const listed = v.object({ data: v.pipe(v.array(v.object({ id: v.string(), capabilities: v.optional(v.array(v.string())) })), v.minLength(1)) });

/** Who answers, by `/info` or by the list of models; a server with neither route is taken by its address. */
const nameOf = async (options: Asking, signal: AbortSignal): Promise<Pick<RemoteModel, 'model' | 'revision' | 'speaks' | 'base' | 'batch'>> => {
  const said = async (route: string): Promise<unknown> => {
    const answer = await send(options, route, undefined, signal);
    if (answer.status === 401 || answer.status === 403)
      throw new Failure('remote.failed', { address: options.tried.address, what: `answer ${String(answer.status)}` });
    return answer.status === 200 ? looked(answer.text) : undefined;
  };
  const own = v.safeParse(info, await said('/info'));
  if (own.success) {
    const { model_id: model, model_sha: sha, model_dtype: dtype, max_client_batch_size: most = 32 } = own.output;
    const revision = typeof sha === 'string' ? `${sha} ${dtype ?? ''}`.trim() : '';
    return {
      model: model.slice(0, 200),
      revision: revision.slice(0, 200),
      speaks: 'embed',
      base: '',
      batch: Math.max(1, Math.min(32, Math.floor(most))),
    };
  }
  for (const base of ['', '/v1']) {
    const list = v.safeParse(listed, await said(`${base}/models`));
    if (!list.success) continue;
    const able = options.tried.kind === 'cross-encoder' ? 'rerank' : 'embed';
    const one = list.output.data.find(({ capabilities }) => capabilities?.includes(able)) ?? list.output.data[0]!;
    return { model: one.id.slice(0, 200), revision: '', speaks: 'documents', base, batch: 32 };
  }
  return { model: '', revision: '', speaks: 'embed', base: '', batch: 32 };
};

/** Title and abstract as one text; the server cuts or splits by its own rules. */
const plain = (text: string, part: Want['part']): string => {
  const { title, abstract } = halves(text);
  if (part === 'title' || abstract === '') return title;
  return part === 'abstract' || title === '' ? abstract : `${title.replace(/[.\s]+$/, '')}. ${abstract}`;
};

/** Rows of unit length, one after the other. */
const embed = async (options: RemoteOptions, texts: readonly string[], signal: AbortSignal): Promise<Float32Array> => {
  const { tried } = options;
  const answer =
    tried.speaks === 'documents'
      ? await post(options, `${tried.base}/embeddings`, { model: tried.model, input: texts, encoding_format: 'float' }, signal)
      : await post(options, '/embed', { inputs: texts, normalize: true, truncate: true }, signal);
  const bare = v.safeParse(vectors, answer);
  const other = v.safeParse(embeddings, answer);
  const rows = bare.success
    ? bare.output
    : other.success
      ? [...other.output.data].sort((a, b) => a.index - b.index).map(({ embedding }) => embedding)
      : [];
  const width = tried.width === unknown ? (rows[0]?.length ?? 0) : tried.width;
  if (rows.length !== texts.length || width === 0 || width > 8_192 || rows.some((row) => row.length !== width || !row.every(Number.isFinite)))
    throw new Failure('remote.strange', {
      address: tried.address,
      what: `no ${String(texts.length)} vectors of ${width === 0 ? 'any' : String(width)} numbers`,
    });
  const values = Float32Array.from(rows.flat());
  for (let at = 0; at < rows.length; at += 1) normalise(values.subarray(at * width, (at + 1) * width));
  return values;
};

const rerank = async (options: RemoteOptions, query: string, texts: readonly string[], signal: AbortSignal): Promise<Float32Array> => {
  const { tried } = options;
  const answer =
    tried.speaks === 'documents'
      ? await post(options, `${tried.base}/rerank`, { model: tried.model, query, documents: texts }, signal)
      : await post(options, '/rerank', { query, texts, raw_scores: true, truncate: true }, signal);
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
    throw new Failure('remote.strange', { address: tried.address, what: `no score for each of ${String(texts.length)} texts` });
  return scores;
};

const post = async (options: RemoteOptions, route: string, body: unknown, signal: AbortSignal): Promise<unknown> => {
  const { address } = options.tried;
  const { status, text } = await send(options, route, body, signal);
  if (status !== 200) throw new Failure('remote.failed', { address, what: `answer ${String(status)}` });
  const said = looked(text);
  if (said === undefined) throw new Failure('remote.strange', { address, what: 'no JSON' });
  return said;
};

/** Tries again on a server that is busy or away, with growing pauses; what it refuses it will refuse again. @throws Failure remote.failed, call.cancelled */
const send = async (options: Asking, route: string, body: unknown, signal: AbortSignal): Promise<{ status: number; text: string }> => {
  const { tried, token, timeoutMs = 60_000, tries = usualTries, wait = sleep, fetch: ask = fetch } = options;
  const { address } = tried;
  const url = new URL(address.replace(/\/+$/, '') + route);
  let what = 'no answer';
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await wait(250 * 4 ** (attempt - 1), signal);
    check(signal);
    const answer = await ask(url, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...(token === undefined || token === '' ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    }).then(
      async (response) => ({ status: response.status, text: await textOf(response) }),
      (error: unknown) => ({ status: 0, text: whyOf(error) }),
    );
    check(signal);
    const { status } = answer;
    if (status !== 0 && status < 500 && status !== 429 && status !== 408) return answer;
    what = status === 0 ? answer.text : `answer ${String(status)}`;
  }
  throw new Failure('remote.failed', { address, what });
};

/** "" where it is larger than any answer can be: no JSON then. */
const textOf = async (response: Response): Promise<string> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    const bytes = part as Uint8Array;
    size += bytes.length;
    if (size > mostBytes) return '';
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
};

/** In words of ours: the platform's own may quote what was sent. */
const whyOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'no answer in time';
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'there is no such host',
    EAI_AGAIN: 'the name was not found',
    ECONNRESET: 'it hung up',
    UND_ERR_SOCKET: 'it hung up',
    ETIMEDOUT: 'no answer in time',
    UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
    EHOSTUNREACH: 'there is no way to it',
    ENETUNREACH: 'there is no network',
  };
  return known[code] ?? (/CERT|SSL|TLS/.test(code) ? 'its certificate is not trusted' : 'no answer');
};

const check = (signal: AbortSignal): void => {
  if (signal.aborted) throw new Failure('call.cancelled');
};

/** Undefined where it is no JSON. */
const looked = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
