// Does a German window name in German what a ranker gives as its reasons?
import { expect, test } from 'vitest';
import { de } from '../../renderer/words/de.ts';
import { en } from '../../renderer/words/en.ts';

test.each([
  [
    'like what you included, by meaning · labels',
    'wie Eingeschlossenes, nach Bedeutung · Entscheidungen',
    'like what you included, by meaning · decisions',
  ],
  ['adherence · protocol', 'adherence · Protokoll', 'adherence · protocol'],
  ['text messages (title)', 'text messages (Titel)', 'text messages (title)'],
  ['Asthma/drug therapy (heading) · labels', 'Asthma/drug therapy (Schlagwort) · Entscheidungen', 'Asthma/drug therapy (heading) · decisions'],
  ['the question, by meaning: “Reminders: do they work? …” · protocol', 'die Fragestellung, nach Bedeutung: “Reminders: do they work? …” · Protokoll', 'the question, by meaning: “Reminders: do they work? …” · protocol'], // prettier-ignore
  ['title', 'title', 'title'], // a word of the citation, as any other
])('%s', (label, german, english) => {
  expect(de.screen.part(label)).toBe(german);
  expect(en.screen.part(label)).toBe(english);
});

test('the sentence behind it, in both languages', () => {
  expect(en.screen.placed({ by: 'protocol+labels', taught: 40, found: 22 }, ['asthma'])).toBe(
    'Placed by the protocol and your 40 decisions (22 relevant); what speaks for it most: “asthma”.',
  );
  expect(de.screen.placed({ by: 'labels', taught: 1, found: 1 }, [])).toBe(
    'Geordnet nach Ihrer Entscheidung (1 relevant); nichts darin spricht dafür.',
  );
});
