// What does the loopback server answer? Static pages, uploads, one-time downloads, one socket; everything else is refused.
import { randomBytes } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { judge, setCookie, type Door } from './guard.ts';
import { drop, handed, safeHeaders, type Page } from '../../engine/index.ts';
import { bucket } from './rate.ts';
import type { Sockets } from './sockets.ts';
import type { Uploads } from './uploads.ts';

export interface ServerOptions {
  readonly port: number;
  readonly temp: string;
  readonly pages: ReadonlyMap<string, Page>;
  readonly uploads: Uploads;
  /** Made once the port is known. */
  readonly sockets: (door: Door) => Sockets;
  readonly now: () => number;
}

export interface Listening {
  readonly door: Door;
  /** With the token that is good for one exchange. */
  readonly url: string;
  readonly sockets: Sockets;
  close(): Promise<void>;
}

export const serverLimits = { connections: 128, perSecond: 200, burst: 600, headMs: 8_000, idleMs: 30_000 } as const;

/** @throws what listen() throws (EADDRINUSE, EACCES) */
export const listen = async (options: ServerOptions): Promise<Listening> => {
  const rate = bucket(serverLimits.perSecond, serverLimits.burst, options.now);
  const server = createServer({
    headersTimeout: serverLimits.headMs,
    requestTimeout: 0,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 16_384,
    keepAliveTimeout: 5_000,
  });
  server.maxConnections = serverLimits.connections;
  server.maxHeadersCount = 100;
  server.timeout = serverLimits.idleMs; // of silence, on either side
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: '127.0.0.1' }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const door: Door = { port, token: randomBytes(16).toString('hex'), spent: false, session: randomBytes(16).toString('hex') };
  const sockets = options.sockets(door);
  server.on('request', (request, response) => {
    if (!rate.take()) say(response, 429, 'Too many requests.');
    else void answer(request, response, door, options).catch(() => response.destroy());
  });
  server.on('upgrade', (request, stream, head) => {
    if (rate.take()) sockets.upgrade(request, stream, head);
    else stream.destroy();
  });
  server.on('clientError', (_error, stream) => {
    if (stream.writable) stream.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    else stream.destroy();
  });
  return {
    door,
    url: `http://127.0.0.1:${String(port)}/?token=${door.token}`,
    sockets,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        sockets.close();
        server.closeIdleConnections();
        setTimeout(() => {
          server.closeAllConnections();
        }, 300).unref();
      }),
  };
};

const answer = async (request: IncomingMessage, response: ServerResponse, door: Door, options: ServerOptions): Promise<void> => {
  const judged = judge({ method: request.method ?? '', url: request.url ?? '', headers: request.headers }, door);
  if ('refuse' in judged) {
    say(response, judged.refuse, judged.says);
    return;
  }
  if ('exchange' in judged) {
    door.spent = true;
    response.setHeader('set-cookie', setCookie(door));
  }
  if (!('pass' in judged)) {
    head(response, 303, { location: '/', 'cache-control': 'no-store' });
    response.end();
    return;
  }
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const exported = /^\/exports\/([\w-]{1,64})$/.exec(path)?.[1];
  if (request.method === 'POST') await upload(path, request, response, options);
  else if (exported !== undefined) await download(exported, response, options.temp);
  else page(path, request, response, options.pages);
};

const upload = async (path: string, request: IncomingMessage, response: ServerResponse, { uploads }: ServerOptions): Promise<void> => {
  if (path !== '/files') {
    say(response, 404, 'There is nothing here.');
    return;
  }
  const taken = await uploads.take(request);
  if ('refuse' in taken) {
    say(response, taken.refuse, taken.says);
    return;
  }
  head(response, 200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(taken));
};

/** As an attachment, once: it is gone when the last byte is sent. */
const download = async (ref: string, response: ServerResponse, temp: string): Promise<void> => {
  const file = handed(temp, 'out', ref);
  if (file === undefined) {
    say(response, 404, 'This file was fetched already, or never made.');
    return;
  }
  head(response, 200, {
    'content-type': 'application/octet-stream',
    'content-length': String(statSync(file.path).size),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'cache-control': 'no-store',
  });
  await pipeline(createReadStream(file.path), response);
  drop(temp, 'out', ref);
};

const page = (path: string, request: IncomingMessage, response: ServerResponse, pages: ReadonlyMap<string, Page>): void => {
  const found = pages.get(path);
  if (found === undefined) {
    say(response, 404, 'There is nothing here.');
    return;
  }
  const cache = found.lasting ? 'private, max-age=31536000, immutable' : 'no-cache';
  if (request.headers['if-none-match'] === found.etag) {
    head(response, 304, { etag: found.etag, 'cache-control': cache });
    response.end();
    return;
  }
  head(response, 200, { 'content-type': found.type, 'content-length': String(found.body.length), etag: found.etag, 'cache-control': cache });
  response.end(request.method === 'HEAD' ? undefined : found.body);
};

const head = (response: ServerResponse, status: number, headers: Readonly<Record<string, string>>) => {
  response.writeHead(status, { ...safeHeaders, ...headers });
};

const say = (response: ServerResponse, status: number, says: string) => {
  head(response, status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', connection: 'close' });
  response.end(says);
};
