// Is every phrase in which a ranker gives its reasons known to the German words?
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { de } from '../../renderer/words/de.ts';

test('every phrase that stands in a ranker has its German one', () => {
  const files = readdirSync('main/rankers', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const sources = files.map((file) => readFileSync(`main/rankers/${file}`, 'utf8'));
  const signs = sources.flatMap((text) => [...(/const labels: [\s\S]*?\n};/.exec(text)?.[0] ?? '').matchAll(/: '([^']+)'/g)]);
  const phrases = [...sources.flatMap((text) => [...text.matchAll(/label: ['`]([a-z][^'`$]*)/g)]), ...signs].map(([, phrase = '']) =>
    phrase.replace(/ · $/, ''),
  );
  const unspoken = ['year', 'length of the abstract', 'rounding']; // signs that no prior weighs, a difference below 1e-9
  expect(phrases.length).toBeGreaterThan(20);
  expect(phrases.filter((phrase) => de.screen.part(phrase) === phrase && !unspoken.includes(phrase))).toEqual([]);
});
