// Are the words those of scikit-learn's rule, and the stems ours?
import { expect, test } from 'vitest';
import { lexicon } from '../../main/text/lexicon.ts';
import { stemsOf } from '../../main/text/stems.ts';
import { sklearnEnglish } from '../../main/text/stop-words.ts';
import { words } from '../../main/text/words.ts';
import oracle from '../samples/text/sklearn-tfidf.json' with { type: 'json' };

test.each(oracle.tokens)('scikit-learn finds the same words in $text', ({ text, tokens }) => {
  expect(words(text)).toEqual(tokens);
});

test('a letter beyond the basic plane is one character of a word', () => {
  expect(words('𝛼 𝛼𝛽 x𝛼')).toEqual(['𝛼𝛽', 'x𝛼']);
});

test('the English stop list of scikit-learn is whole', () => {
  expect(sklearnEnglish.size).toBe(oracle.stopWords);
});

test.each([
  ['covid-19 patients', ['covid', '19', 'covid19', 'patient']],
  ['TNF-α and β2-blockers', ['tnf', 'alpha', 'tnfalpha', 'beta2', 'blocker', 'beta2block']],
  ['ΣΊΣΥΦΟΣ', ['σίσυφος']], // a Greek word, not a symbol
  ['ﬁnal ﬁndings²', ['final', 'findings2']], // NFKC
  ['a state-of-the-art trial', ['state', 'art', 'stateoftheart', 'trial']],
  ['a-b-c-d-e-f', ['b', 'c', 'd', 'e', 'f']], // too long a chain to be one word
  ['ends in covid-', ['end', 'covid']],
  ['under_score', ['score']],
  ['randomised randomized randomly', ['randomis', 'random', 'random']],
])('the stems of %s', (text, expected) => {
  expect(stemsOf(text)).toEqual(expected);
});

test('a lexicon gives each word one number and finds it again after growing', () => {
  const known = lexicon();
  const all = Array.from({ length: 20_000 }, (_, at) => `w${(at * 7919) % 5000}ü`);
  const numbers = all.map((word) => known.add(`<${word}>`, 1, word.length + 1));
  expect(known.size).toBe(5000);
  expect(all.map((word) => known.find(word))).toEqual(numbers);
  expect(numbers.map((id) => known.word(id))).toEqual(all);
  expect(known.find('never')).toBe(-1);
});
