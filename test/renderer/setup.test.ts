// Does the set-up compare, keep and check what the reviewer writes?
import { expect, it } from 'vitest';
import { compare, differences, DuplicatesState } from '../../renderer/screens/setup/duplicates.svelte.ts';
import { picoOf, questionOf } from '../../renderer/screens/setup/pico.ts';
import { App } from '../../renderer/client/app.svelte.ts';
import { around, ProtocolState } from '../../renderer/screens/setup/protocol.svelte.ts';
import { OpenReview } from '../../renderer/client/review.svelte.ts';
import { card, scripted, settle, summary } from './scripted.ts';

const kept = (key: number, fields: Record<string, unknown>) => ({ key, id: String(key), source: { file: `${String(key)}.ris`, line: 1 }, ...fields });

it('marks the words that differ, and only those', () => {
  const shown = differences('Text messages for adherence in asthma', 'Text messages in adults for adherence in asthma');
  expect(shown).toEqual([{ text: 'Text messages for adherence in asthma', differs: false }]);
  const other = differences('Text messages in adults for adherence in asthma', 'Text messages for adherence in asthma');
  expect(other.filter((piece) => piece.differs).map((piece) => piece.text.trim())).toEqual(['in adults']);
});

it('compares field by field, blind to case and spaces', () => {
  const rows = compare([kept(1, { title: 'A  Trial', year: 2019, authors: ['Osei, K'] }), kept(2, { title: 'a trial', year: 2020 })]);
  expect(rows.map((row) => [row.field, row.same])).toEqual([
    ['title', true],
    ['authors', false],
    ['year', false],
  ]);
});

it('undoes a merge by finding the group again, whatever its number is now', async () => {
  let merged = false;
  const group = () => ({
    group: merged ? 4 : 7,
    members: [kept(2, {}), kept(3, {})],
    kept: 2,
    reason: 'title',
    confidence: 0.6,
    state: merged ? 'merged' : 'ask',
  });
  const line = scripted((asked, reply) => {
    const input = asked.input as { state?: string; verdict?: string };
    if (asked.method === 'duplicates.decide') {
      merged = input.verdict === 'merge';
      reply({ value: { seq: 1, summary: summary(1) } });
      return;
    }
    const all = [group()].filter((one) => input.state === undefined || input.state === one.state);
    reply({ value: { total: all.length, groups: all } });
  });
  const state = new DuplicatesState(new OpenReview(line.wire, 'one', () => Promise.reject(new Error('no upload'))));
  await state.fetch();
  await state.decide('merge', 3);
  expect(state.groups).toEqual([]);
  await state.undo();
  expect(state.groups.map((one) => one.group)).toEqual([7]);
  expect(line.heard.filter(({ method }) => method === 'duplicates.decide').map(({ input }) => input)).toMatchObject([
    { group: 7, verdict: 'merge', kept: 3 },
    { group: 4, verdict: 'undo' },
  ]);
});

it('lets the good files in when one of three is broken', async () => {
  const line = scripted((asked, reply) => {
    const input = asked.input as { files?: string[] };
    if (asked.method === 'import.files' && input.files?.[0] === 'b-png')
      reply({ failure: 'file.unknown', slots: { file: 'b.png', seen: 'a picture' } });
    else if (asked.method === 'import.files') reply({ value: { receipts: [], summary: summary(1) } });
    else if (asked.method === 'screen.queue') reply({ value: { cards: [], ranking: { by: 'set', ranker: '', upTo: 0 }, revision: 1 } });
    else if (asked.method === 'import.receipts') reply({ value: [] });
    else reply({ value: summary(1) });
  });
  const review = new OpenReview(line.wire, 'one', (file) => Promise.resolve({ file: file.name.replace('.', '-'), name: file.name, size: 1 }));
  await review.import(['a.nbib', 'b.png', 'c.ris'].map((name) => new File(['x'], name)));
  await settle();
  expect(line.heard.filter(({ method }) => method === 'import.files').map(({ input }) => (input as { files: string[] }).files[0])).toEqual([
    'a-nbib',
    'b-png',
    'c-ris',
  ]);
  expect(review.refused).toHaveLength(1);
  expect(review.refused[0]?.says).toContain('b.png');
});

it('keeps PICO in the question and finds it again', () => {
  const pico = { population: 'Adults with asthma', intervention: 'Reminders', comparison: '', outcome: 'Adherence' };
  expect(picoOf(questionOf(pico))).toEqual(pico);
  expect(picoOf('Do reminders help?')).toBeUndefined();
});

it('shows the very character of an error', () => {
  expect(around('(asthma OR wheez*', 17)).toEqual({ before: '(asthma OR wheez*', here: '▯', after: '' });
  expect(around('a AND )b', 6)).toEqual({ before: 'a AND ', here: ')', after: 'b' });
});

it('saves the protocol one field after the other, the newest last, and whoever begins meanwhile waits for its order', async () => {
  const open: (() => void)[] = [];
  let upTo = 1;
  let kept = { title: '', criteria: [] as string[] };
  const line = scripted((asked, reply) => {
    if (asked.method === 'protocol.set') {
      open.push(() => {
        kept = (asked.input as { protocol: typeof kept }).protocol;
        reply({ value: { seq: 7, summary: summary(7, { protocol: kept }) } });
      });
    } else if (asked.method === 'screen.queue') reply({ value: { cards: [card(1)], ranking: { by: 'set', ranker: 'winnow', upTo }, revision: 1 } });
  });
  const app = new App(line.wire, () => Promise.reject(new Error('no upload')), { hash: '' }, ['en']);
  const review = new OpenReview(line.wire, 'one', app.upload);
  const state = new ProtocolState(app, review);
  state.take(kept);
  state.title = 'Reminders';
  void state.save();
  state.criteria = '- adults\n- randomised';
  void state.save();
  await settle();
  expect(open).toHaveLength(1);
  expect([review.reading.present, review.reading.ordering]).toEqual([undefined, true]);
  open[0]?.();
  await settle();
  open[1]?.();
  await settle();
  expect(kept).toEqual({ title: 'Reminders', criteria: ['adults', 'randomised'] });
  expect([review.reading.present, review.reading.ordering]).toEqual([undefined, true]);
  upTo = 7;
  await review.reading.refill();
  expect(review.reading.present?.citation).toBe(1);
});
