// How does every screen look? Takes them all from the running app with the sample, light and dark, into docs/screenshots/.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { ensureBuilt } from './build.mjs';
import { root } from './ensure.mjs';

const executablePath = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== '' && existsSync(path),
);
const only = process.argv[2];
const out = process.argv[3] ?? join(root, 'docs/screenshots');
const labels = JSON.parse(readFileSync(join(root, 'resources/sample/labels.json'), 'utf8'));

await ensureBuilt();
mkdirSync(out, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'winnow-shots-'));
const server = spawn(process.execPath, [join(root, 'dist/main/serve.js'), '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
const url = await new Promise((resolve) => createInterface(server.stdout).once('line', (line) => resolve(JSON.parse(line).url)));
const browser = await chromium.launch({
  executablePath,
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' });
const page = await context.newPage();
page.on('console', (message) => message.type() === 'error' && process.stderr.write(`page: ${message.text()}\n`));
page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));

const shoot = async (name) => {
  if (only !== undefined && only !== 'all' && !name.startsWith(only)) return;
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(out, `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
};
/** The place of a review by its chord. */
const go = async (key) => {
  await page.keyboard.press('g');
  await page.keyboard.press(key);
  await page.waitForTimeout(400);
};
const decide = async (times) => {
  for (let i = 0; i < times; i += 1) {
    const before = await page.locator('.centre h1').innerText();
    const pmid = /PMID (\d+)/.exec(await page.locator('.centre').innerText())?.[1];
    const reasons = ['1', '2', '3', '4', '5'];
    await page.keyboard.press(labels[pmid] === 1 ? 'i' : i % 11 === 4 ? 'm' : i % 3 === 0 ? 'e' : reasons[i % 5]);
    await page.waitForFunction((old) => document.querySelector('.centre h1')?.textContent?.trim() !== old, before.trim(), { timeout: 5_000 });
    await page.waitForTimeout(60);
  }
};

try {
  await page.goto(url);
  await page.getByRole('button', { name: 'Try the sample' }).waitFor();
  await shoot('library-empty');
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const socket = new WebSocket(new URL('wire', location.href.replace(/^http/, 'ws').replace(/#.*/, '')));
        socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: 'settings.set', input: { reviewer: 'Ada' } }));
        socket.onmessage = resolve;
      }),
  );
  await page.reload();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await page.locator('.centre h1').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1_000);
  await shoot('screen-first');
  await decide(40);
  await page.waitForTimeout(800);
  await shoot('screen');
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await page.waitForTimeout(300);
  await shoot('screen-history');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  await page.waitForTimeout(200);
  await page.keyboard.type('Ask the authors for the dispensing records.');
  await shoot('screen-note');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.waitForTimeout(300);
  await shoot('keys');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(200);
  await go('u');
  await shoot('setup');
  await page.locator('main').evaluate((main) => main.scrollTo(0, 560));
  await shoot('setup-protocol');
  await go('b');
  await page.waitForTimeout(500);
  await shoot('browse');
  await page.locator('[role=row]').nth(4).click();
  await page.waitForTimeout(400);
  await shoot('browse-card');
  await go('p');
  await page.waitForTimeout(600);
  await shoot('progress');
  await go('t');
  await page.waitForTimeout(600);
  await shoot('stop');
  await go('r');
  await page.waitForTimeout(400);
  await shoot('reports');
  await page.getByRole('button', { name: 'Export citations…' }).click();
  await page.waitForTimeout(300);
  await shoot('export');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(200);
  await go('m');
  await page.getByRole('button', { name: 'Simulate', exact: true }).click();
  await page.locator('figure, [role=alert]').first().waitFor({ timeout: 60_000 });
  await page.locator('.work').waitFor({ state: 'detached', timeout: 60_000 });
  await shoot('simulate');
  await go('t');
  await page.getByRole('button', { name: /^Fix it and draw/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Fix it and draw/ })
    .click();
  await page.locator('.centre h1').waitFor();
  await shoot('stop-audit');
  for (;;) {
    const pmid = /PMID (\d+)/.exec(await page.locator('main').innerText())?.[1];
    if (pmid === undefined) break;
    await page.keyboard.press(labels[pmid] === 1 ? 'i' : 'e');
    await page.waitForTimeout(60);
  }
  await page.getByRole('button', { name: 'Close the audit and sign' }).click();
  await page.getByText('Audit 1,').waitFor();
  await shoot('stop-certificate');
  await page.getByRole('button', { name: 'Where rankers differ' }).click();
  await page.locator('ol button').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  await shoot('stop-hunt');
  await go('e');
  await shoot('settings');
  await go('l');
  await page.waitForTimeout(500);
  await shoot('library');
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(data, { recursive: true, force: true });
}
