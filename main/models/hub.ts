// How does a model come from the Hugging Face hub? By the hub's own routes: listed at one commit, fetched in pieces that go on after a break, checked by hash.
import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { Failure } from '../../shared/failures.ts';
import type { Step } from '../../shared/work.ts';
import { largestBytes } from './onnx/judge.ts';
import { isModelFile } from './shelf.ts';

export interface Hub {
  /** Where the hub's own clients are sent by HF_ENDPOINT. */
  readonly endpoint: string;
  readonly token?: string | undefined;
  readonly fetch?: typeof fetch;
  /** Waits before a repeated request; passed in so that tests do not sleep. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** As the hub's own clients read their environment. @throws Failure hub.offline */
export const hubOf = (env: Readonly<Record<string, string | undefined>>): Hub => {
  if (/^(1|true|yes|on)$/i.test(env.HF_HUB_OFFLINE ?? '')) throw new Failure('hub.offline');
  const endpoint = env.HF_ENDPOINT === undefined || env.HF_ENDPOINT === '' ? 'https://huggingface.co' : env.HF_ENDPOINT.replace(/\/+$/, '');
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) throw new Failure('hub.address', { address: endpoint });
  return { endpoint, token: env.HF_TOKEN === '' ? undefined : env.HF_TOKEN };
};

export interface HubFile {
  readonly path: string;
  readonly size: number;
  /** SHA-256 of a large file; SHA-1 of a small one as git keeps it. */
  readonly hash: { readonly by: 'sha256' | 'git'; readonly hex: string };
}

export interface HubModel {
  readonly repo: string;
  readonly commit: string;
  readonly licence?: string | undefined;
  readonly files: readonly HubFile[];
}

export interface HubAsk {
  /** `owner/name`. */
  readonly repo: string;
  /** A branch, tag or commit. */
  readonly revision?: string;
  readonly signal: AbortSignal;
}

const info = v.object({
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/)),
  cardData: v.optional(v.nullable(v.object({ license: v.optional(v.union([v.string(), v.array(v.string())])) }))),
});
const tree = v.array(
  v.object({
    type: v.string(),
    path: v.pipe(v.string(), v.maxLength(500)),
    size: v.optional(v.pipe(v.number(), v.minValue(0))),
    oid: v.optional(v.string()),
    lfs: v.optional(v.object({ oid: v.string(), size: v.pipe(v.number(), v.minValue(0)) })),
  }),
);
const mostPages = 20;

/** What the hub has of this model. @throws Failure hub.… */
export const lookUp = async (hub: Hub, { repo, revision = 'main', signal }: HubAsk): Promise<HubModel> => {
  if (!/^[\w.-]{1,96}(\/[\w.-]{1,96})?$/.test(repo) || repo.split('/').some((part) => /^\.+$/.test(part))) throw new Failure('hub.name', { repo });
  const base = `${hub.endpoint}/api/models/${repo}`;
  const said = v.safeParse(info, await json(hub, `${base}/revision/${encodeURIComponent(revision)}`, { repo, signal }));
  if (!said.success) throw new Failure('hub.strange', { repo, what: 'no description of the model' });
  const commit = said.output.sha;
  const files: HubFile[] = [];
  let next: string | undefined = `${base}/tree/${commit}?recursive=true`;
  for (let page = 0; next !== undefined && page < mostPages; page += 1) {
    const answer = await request(hub, next, { repo, signal });
    const listed = v.safeParse(tree, parsed(await answer.text(), repo));
    if (!listed.success) throw new Failure('hub.strange', { repo, what: 'no list of its files' });
    for (const { type, path, size = 0, oid = '', lfs } of listed.output) {
      if (type !== 'file' || !isSafe(path)) continue;
      files.push({ path, size: lfs?.size ?? size, hash: lfs === undefined ? { by: 'git', hex: oid } : { by: 'sha256', hex: lfs.oid } });
    }
    next = nextPage(answer.headers.get('link'), hub.endpoint);
  }
  const licence = said.output.cardData?.license;
  return { repo, commit, licence: Array.isArray(licence) ? licence.join(', ') : licence, files };
};

const isSafe = (path: string): boolean => !path.startsWith('/') && !/\\|\0|(^|\/)\.\.?(\/|$)/.test(path);

/** `<…>; rel="next"`, on the same server only. */
const nextPage = (link: string | null, endpoint: string): string | undefined => {
  const found = /<([^>]+)>\s*;\s*rel="next"/.exec(link ?? '')?.[1];
  if (found === undefined || !URL.canParse(found, endpoint)) return undefined;
  const url = new URL(found, endpoint);
  return url.origin === new URL(endpoint).origin ? url.href : undefined;
};

/** Quantised first: a fraction of the size, and as good here. */
const preferred = [
  'onnx/model_quantized.onnx',
  'model_quantized.onnx',
  'onnx/model_int8.onnx',
  'onnx/model_qint8_avx512_vnni.onnx',
  'onnx/model.onnx',
  'model.onnx',
  'onnx/model_fp16.onnx',
];

export interface Chosen {
  readonly network: HubFile;
  /** Network, its weights where they lie beside it, tokeniser and descriptions; `as`: where it goes. */
  readonly files: readonly (HubFile & { readonly as: string })[];
}

/** @param file the network wanted, by its path @throws Failure hub.none, model.large */
export const choose = ({ repo, files }: HubModel, file?: string): Chosen => {
  const network =
    file === undefined ? preferred.flatMap((name) => files.find(({ path }) => path === name) ?? [])[0] : files.find(({ path }) => path === file);
  if (network === undefined || !network.path.endsWith('.onnx')) {
    const found = files.map(({ path }) => path).filter((path) => path.endsWith('.onnx'));
    throw new Failure('hub.none', { repo, found: found.length === 0 ? 'none' : found.slice(0, 12).join(', ') });
  }
  const folder = network.path.includes('/') ? `${dirname(network.path)}/` : '';
  const weights = files.filter(({ path }) => path === `${network.path}_data` || path === `${network.path}.data`);
  const others = files.filter(({ path }) => isModelFile(path) && !/\.onnx(_data|\.data)?$|^weights\.bin$/.test(path));
  const taken = [
    { ...network, as: 'model.onnx' },
    ...weights.map((one) => ({ ...one, as: one.path.slice(folder.length) })),
    ...others.map((one) => ({ ...one, as: one.path })),
  ];
  const total = taken.reduce((sum, { size }) => sum + size, 0);
  if (total > largestBytes) throw new Failure('model.large', { size: String(Math.round(total / 1e6)), limit: String(largestBytes / 1e6) });
  return { network, files: taken };
};

export interface Fetching {
  /** Kept between tries: what is there whole is not fetched again, what is there in part goes on. */
  readonly into: string;
  readonly signal: AbortSignal;
  /** Bytes. */
  readonly step: (step: Step) => void;
}

/** @throws Failure hub.…, call.cancelled */
export const download = async (hub: Hub, model: HubModel, { files }: Chosen, { into, signal, step }: Fetching): Promise<void> => {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const file of files) {
    const target = join(into, file.as);
    mkdirSync(dirname(target), { recursive: true });
    const at = before;
    if (!existsSync(target)) await fetchFile(hub, model, file, { target, signal, told: (bytes) => step({ done: at + bytes, total }) });
    before += file.size;
    step({ done: before, total });
  }
};

const tries = 5;

const fetchFile = async (
  hub: Hub,
  { repo, commit }: HubModel,
  file: HubFile,
  { target, signal, told }: { target: string; signal: AbortSignal; told: (bytes: number) => void },
): Promise<void> => {
  const part = `${target}.part`;
  const url = `${hub.endpoint}/${repo}/resolve/${commit}/${file.path.split('/').map(encodeURIComponent).join('/')}`;
  let last = 'no answer';
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await (hub.wait ?? sleep)(500 * 3 ** (attempt - 1));
    try {
      await append(hub, url, { repo, part, size: file.size, signal, told });
    } catch (error) {
      check(signal);
      if (error instanceof Failure) throw error;
      last = error instanceof Error ? error.message.slice(0, 120) : last; // broken off: the next try goes on from here
      continue;
    }
    const got = statSync(part).size;
    if (got < file.size) continue;
    if (got === file.size && (await hashOf(part, file)) === file.hash.hex) {
      renameSync(part, target);
      return;
    }
    rmSync(part);
    last = 'its hash is not the one that the hub names';
    if (attempt > 0) break; // twice the same wrong bytes
  }
  throw new Failure(last.startsWith('its hash') ? 'hub.hash' : 'hub.failed', { repo, file: file.path, what: last });
};

/** Adds what is missing to the part. */
const append = async (
  hub: Hub,
  url: string,
  { repo, part, size, signal, told }: { repo: string; part: string; size: number; signal: AbortSignal; told: (bytes: number) => void },
): Promise<void> => {
  if (!existsSync(part)) appendFileSync(part, '');
  let got = statSync(part).size;
  if (got >= size) return;
  const answer = await request(hub, url, { repo, signal, ...(got === 0 ? {} : { range: `bytes=${String(got)}-` }) });
  if (got > 0 && answer.status !== 206) {
    rmSync(part); // the server sends it from the start
    got = 0;
    appendFileSync(part, '');
  }
  if (answer.body === null) throw new Error('an empty answer');
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    got += chunk.length;
    if (got > size) throw new Failure('hub.strange', { repo, what: `more bytes than the ${String(size)} that it names` });
    appendFileSync(part, chunk);
    told(got);
  }
};

const hashOf = async (path: string, { size, hash: { by } }: HubFile): Promise<string> => {
  const hash = by === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${String(size)}\0`);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const check = (signal: AbortSignal): void => {
  if (signal.aborted) throw new Failure('call.cancelled');
};

const parsed = (text: string, repo: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('hub.strange', { repo, what: 'no JSON' });
  }
};

const json = async (hub: Hub, url: string, ask: { repo: string; signal: AbortSignal }): Promise<unknown> =>
  parsed(await (await request(hub, url, ask)).text(), ask.repo);

/** One answer, or a sentence; a busy server is asked again. */
const request = async (
  { fetch: ask = fetch, token, wait = sleep }: Hub,
  url: string,
  { repo, signal, range }: { repo: string; signal: AbortSignal; range?: string },
): Promise<Response> => {
  for (let attempt = 0; ; attempt += 1) {
    check(signal);
    const answer = await ask(url, {
      signal,
      headers: {
        'user-agent': 'winnow',
        'accept-encoding': 'identity', // a range is one of the bytes as they are kept
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(range === undefined ? {} : { range }),
      },
    }).catch((error: unknown) => error);
    check(signal);
    const busy = answer instanceof Response && (answer.status === 429 || answer.status >= 500);
    if (!(answer instanceof Response) || busy) {
      if (attempt >= 3) throw new Failure('hub.away', { address: new URL(url).host });
      await wait(500 * 3 ** attempt);
      continue;
    }
    if (url.startsWith('https:') && !answer.url.startsWith('https:')) throw new Failure('hub.strange', { repo, what: 'a way that is not encrypted' });
    if (answer.ok) return answer;
    await answer.body?.cancel();
    if (answer.status === 401 || answer.status === 403) throw new Failure('hub.closed', { repo });
    if (answer.status === 404) throw new Failure('hub.missing', { repo });
    throw new Failure('hub.strange', { repo, what: `answer ${String(answer.status)}` });
  }
};
