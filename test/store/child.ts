// What does another process do with a review? Works until it is told or killed; says each thing that is done on a line of its own.
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { finish } from '../../shared/work.ts';
import { backUp, openReview, pack, seal } from '../../main/store/index.ts';
import type { WritableReview } from '../../main/store/index.ts';

const [job = '', path = '', extra = ''] = process.argv.slice(2);
const now = () => new Date().toISOString();
const by = 'child';
const say = (line: string) => writeSync(1, `${line}\n`);

const decide = (review: WritableReview, round: number, at: number) => {
  const citations = review.citations.keys();
  const citation = citations[(at * 13) % citations.length] ?? 1;
  const verdict = at % 3 === 0 ? 'include' : 'exclude';
  const made = review.write.decide({ citation, stage: 'abstract', verdict, origin: 'screened', rank: at + 1 }, { key: `${round}.${at}`, by });
  say(`decided ${made.seq} ${citation} ${verdict}`);
};

const rank = (review: WritableReview, round: number, at: number) => {
  const keys = review.citations.keys();
  const n = keys.length;
  const ranking = {
    order: Uint32Array.from({ length: n }, (_, place) => (place * 7 + at) % n),
    scores: Float64Array.from({ length: n }, (_, place) => Math.cos(place + at)),
    recipe: { ranker: 'winnow', version: 1, params: { at } },
    seed: at,
    upTo: at,
    inputs: 'ef'.repeat(32),
  };
  const whole = review.rankings.keyframeDue() ? { whole: pack(ranking, keys) } : {};
  say(`ranked ${review.write.ranking(seal(ranking, keys), { key: `${round}.r${at}`, by, ...whole })}`);
};

const add = (review: WritableReview, round: number, at: number) => {
  const importing = review.write.startImport({ file: `${round}.${at}.ris`, format: 'ris', encoding: 'utf-8' });
  const found = Array.from({ length: 40 }, (_, line) => ({
    id: `${round}.${at}.${line}`,
    source: { file: `${round}.${at}.ris`, line },
    title: `Tea ${line}`,
    raw: 'x'.repeat(900),
  }));
  finish(importing.add(found));
  say(`imported ${importing.finish({ warnings: [] }, { key: `${round}.i${at}`, by })}`);
  finish(review.write.index());
};

/** Opens and closes, decides, ranks, imports and backs up, in an order that changes with the round. */
const work = () => {
  const round = Number(extra);
  let review = openReview(path, { now, mode: 'write' });
  say('open');
  for (let at = 0; ; at += 1) {
    if (at % 11 === round % 11) rank(review, round, at);
    else if (at % 29 === round % 29) add(review, round, at);
    else if (at % 37 === round % 37) backUp(path, `${path}-backups`, { keep: 2 });
    else if (at % 41 === round % 41) {
      review.close();
      review = openReview(path, { now, mode: 'write' });
    } else decide(review, round, at);
  }
};

/** Claims the review and keeps it. */
const hold = () => {
  const review = openReview(path, { now, mode: 'write' });
  decide(review, 0, 1);
  say('holding');
  setInterval(() => review.id, 1000);
};

/** Another program: an exclusive transaction on the review's own file. */
const block = () => {
  const database = new Database(path);
  database.exec('BEGIN IMMEDIATE');
  say('holding');
  setInterval(() => database.open, 1000);
};

/** Imports and decides until the disk is full, then reads back. */
const fill = () => {
  const review = openReview(path, { now, mode: 'write' });
  const told: string[] = [];
  const attempt = (work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      told.push(error instanceof Error && 'code' in error ? String(error.code) : String(error));
      return false;
    }
  };
  let at = 0;
  while (at < 5000 && attempt(() => decide(review, 1, at))) at += 1;
  attempt(() => {
    add(review, 2, 1);
  });
  say(`full ${told.join(' ')} after ${review.decisions.all().length}`);
  attempt(() => {
    review.close();
  });
  say('closed');
};

/** Opens in a folder that may not be written to. */
const look = () => {
  const review = openReview(path, { now, mode: 'either' });
  say(`reads ${review.citations.keys().length} writes ${review.write !== undefined} ${review.onlyRead?.code ?? ''}`);
  review.close();
};

const jobs: Record<string, () => void> = { work, hold, block, fill, look };
jobs[job]?.();
