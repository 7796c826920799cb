// Does the page speak over a port as it does over a socket, and take ports from nobody else?
import { expect, it } from 'vitest';
import { dialPort } from '../../renderer/client/channels.ts';
import { placeOf, hashOf } from '../../renderer/client/route.svelte.ts';
import { locales, wordsFor } from '../../renderer/words/all.ts';

it('takes the port that is posted to its own window, and frames are one JSON text each', async () => {
  const target = new EventTarget() as unknown as Window;
  const { port1, port2 } = new MessageChannel();
  const post = (data: string, source: unknown) => target.dispatchEvent(Object.assign(new Event('message'), { data, source, ports: [port1] }));
  const dialled = dialPort({ open: () => undefined }, target);
  post('winnow:port', {}); // another frame
  post('something else', target);
  post('winnow:port', target);
  const line = await dialled;
  const answer = new Promise((resolve) => line.receive(resolve));
  port2.onmessage = ({ data: frame }: MessageEvent<string>) => {
    expect(JSON.parse(frame)).toEqual({ id: 1, method: 'library.list', input: {} });
    port2.postMessage(JSON.stringify({ id: 1, value: [] }));
  };
  line.send({ id: 1, method: 'library.list', input: {} });
  expect(await answer).toEqual({ id: 1, value: [] });
  expect(line.dead()).toBe(false);
  line.close();
  port2.close();
});

it.each(['#/library', '#/settings', '#/r/abc-1/screen', '#/r/abc-1/settings'])('finds its place again: %s', (hash) => {
  expect(hashOf(placeOf(hash))).toBe(hash);
});

it('goes to the library for any other address', () => {
  expect(['', '#', '#/', '#/r/', '#/r/../x/screen'].map((hash) => placeOf(hash).review)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('speaks the first language it knows, and says everything in each', () => {
  expect([wordsFor(['de-AT', 'en']).tag, wordsFor(['xx', 'en-GB']).tag, wordsFor([]).tag]).toEqual(['de', 'en', 'en']);
  const texts = (of: unknown, path: string): string[] =>
    typeof of === 'object' && of !== null
      ? Object.entries(of).flatMap(([name, inner]) => texts(inner, `${path}.${name}`))
      : typeof of === 'string' && of.trim() === ''
        ? [path]
        : [];
  expect(locales.flatMap((locale) => texts(locale, locale.tag))).toEqual([]);
});
