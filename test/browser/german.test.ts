// Does a German window also say in German what comes from the engine?
import { expect, it } from 'vitest';
import { drop } from './harness.ts';
import { opened } from './opened.ts';
import { ask } from './screening.ts';

const here = opened();

it('a file that is none, a receipt’s warning, the reasons for a place', async () => {
  const { page } = here;
  await page.getByText('Drop your PubMed export here').waitFor();
  await ask(page, 'settings.set', { language: 'de' });
  await page.reload();
  await page.getByText('PubMed-Export hier ablegen').waitFor();
  const record = (number: number) => `TY  - JOUR\nTI  - Reminders and inhalers ${String(number)}\nAU  - Doe, A\nPY  - 2011\nAB  - Text messages, trial ${String(number)}.\n`; // prettier-ignore
  await drop(page, [
    { name: 'brief.txt', text: 'Liebe Tante, die Reise war schön, und das Wetter auch.\n' },
    { name: 'unended.ris', text: `${record(1)}${record(2)}${record(3)}ER  - \n` },
  ]);
  await page.getByText(/brief\.txt ist kein Export, den Winnow lesen kann: .* exportieren\./).waitFor();
  await page.getByRole('table').getByRole('button', { name: 'unended.ris' }).first().click();
  await page.getByText(/^2 Einträge haben kein Endzeichen; jeder wurde beendet, wo der nächste beginnt/).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.getByRole('heading', { name: 'Warum hier?' }).waitFor();
  await page.getByText('Noch kein Protokoll und keine Entscheidung: geordnet nach der Ähnlichkeit mit allen zusammen').waitFor();
  const bottom = page.locator('footer');
  expect((await bottom.boundingBox())?.height).toBeLessThan(80); // one row, though the words are longer
  expect(here.seen.complaints).toEqual([]);
});
