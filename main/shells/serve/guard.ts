// Is this request from the page that we served, on this machine? Pure judgement over its head (RELIABILITY L1).
import { timingSafeEqual } from 'node:crypto';

/** What a request says of itself; header names in lower case. */
export interface Head {
  readonly method: string;
  /** As sent: path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Secrets live as long as the process. */
export interface Door {
  readonly port: number;
  /** 32 hex digits; good for one exchange. */
  readonly token: string;
  spent: boolean;
  /** What the cookie holds after the exchange. */
  readonly session: string;
}

export type Judgement =
  | { readonly pass: true }
  | { readonly exchange: true }
  | { readonly clean: true }
  | { readonly refuse: 400 | 401 | 403 | 405 | 421; readonly says: string };

const refuse = (status: 400 | 401 | 403 | 405 | 421, says: string): Judgement => ({ refuse: status, says });

/** Cookies do not tell ports apart, so the port is in the name. */
export const cookieName = (door: Door): string => `winnow_${String(door.port)}`;

export const setCookie = (door: Door): string => `${cookieName(door)}=${door.session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000`;

/** For plain requests; uploads and sockets must name their origin as well. */
export const judge = (head: Head, door: Door): Judgement => {
  const trouble = wrongPlace(head, door);
  if (trouble !== undefined) return trouble;
  if (!['GET', 'HEAD', 'POST'].includes(head.method)) return refuse(405, 'This method is not offered.');
  const query = head.url.indexOf('?');
  const token = query < 0 ? null : new URLSearchParams(head.url.slice(query + 1)).get('token');
  if (hasCookie(head, door)) {
    if (head.method === 'POST' && header(head, 'origin') === undefined) return refuse(403, 'An upload must say where it comes from.');
    return token === null ? { pass: true } : { clean: true };
  }
  if (token === null) return refuse(401, 'Open Winnow by the address that it printed when it started.');
  if (head.method !== 'GET' || !/^\/\?/.test(head.url)) return refuse(401, 'Open Winnow by the address that it printed when it started.');
  if (door.spent || !same(token, door.token))
    return refuse(403, 'This address was used already or is not of this run. Start Winnow again and open the address that it prints.');
  return { exchange: true };
};

/** A socket is never opened without the cookie and our own origin. */
export const judgeUpgrade = (head: Head, door: Door): Judgement => {
  const trouble = wrongPlace(head, door);
  if (trouble !== undefined) return trouble;
  if (head.method !== 'GET' || head.url !== '/wire') return refuse(400, 'There is no such socket.');
  if (header(head, 'origin') === undefined) return refuse(403, 'A socket must say where it comes from.');
  return hasCookie(head, door) ? { pass: true } : refuse(401, 'Open Winnow by the address that it printed when it started.');
};

/** Another host name (DNS rebinding), another origin, another site's page. */
const wrongPlace = (head: Head, door: Door): Judgement | undefined => {
  const host = header(head, 'host');
  if (host === undefined || !ourHosts(door).includes(host.toLowerCase())) return refuse(421, 'This is not the address of Winnow.');
  const origin = header(head, 'origin');
  if (origin !== undefined && origin !== `http://${host.toLowerCase()}`) return refuse(403, 'Another site may not ask.');
  const site = header(head, 'sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return refuse(403, 'Another site may not ask.');
  if (!head.url.startsWith('/') || head.url.startsWith('//') || head.url.length > 2_000) return refuse(400, 'This address is not understood.');
  return undefined;
};

const ourHosts = ({ port }: Door) => ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${String(port)}`);

/** A header that is there twice counts as a lie and matches nothing. */
const header = (head: Head, name: string): string | undefined => {
  const value = head.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

const hasCookie = (head: Head, door: Door): boolean => {
  const name = `${cookieName(door)}=`;
  return (header(head, 'cookie') ?? '').split(/;\s*/).some((pair) => pair.startsWith(name) && same(pair.slice(name.length), door.session));
};

const same = (given: string, expected: string): boolean => {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
};
