// Are all of the engine's sentences there in German, with what stands in their slots?
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { de } from '../../renderer/words/de.ts';
import { failuresDe } from '../../renderer/words/failures.de.ts';
import { failures, sentence, type Code } from '../../shared/failures.ts';
import { recognised } from '../../shared/recognised.ts';

const codes = Object.keys(failures) as Code[];
const slotsIn = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, slot]) => slot))].sort();
const textOf = ({ says, remedy = '' }: { readonly says: string; readonly remedy?: string }) => `${says} ${remedy}`;

test.each(codes)('%s says the same things in German', (code) => {
  const german = failuresDe[code];
  expect(slotsIn(textOf(german))).toEqual(slotsIn(textOf(failures[code])));
  expect(german.says).not.toBe(failures[code].says);
  expect(german.remedy === undefined).toBe(!('remedy' in failures[code]));
});

it('knows a sentence by its wording, whatever stands in its slots', () => {
  const value = fc.stringMatching(/^[\p{L}\p{N} .,_-]{1,30}$/u);
  fc.assert(
    fc.property(fc.constantFrom(...codes), fc.infiniteStream(value), (code, values) => {
      const slots = Object.fromEntries(slotsIn(textOf(failures[code])).map((slot) => [slot!, values.next().value as string]));
      const said = sentence(code, slots);
      const known = recognised(said);
      expect(known).toBeDefined();
      expect(sentence(known!.code, known!.slots)).toBe(said); // the same words, even where two codes share them
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['search.ris is empty. Export it again from where it came.', 'search.ris ist leer. Dort, wo sie herkommt, noch einmal exportieren.'],
  ['1 row is empty (first on line 4) and passed over.', '1 Zeile ist leer und wurde übergangen (die erste in Zeile 4).'],
  ['a.zip was passed over: There is no file b.', 'a.zip wurde übergangen: There is no file b.'],
  ['notes.txt was passed over: notes.txt is empty. Export it again from where it came..', 'notes.txt wurde übergangen: notes.txt ist leer. Dort, wo sie herkommt, noch einmal exportieren..'], // prettier-ignore
  ['Nothing that the catalogue says', 'Nothing that the catalogue says'],
])('%s', (english, german) => {
  expect(de.said(english)).toBe(german);
});
