// How is the file made that stands for a released schema in test/fixtures/schema? Run once, when a version is released.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { finish } from '../shared/work.ts';
import { createReview, openReview, pack, seal } from '../main/store/index.ts';
import { migrations } from '../main/store/migrations/ordered.ts';

const name = fileURLToPath(new URL(`../../test/fixtures/schema/${String(migrations.length).padStart(3, '0')}`, import.meta.url));
const by = 'Ada';
const review = createReview(
  `${name}.winnow`,
  { by, id: 'a review of its time', protocol: { title: 'Tea and sleep', criteria: ['adults'] } },
  { now: () => '2025-03-01T10:00:00.000Z' },
);
const importing = review.write.startImport({ file: 'search.ris', format: 'ris', encoding: 'utf-8' });
finish(
  importing.add([
    ...Array.from({ length: 12 }, (_, at) => ({
      id: `r${at}`,
      source: { file: 'search.ris', line: at * 9 + 1 },
      title: `Tea, trial ${at}`,
      doi: `10.1234/t.${at}`,
      raw: `TI  - Tea, trial ${at}`,
    })),
    { line: 200, code: 'record.empty', raw: 'TY  - JOUR' },
  ]),
);
finish(importing.duplicates([{ citation: 12, sameAs: 1, reason: 'doi', confidence: 1 }]));
importing.finish({ warnings: ['a warning'] }, { key: 'import', by });
finish(review.write.index());
const keys = review.citations.keys();
const ranking = {
  order: Uint32Array.from({ length: 11 }, (_, at) => 10 - at),
  scores: Float64Array.from({ length: 11 }, (_, at) => at / 3),
  recipe: { ranker: 'bm25', version: 1, params: { k1: 0.9 } },
  seed: 1,
  upTo: 3,
  inputs: 'ab'.repeat(32),
};
const shown = review.write.ranking(seal(ranking, keys), { key: 'ranking', by, whole: pack(ranking, keys) });
review.write.decide({ citation: 3, stage: 'abstract', verdict: 'include', origin: 'screened', ranking: shown, rank: 1 }, { key: 'one', by });
review.write.decide({ citation: 4, stage: 'abstract', verdict: 'exclude', origin: 'screened', reason: 'dose' }, { key: 'two', by });
review.write.undo({ key: 'three', by });
review.write.note({ citation: 3, text: 'ask' }, { key: 'four', by });
review.write.tag({ citation: 3, tag: 'key paper', worn: true }, { key: 'five', by });
review.write.same({ citation: 12, reason: 'split', confidence: 1 }, { key: 'six', by });
review.write.rule({ target: 0.95 }, { key: 'seven', by });
review.write.audit({ drawn: [1] }, { key: 'eight', by });
review.write.evidence({ model: 'ab'.repeat(32), kind: 'pair', query: 'tea', part: 'both', fold: 'max' }, [
  { record: 'cd'.repeat(32), value: Float32Array.of(0.5) },
]);
review.close();
const made = openReview(`${name}.winnow`, { mode: 'read' });
const about = {
  id: made.id,
  title: made.protocol.now()?.body.title,
  citations: made.citations.keys().length,
  decisions: made.decisions.all(),
  rankings: made.rankings.all().length,
};
writeFileSync(`${name}.json`, `${JSON.stringify(about, undefined, 2)}\n`);
made.close();
