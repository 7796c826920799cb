// What is answered at app://winnow/? The built page, uploads and one-time downloads; a path is never made from an address.
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { drop, handed, newRef, pagesIn, place, plainName, safeHeaders } from '../../engine/index.ts';

export interface Pages {
  answer(request: Request): Promise<Response>;
}

const mostBytes = 2_000_000_000;
/** `'self'` does not cover a scheme of our own in every directive: it is named as well. */
const csp = safeHeaders['content-security-policy'].replaceAll("'self'", "'self' app://winnow");

export const pagesFor = (folder: string, temp: string): Pages => {
  const pages = existsSync(folder) ? pagesIn(folder) : new Map<string, never>();
  const headers = (more: Readonly<Record<string, string>>) => ({ ...safeHeaders, 'content-security-policy': csp, ...more });
  const say = (status: number, says: string) =>
    new Response(JSON.stringify({ says }), { status, headers: headers({ 'content-type': 'application/json' }) });

  const take = async (request: Request): Promise<Response> => {
    const sent = request.headers.get('x-file-name');
    if (sent === null || sent.length > 2_000 || request.body === null) return say(400, 'The name of the file is missing.');
    const name = plainName(nameOf(sent));
    const ref = newRef();
    let size = 0;
    const count = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        size += chunk.length;
        done(size > mostBytes ? new Error('over the limit') : null, chunk);
      },
    });
    return pipeline(Readable.fromWeb(request.body), count, createWriteStream(place(temp, 'in', ref, name), { flags: 'wx' })).then(
      () => new Response(JSON.stringify({ file: ref, name, size }), { headers: headers({ 'content-type': 'application/json' }) }),
      () => {
        drop(temp, 'in', ref);
        return size > mostBytes ? say(413, 'The file is too large.') : say(400, 'The file did not arrive whole.');
      },
    );
  };

  const give = (ref: string): Response => {
    const file = handed(temp, 'out', ref);
    if (file === undefined) return say(404, 'This file was fetched already, or never made.');
    const { size } = statSync(file.path);
    const stream = createReadStream(file.path).once('close', () => drop(temp, 'out', ref));
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: headers({ 'content-type': 'application/octet-stream', 'content-length': String(size), 'content-disposition': disposition }),
    });
  };

  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    if (url.host !== 'winnow') return say(404, 'There is nothing here.');
    if (request.method === 'POST') return url.pathname === '/files' ? take(request) : say(404, 'There is nothing here.');
    if (request.method !== 'GET') return say(405, 'This method is not offered.');
    const exported = /^\/exports\/([\w-]{1,64})$/.exec(url.pathname)?.[1];
    if (exported !== undefined) return give(exported);
    const page = pages.get(url.pathname);
    if (page === undefined) return say(404, 'There is nothing here.');
    return new Response(new Uint8Array(page.body), { headers: headers({ 'content-type': page.type }) });
  };
  return { answer };
};

const nameOf = (sent: string): string => {
  // A name that is no URI encoding is taken as it stands: it is shown, never used as a path.
  const decodable = /^(?:[^%]|%[0-9A-Fa-f]{2})*$/.test(sent);
  return decodable
    ? Buffer.from(
        sent.replace(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8')
    : sent;
};
