// Are letters that were decoded twice offered for repair beside the remark that tells of them?
import { expect, it } from 'vitest';
import { drop } from './harness.ts';
import { opened } from './opened.ts';
import { present } from './screening.ts';

const here = opened();

it('is told on the receipt, repaired by one button, and the citation then reads as it should', async () => {
  const { page } = here;
  await page.getByText('Drop your PubMed export here').waitFor();
  const text =
    'TY  - JOUR\nTI  - Dry eyes in SjÃ¶gren syndrome\nAU  - MÃ¼ller, JÃ¶rg\nPY  - 2011\nJO  - Imag J Digit Health\nVL  - 3\nSP  - 11\nER  - \n';
  await drop(page, [{ name: 'twice.ris', text }]);
  const receipt = page.getByRole('table').getByRole('button', { name: 'twice.ris' });
  await receipt.first().click();
  await page.getByText('which would be “Dry eyes in Sjögren syndrome”').waitFor();
  const repair = page.getByRole('button', { name: 'Repair the letters' });
  await repair.focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 citation to screen from 2 files.').waitFor();
  const screen = page.getByRole('button', { name: 'Screen', exact: true });
  await screen.focus();
  await page.keyboard.press('Enter');
  await page.locator('main[aria-label=Citation] h1').waitFor();
  expect((await present(page)).title).toBe('Dry eyes in Sjögren syndrome');
  expect(here.seen.complaints).toEqual([]);
});
