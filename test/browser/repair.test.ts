// Are letters that were decoded twice offered for repair beside the remark that tells of them?
import { expect, it } from 'vitest';
import { drop } from './harness.ts';
import { opened } from './opened.ts';
import { ask, present, reviewOf } from './screening.ts';

const here = opened();

it('is told on the receipt, repaired by one button, and the citation then reads as it should', async () => {
  const { page } = here;
  await page.getByText('Drop your PubMed export here').waitFor();
  const text =
    'TY  - JOUR\nTI  - Dry eyes in SjÃ¶gren syndrome\nAU  - MÃ¼ller, JÃ¶rg\nPY  - 2011\nJO  - Imag J Digit Health\nVL  - 3\nSP  - 11\nER  - \n';
  await drop(page, [{ name: 'twice.ris', text }]);
  const receipt = page.getByRole('table').getByRole('button', { name: 'twice.ris' });
  await receipt.first().click();
  await page.getByText('→ “Dry eyes in Sjögren syndrome”').waitFor();
  const repair = page.getByRole('button', { name: 'Repair the letters' });
  await repair.focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 citation to screen from 2 files.').waitFor();
  // Undone the same way, from the newest receipt only; and done again.
  await receipt.nth(1).click();
  const undo = page.getByRole('button', { name: 'Read it without the repair' });
  await undo.focus();
  expect(await repair.count()).toBe(0);
  await page.keyboard.press('Enter');
  await page.getByText('1 citation to screen from 3 files.').waitFor();
  await receipt.nth(2).click();
  expect(await undo.count()).toBe(0);
  const { fields } = await ask(page, 'screen.card', { review: reviewOf(page), citation: 1 });
  expect([fields.title, fields.authors]).toEqual(['Dry eyes in SjÃ¶gren syndrome', ['MÃ¼ller, JÃ¶rg']]);
  await repair.focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 citation to screen from 4 files.').waitFor();
  const screen = page.getByRole('button', { name: 'Screen', exact: true });
  await screen.focus();
  await page.keyboard.press('Enter');
  await page.locator('main[aria-label=Citation] h1').waitFor();
  expect((await present(page)).title).toBe('Dry eyes in Sjögren syndrome');
  expect(here.seen.complaints).toEqual([]);
});
