// How does one screen by keyboard, in a test, and what does the engine say of it?
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { InputOf, MethodName, ValueOf } from '../../shared/contract.ts';

const centre = 'main[aria-label=Citation]';

/** What stands on the screen now. */
export const present = async (page: Page): Promise<{ readonly title: string; readonly pmid: string }> => {
  const title = await page.locator(`${centre} h1`).innerText();
  const source = await page.locator(centre).innerText();
  return { title, pmid: /PMID (\d+)/.exec(source)?.[1] ?? '' };
};

/** The line of the bar. */
export const far = async (page: Page): Promise<string> => (await page.locator('header .far').innerText()).replaceAll(',', '');

export interface Made {
  readonly pmid: string;
  readonly included: boolean;
}

/** Presses the key of the true label, sees the next title and, as a reader is slower than the engine, the next order. */
export const screenByKeyboard = async (page: Page, times: number, relevant: (pmid: string) => boolean): Promise<readonly Made[]> => {
  const made: Made[] = [];
  for (let i = 0; i < times; i += 1) {
    const { title, pmid } = await present(page);
    expect(pmid).not.toBe('');
    const before = await page.locator(centre).getAttribute('data-order');
    await page.keyboard.press(relevant(pmid) ? 'i' : 'e');
    await page.waitForFunction(([where, old]) => document.querySelector(`${where} h1`)?.textContent.trim() !== old, [centre, title] as const);
    await page.waitForFunction(([where, old]) => document.querySelector(where)?.getAttribute('data-order') !== old, [centre, before] as const);
    made.push({ pmid, included: relevant(pmid) });
  }
  return made;
};

/** Calls over one socket of their own, one after the other, as the page would make them. */
export const askAll = async <M extends MethodName>(page: Page, method: M, inputs: readonly InputOf<M>[]): Promise<readonly ValueOf<M>[]> =>
  page.evaluate(
    ([name, given]) =>
      new Promise<never[]>((resolve, reject) => {
        const socket = new WebSocket(new URL('wire', location.href.replace(/^http/, 'ws').replace(/#.*/, '')));
        const values: never[] = [];
        const next = () => {
          if (values.length < given.length) {
            socket.send(JSON.stringify({ id: values.length + 1, method: name, input: given[values.length] }));
            return;
          }
          socket.close();
          resolve(values);
        };
        socket.onopen = next;
        socket.onmessage = (event: MessageEvent<string>) => {
          const message = JSON.parse(event.data) as { step?: unknown; value?: never; failure?: string };
          if ('step' in message) return;
          if (!('value' in message)) {
            reject(new Error(message.failure));
            return;
          }
          values.push(message.value as never);
          next();
        };
        socket.onerror = () => reject(new Error('socket'));
      }),
    [method, inputs] as const,
  );

export const ask = async <M extends MethodName>(page: Page, method: M, input: InputOf<M>): Promise<ValueOf<M>> => {
  const [value] = await askAll(page, method, [input]);
  return value as ValueOf<M>;
};

/** PMIDs of citations. */
const pmidsOf = async (page: Page, citations: readonly number[]): Promise<readonly string[]> => {
  const cards = await askAll(page, 'screen.card', citations.map((citation) => ({ review: reviewOf(page), citation }))); // prettier-ignore
  return cards.map((card) => card.fields.pmid ?? '');
};

export const reviewOf = (page: Page): string => /#\/r\/([\w-]+)\//.exec(page.url())?.[1] ?? '';

/** PMIDs in the order of the rank, from the top. */
export const ranked = async (page: Page, limit: number): Promise<readonly string[]> => {
  const review = reviewOf(page);
  const { rows } = await ask(page, 'browse.rows', { review, filter: {}, sort: { by: 'rank', down: false }, offset: 0, limit });
  return pmidsOf(page, rows.map((row) => row.citation)); // prettier-ignore
};

/** Every decision that the engine holds, by PMID. */
export const decided = async (page: Page): Promise<ReadonlyMap<string, string>> => {
  const review = reviewOf(page);
  const { rows } = await ask(page, 'browse.rows', {
    review,
    filter: { only: ['include', 'exclude', 'maybe'] },
    sort: { by: 'key', down: false },
    offset: 0,
    limit: 500,
  });
  const pmids = await pmidsOf(page, rows.map((row) => row.citation)); // prettier-ignore
  return new Map(rows.map((row, at) => [pmids[at] ?? '', row.verdict ?? '']));
};
