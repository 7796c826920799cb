// What may happen to a record's or a question's wording without its meaning changing? RANKING §7; chance comes from a seed.
import type { Kept, Protocol } from '../../../shared/citation.ts';
import type { Rng } from '../../../shared/work.ts';
import { sections } from '../../text/sections.ts';
import { sentences } from '../../text/sentences.ts';
import { askedWords } from '../../text/whole-words.ts';
import { british, synonyms } from './words.ts';

export interface Wording {
  readonly citations: readonly Kept[];
  readonly protocol: Protocol;
}

export interface Perturbation {
  readonly name: string;
  /** Meaning is lost as well: no ranker can stay where it was. */
  readonly loses?: boolean;
  readonly change: (wording: Wording, rng: Rng) => Wording;
}

const ofRecords = (name: string, change: (record: Kept, rng: Rng) => Kept, loses = false): Perturbation => ({
  name,
  loses,
  change: ({ citations, protocol }, rng) => ({ citations: citations.map((record) => change(record, rng)), protocol }),
});
const ofTexts = (name: string, change: (text: string, rng: Rng) => string): Perturbation =>
  ofRecords(name, (record, rng) => ({
    ...record,
    ...(record.title === undefined ? {} : { title: change(record.title, rng) }),
    ...(record.abstract === undefined ? {} : { abstract: change(record.abstract, rng) }),
  }));
const ofAbstracts = (name: string, change: (text: string, record: Kept, rng: Rng) => string): Perturbation =>
  ofRecords(name, (record, rng) => (record.abstract === undefined ? record : { ...record, abstract: change(record.abstract, record, rng) }));
const ofQuestions = (name: string, change: (text: string, rng: Rng) => string): Perturbation => ({
  name,
  change: ({ citations, protocol }, rng) => ({
    citations,
    protocol: {
      ...protocol,
      title: change(protocol.title, rng),
      ...(protocol.question === undefined ? {} : { question: change(protocol.question, rng) }),
    },
  }),
});

/** One sign in so many is wrong. */
const typoEvery = 50;

/** Two neighbours change places, a letter is lost, or it comes twice; only within words. */
const withTypos = (text: string, rng: Rng): string => {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const [here, next] = [text[at]!, text[at + 1]];
    if (!/\p{L}/u.test(here) || rng() >= 1 / typoEvery) {
      out += here;
      continue;
    }
    const kind = Math.floor(rng() * 3);
    if (kind === 0 && next !== undefined && /\p{L}/u.test(next)) {
      out += next + here;
      at += 1;
    } else if (kind === 1) out += here + here;
  }
  return out;
};

const shuffled = <T>(items: readonly T[], rng: Rng): T[] => {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(rng() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
};

/** Word by word through a table; a capital stays one. */
const translated = (text: string, table: ReadonlyMap<string, string>): string =>
  text.replace(/\p{L}+/gu, (word) => {
    const other = table.get(word.toLowerCase());
    if (other === undefined) return word;
    return /^\p{Lu}/u.test(word) ? other[0]!.toUpperCase() + other.slice(1) : other;
  });

const mostKeywords = 8;
const keywordsOf = ({ keywords = [], mesh = [], title = '' }: Kept): string[] => {
  const own = [...keywords, ...mesh.map((term) => term.replace(/[*/].*$/, ''))];
  return (own.length > 0 ? own : askedWords(title)).slice(0, mostKeywords);
};

export const perturbations: readonly Perturbation[] = [
  ofTexts('upper case', (text) => text.toUpperCase()),
  ofTexts('typos', withTypos),
  ofTexts('the other English', (text) => translated(text, british)),
  ofAbstracts('headings removed', (text) =>
    sections(text)
      .map(({ text: body }) => body)
      .join(' '),
  ),
  ofAbstracts('sentences shuffled', (text, _record, rng) =>
    shuffled(
      sentences(text).map(({ from, to }) => text.slice(from, to)),
      rng,
    ).join(' '),
  ),
  ofAbstracts('keywords appended', (text, record) => `${text} ${keywordsOf(record).join('; ')}`),
  ofAbstracts('title repeated', (text, { title = '' }) => `${text} ${title}`),
  ofRecords('abstract dropped', ({ abstract: _dropped, ...record }) => record, true),
  ofQuestions('question: synonyms', (text) => translated(text, synonyms)),
  ofQuestions('question: word order', (text, rng) => shuffled(text.split(/\s+/), rng).join(' ')),
];
