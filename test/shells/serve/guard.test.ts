// Are forged requests refused? (RELIABILITY L1)
import { expect, test } from 'vitest';
import { cookieName, judge, judgeUpgrade, setCookie, type Door, type Head } from '../../../main/shells/serve/guard.ts';

const door = (): Door => ({ port: 4711, token: 'a'.repeat(32), spent: false, session: 'b'.repeat(32) });
const cookie = `${cookieName(door())}=${'b'.repeat(32)}`;
const good = { host: '127.0.0.1:4711', cookie, origin: 'http://127.0.0.1:4711' };
const verdict = (head: Partial<Head>, at = door()) => {
  const judged = judge({ method: 'GET', url: '/', headers: good, ...head }, at);
  return 'refuse' in judged ? judged.refuse : Object.keys(judged)[0];
};
const upgrade = (head: Partial<Head>) => {
  const judged = judgeUpgrade({ method: 'GET', url: '/wire', headers: good, ...head }, door());
  return 'refuse' in judged ? judged.refuse : 'pass';
};

test('the page that was served by us may ask', () => {
  expect(verdict({})).toBe('pass');
  expect(verdict({ headers: { host: '127.0.0.1:4711', cookie, 'sec-fetch-site': 'same-origin' } })).toBe('pass');
  expect(verdict({ headers: { host: 'localhost:4711', cookie } })).toBe('pass');
  expect(verdict({ headers: { host: '[::1]:4711', cookie: `other=1; ${cookie}` } })).toBe('pass');
  expect(verdict({ method: 'POST', url: '/files' })).toBe('pass');
  expect(upgrade({})).toBe('pass');
});

test('the token is exchanged once; with the cookie the printed address leads to the page', () => {
  const once = door();
  const asked = { url: `/?token=${once.token}`, headers: { host: good.host } };
  expect(verdict(asked, once)).toBe('exchange');
  once.spent = true;
  expect(verdict(asked, once)).toBe(403);
  expect(verdict({ ...asked, headers: good }, once)).toBe('clean');
  expect(setCookie(once)).toMatch(/HttpOnly; SameSite=Strict/);
});

const forged: [string, Partial<Head>][] = [
  ['no host', { headers: { cookie } }],
  ['another host, as by DNS rebinding', { headers: { ...good, host: 'evil.example:4711' } }],
  ['a host that begins like ours', { headers: { ...good, host: '127.0.0.1:4711.evil.example' } }],
  ['our host, another port', { headers: { ...good, host: '127.0.0.1:4712' } }],
  ['our host without port', { headers: { ...good, host: '127.0.0.1' } }],
  ['an address of the net', { headers: { ...good, host: '192.168.0.7:4711' } }],
  ['0.0.0.0', { headers: { ...good, host: '0.0.0.0:4711' } }],
  ['127.1', { headers: { ...good, host: '127.1:4711' } }],
  ['two hosts', { headers: { ...good, host: ['127.0.0.1:4711', 'evil.example'] } }],
  ['a user in the host', { headers: { ...good, host: 'evil@127.0.0.1:4711' } }],
  ['origin of another site', { headers: { ...good, origin: 'https://evil.example' } }],
  ['origin null (a file, a sandboxed frame)', { headers: { ...good, origin: 'null' } }],
  ['origin of another port of this machine', { headers: { ...good, origin: 'http://127.0.0.1:8080' } }],
  ['origin by https', { headers: { ...good, origin: 'https://127.0.0.1:4711' } }],
  ['origin localhost to 127.0.0.1', { headers: { ...good, origin: 'http://localhost:4711' } }],
  ['empty origin', { headers: { ...good, origin: '' } }],
  ['origin with a path', { headers: { ...good, origin: 'http://127.0.0.1:4711/' } }],
  ['two origins', { headers: { ...good, origin: ['http://127.0.0.1:4711', 'http://evil.example'] } }],
  ['fetched by another site', { headers: { ...good, 'sec-fetch-site': 'cross-site' } }],
  ['fetched by another port of this machine', { headers: { ...good, 'sec-fetch-site': 'same-site' } }],
  ['a fetch site of no known kind', { headers: { ...good, 'sec-fetch-site': 'same-origin, cross-site' } }],
  ['no cookie', { headers: { host: good.host } }],
  ['an empty cookie', { headers: { host: good.host, cookie: `${cookieName(door())}=` } }],
  ['a cookie too short', { headers: { host: good.host, cookie: cookie.slice(0, -1) } }],
  ['a cookie too long', { headers: { host: good.host, cookie: `${cookie}b` } }],
  ['a cookie of another run', { headers: { host: good.host, cookie: `${cookieName(door())}=${'c'.repeat(32)}` } }],
  ['the cookie of another port', { headers: { host: good.host, cookie: cookie.replace('4711', '4712') } }],
  ['the token as cookie', { headers: { host: good.host, cookie: `${cookieName(door())}=${'a'.repeat(32)}` } }],
  ['our cookie inside of another', { headers: { host: good.host, cookie: `x="${cookie}"` } }],
  ['a wrong token', { url: `/?token=${'d'.repeat(32)}`, headers: { host: good.host } }],
  ['an empty token', { url: '/?token=', headers: { host: good.host } }],
  ['the token for another path', { url: `/files?token=${'a'.repeat(32)}`, headers: { host: good.host } }],
  ['the token by POST', { method: 'POST', url: `/?token=${'a'.repeat(32)}`, headers: { host: good.host } }],
  ['the token from another site', { url: `/?token=${'a'.repeat(32)}`, headers: { host: good.host, 'sec-fetch-site': 'cross-site' } }],
  ['the token at another host', { url: `/?token=${'a'.repeat(32)}`, headers: { host: 'evil.example:4711' } }],
  ['an upload without origin', { method: 'POST', url: '/files', headers: { host: good.host, cookie } }],
  ['DELETE', { method: 'DELETE' }],
  ['OPTIONS, as a preflight', { method: 'OPTIONS' }],
  ['TRACE', { method: 'TRACE' }],
  ['an absolute address', { url: 'http://127.0.0.1:4711/' }],
  ['an address beginning with two slashes', { url: '//evil.example/' }],
  ['an endless address', { url: `/${'x'.repeat(3_000)}` }],
];

test.each(forged)('refused: %s', (_name, head) => {
  expect(verdict(head)).toBeTypeOf('number');
});

const forgedSockets: [string, Partial<Head>][] = [
  ['no origin', { headers: { host: good.host, cookie } }],
  ['another site', { headers: { ...good, origin: 'https://evil.example' } }],
  ['no cookie', { headers: { host: good.host, origin: good.origin } }],
  ['the token instead', { url: `/wire?token=${'a'.repeat(32)}`, headers: { host: good.host, origin: good.origin } }],
  ['another path', { url: '/' }],
  ['POST', { method: 'POST' }],
  ['rebound host', { headers: { ...good, host: 'evil.example:4711', origin: 'http://evil.example:4711' } }],
];

test.each(forgedSockets)('no socket: %s', (_name, head) => {
  expect(upgrade(head)).toBeTypeOf('number');
});
