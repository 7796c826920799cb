// How does a file get from the browser to disk? Streamed into a folder of its own, under a quota, complete or not at all.
import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { drop, newRef, place, plainName, uploadedBytes } from '../../engine/index.ts';

export const uploadLimits = { fileBytes: 2_000_000_000, allBytes: 6_000_000_000, atOnce: 8, idleMs: 20_000 } as const;

export interface Uploaded {
  readonly file: string;
  readonly name: string;
  readonly size: number;
}

export type Upload = Uploaded | { readonly refuse: 400 | 408 | 413 | 503; readonly says: string };

export interface Uploads {
  take(request: IncomingMessage): Promise<Upload>;
}

/** @param quota bytes of one file and of all that are kept */
export const acceptUploads = (temp: string, quota: { fileBytes: number; allBytes: number; idleMs: number } = uploadLimits): Uploads => {
  let open = 0;
  let reserved = 0;
  const take = async (request: IncomingMessage): Promise<Upload> => {
    const name = nameOf(request.headers['x-file-name']);
    if (name === undefined) return { refuse: 400, says: 'The name of the file is missing.' };
    const announced = Number(request.headers['content-length'] ?? 0);
    if (open >= uploadLimits.atOnce) return { refuse: 503, says: 'Too many files at once.' };
    const room = Math.min(quota.fileBytes, quota.allBytes - uploadedBytes(temp) - reserved);
    if (!(announced <= room)) return tooLarge(room);
    open += 1;
    reserved += announced;
    try {
      return await receive(request, { temp, name, room, idleMs: quota.idleMs });
    } finally {
      open -= 1;
      reserved -= announced;
    }
  };
  return { take };
};

const receive = async (
  request: IncomingMessage,
  { temp, name, room, idleMs }: { temp: string; name: string; room: number; idleMs: number },
): Promise<Upload> => {
  const file = newRef();
  let size = 0;
  const quota = { over: false };
  const idle = new AbortController();
  let timer = setTimeout(() => undefined, 0);
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      idle.abort();
    }, idleMs);
  };
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      wait();
      size += chunk.length;
      quota.over = size > room;
      done(quota.over ? new Error('over quota') : null, chunk);
    },
  });
  wait();
  try {
    await pipeline(request, count, createWriteStream(place(temp, 'in', file, name), { flags: 'wx' }), { signal: idle.signal });
    return { file, name, size };
  } catch (error) {
    drop(temp, 'in', file);
    if (quota.over) return tooLarge(room);
    if (idle.signal.aborted) return { refuse: 408, says: 'The file stopped arriving.' };
    if (request.destroyed && !request.complete) return { refuse: 400, says: 'The file did not arrive whole.' };
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

const tooLarge = (room: number): Upload => ({ refuse: 413, says: `The file is too large: there is room for ${String(Math.max(0, room))} bytes.` });

const nameOf = (sent: string | string[] | undefined): string | undefined => {
  if (typeof sent !== 'string' || sent.length > 2_000) return undefined;
  try {
    return plainName(decodeURIComponent(sent));
  } catch {
    return undefined;
  }
};
