// What happens to files of all kinds: three at once by keyboard, a search update, hostile records, and what is no export at all?
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { sharedPath } from '../shared-data.ts';
import { choose, drop } from './harness.ts';
import { opened } from './opened.ts';
import { ask, far, present, reviewOf } from './screening.ts';

const here = opened();
let page: Page;
beforeAll(() => void (page = here.page));
beforeEach(async () => {
  await page.goto(`${here.origin}/#/library`);
  await page.getByRole('heading', { name: 'Reviews' }).waitFor();
});

const nbib = [
  ['101', 'Text messages to remember the inhaler', '2019', '10.5555/a101'],
  ['102', 'Alarms on inhalers in school children', '2020', '10.5555/a102'],
  ['103', 'Reminders by telephone for adults with asthma: a randomised trial', '2018', '10.5555/a103'],
]
  .map(
    ([pmid, title, year, doi]) =>
      `PMID- ${pmid ?? ''}\nTI  - ${title ?? ''}.\nAB  - An invented abstract about ${title ?? ''}.\nFAU - Osei, Kwame\nFAU - Lindqvist, Petra\nDP  - ${year ?? ''}\nJT  - Invented airways\nAID - ${doi ?? ''} [doi]\n`,
  )
  .join('\n');
const ris = [
  ['Text messages to remember the inhaler', '2019', '10.5555/a101'], // the same DOI
  ['Pharmacists and the use of inhalers', '2021', '10.5555/b201'],
]
  .map(
    ([title, year, doi]) =>
      `TY  - JOUR\nTI  - ${title ?? ''}\nAU  - Osei, Kwame\nAU  - Lindqvist, Petra\nPY  - ${year ?? ''}\nJO  - Invented airways\nDO  - ${doi ?? ''}\nN1  - RAYYAN-INCLUSION: {"Ada"=>"Included"}\nER  - \n`,
  )
  .join('\n');
const csv =
  'title,abstract,year,authors,doi\nReminders by telephone for adults with asthma: randomised trial,Another wording of an invented abstract.,2019,"Osei, K.; Lindqvist, P.",\n,,,,\n';
const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
const named = (name: string, content: string | Buffer) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content as string) });

/** Adds files to the open review: the button has the focus, Enter opens the dialog. */
const add = async (files: readonly { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> => {
  await page.getByRole('button', { name: 'Choose files…' }).focus();
  await choose(page, () => page.keyboard.press('Enter'), files);
  await page.locator('.work').waitFor({ state: 'detached' });
};
/** Once the files are in, Screen has the focus. */
const onward = async (): Promise<void> => {
  await page
    .locator('button:focus')
    .filter({ hasText: /^Screen/ })
    .waitFor();
  await page.keyboard.press('Enter');
};
const begin = async (): Promise<void> => {
  const button = page.getByRole('button', { name: /^(Begin without files|New review)$/ });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Choose files…' }).waitFor();
};
const receipts = async () =>
  (await ask(page, 'import.receipts', { review: reviewOf(page) })).map((r) => ({
    file: r.file,
    read: r.read,
    kept: r.kept,
    duplicates: r.duplicates,
    rejected: r.rejected,
  }));

it('takes three files of three formats, says what is wrong with a fourth, and settles duplicates and labels by keyboard', async () => {
  await begin();
  await add([named('a.nbib', nbib), named('picture.png', png), named('b.ris', ris), named('c.csv', csv)]);
  await page.getByRole('rowheader', { name: /c\.csv/ }).waitFor();
  const rows = await receipts();
  expect(rows.map((row) => row.file)).toEqual(['a.nbib', 'b.ris', 'c.csv']);
  for (const row of rows) expect(row.read).toBe(row.kept + row.duplicates + row.rejected);
  expect(rows[1]).toMatchObject({ read: 2, kept: 1, duplicates: 1 });
  await page.getByRole('alert').filter({ hasText: 'picture.png' }).waitFor();
  // The table adds up, for all of them too.
  const together = await page.getByRole('row', { name: /^Together/ }).innerText();
  expect(together.match(/\d+/g)?.map(Number)).toEqual([
    rows.reduce((sum, r) => sum + r.read, 0),
    rows.reduce((sum, r) => sum + r.kept, 0),
    rows.reduce((sum, r) => sum + r.duplicates, 0),
    rows.reduce((sum, r) => sum + r.rejected, 0),
  ]);
  // The way on has the focus.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Screen');
  // A receipt opens by Enter and says what was not taken.
  await page.getByRole('button', { name: /c\.csv/ }).focus();
  await page.keyboard.press('Enter');
  if ((rows[2]?.rejected ?? 0) > 0) await page.getByRole('region', { name: /c\.csv that were not taken/ }).waitFor();

  // The uncertain group, by its keys: not the same, undo, the same.
  const group = page.getByRole('group', { name: /^Group 1 of/ });
  await group.waitFor();
  const uncertain = async () => (await ask(page, 'review.summary', { review: reviewOf(page) })).duplicatesToSee;
  expect(await uncertain()).toBe(1);
  await group.focus();
  await page.keyboard.press('s');
  await group.waitFor({ state: 'detached' });
  expect(await uncertain()).toBe(0);
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await undo.focus();
  await page.keyboard.press('Enter');
  await group.waitFor();
  await group.focus();
  await page.keyboard.press('m');
  await group.waitFor({ state: 'detached' });
  expect(await uncertain()).toBe(0);
  expect((await ask(page, 'review.summary', { review: reviewOf(page) })).counts.all).toBe(4);

  // Rayyan's decisions are offered, and teach without being counted.
  await page.getByRole('button', { name: /as prior knowledge$/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(/Prior knowledge: \d included/).waitFor();
  const { counts } = await ask(page, 'review.summary', { review: reviewOf(page) });
  expect(counts.read).toBe(0);
  expect(counts.prior.include).toBeGreaterThan(0);
});

it('takes a search update: what is new comes first, what was retracted or changed is said, all by keyboard', async () => {
  await begin();
  await add([named('first.nbib', nbib)]);
  await onward();
  await page.locator('main[aria-label=Citation] h1').waitFor();
  const title = () => page.locator('main[aria-label=Citation] h1').innerText();
  const included = await title();
  await page.keyboard.press('i');
  await page.waitForFunction(() => document.querySelector('header .far b')?.textContent === '1');
  const again = nbib
    .split(/\n(?=PMID)/)
    .map((record) =>
      record.includes(included.replace(/\.$/, '')) ? record.replace('FAU - Osei', 'PT  - Retracted Publication\nFAU - Osei') : record,
    );
  const fresh = nbib
    .slice(0, nbib.indexOf('\nPMID- 102'))
    .replace('101', '999')
    .replaceAll('Text messages to remember the inhaler', 'Songs against wheezing');
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.getByRole('button', { name: 'Choose files…' }).waitFor();
  await add([named('update.nbib', [...again, fresh.replace('10.5555/a101', '10.5555/a999')].join('\n'))]);
  const section = page.getByRole('region', { name: 'Search update: update.nbib' });
  await section.getByText('1 new; 3 known, 1 retracted.').waitFor();
  const row = section.getByRole('row').filter({ hasText: 'retracted since' });
  expect(await row.innerText()).toContain('Include');
  await section.getByRole('button', { name: 'Read 1 new citation' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Only what the search update brought: 1 to read; 2 older ones wait.').waitFor();
  expect(await title()).toContain('Songs against wheezing');
  await page.keyboard.press('e');
  await page.getByRole('heading', { name: 'What is new is read' }).waitFor();
  await page.getByRole('button', { name: 'Read all that is left' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('main[aria-label=Citation] h1').waitFor();
  expect(await page.getByText('Only what the search update brought').count()).toBe(0);
  expect(await title()).not.toContain('Songs');
});

it('says of a picture, an empty file, a Word file and half a record what they are, and keeps what is sound', async () => {
  // A .docx is a zip with other parts in it: one stored entry is enough to look like one.
  const part = deflateRawSync(Buffer.from('<w:document/>'));
  const name = Buffer.from('word/document.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(part.length, 18);
  local.writeUInt16LE(name.length, 26);
  const word = Buffer.concat([local, name, part]);
  await begin();
  await add([named('picture.png', png), named('empty.nbib', ''), named('letter.docx', word), named('half.nbib', nbib.slice(0, 120))]);
  const alerts = page.getByRole('alert');
  for (const file of ['picture.png', 'empty.nbib', 'letter.docx']) {
    const said = await alerts.filter({ hasText: file }).innerText();
    expect(said).not.toMatch(/\/tmp|Error:|at \w+ \(|undefined|incident/);
  }
  const rows = await receipts();
  for (const row of rows) expect(row.read).toBe(row.kept + row.duplicates + row.rejected);
  expect(rows.map((row) => row.file).filter((file) => file !== 'half.nbib')).toEqual([]);
  await add([named('good.nbib', nbib)]);
  await page.getByRole('rowheader', { name: /good\.nbib/ }).waitFor();
});

it('shows hostile records as text: nothing runs, nothing is asked for, every citation can be read', async () => {
  const shared = sharedPath('attacks/text_hostile_records.ris');
  const own = [
    '<script>window.pwned=1</script>',
    '<img src=x onerror="window.pwned=1">',
    '\u202Egnp.exe reversed',
    'in\u200Bclude',
    '<style>*{display:none}</style>',
    '{{constructor.constructor("window.pwned=1")()}}',
  ]
    .map((title, at) => `TY  - JOUR\nID  - r${String(at)}\nTI  - ${title}\nAB  - ${title}\nDO  - javascript:window.pwned=1\nER  - \n`)
    .join('\n');
  await begin();
  await add([named('hostile.ris', shared === undefined ? own : readFileSync(shared))]);
  await onward();
  await page.locator('main[aria-label=Citation] h1').waitFor();
  const { counts } = await ask(page, 'review.summary', { review: reviewOf(page) });
  let marks = 0;
  for (let i = 0; i < counts.all; i += 1) {
    marks += await page.locator('main h1 .hidden').count();
    for (const address of await page
      .locator('main[aria-label=Citation] a')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href)))
      expect(address).toMatch(/^https:\/\/(doi\.org|pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov)\/|^https?:\/\/[^@]+$/);
    await page.keyboard.press('e');
    await page.waitForFunction((read) => document.querySelector('header .far b')?.textContent === String(read), i + 1);
  }
  expect(await far(page)).toContain(`${String(counts.all)} of ${String(counts.all)} read`);
  await page.getByText('Everything is read').waitFor();
  expect(marks).toBeGreaterThan(0);
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await page.getByRole('grid').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  expect(here.seen.outside).toEqual([]);
});

it('begins a review from a drop on the library, without being asked anything', async () => {
  await drop(page, [{ name: 'my_search-2025.nbib', text: nbib }]);
  await page.getByRole('button', { name: 'Screen', exact: true }).click({ trial: true });
  await page.getByRole('rowheader', { name: /my_search-2025\.nbib/ }).waitFor();
  await page.getByRole('button', { name: 'Screen', exact: true }).click();
  expect((await present(page)).pmid).toMatch(/^10[123]$/);
  await page.getByText('in the order of the set itself').waitFor();
  expect(here.seen.complaints).toEqual([]);
});
