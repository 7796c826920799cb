// A PubMed file of any size for measurements, made of the sample review's own words: node bench/make-nbib.ts (bundled) N OUT [DUPLICATES]
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const samplePath =
  [new URL('../resources/sample/sample.nbib', import.meta.url), new URL('../../resources/sample/sample.nbib', import.meta.url)]
    .map((url) => fileURLToPath(url))
    .find((path) => existsSync(path)) ?? '';

/** Park–Miller; 31 bits are plenty here. */
const chance = (seed: number) => {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
};

interface Words {
  readonly titles: readonly string[];
  readonly sentences: readonly string[];
  readonly mesh: readonly string[];
  readonly names: readonly string[];
  readonly words: readonly string[];
}

const wordsOf = (text: string): Words => {
  const joined = text.replace(/\r?\n {6}/g, ' ');
  const all = (tag: string) => [...joined.matchAll(new RegExp(`^${tag.padEnd(4)}- (.*)$`, 'gm'))].map((match) => match[1]!);
  const titles = all('TI');
  const sentences = all('AB').flatMap((abstract) => abstract.split(/(?<=[.?]) (?=[A-Z])/));
  return {
    titles,
    sentences,
    mesh: [...new Set(all('MH'))],
    names: [...new Set(all('FAU'))],
    words: [
      ...new Set(
        sentences
          .join(' ')
          .toLowerCase()
          .match(/[a-z]{4,}/g),
      ),
    ],
  };
};

/** What makes a reference the one that it is. */
interface Reference {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number;
  readonly sentences: readonly string[];
  readonly volume: number;
  readonly page: number;
  readonly journal: number;
}

/**
 * About 1.5 kB a record.
 * @param duplicates share of records that repeat an earlier reference as another database has it: no PMID, no DOI, title in capitals
 */
export const makeNbib = (path: string, n: number, duplicates = 0, seed = 7): void => {
  const words = wordsOf(readFileSync(samplePath, 'utf8'));
  const rng = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(rng() * from.length)]!;
  const file = openSync(path, 'w');
  const earlier: Reference[] = [];
  let part = '';
  for (let at = 0; at < n; at += 1) {
    const again = at > 100 && rng() < duplicates ? pick(earlier) : undefined;
    const reference = again ?? fresh(words, rng, pick);
    if (again === undefined && earlier.length < 20_000) earlier.push(reference);
    part += record(reference, { mesh: Array.from({ length: 6 }, () => pick(words.mesh)), pmid: again === undefined ? 50_000_000 + at : undefined });
    if (part.length > 1_000_000) {
      writeSync(file, part);
      part = '';
    }
  }
  writeSync(file, part);
  closeSync(file);
};

type Pick = <T>(from: readonly T[]) => T;

const fresh = (words: Words, rng: () => number, pick: Pick): Reference => ({
  title: mixed(words, rng, pick),
  authors: Array.from({ length: 2 + Math.floor(rng() * 5) }, () => pick(words.names)),
  year: 1990 + Math.floor(rng() * 34),
  sentences: Array.from({ length: 6 + Math.floor(rng() * 5) }, () => pick(words.sentences).replace(/\b[a-z]{5,}\b/, () => pick(words.words))),
  volume: 1 + Math.floor(rng() * 60),
  page: 1 + Math.floor(rng() * 900),
  journal: Math.floor(rng() * 200),
});

/** A title of the sample with three words changed and two added: no two alike, all of one subject. */
const mixed = ({ titles, words }: Words, rng: () => number, pick: Pick): string => {
  const title = pick(titles).replace(/\.$/, '').split(' ');
  for (let times = 0; times < 3; times += 1) title[Math.floor(rng() * title.length)] = pick(words);
  return `${title.join(' ')} ${pick(words)} ${pick(words)}.`;
};

const record = (reference: Reference, { mesh, pmid }: { mesh: readonly string[]; pmid: number | undefined }): string => {
  const { title, authors, year, sentences, volume, page, journal } = reference;
  const own = pmid === undefined ? ['OWN - BENCH'] : [`PMID- ${String(pmid)}`, `LID - 10.99999/bench.${String(pmid)} [doi]`];
  return [
    '',
    ...own,
    `DP  - ${String(year)} Jan`,
    `TI  - ${wrapped(pmid === undefined ? title.toUpperCase() : title)}`,
    `AB  - ${wrapped(sentences.join(' '))}`,
    ...authors.map((name) => `FAU - ${name}`),
    ...mesh.map((heading) => `MH  - ${heading}`),
    'LA  - eng',
    'PT  - Journal Article',
    `VI  - ${String(volume)}`,
    `PG  - ${String(page)}-${String(page + 9)}`,
    `JT  - Imaginary journal of subject ${String(journal)}`,
    '',
  ].join('\n');
};

const wrapped = (text: string): string => text.replace(/(.{60,80}) /g, '$1\n      ');

const [, , count, out, duplicates] = process.argv;
if (count !== undefined && out !== undefined && /make-nbib/.test(process.argv[1] ?? '')) makeNbib(out, Number(count), Number(duplicates ?? 0));
