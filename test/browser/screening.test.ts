// Does the whole path hold: files dropped, protocol written, sixty citations screened by keyboard, the server killed, everything there again?
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Protocol } from '../../shared/citation.ts';
import { sharedPath } from '../shared-data.ts';
import { drop, dropFolder, newFolder, openBrowser, openPage, serve, type Served } from './harness.ts';
import { decided, far, present, ranked, screenByKeyboard } from './screening.ts';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly protocol: Protocol;
  readonly relevant: ReadonlySet<string>;
}

const own = (path: string): string => readFileSync(fileURLToPath(new URL(`../../resources/sample/${path}`, import.meta.url)), 'utf8');

const sample = (): Case => {
  const labels = JSON.parse(own('labels.json')) as Record<string, number>;
  const relevant = new Set(Object.keys(labels).filter((pmid) => labels[pmid] === 1));
  return { name: 'the sample', file: 'sample.nbib', text: own('sample.nbib'), protocol: JSON.parse(own('protocol.json')) as Protocol, relevant };
};

const clef = (): Case | undefined => {
  const folder = sharedPath('data/screening/clef_CD011977/');
  if (folder === undefined) return undefined;
  const text = gunzipSync(readFileSync(`${folder}pubmed.nbib.gz`)).toString('utf8');
  const [head = '', ...lines] = gunzipSync(readFileSync(`${folder}records.tsv.gz`))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const columns = head.split('\t');
  const at = (name: string) => columns.indexOf(name);
  const rows = lines.map((line) => line.split('\t'));
  const relevant = new Set(rows.filter((row) => row[at('label_abstract')] === '1').map((row) => row[at('pmid')] ?? ''));
  const given = JSON.parse(readFileSync(`${folder}protocol.json`, 'utf8')) as {
    title: string;
    question: string;
    criteria: string[];
    boolean_query: string;
  };
  return { name: 'a real PubMed export', file: 'pubmed.nbib', text, protocol: { ...given, booleanQuery: given.boolean_query }, relevant };
};

const cases = [sample(), clef()].filter((one) => one !== undefined);

/** Tab by tab through the form, as one who has no mouse. */
const writeProtocol = async (page: Page, { title, question, criteria, reasons, booleanQuery }: Protocol): Promise<void> => {
  const fill = async (id: string, text: string) => {
    await page.locator(`#${id}`).focus();
    await page.locator(`#${id}`).fill(text);
  };
  await fill('title', title);
  await fill('question', question ?? '');
  await fill('criteria', criteria.join('\n'));
  await fill('reasons', (reasons ?? []).join('\n'));
  await fill('query', booleanQuery ?? '');
  await page.keyboard.press('Tab');
  await page.getByText('Saved. The order follows it.').waitFor();
};

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(cases)('$name', ({ file, text, protocol, relevant }) => {
  const data = newFolder();
  let served: Served;
  beforeAll(async () => {
    served = await serve(data);
  });
  afterAll(async () => {
    await served.stop();
    dropFolder(data);
  });

  it('is dropped, screened by keyboard, found sooner than by the protocol alone, and outlives a kill', async () => {
    const { page, context, complaints, outside } = await openPage(browser, served.url);
    await page.getByText('Drop your PubMed export here').waitFor();
    await drop(page, [{ name: file, text }]); // one
    const screen = page.getByRole('button', { name: 'Screen', exact: true });
    await page.getByRole('table').getByText(file).waitFor();
    await writeProtocol(page, protocol);
    await page.waitForFunction(() => document.querySelector('#query-read')?.textContent.includes('concept'));
    await screen.focus();
    await page.keyboard.press('Enter'); // two
    await page.locator('main[aria-label=Citation] h1').waitFor();
    await page.getByText('placed by your protocol').waitFor();

    const protocolOrder = await ranked(page, 60);
    const made = await screenByKeyboard(page, 60, (pmid) => relevant.has(pmid));
    const found = made.filter((one) => one.included).length;
    expect(new Set(made.map((one) => one.pmid)).size).toBe(60);
    expect(await far(page)).toContain('60 of ');
    expect(await far(page)).toContain(`${String(found)} found`);
    // Where all of them are found before the sixtieth, what counts is how many the protocol alone had by then.
    const last = made.findLastIndex((one) => one.included) + 1;
    const byProtocol = protocolOrder.slice(0, last).filter((pmid) => relevant.has(pmid)).length;
    process.stdout.write(`${file}: ${String(found)} found in ${String(last)} of 60, by the order of the protocol alone ${String(byProtocol)}\n`);
    expect(found).toBeGreaterThan(byProtocol);

    const before = await decided(page);
    expect(before.size).toBe(60);
    const place = await present(page);
    await served.kill();
    await page.getByText('The line to the engine is broken').waitFor();
    expect((await present(page)).title).toBe(place.title);

    served = await serve(data);
    const again = await openPage(browser, served.url);
    await again.page.getByRole('link', { name: protocol.title }).click();
    await again.page.locator('main[aria-label=Citation] h1').waitFor();
    expect(await present(again.page)).toEqual(place);
    expect(await far(again.page)).toContain('60 of ');
    expect(await decided(again.page)).toEqual(before);
    for (const one of made) expect(before.get(one.pmid)).toBe(one.included ? 'include' : 'exclude');
    expect(complaints.filter((said) => !/WebSocket|ERR_CONNECTION/.test(said))).toEqual([]);
    expect(again.complaints).toEqual([]);
    expect([...outside, ...again.outside]).toEqual([]);
    await context.close();
    await again.context.close();
  });
});
