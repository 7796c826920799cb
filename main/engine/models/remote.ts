// Which scoring server did the reader choose, and is it on? One file beside the settings, for its owner's eyes only: it may hold a token.
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { InputOf, RemoteState, RemoteTried } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import { tryRemote, type RemoteModel } from '../../models/index.ts';
import type { RemoteUse } from '../batch/evidence.ts';

export interface RemoteFile {
  /** Undefined unless it is on: nothing connects then. */
  use(): RemoteUse | undefined;
  /** For people: without the token. */
  state(): RemoteState;
  /** Asks the servers who they are. @throws Failure remote.… */
  attempt(asked: InputOf<'remote.try'>, signal: AbortSignal): Promise<RemoteTried>;
  /** Tries them, and reads by them from now on. @throws Failure remote.…, with nothing changed */
  turnOn(asked: InputOf<'remote.try'>, signal: AbortSignal): Promise<RemoteState>;
  /** The addresses stay, for the next time. */
  turnOff(): RemoteState;
}

const model = v.object({
  address: v.string(),
  kind: v.picklist(['bi-encoder', 'cross-encoder']),
  model: v.string(),
  revision: v.string(),
  speaks: v.picklist(['embed', 'documents']),
  base: v.string(),
  width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8_192)),
  batch: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32)),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
const kept = v.object({ on: v.boolean(), vectors: v.optional(model), pairs: v.optional(model), token: v.optional(v.string()) });
type Kept = v.InferOutput<typeof kept>;

export const remoteIn = (folder: string): RemoteFile => {
  const path = join(folder, 'scoring-server.json');
  let now = readKept(path);
  const write = (next: Kept): RemoteState => {
    const beside = `${path}.${String(process.pid)}.new`;
    writeFileSync(beside, JSON.stringify(next, undefined, 1), { mode: 0o600 });
    chmodSync(beside, 0o600);
    renameSync(beside, path);
    now = next;
    return stateOf(now);
  };
  /** What was typed; a token kept from before goes to where it went before only. */
  const tokenFor = ({ token, vectors, pairs }: InputOf<'remote.try'>): string | undefined => {
    if (token !== undefined) return token === '' ? undefined : token;
    const known = [now.vectors, now.pairs].flatMap((one) => (one === undefined ? [] : [originOf(one.address)]));
    return [vectors, pairs].every((address) => address === undefined || address === '' || known.includes(originOf(address))) ? now.token : undefined;
  };
  const tryAll = async (asked: InputOf<'remote.try'>, signal: AbortSignal) => {
    const token = tokenFor(asked);
    const one = async (address: string | undefined, kind: RemoteModel['kind']) =>
      address === undefined || address === '' ? undefined : tryRemote({ address, kind, timeoutMs: trialMs, token }, signal);
    const vectors = await one(asked.vectors, 'bi-encoder');
    const pairs = await one(asked.pairs, 'cross-encoder');
    if (vectors === undefined && pairs === undefined) throw new Failure('remote.address', { address: '' });
    return { vectors, pairs, token };
  };
  return {
    use: () => (now.on ? { vectors: now.vectors, pairs: now.pairs, token: now.token } : undefined),
    state: () => stateOf(now),
    attempt: async (asked, signal) => {
      const { vectors, pairs } = await tryAll(asked, signal);
      const said = (one: typeof vectors) => one && { ...entryOf(one.model), ms: one.ms };
      return { ...given('vectors', said(vectors)), ...given('pairs', said(pairs)) };
    },
    turnOn: async (asked, signal) => {
      const { vectors, pairs, token } = await tryAll(asked, signal);
      return write({ on: true, ...given('vectors', vectors?.model), ...given('pairs', pairs?.model), ...given('token', token) });
    },
    turnOff: () => write({ ...now, on: false }),
  };
};

const trialMs = 20_000;

const given = <K extends string, T>(name: K, value: T | undefined): { readonly [key in K]?: T } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [key in K]?: T };

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : address);

const entryOf = ({ address, model, width }: RemoteModel) => ({ address, model, width });

const stateOf = ({ on, vectors, pairs, token }: Kept): RemoteState => ({
  on,
  ...given('vectors', vectors && entryOf(vectors)),
  ...given('pairs', pairs && entryOf(pairs)),
  token: token !== undefined,
});

/** What cannot be read counts as off. */
const readKept = (path: string): Kept => {
  if (!existsSync(path)) return { on: false };
  try {
    const read = v.safeParse(kept, JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? read.output : { on: false };
  } catch {
    return { on: false };
  }
};
