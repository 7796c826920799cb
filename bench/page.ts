// How long from a key to the next citation on the screen? In a real browser, over a review of so many citations: `node bench/run.mjs page [1000 10000 …]`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg, cpus } from 'node:os';
import { spawnSync } from 'node:child_process';
import { choose, dropFolder, keyTimes, newFolder, openBrowser, openPage, serve, watchKeys } from '../test/browser/harness.ts';

const sizes = process.argv.slice(2).filter((arg) => /^\d+$/.test(arg));
const presses = 60;
const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

/** A review of n records in PubMed's format, made by the sibling script. */
const exportOf = (n: string): string => {
  const file = `bench/work/page-${n}.nbib`;
  mkdirSync('bench/work', { recursive: true });
  const made = spawnSync(process.execPath, ['bench/run.mjs', 'make-nbib', n, file], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (made.status !== 0) throw new Error(`make-nbib ${n} failed`);
  return file;
};

const measure = async (n: string): Promise<string> => {
  const data = newFolder();
  const [browser, served] = await Promise.all([openBrowser(), serve(data)]);
  const { page } = await openPage(browser, served.url);
  page.setDefaultTimeout(300_000);
  await page.getByText('Drop your PubMed export here').waitFor();
  await choose(page, () => page.getByRole('button', { name: 'Drop your PubMed export here' }).click(), [exportOf(n)]);
  await page.getByRole('rowheader', { name: /\.nbib/ }).waitFor();
  await page.getByRole('button', { name: 'Screen', exact: true }).click();
  await page.locator('main[aria-label=Citation] h1').waitFor();
  await watchKeys(page);
  for (let i = 0; i < presses; i += 1) {
    const title = await page.locator('main[aria-label=Citation] h1').innerText();
    await page.keyboard.press(i % 9 === 0 ? 'i' : 'e');
    await page.waitForFunction((old) => document.querySelector('main[aria-label=Citation] h1')?.textContent.trim() !== old, title);
  }
  const times = await keyTimes(page);
  await browser.close();
  await served.stop();
  dropFolder(data);
  const figures = [percentile(times, 0.5), percentile(times, 0.95), percentile(times, 1)].map((ms) => ms.toFixed(0));
  return `| ${n} | ${String(times.length)} | ${figures.join(' | ')} |`;
};

const rows: string[] = [];
for (const n of sizes.length > 0 ? sizes : ['1000', '10000']) rows.push(await measure(n));
const text = [
  '# From a key to the next citation',
  '',
  'From the key press to the end of the frame that shows another title, in Chromium without a GPU; decisions as fast as the page takes them. Aim: below 50 ms.',
  '',
  `${cpus()[0]?.model ?? ''}, ${String(cpus().length)} cores, load ${loadavg()[0]?.toFixed(1) ?? ''}. \`node bench/run.mjs page ${sizes.join(' ')}\``,
  '',
  '| citations | decisions | median ms | 95% ms | largest ms |',
  '|---:|---:|---:|---:|---:|',
  ...rows,
  '',
].join('\n');
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/page.md', text);
process.stdout.write(text);
