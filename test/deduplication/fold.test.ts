// Do spellings that mean one word fold to one, and is the edit distance exact?
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, fold, matchesLost, spelling, words } from '../../main/deduplication/fold.ts';

const spelt = (text: string): string => words(fold(text)).map(spelling).join(' ');

describe('folding', () => {
  it.each([
    ['Haemorrhage after Caesarean', 'Hemorrhage after Cesarean'],
    ['Randomised, tumour', 'Randomized tumor'],
    ['Centre for labelling', 'Center for labeling'],
    ['sulphate', 'sulfate'],
    ['interferon alfa', 'interferon alpha'],
    ['IFN-γ', 'IFN-gamma'],
    ['Ångström & Çelik', 'Angstrom  Celik'],
    ['<i>E. coli</i> in H<sub>2</sub>O', 'E. coli in H2O'],
    ['Crohn’s disease', "Crohn's disease"],
    ['infection — a review', 'infection-a review'],
    ["l'hôpital", 'hopital'],
    ['Москва', 'moskva'],
    ['Straße', 'strasse'],
  ])('%s = %s', (a, b) => {
    expect(spelt(a)).toBe(spelt(b));
  });

  it('keeps words apart that differ', () => {
    expect(spelt('hypertension')).not.toBe(spelt('hypotension'));
  });

  it.each([
    ['f?sica', 'fisica', true],
    ['fran?aise', 'francaise', true],
    ['n?vel', 'nvel', true],
    ['f?sica', 'musica', false],
    ['fisica', 'fisica', false],
  ])('a lost letter: %s against %s', (a, b, same) => {
    expect(matchesLost(a, b)).toBe(same);
  });
});

/** The plain table, without bands or shortcuts. */
const reference = (a: string, b: string): number => {
  const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  const at = (i: number, j: number): number => d[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      let cost = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(i - 2, j - 2) + 1);
      (d[i] as number[])[j] = cost;
    }
  return at(a.length, b.length);
};

describe('distance', () => {
  it('agrees with the plain table up to its limit', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 5 }), (a, b, limit) => {
        expect(distance(a, b, limit)).toBe(Math.min(reference(a, b), limit + 1));
      }),
      { numRuns: 3000 },
    );
  });
});
