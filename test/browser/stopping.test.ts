// Do Progress, Stop and Simulate hold with 5,000 records: true to the engine, by keyboard, in both themes, for eyes and ears, and out as files?
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { statementInside } from '../../main/reports/certificate.ts';
import { verify, type Statement } from '../../main/stopping/certificate.ts';
import type { Card, StopView } from '../../shared/contract.ts';
import { sharedPath } from '../shared-data.ts';
import { drop } from './harness.ts';
import { opened } from './opened.ts';
import { ask, askAll, reviewOf } from './screening.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const size = 5_000;

interface Set {
  readonly name: string;
  readonly csv: string;
  readonly title: string;
  readonly question: string;
  readonly relevant: ReadonlySet<string>;
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csvOf = (rows: readonly { readonly title: string; readonly abstract: string; readonly year: string; readonly pmid: string }[]): string =>
  ['title,abstract,year,pmid', ...rows.map(({ title, abstract, year, pmid }) => [title, abstract, year, pmid].map(cell).join(','))].join('\n');

/** The first 5,000 records of a diagnostic review, labels of its abstract screening. */
const real = (): Set | undefined => {
  const folder = sharedPath('data/screening/clef_CD005139/');
  if (folder === undefined) return undefined;
  const [head = '', ...lines] = gunzipSync(readFileSync(`${folder}records.tsv.gz`))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const columns = head.split('\t');
  const rows = lines.slice(0, size).map((line) => line.split('\t'));
  const of = (row: readonly string[], name: string) => row[columns.indexOf(name)] ?? '';
  const { title, question } = JSON.parse(readFileSync(`${folder}protocol.json`, 'utf8')) as { title: string; question: string };
  return {
    name: '5,000 real records',
    csv: csvOf(rows.map((row) => ({ title: of(row, 'title'), abstract: of(row, 'abstract'), year: of(row, 'year'), pmid: of(row, 'pmid') }))),
    title,
    question,
    relevant: new Set(rows.filter((row) => of(row, 'label_abstract') === '1').map((row) => of(row, 'pmid'))),
  };
};

/** As many made up: every fiftieth is about the question. */
const generated = (): Set => {
  const words =
    'cohort trial review adults children therapy outcome mortality surgery pain infection cancer heart kidney lung liver bone brain blood skin'.split(
      ' ',
    );
  let state = 7;
  const next = () => (state = (state * 48_271) % 2_147_483_647);
  const text = (many: number, more: readonly string[]) =>
    Array.from({ length: many }, () => [...words, ...more][next() % (words.length + more.length)]).join(' ');
  const topic = ['macular', 'degeneration', 'tomography', 'retina'];
  const about = (at: number) => (at % 50 === 0 ? [...topic, ...topic, ...topic] : at % 9 === 0 ? topic.slice(0, 1) : []);
  const rows = Array.from({ length: size }, (_, at) => ({
    title: `${text(8, about(at))} ${String(at)}`,
    abstract: text(60, about(at)),
    year: String(1990 + (at % 30)),
    pmid: String(30_000_000 + at),
  }));
  return {
    name: '5,000 made-up records',
    csv: csvOf(rows),
    title: 'Tomography for macular degeneration',
    question: 'How accurate is tomography of the retina for macular degeneration?',
    relevant: new Set(rows.filter((_, at) => at % 50 === 0).map(({ pmid }) => pmid)),
  };
};

const set = real() ?? generated();
const here = opened();
let page: Page;
beforeAll(() => {
  page = here.page;
  page.setDefaultTimeout(30_000);
});

const isRelevant = ({ fields }: Card): boolean => set.relevant.has(fields.pmid ?? '');
const go = async (key: string, name: string): Promise<void> => {
  await page.keyboard.press('g');
  await page.keyboard.press(key);
  await page.getByRole('main', { name }).waitFor();
};
/** No finding of axe, in either theme; a picture of each is left where a person can look at it. */
const sound = async (name: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `test/work/browser/${name}-${colorScheme}.png` });
    await page.evaluate(axe);
    const found = await page.evaluate(
      async () =>
        (await (window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run())
          .violations,
    );
    expect(
      found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`),
      `${name} ${colorScheme}`,
    ).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
};
const saved = async (act: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
};
/** Width and height of a PNG, from its first chunk. */
const dots = (bytes: Buffer): readonly [number, number] => {
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};
/** A picture's three ways out, and the numbers that stand behind it. */
const waysOut = async (title: string, file: string): Promise<string[][]> => {
  const figure = page.getByRole('figure').filter({ has: page.getByRole('heading', { name: title }) });
  await figure.getByText('The numbers').click();
  const table = await saved(() => figure.getByRole('button', { name: 'Table (CSV)' }).click());
  const svg = await saved(() => figure.getByRole('button', { name: 'Picture (SVG)' }).click());
  const png = await saved(() => figure.getByRole('button', { name: 'Picture (PNG)' }).click());
  expect([table.name, svg.name, png.name]).toEqual([`${file}.csv`, `${file}.svg`, `${file}.png`]);
  expect(svg.bytes.toString('utf8')).toMatch(/^<svg[^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  const [width, height] = dots(png.bytes);
  const box = (await figure.getByRole('img').boundingBox())!;
  expect(Math.abs(width - 3 * box.width)).toBeLessThan(4);
  expect(Math.abs(height - 3 * box.height)).toBeLessThan(4);
  const shown = await figure.getByRole('region', { name: title }).getByRole('row').count();
  const rows = table.bytes
    .toString('utf8')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(shown).toBe(rows.length);
  return rows;
};

describe(set.name, () => {
  const read = 600;

  it('is screened as far as stopping becomes a question', { timeout: 400_000 }, async () => {
    await page.getByText('Drop your PubMed export here').waitFor();
    await drop(page, [{ name: 'records.csv', text: set.csv }]);
    await page.getByRole('rowheader', { name: /records\.csv/ }).waitFor({ timeout: 120_000 });
    const review = reviewOf(page);
    await ask(page, 'protocol.set', { review, key: 'stop-protocol-1', protocol: { title: set.title, question: set.question, criteria: [] } });
    await ask(page, 'rank.again', { review });
    for (let done = 0; done < read; done += 50) {
      const { cards } = await ask(page, 'screen.queue', { review, count: 50 });
      await askAll(
        page,
        'screen.decide',
        cards.map((card) => ({
          review,
          key: `stop-5000-${String(card.citation)}`,
          citation: card.citation,
          verdict: isRelevant(card) ? ('include' as const) : ('exclude' as const),
          stage: 'abstract' as const,
        })),
      );
      if (done < 200 || done % 200 === 0) await ask(page, 'rank.again', { review });
    }
    await page.reload();
    const { counts } = await ask(page, 'review.summary', { review });
    expect(counts.read).toBe(read);
    expect(counts.include).toBeGreaterThan(10);
    process.stdout.write(
      `${set.name}: ${String(counts.include)} of ${String(set.relevant.size)} found in ${String(read)} of ${String(counts.all)}\n`,
    );
  });

  it('Progress: sentence, curve, numbers and files say the same', { timeout: 200_000 }, async () => {
    await go('p', 'Progress');
    const progress = await ask(page, 'progress.get', { review: reviewOf(page) });
    await page.getByText(progress.sentence).waitFor();
    const curve = page.getByRole('img', { name: `Line: ${String(progress.counts.include)} relevant found after 600 of` });
    await curve.waitFor();
    expect(await curve.locator('path.line').count()).toBeGreaterThanOrEqual(3);
    const rows = await waysOut('Relevant found, by citations read', 'recall-curve');
    expect(rows.at(-1)).toEqual([String(read), String(progress.counts.include)]);
    const found = rows.slice(1).map((row) => Number(row[1]));
    expect(found).toEqual([...found].sort((one, other) => one - other));
    await waysOut('Read each day, found darker', 'days');
    await sound('progress-5000');
  });

  let view: StopView;
  it('Stop: one line each for evidence and proof, the ground one click away, the figures the engine’s', { timeout: 200_000 }, async () => {
    await go('t', 'May I stop?');
    const review = reviewOf(page);
    view = await ask(page, 'stop.get', { review, target: 0.95 });
    await page.getByText(view.sentence).waitFor();
    await page.getByText(view.says === 'stop' ? 'The usual rule says: you may stop.' : 'The usual rule says: go on.').waitFor();
    await page.getByText('Nothing is proved yet.').waitFor();
    expect(await page.getByText('min(.5, 1.2/√r)').isVisible()).toBe(false);
    await page.locator('summary', { hasText: 'On what ground?' }).click();
    expect(await page.getByText('min(.5, 1.2/√r)').first().isVisible()).toBe(true);
    await page.locator('summary', { hasText: 'What each rule says' }).click();
    expect(await page.getByRole('table', { name: 'What each rule says' }).getByRole('rowheader').count()).toBe(5);
    for (const { sample } of view.plans) await page.getByText(sample!.toLocaleString('en-GB'), { exact: true }).first().waitFor();
    await sound('stop-5000');
  });

  it('an audit is fixed, drawn, judged by keyboard without a word of ranks, and certified', { timeout: 400_000 }, async () => {
    const review = reviewOf(page);
    await page.getByLabel(/^Target:/).click();
    await page.getByRole('option', { name: /^80%/ }).click();
    const planned = (await ask(page, 'stop.get', { review, target: 0.8 })).plans[0]!.sample!;
    const lock = page.getByRole('button', { name: `Fix it and draw ${planned.toLocaleString('en-GB')}` });
    await lock.click();
    await page
      .getByRole('dialog', { name: 'Fix and draw?' })
      .getByRole('button', { name: /^Fix it and draw/ })
      .click();
    const citation = page.getByRole('main', { name: 'Citation' });
    await citation.getByRole('heading', { level: 1 }).waitFor();
    await sound('audit-5000');
    const { cards } = await ask(page, 'audit.next', { review, limit: 20 });
    for (const [at, card] of cards.entries()) {
      await page.getByText(`Audit: ${String(at)} of ${planned.toLocaleString('en-GB')} judged`).waitFor();
      expect(await citation.innerText()).toContain(card.fields.pmid);
      await page.keyboard.press(isRelevant(card) ? 'i' : 'e');
    }
    // Another mind about the last one.
    await page.keyboard.press('u');
    await page.getByText(`Audit: 19 of ${planned.toLocaleString('en-GB')} judged`).waitFor();
    const last = cards.at(-1)!;
    expect(await citation.innerText()).toContain(last.fields.pmid);
    for (;;) {
      const { cards: rest } = await ask(page, 'audit.next', { review, limit: 100 });
      if (rest.length === 0) break;
      const judged = rest.map((card) => ({
        review,
        key: `stop-audit-5000-${String(card.citation)}`,
        citation: card.citation,
        verdict: isRelevant(card) ? ('include' as const) : ('exclude' as const),
      }));
      await askAll(page, 'audit.decide', judged);
    }
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Close the audit and sign' }).click();
    const audit = await closedAudit(review);
    const percent = (share: number) => `${String(Math.floor(share * 1000 + 1e-9) / 10)}%`;
    const line = audit.proof!.certified ? `Proved: at least ${percent(audit.proof!.recallLow)} are found` : 'Not proved: 80% was aimed at.';
    await page.getByText(line).waitFor();
    await page.getByText(audit.statement![1]!).waitFor();
    await page.getByRole('heading', { name: 'Proof' }).scrollIntoViewIfNeeded();
    await sound('certificate-5000');
    const statement = await saved(() => page.getByRole('button', { name: 'Statement (JSON)' }).click());
    const printed = await saved(() => page.getByRole('button', { name: 'Page to print (HTML)' }).click());
    const given = JSON.parse(statement.bytes.toString('utf8')) as Statement;
    expect(JSON.parse(statementInside(printed.bytes.toString('utf8'))!)).toEqual(given);
    expect(verify(given)).toEqual([]);
    const { sampled } = given;
    expect(sampled.map(({ id }) => id).slice(0, 20)).toEqual(cards.map((card) => card.citation));
    expect(sampled.filter(({ relevant }) => relevant)).toHaveLength(audit.relevant);
    // On paper the certificate stands alone.
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { name: 'Stop certificate' }).isVisible()).toBe(true);
    expect(await page.getByRole('heading', { name: 'Evidence' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });
  const closedAudit = async (review: string) => {
    await page.getByText('Audit 1,').waitFor();
    return (await ask(page, 'stop.get', { review, target: 0.8 })).audits[0]!;
  };

  it('hunts: a list, the citation beside it, decided again by keyboard', { timeout: 300_000 }, async () => {
    const review = reviewOf(page);
    const counts = async () => (await ask(page, 'review.summary', { review })).counts;
    const before = await counts();
    await page.getByRole('button', { name: 'Where rankers differ' }).click();
    const list = page.getByRole('list', { name: 'Where rankers differ' });
    await list.getByRole('button').first().waitFor({ timeout: 120_000 });
    expect(await list.getByRole('button').count()).toBe(50);
    const main = page.getByRole('main', { name: 'Citation' });
    await main.locator('p.line', { hasText: 'How far down:' }).waitFor();
    await sound('disagreements-5000');
    await page.keyboard.press('e');
    await list.getByText('now: excluded').first().waitFor();
    await page.getByText('Where rankers differ · 2 of 50').waitFor();
    await page.keyboard.press('k');
    await page.getByText('Where rankers differ · 1 of 50').waitFor();
    await page.keyboard.press('i');
    await list.getByText('now: included').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Decisions in doubt' }).click();
    const doubts = page.getByRole('list', { name: 'Decisions in doubt' });
    await doubts.getByRole('button').first().waitFor({ timeout: 120_000 });
    await main.locator('p.line', { hasText: /(included|excluded); the others say/ }).waitFor();
    await sound('doubts-5000');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('main', { name: 'May I stop?' }).waitFor();
    expect(await counts()).toMatchObject({ read: before.read + 1, include: before.include + 1 });
  });

  it('stopped: recorded, said in the reports, taken up again', { timeout: 120_000 }, async () => {
    const review = reviewOf(page);
    await page.getByRole('button', { name: 'Record that screening is stopped' }).click();
    await page.getByText('Screening was stopped on').waitFor();
    const { stopped } = await ask(page, 'stop.get', { review, target: 0.8 });
    await go('r', 'Reports');
    await page.getByText('Not screened after stopping').waitFor();
    await page.getByText(stopped!.unread.toLocaleString('en-GB'), { exact: true }).first().waitFor();
    await page.getByText('drawn at random from those unscreened').waitFor();
    await go('t', 'May I stop?');
    await page.getByRole('button', { name: 'Go on screening' }).click();
    await page.getByText('Screening was stopped on').waitFor({ state: 'detached' });
  });

  it('Simulate: runs and rules over the review’s labels, cut off and taken up, out as tables and pictures', { timeout: 400_000 }, async () => {
    await go('m', 'Simulate');
    for (const name of ['winnow', 'bm25'])
      if (await page.getByRole('checkbox', { name, exact: true }).isChecked()) await page.getByRole('checkbox', { name, exact: true }).click();
    for (const name of ['bm25', 'qlm-jm', 'elas-u4']) await page.getByRole('checkbox', { name, exact: true }).click();
    await page.getByText('Stopping rules, played on every run').first().click();
    await page.getByRole('checkbox', { name: 'Late evidence' }).click();
    await page.getByRole('checkbox', { name: 'buscar' }).click();
    const run = page.getByRole('button', { name: 'Simulate', exact: true });
    await run.click();
    await page.getByRole('table', { name: 'Means over the runs' }).getByRole('cell', { name: 'bm25' }).waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Runs that were done are kept').waitFor();
    await run.click();
    await page.getByRole('img', { name: /^Lines: recall by share read.*; 5 runs\./ }).waitFor({ timeout: 300_000 });
    const means = page.getByRole('table', { name: 'Means over the runs' });
    expect(await means.getByRole('row').count()).toBe(4);
    expect(await page.getByRole('table', { name: 'Where each rule would have stopped' }).getByRole('row').count()).toBe(1 + 2 * 3);
    const rows = await waysOut('Recall by share read', 'simulation');
    expect(rows).toHaveLength(22);
    expect(rows.at(-1)!.map(Number)).toEqual([1, 1, 1, 1]);
    await sound('simulate-5000');
    expect(here.seen.complaints).toEqual([]);
    expect(here.seen.outside).toEqual([]);
  });
});
