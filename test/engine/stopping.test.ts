// Does a stop certificate come out of a real review: locked, drawn, read blind, proved, signed, and found again by anyone who checks?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../shared/contract.ts';
import type { Statement } from '../../main/stopping/certificate.ts';
import { draw } from '../../main/stopping/draw.ts';
import { ask, verifyCertificate } from '../../main/engine/index.ts';
import { sampleText } from '../built.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';

const open: TestEngine[] = [];
const start = async (name: string, at?: string): Promise<TestEngine> => {
  const made = await testEngine(name, {}, at);
  open.push(made);
  return made;
};
afterAll(async () => {
  for (const { engine } of open) await engine.close();
});

const labels = JSON.parse(sampleText('labels.json')) as Record<string, 0 | 1>;
const isRelevant = (card: { fields: { pmid?: string } }) => labels[card.fields.pmid ?? ''] === 1;

/** The sample, with so many of its queue decided by the true labels. */
const screened = async (engine: Engine, many: number): Promise<string> => {
  const { review } = await ask(engine, 'library.sample', {});
  await ask(engine, 'rank.again', { review });
  for (let at = 0; at < many;) {
    const { cards } = await ask(engine, 'screen.queue', { review, count: Math.min(10, many - at) });
    for (const card of cards) {
      await ask(engine, 'screen.decide', {
        review,
        key: `stop-screen-${String(at++)}`,
        citation: card.citation,
        verdict: isRelevant(card) ? 'include' : 'exclude',
        stage: 'abstract',
      });
    }
    await ask(engine, 'rank.again', { review });
  }
  return review;
};
const wanted = { target: 0.8, alpha: 0.05, audits: 2, allowed: 0 as const, sensitivity: 1 };

/** Reads the whole sample; `verdictOf` may say another thing than the truth. */
const readSample = async (engine: Engine, review: string, verdictOf = isRelevant, key = 'stop-audit'): Promise<number[]> => {
  const order: number[] = [];
  for (;;) {
    const { cards } = await ask(engine, 'audit.next', { review, limit: 7 });
    if (cards.length === 0) return order;
    for (const card of cards) {
      expect([card.rank, card.score]).toEqual([undefined, undefined]);
      for (const { spans } of [card.title, ...card.sections]) expect(spans.every(({ kind }) => kind === 'concept')).toBe(true);
      order.push(card.citation);
      const verdict = verdictOf(card) ? 'include' : 'exclude';
      await ask(engine, 'audit.decide', { review, key: `${key}-${String(card.citation)}`, citation: card.citation, verdict });
    }
  }
};
const offered = ({ offered: files }: TestEngine, href: string): string => readFileSync(files.get(href)!.path, 'utf8');

describe('a certificate', () => {
  test('from the lock to the signed statement, and after a restart', { timeout: 120_000 }, async () => {
    const first = await start('certificate');
    const { engine } = first;
    const review = await screened(engine, 60);
    const before = await ask(engine, 'stop.get', { review, target: wanted.target, alpha: wanted.alpha, audits: wanted.audits });
    expect(before.audits).toEqual([]);
    expect(before.next).toEqual({ audit: 1, audits: 2, alpha: 0.025, fixed: false, spent: false });
    const planned = before.plans[0]!.sample!;
    const { audit: locked } = await ask(engine, 'audit.lock', { review, key: 'stop-lock-1', ...wanted });
    expect(locked).toMatchObject({
      state: 'open',
      audit: 1,
      audits: 2,
      sample: planned,
      done: 0,
      found: before.facts.found,
      unread: before.facts.unread,
      confidence: 0.975,
    });
    const again = await ask(engine, 'audit.lock', { review, key: 'stop-lock-1', ...wanted });
    expect(again.audit).toEqual(locked);
    await expect(ask(engine, 'audit.lock', { review, key: 'stop-lock-2', ...wanted })).rejects.toMatchObject({ code: 'audit.open' });
    await expect(ask(engine, 'audit.close', { review, key: 'stop-close-0' })).rejects.toMatchObject({ code: 'audit.unread' });
    expect((await ask(engine, 'stop.get', { review, target: wanted.target })).plans).toEqual([]);

    // A record of the sample that comes up in the ordinary queue belongs to the audit all the same; others do not.
    const { cards } = await ask(engine, 'audit.next', { review, limit: 500 });
    const drawn = new Set(cards.map(({ citation }) => citation));
    const ordinary = cards[0]!;
    await ask(engine, 'screen.decide', {
      review,
      key: 'stop-ordinary',
      citation: ordinary.citation,
      verdict: isRelevant(ordinary) ? 'include' : 'exclude',
      stage: 'abstract',
    });
    expect((await ask(engine, 'screen.history', { review, limit: 1 }))[0]!.origin).toBe('audit');
    expect((await ask(engine, 'audit.next', { review, limit: 1 })).audit!.done).toBe(1);
    const other = (await ask(engine, 'screen.queue', { review, count: 50 })).cards.find(({ citation }) => !drawn.has(citation));
    expect(other).toBeDefined();
    await expect(ask(engine, 'audit.decide', { review, key: 'stop-not-drawn', citation: other!.citation, verdict: 'include' })).rejects.toMatchObject(
      { code: 'audit.drawn' },
    );
    // Taken back: it must be judged again.
    await ask(engine, 'screen.undo', { review, key: 'stop-undo-1' });
    expect((await ask(engine, 'audit.next', { review, limit: 1 })).audit!.done).toBe(0);

    const order = await readSample(engine, review);
    expect(order).toEqual(cards.map(({ citation }) => citation));
    const closed = await ask(engine, 'audit.close', { review, key: 'stop-close-1' });
    expect((await ask(engine, 'audit.close', { review, key: 'stop-close-1' })).audit).toEqual(closed.audit);
    const relevant = cards.filter(isRelevant).length;
    expect(closed.audit).toMatchObject({ state: 'closed', done: planned, relevant, proof: { certified: relevant === 0 } });

    // A decision taken back later is unread again, and not of the tail that was proved.
    expect(closed.audit.since).toBe(0);
    const early = (await ask(engine, 'screen.history', { review, limit: 500 })).at(-1)!.citation;
    await ask(engine, 'screen.decide', { review, key: 'stop-cleared', citation: early, verdict: 'cleared', stage: 'abstract' });
    expect((await ask(engine, 'stop.get', { review, target: wanted.target })).audits[0]!.since).toBe(1);
    await ask(engine, 'screen.undo', { review, key: 'stop-undo-2' });
    expect((await ask(engine, 'stop.get', { review, target: wanted.target })).audits[0]!.since).toBe(0);

    const json = await ask(engine, 'audit.file', { review, audit: locked.seq, form: 'json' });
    const html = await ask(engine, 'audit.file', { review, audit: locked.seq, form: 'html' });
    const [text, page] = [offered(first, json.href), offered(first, html.href)];
    const statement = JSON.parse(text) as Statement;
    expect(draw(statement.tail, statement.lock.sample, statement.lock.seed)).toEqual(order);
    expect(statement.tail).toHaveLength(before.facts.unread);
    expect(statement.records).toHaveLength(planned);
    await ask(engine, 'review.close', { review });
    const place = (await ask(engine, 'library.list', {}))[0]!.place;
    for (const given of [text, page])
      expect(verifyCertificate(given, { version: first.host.version, reviewAt: place })).toEqual({
        findings: [],
        said: [expect.stringMatching(/^Signed by the key /) as string, ...closed.audit.statement!],
      });
    expect(page).toContain(closed.audit.statement![1]!.replace(/&/g, '&#38;'));
    await engine.close();

    const second = await start('certificate', first.host.folders.data.replace(/\/data$/, ''));
    const kept = await ask(second.engine, 'stop.get', { review, target: wanted.target });
    expect(kept.audits).toEqual([closed.audit]);
    expect(kept.next).toMatchObject({ audit: 2, audits: 2, alpha: 0.025, fixed: true, spent: false });
    expect(await ask(second.engine, 'review.verify', { review })).toEqual({ sound: true, findings: [] });
  });

  test('anything that is changed in it is found', { timeout: 120_000 }, async () => {
    const made = await start('changed');
    const { engine } = made;
    const review = await screened(engine, 70);
    const { audit } = await ask(engine, 'audit.lock', { review, key: 'stop-lock-1', ...wanted });
    await readSample(engine, review);
    await ask(engine, 'audit.close', { review, key: 'stop-close-1' });
    const text = offered(made, (await ask(engine, 'audit.file', { review, audit: audit.seq, form: 'json' })).href);
    const whole = JSON.parse(text) as Statement;
    const check = (given: string, reviewAt?: string) => verifyCertificate(given, { version: made.host.version, reviewAt }).findings.join(' ');
    const said = (change: (statement: Statement) => unknown) => check(JSON.stringify(change(structuredClone(whole))));
    expect(said((one) => one)).toBe('');
    expect(said((one) => ({ ...one, lock: { ...one.lock, seed: 'a'.repeat(32) } }))).toMatch(/not the one that the seed draws.*signature/);
    expect(said((one) => ({ ...one, tail: one.tail.slice(1) }))).toMatch(/signature/);
    expect(said((one) => ({ ...one, review: 'Another one' }))).toBe(
      'The signature does not belong to this statement: something in it was changed after it was signed.',
    );
    expect(said((one) => ({ ...one, made: { ...one.made, by: 'Somebody else' } }))).toMatch(/signature/);
    expect(
      said((one) => ({ ...one, sampled: one.sampled.map((record, at) => (at === 0 ? { ...record, relevant: !record.relevant } : record)) })),
    ).toMatch(/bound on missing records.*signature/);
    expect(said(({ signature: _signature, ...rest }) => rest)).toMatch(/^It is not signed/);
    expect(said((one) => ({ ...one, signature: { ...one.signature!, algorithm: 'none' } }))).toMatch(/“signature” is missing or is not what it was/);
    expect(said((one) => ({ ...one, signature: { ...one.signature!, key: 'no key' } }))).toMatch(/signature/);
    expect(check('{"kind":"winnow-certificate"}')).toMatch(/^It is no certificate of Winnow's: it is of version none/);
    expect(check(text.slice(0, 900))).toMatch(/^It is no certificate of Winnow's: .* at character \d+\.$/);
    expect(said(({ proof: _proof, ...rest }) => rest)).toBe("It is no certificate of Winnow's: its “proof” is missing or is not what it was.");
    // The last of two counts for JavaScript, the first for other readers.
    expect(check(text.replace('"proof":', '"proof": {"certified": true, "recallLow": 1}, "proof":'))).toMatch(/^“proof” is given twice/);

    // The page shows the same as the statement inside.
    const page = offered(made, (await ask(engine, 'audit.file', { review, audit: audit.seq, form: 'html' })).href);
    expect([check(page), check(page.replace(/\n/g, '\r\n'))]).toEqual(['', '']);
    for (const changed of [
      page.replace(/<p class="claim">[^<]*/, '<p class="claim">All were found.'),
      page.replace('<td dir="auto">not relevant', '<td dir="auto">relevant'),
      page.replace('</style>', '.claim{display:none}</style>'),
    ]) {
      expect(changed).not.toBe(page);
      expect(check(changed)).toMatch(/^The page is not the one that Winnow prints of the statement inside/);
    }
    expect(check(page.replace(/<script.*<\/script>/s, ''))).toBe("It is no certificate of Winnow's: the page holds no statement.");
    const elsewhere = verifyCertificate(page, { version: '99.0.0' });
    expect([elsewhere.findings, elsewhere.said[1]]).toEqual([[], expect.stringMatching(/^The page was printed by Winnow /)]);
    // Another review did not give it.
    const other = await ask(engine, 'review.create', { key: 'stop-other-review', title: 'Other' });
    await ask(engine, 'review.close', { review: other.review });
    const place = (await ask(engine, 'library.list', {})).find((one) => one.review === other.review)!.place;
    expect(check(text, place)).toBe('It was given by another review.');
  });

  test('a failed audit costs its α, a given-up one too; when all are used there is no more', { timeout: 120_000 }, async () => {
    const { engine } = await start('failed');
    const review = await screened(engine, 60);
    await ask(engine, 'audit.lock', { review, key: 'stop-lock-1', ...wanted });
    await readSample(engine, review, () => true); // every one of them is said to be relevant
    const { audit, summary } = await ask(engine, 'audit.close', { review, key: 'stop-close-1' });
    expect(audit).toMatchObject({ state: 'closed', proof: { certified: false } });
    expect(audit.statement![1]).toMatch(/^The target of 80% is not proved/);
    // What the audit found counts as found from now on.
    expect(summary.counts.include).toBe(audit.found + audit.sample);
    await expect(ask(engine, 'audit.lock', { review, key: 'stop-lock-2', ...wanted, alpha: 0.1 })).rejects.toMatchObject({ code: 'audit.fixed' });
    await expect(ask(engine, 'audit.lock', { review, key: 'stop-lock-2', ...wanted, audits: 3 })).rejects.toMatchObject({ code: 'audit.fixed' });
    const next = await ask(engine, 'stop.get', { review, target: 0.99 });
    expect(next.next).toMatchObject({ audit: 2, alpha: 0.025, fixed: true });
    const second = await ask(engine, 'audit.lock', { review, key: 'stop-lock-2', ...wanted, target: 0.99 });
    expect(second.audit).toMatchObject({ audit: 2, found: summary.counts.include });
    const given = await ask(engine, 'audit.giveUp', { review, key: 'stop-give-up' });
    expect(given.audit.state).toBe('givenUp');
    await expect(ask(engine, 'audit.giveUp', { review, key: 'stop-give-up-2' })).rejects.toMatchObject({ code: 'audit.none' });
    await expect(ask(engine, 'audit.lock', { review, key: 'stop-lock-3', ...wanted, target: 0.99 })).rejects.toMatchObject({ code: 'audit.spent' });
    expect((await ask(engine, 'stop.get', { review, target: 0.99 })).next.spent).toBe(true);
  });

  test(
    'is refused where nothing is found, where nothing can be missing, and while records that cannot be judged are unread',
    { timeout: 120_000 },
    async () => {
      const { engine, hand, host } = await start('refused');
      const { review } = await ask(engine, 'review.create', { key: 'stop-refused', title: 'Refused' });
      const file = join(host.folders.temp, 'bare.ris');
      const record = (at: number, title: string | undefined) =>
        `TY  - JOUR\n${title === undefined ? '' : `TI  - ${title}\n`}AU  - Writer, ${String.fromCharCode(65 + at)}\nPY  - 20${String(10 + at)}\nDO  - 10.1000/refused.${String(at)}\nER  - \n`;
      writeFileSync(
        file,
        Array.from({ length: 12 }, (_, at) => record(at, at === 5 ? undefined : `Reminders number ${'abcdefghijkl'[at]!} for asthma`)).join('\n'),
      );
      await ask(engine, 'import.files', { review, files: [hand(file)] });
      const lock = (key: string) => ask(engine, 'audit.lock', { review, key, ...wanted, target: 0.95 });
      const { cards } = await ask(engine, 'screen.queue', { review, count: 50 });
      const bare = cards.find(({ title }) => title.text === '')!;
      await expect(lock('stop-bare-lock')).rejects.toMatchObject({ code: 'audit.bare' });
      const decide = (citation: number, verdict: 'include' | 'exclude') =>
        ask(engine, 'screen.decide', { review, key: `stop-refused-${String(citation)}`, citation, verdict, stage: 'abstract' });
      await decide(bare.citation, 'exclude');
      await expect(lock('stop-nothing-lock')).rejects.toMatchObject({ code: 'audit.nothing' });
      const rest = cards.filter(({ citation }) => citation !== bare.citation);
      for (const { citation } of rest) await decide(citation, 'include');
      await expect(lock('stop-needless-lock')).rejects.toMatchObject({ code: 'audit.needless' });
    },
  );
});

test('stopped: recorded with its ground and certificate, for PRISMA and the methods; taken up again', { timeout: 120_000 }, async () => {
  const { engine } = await start('stopped');
  const review = await screened(engine, 70);
  const { audit } = await ask(engine, 'audit.lock', { review, key: 'stop-lock-1', ...wanted });
  await readSample(engine, review);
  const { audit: closed } = await ask(engine, 'audit.close', { review, key: 'stop-close-1' });
  const open = await ask(engine, 'reports.get', { review });
  expect(open.prisma['setAside']).toBeUndefined();
  const { seq } = await ask(engine, 'stop.record', { review, key: 'stop-record-1', target: 0.8 });
  expect((await ask(engine, 'stop.record', { review, key: 'stop-record-1', target: 0.8 })).seq).toBe(seq);
  await expect(ask(engine, 'stop.record', { review, key: 'stop-record-2', target: 0.8 })).rejects.toMatchObject({ code: 'stop.already' });
  const view = await ask(engine, 'stop.get', { review, target: 0.8 });
  expect(view.stopped).toMatchObject({
    seq,
    target: 0.8,
    rule: 'late-evidence',
    audit: audit.seq,
    found: view.facts.found,
    read: view.facts.read,
    unread: view.facts.unread,
  });
  const report = await ask(engine, 'reports.get', { review });
  expect(report.prisma).toMatchObject({ setAside: view.facts.unread });
  expect(report.prisma['unscreened']).toBeUndefined();
  expect(report.methods).toContain('“late-evidence”');
  expect(report.methods).toContain(`${String(closed.sample)} records drawn at random`);
  expect(report.methods).toContain(`with 97.5% confidence recall is at least ${String(Math.floor(closed.proof!.recallLow * 1000) / 10)}%`);
  await ask(engine, 'stop.resume', { review, key: 'stop-resume-1' });
  await expect(ask(engine, 'stop.resume', { review, key: 'stop-resume-2' })).rejects.toMatchObject({ code: 'stop.none' });
  expect((await ask(engine, 'stop.get', { review, target: 0.8 })).stopped).toBeUndefined();
  expect((await ask(engine, 'reports.get', { review })).prisma['unscreened']).toBe(view.facts.unread);
});

test('hunts: a decision turned round is the first that the others contradict; disagreements are among the unread', { timeout: 120_000 }, async () => {
  const { engine } = await start('hunts');
  const review = await screened(engine, 60);
  const { rows } = await ask(engine, 'browse.rows', {
    review,
    filter: { only: ['include'] },
    sort: { by: 'decided', down: false },
    offset: 0,
    limit: 1,
  });
  const turned = rows[0]!.citation;
  await ask(engine, 'screen.decide', { review, key: 'stop-turned', citation: turned, verdict: 'exclude', stage: 'abstract' });
  const contradicted = await ask(engine, 'hunt.labels', { review, limit: 10 });
  expect(contradicted).toHaveLength(10);
  expect(contradicted.slice(0, 5).map(({ citation }) => citation)).toContain(turned);
  expect(contradicted.find(({ citation }) => citation === turned)).toMatchObject({ verdict: 'exclude', title: rows[0]!.title });
  const far = await ask(engine, 'hunt.disagreements', { review, limit: 8 });
  expect(far).toHaveLength(8);
  const { rows: unread } = await ask(engine, 'browse.rows', {
    review,
    filter: { only: ['unscreened'] },
    sort: { by: 'key', down: false },
    offset: 0,
    limit: 500,
  });
  for (const { citation, places } of far) {
    expect(unread.map((row) => row.citation)).toContain(citation);
    expect(places.map(({ ranker }) => ranker)).toEqual(expect.arrayContaining(['winnow', 'bm25', 'elas-u3']) as string[]);
  }
  const spread = far.map(({ places }) => Math.max(...places.map(({ above }) => above)) - Math.min(...places.map(({ above }) => above)));
  expect(spread).toEqual([...spread].sort((one, other) => other - one));
  const { rules, reliability } = await ask(engine, 'stop.chances', { review, target: 0.95 });
  expect(rules.map(({ rule, needs }) => [rule, needs])).toEqual([
    ['quant', undefined],
    ['sal-tau', undefined],
  ]);
  for (const { figure } of rules) expect(figure! > 0 && figure! <= 1).toBe(true);
  expect(reliability.reduce((sum, { records }) => sum + records, 0)).toBe(60);
  const fresh = await ask(engine, 'review.create', { key: 'stop-hunt-fresh', title: 'Fresh' });
  await expect(ask(engine, 'hunt.labels', { review: fresh.review, limit: 5 })).rejects.toMatchObject({ code: 'hunt.labels' });
});

test('prior knowledge and imported labels never count: what is said of stopping is the same with any of them', { timeout: 180_000 }, async () => {
  const { engine, hand, host } = await start('priors');
  const row = (name: string, at: number, label: string) =>
    `"Trial ${name} ${String(at)} of reminders","Some words ${String(at * 37)} on ${name}",20${String(10 + (at % 10))},10.1000/${name}.${String(at)},${label}`;
  const head = 'title,abstract,year,doi,asreview_label';
  const own = Array.from({ length: 30 }, (_, at) => row('own', at, ''));
  let made = 0;
  const sayings = async (priors: readonly boolean[]) => {
    const { review } = await ask(engine, 'review.create', { key: `stop-priors-${String(made++)}`, title: 'Priors' });
    const file = join(host.folders.temp, `priors-${String(made)}.csv`);
    writeFileSync(file, [head, ...own, ...priors.map((relevant, at) => row('known', at, relevant ? '1' : '0'))].join('\n'));
    await ask(engine, 'import.files', { review, files: [hand(file)] });
    if (priors.length > 0) await ask(engine, 'import.opinions', { review, key: 'stop-opinions', accept: true });
    const { rows } = await ask(engine, 'browse.rows', {
      review,
      filter: { only: ['unscreened'] },
      sort: { by: 'key', down: false },
      offset: 0,
      limit: 500,
    });
    expect(rows).toHaveLength(30);
    for (const [at, { citation }] of rows.slice(0, 14).entries())
      await ask(engine, 'screen.decide', {
        review,
        key: `stop-own-${String(at)}`,
        citation,
        verdict: at % 3 === 0 ? 'include' : 'exclude',
        stage: 'abstract',
      });
    const { audits: _audits, ...view } = await ask(engine, 'stop.get', { review, target: 0.9 });
    const { sentence, left, curve } = await ask(engine, 'progress.get', { review });
    const { audit } = await ask(engine, 'audit.lock', { review, key: 'stop-priors-lock', ...wanted });
    const { found, unread, sample } = audit;
    await ask(engine, 'review.close', { review });
    return { view, sentence, left, curve, audit: { found, unread, sample } };
  };
  const without = await sayings([]);
  expect(without.view.facts).toMatchObject({ found: 5, read: 14, unread: 16 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), async (priors) => {
      expect(await sayings(priors)).toEqual(without);
    }),
    { numRuns: 6 },
  );
});
