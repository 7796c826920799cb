// Does a key on the Screen do what it says, and is nothing lost on the way?
import { expect, it } from 'vitest';
import { App } from '../../renderer/client/app.svelte.ts';
import { OpenReview } from '../../renderer/client/review.svelte.ts';
import { ScreenState } from '../../renderer/screens/screen/state.svelte.ts';
import { card, scripted, settle, summary } from './scripted.ts';

const protocol = { title: 'A review', criteria: [], reasons: ['Wrong population', 'No reminder'] };

const onScreen = async (change: Parameters<typeof summary>[1] = {}) => {
  let queue = [1, 2, 3, 4, 5];
  let revision = 1;
  const notes = new Map<number, string[]>();
  const line = scripted((asked, reply) => {
    const input = asked.input as { citation: number; text: string };
    const now = () => summary((revision += 1), { protocol, ...change });
    if (asked.method === 'review.summary') reply({ value: summary(revision, { protocol, ...change }) });
    else if (asked.method === 'screen.queue')
      reply({ value: { cards: queue.map((n) => card(n)), ranking: { by: 'protocol', ranker: 'winnow', upTo: 1 }, revision } });
    else if (asked.method === 'screen.card') reply({ value: card(input.citation, { notes: notes.get(input.citation) ?? [] }) });
    else if (asked.method === 'screen.history' || asked.method === 'import.receipts') reply({ value: [] });
    else if (asked.method === 'screen.note') {
      notes.set(input.citation, [input.text]);
      reply({ value: { seq: 1, summary: now() } });
    } else if (asked.method === 'screen.decide') {
      queue = queue.filter((n) => n !== input.citation);
      reply({ value: { seq: revision, summary: now() } });
    }
  });
  const app = new App(line.wire, () => Promise.reject(new Error('no upload')), { hash: '' }, ['en']);
  const review = new OpenReview(line.wire, 'one', app.upload);
  await review.open();
  await settle();
  return {
    line,
    app,
    review,
    screen: new ScreenState(app, review),
    sent: (method: string) => line.heard.filter((one) => one.method === method).map((one) => one.input),
  };
};

it.each([
  ['include', { verdict: 'include' }],
  ['exclude', { verdict: 'exclude' }],
  ['maybe', { verdict: 'maybe' }],
  ['skip', { verdict: 'later' }],
  ['reason2', { verdict: 'exclude', reason: 'No reminder' }],
] as const)('%s', async (action, expected) => {
  const { screen, sent } = await onScreen();
  expect(screen.act(action)).toBe(true);
  await settle();
  expect(sent('screen.decide')).toMatchObject([{ citation: 1, ...expected }]);
  expect(screen.card?.citation).toBe(2);
});

it('does nothing for a reason that there is not', async () => {
  const { screen, sent } = await onScreen();
  screen.act('reason9');
  await settle();
  expect(sent('screen.decide')).toEqual([]);
});

it('says what was decided and what comes next', async () => {
  const { screen, app } = await onScreen();
  await screen.decide('exclude', 'Wrong population');
  expect(app.spoken).toBe('Excluded: Wrong population. Next: Title 2');
});

it('goes back and forth in history, and another mind leads on with the present one', async () => {
  const { screen, sent } = await onScreen();
  await screen.decide('include');
  await screen.decide('exclude');
  screen.act('back');
  screen.act('back');
  expect([screen.card?.citation, screen.stepsBack]).toEqual([1, 2]);
  screen.act('back');
  expect(screen.card?.citation).toBe(1); // there is nothing older
  screen.act('forward');
  expect(screen.card?.citation).toBe(2);
  await screen.decide('maybe');
  expect(sent('screen.decide').at(-1)).toMatchObject({ citation: 2, verdict: 'maybe' });
  expect(screen.card?.citation).toBe(3);
  expect(screen.timeline.map((item) => [item.citation, item.verdict])).toEqual([
    [2, 'maybe'],
    [1, 'include'],
  ]);
});

it('keeps a note that was being written when a decision is made by mouse', async () => {
  const { screen, sent } = await onScreen();
  screen.act('note');
  screen.draft = 'ask the authors';
  await screen.decide('maybe');
  await settle();
  expect(sent('screen.note')).toMatchObject([{ citation: 1, text: 'ask the authors' }]);
  screen.act('note');
  screen.draft = 'dropped by Esc';
  screen.dropDraft();
  await screen.decide('maybe');
  expect(sent('screen.note')).toHaveLength(1);
});

it('changes nothing in a review that is written elsewhere', async () => {
  const { screen, sent } = await onScreen({ lockedBy: 'Ada' });
  for (const action of ['include', 'undo', 'note', 'reason1'] as const) screen.act(action);
  await settle();
  expect([...sent('screen.decide'), ...sent('screen.undo'), screen.writing]).toEqual([undefined]);
});
