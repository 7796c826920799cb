// Is a decision offered to near copies, taken by one key, and is the reason that earlier exclusions suggest marked?
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drop, dropFolder, newFolder, openBrowser, openPage, serve, type Served } from './harness.ts';
import { askAll, present } from './screening.ts';

let browser: Browser;
const data = newFolder();
let served: Served;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serve(data);
});
afterAll(async () => {
  await served.stop();
  dropFolder(data);
  await browser.close();
});

/** Only a person can say whether these two are one: no identifiers, no pages, and a year between them. */
const pair = [2015, 2016].map((year) => ({ title: 'Text messages for asthma: a randomised trial in schools', year, journal: 'J Invent Airway Med' }));
const kinds = ['Inhaler alarms in laboratory mice with induced wheeze', 'Cost of inhaler alarms: an economic evaluation for insurers'];
const records = [
  ...pair.map((one) => ({ ...one, author: 'Mbeki, Chidi' })),
  ...Array.from({ length: 14 }, (_, at) => ({
    title: `${kinds[at % 2]!}, part ${'abcdefghijklmn'[at]!}`,
    year: 1990 + at,
    journal: 'Imag J Digit Health',
    author: `Invented, ${'ABCDEFGHIJKLMN'[at]!}`,
  })),
];
const ris = records
  .map(({ title, year, journal, author }) => `TY  - JOUR\nTI  - ${title}\nAU  - ${author}\nPY  - ${String(year)}\nJO  - ${journal}\nER  - \n`)
  .join('\n');

it('the same for a near copy by one key; the likely reason beside its key', async () => {
  const { page, context, complaints } = await openPage(browser, served.url);
  await page.getByText('Drop your PubMed export here').waitFor();
  await drop(page, [{ name: 'copies.ris', text: ris }]);
  await page.getByRole('table').getByText('copies.ris').first().waitFor();
  const [entries] = await askAll(page, 'library.list', [{}]);
  const review = entries![0]!.review;
  const protocol = { title: 'Text messages for asthma', criteria: ['Asthma'], reasons: ['Not in people', 'No health outcome'] };
  await askAll(page, 'protocol.set', [{ review, key: 'copies-protocol', protocol }]);
  await askAll(page, 'rank.again', [{ review }]);
  const [queue] = await askAll(page, 'screen.queue', [{ review, count: 50 }]);
  const { cards } = queue!;
  expect(cards).toHaveLength(16);
  const open = page.getByRole('button', { name: 'Screen', exact: true });
  await open.focus();
  await page.keyboard.press('Enter');
  await page.locator('main[aria-label=Citation] h1').waitFor();

  const pairKeys = cards.filter((card) => card.title.text === pair[0]!.title).map((card) => card.citation);
  expect(pairKeys).toHaveLength(2);
  expect((await present(page)).title).toBe(pair[0]!.title); // the protocol has it first
  await page.getByText('1 near copy in this review.').waitFor();
  await page.keyboard.press('i');
  await page.getByText('This is a near copy of the one you just decided.').waitFor();
  await page.keyboard.press('=');
  await page.getByText('This is a near copy of the one you just decided.').waitFor({ state: 'detached' });
  await page.waitForFunction(() => !(document.querySelector('main[aria-label=Citation] h1')?.textContent ?? '').includes('Text messages'));
  const decided = await askAll(
    page,
    'screen.card',
    pairKeys.map((citation) => ({ review, citation })),
  );
  expect(decided.map((card) => card.decision?.verdict)).toEqual(['include', 'include']);

  const rest = cards.filter((card) => !pairKeys.includes(card.citation));
  const mice = rest.filter((card) => card.title.text.includes('mice'));
  const costs = rest.filter((card) => !card.title.text.includes('mice'));
  const exclude = (citation: number, reason: string) =>
    ({ review, key: `copies-${String(citation)}`, citation, verdict: 'exclude', stage: 'abstract', reason }) as const;
  await askAll(page, 'screen.decide', [
    ...mice.slice(0, 6).map((card) => exclude(card.citation, 'Not in people')),
    ...costs.slice(0, 6).map((card) => exclude(card.citation, 'No health outcome')),
  ]);
  await page.reload();
  await page.locator('main[aria-label=Citation] h1').waitFor();
  const wanted = (await present(page)).title.includes('mice') ? 'Not in people' : 'No health outcome';
  const likely = page.locator('aside button', { hasText: 'likely' });
  await likely.waitFor();
  expect(await likely.innerText()).toContain(wanted);
  expect(await likely.getAttribute('title')).toContain('12 of the last 12');
  await page.keyboard.press(wanted === 'Not in people' ? '1' : '2');
  await page.waitForFunction((old) => !(document.querySelector('main[aria-label=Citation] h1')?.textContent ?? '').includes(old), wanted);
  expect(complaints).toEqual([]);
  await context.close();
}, 120_000);
