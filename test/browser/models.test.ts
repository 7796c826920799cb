// Can a reader manage the models and does ranking with the bundled ones work, from the window alone?
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import yazl from 'yazl';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { choose } from './harness.ts';
import { opened } from './opened.ts';
import { ask, reviewOf } from './screening.ts';

const samples = fileURLToPath(new URL('../samples/models/', import.meta.url));
const here = opened();
let page: Page;
beforeAll(() => void (page = here.page));

const zipped = async (kind: string): Promise<Buffer> => {
  const zip = new yazl.ZipFile();
  for (const name of readdirSync(join(samples, kind))) if (name !== 'expected.json') zip.addBuffer(readFileSync(join(samples, kind, name)), name);
  zip.end();
  return buffer(zip.outputStream);
};
const item = (name: string) => page.getByRole('listitem', { name });

it('lists, adds, refuses, measures, chooses and removes models by keyboard', { timeout: 90_000 }, async () => {
  await page.goto(`${here.origin}/#/settings`);
  await item('Winnow’s encoder').getByText('in use').waitFor();
  await item('Winnow’s reader').getByText('in use').waitFor();
  expect(await item('Winnow’s encoder').innerText()).toMatch(/makes vectors · bert · 23 MB · 384 numbers a vector, mean pooling · Apache-2\.0/);
  expect(await item('Winnow’s encoder').getByRole('button', { name: 'Remove' }).count()).toBe(0);

  const add = async (name: string, content: Buffer) => {
    await page.getByRole('button', { name: /^Add from a file/ }).focus();
    await choose(page, () => page.keyboard.press('Enter'), [{ name, mimeType: 'application/zip', buffer: content }]);
  };
  await add('broken.zip', Buffer.from('PK no archive'));
  const said = await page.getByRole('alert').innerText();
  expect(said).not.toMatch(/\/tmp|Error:|undefined|incident/);
  expect(said).toMatch(/\.$/);

  await add('small.zip', await zipped('mpnet-wordpiece'));
  await page.getByText('small is here; what is said of it was guessed from its files.').waitFor();
  const small = item('small');
  await small.getByRole('button', { name: 'Measure the speed' }).focus();
  await page.keyboard.press('Enter');
  await small.getByText(/citations a second on this machine \(cpu/).waitFor();
  await small.getByRole('button', { name: 'Use' }).focus();
  await page.keyboard.press('Enter');
  await small.getByText('in use').waitFor();
  await item('Winnow’s encoder').getByText('in use').waitFor({ state: 'detached' });
  await small.getByRole('button', { name: 'Remove' }).focus();
  await page.keyboard.press('Enter');
  await item('Winnow’s encoder').getByText('in use').waitFor();
  expect(await small.count()).toBe(0);
  expect(here.seen.outside).toEqual([]);
});

it('says where records would go, tries a scoring server, uses it and stops', { timeout: 60_000 }, async () => {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(request.url === '/info' ? { model_id: 'test/three', model_sha: 'abc' } : [[1, 2, 3]]));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  await page.goto(`${here.origin}/#/settings`);
  const part = page.getByRole('region', { name: 'A scoring server of your own' });
  await part.getByLabel('Address that makes vectors').fill('http://scorer.example:80');
  await part.getByText('titles, abstracts and your protocol leave this machine and go to scorer.example').waitFor();
  await part.getByText('is not encrypted').waitFor();
  await part.getByLabel('Address that makes vectors').fill('http://127.0.0.1:9');
  await part.getByRole('button', { name: 'Try', exact: true }).click();
  expect(await part.getByRole('alert').innerText()).toMatch(/does not answer: (nothing listens there|no answer)\. .*no other model steps in\.$/);
  expect(asked).toBe(0);
  await part.getByLabel('Address that makes vectors').fill(`http://${host}`);
  await page.keyboard.press('Enter');
  await part.getByText(/^test\/three answered in \d+ ms, 3 numbers a vector\.$/).waitFor();
  await part.getByRole('button', { name: 'Use for all reviews' }).click();
  await part.getByRole('button', { name: 'Stop using it' }).waitFor();
  await item('Winnow’s encoder').getByText('in use').waitFor({ state: 'detached' });
  await part.getByRole('button', { name: 'Stop using it' }).click();
  await item('Winnow’s encoder').getByText('in use').waitFor();
  await new Promise((done) => server.close(done));
});

it('reads the sample by meaning and together with the question, and measures the model on the decisions made', { timeout: 90_000 }, async () => {
  await page.goto(`${here.origin}/#/library`);
  await page.getByRole('button', { name: /sample/i }).click();
  await page.locator('main[aria-label=Citation] h1').waitFor();
  const review = reviewOf(page);
  const ranking = async () => (await ask(page, 'review.summary', { review })).ranking;
  await expect.poll(async () => (await ranking()).meaning, { timeout: 60_000 }).toBeUndefined();
  for (const keyOf of ['i', 'e', 'e', 'i', 'e', 'e']) await page.keyboard.press(keyOf);
  await page.waitForFunction(() => document.querySelector('header .far b')?.textContent === '6');
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  const reader = item('Winnow’s reader');
  await reader.getByRole('button', { name: 'Measure on my decisions' }).click();
  await reader.getByText(/^Alone it would have put your 2 relevant of 6 decided so: average precision/).waitFor({ timeout: 60_000 });
  expect(here.seen.complaints).toEqual([]);
});
