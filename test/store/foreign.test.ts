// Does an ASReview project of each version give its records with the labels, notes and tags they have there, and does a hostile one give a sentence?
import Database from 'better-sqlite3';
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, describe, expect, test } from 'vitest';
import yazl from 'yazl';
import { openZip } from '../../main/files/index.ts';
import { csv } from '../../main/formats/table/csv.ts';
import { ris } from '../../main/formats/ris/index.ts';
import { openAsreview, readAsreview, type AsreviewHelp } from '../../main/store/foreign/index.ts';
import { Failure } from '../../shared/failures.ts';
import { isRejection, type Citation } from '../../shared/citation.ts';
import { fixtures, misses } from '../formats/oracle.ts';
import { sharedPath } from '../shared-data.ts';

const folder = mkdtempSync(join(tmpdir(), 'winnow-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const help: AsreviewHelp = {
  unzip: openZip,
  async *readText(name, entry) {
    const reader = (name.endsWith('.ris') ? ris : csv).reader?.({ file: name });
    const decoder = new TextDecoder();
    for await (const chunk of entry.bytes()) yield* reader?.push(decoder.decode(chunk, { stream: true })) ?? [];
    yield* reader?.end() ?? [];
  },
};

const zip = async (name: string, entries: Readonly<Record<string, string | Buffer>>): Promise<string> => {
  const file = new yazl.ZipFile();
  for (const [entry, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), entry);
  file.end();
  const path = join(folder, name);
  await pipeline(file.outputStream, createWriteStream(path));
  return path;
};

const database = (statements: string): Buffer => {
  const made = new Database(':memory:');
  made.exec(statements);
  const bytes = made.serialize();
  made.close();
  return bytes;
};

const recordTable = `CREATE TABLE record (dataset_row INTEGER NOT NULL, dataset_id VARCHAR NOT NULL, title VARCHAR NOT NULL, abstract VARCHAR NOT NULL, authors JSON NOT NULL, keywords JSON NOT NULL, year INTEGER,
  doi VARCHAR, url VARCHAR, included INTEGER, record_id INTEGER NOT NULL PRIMARY KEY, duplicate_of INTEGER, group_id INTEGER GENERATED ALWAYS AS (COALESCE(duplicate_of, record_id)) VIRTUAL);
  INSERT INTO record VALUES (1, 'd1', 'Tea and sleep', 'A trial of tea.', '["Adu, Ama", "Boakye, K."]', '["tea","sleep"]', 2021, '10.1000/TEA', NULL, 1, 7, NULL);
  INSERT INTO record VALUES (0, 'd1', 'Coffee and sleep', '', '[]', '[]', NULL, NULL, NULL, NULL, 3, NULL);
  INSERT INTO record VALUES (2, 'd1', 'Tea and sleep', 'A trial of tea.', '[]', '[]', 2021, NULL, NULL, 0, 9, 7);`;
const resultTable = `CREATE TABLE results (record_id INTEGER UNIQUE, label INTEGER, classifier TEXT, querier TEXT, balancer TEXT, feature_extractor TEXT, training_set INTEGER, time FLOAT, note TEXT, tags JSON, user_id INTEGER);
  INSERT INTO results VALUES (9, 0, 'svm', 'max', NULL, NULL, 2, 1700000000.5, NULL, NULL, 4);
  INSERT INTO results VALUES (7, 1, NULL, NULL, NULL, NULL, NULL, 1700000100, 'read "this"', '[{"export":"design","values":[{"export":"rct","checked":true},{"export":"cohort","checked":false}]}]', NULL);
  INSERT INTO results VALUES (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'shown, not decided', '[]', NULL);`;
const data =
  'title,abstract,journal,included\nCoffee and sleep,,J Coffee,1\nTea and sleep,A trial of tea.,J Tea,0\nTea and sleep,A trial of tea.,J Tea,0\n';
const config = (more: object): string =>
  JSON.stringify({ version: '9.9.9', id: 'p', name: 'Drinks', mode: 'oracle', datasets: [{ id: 'd1', name: 'drinks.csv' }], ...more });

const expected = [
  { id: '3', title: 'Coffee and sleep', journal: 'J Coffee', notes: ['shown, not decided'] },
  {
    id: '7',
    title: 'Tea and sleep',
    journal: 'J Tea',
    year: 2021,
    doi: '10.1000/tea',
    decision: 'include',
    opinions: [{ verdict: 'include', tool: 'asreview', time: '2023-11-14T22:15:00.000Z' }],
    notes: ['read "this"'],
    tags: ['design_rct'],
  },
  {
    id: '9',
    title: 'Tea and sleep',
    decision: 'exclude',
    opinions: [{ verdict: 'exclude', tool: 'asreview', by: 'user 4', time: '2023-11-14T22:13:20.500Z' }],
  },
];

const read = async (path: string): Promise<Citation[]> => {
  const out: Citation[] = [];
  for await (const item of readAsreview(path, help)) if (!isRejection(item)) out.push(item);
  return out;
};

describe('ASReview projects', () => {
  test('version 3: one database, its triggers and generated columns do no harm', async () => {
    const path = await zip('three.asreview', {
      'project.json': config({ project_file_version: 3, review: { status: 'review' } }),
      'data/drinks.csv': data,
      'results.db': database(
        `${recordTable}${resultTable} CREATE TABLE decision_changes (record_id INTEGER); CREATE TRIGGER t AFTER DELETE ON results BEGIN DELETE FROM record; END;`,
      ),
    });
    expect(await read(path)).toMatchObject(expected);
    const project = await openAsreview(path, help);
    expect(project).toMatchObject({
      name: 'Drinks',
      version: 3,
      mode: 'oracle',
      program: '9.9.9',
      datasets: ['drinks.csv'],
      counts: { labelled: 2, relevant: 1, irrelevant: 1, notes: 2, duplicates: 1 },
    });
    await project.close();
  });

  test('version 2: records and results in two databases', async () => {
    const path = await zip('two.asreview', {
      'project.json': config({ reviews: [{ id: 'r1', status: 'review' }] }),
      'data/drinks.csv': data,
      'data_store.db': database(recordTable),
      'reviews/r1/results.db': database(resultTable),
    });
    expect(await read(path)).toMatchObject(expected);
  });

  test('version 1: rows of the data file, paired by their ids and not by their order', async () => {
    const path = await zip('one.asreview', {
      'project.json': JSON.stringify({
        version: '1.6',
        id: 'p',
        name: 'Drinks',
        mode: 'simulate',
        reviews: [{ id: 'r' }],
        dataset_path: 'drinks.csv',
      }),
      'data/drinks.csv': data,
      'reviews/r/results.sql':
        database(`CREATE TABLE results (record_id INTEGER, label INTEGER, classifier TEXT, query_strategy TEXT, balance_strategy TEXT, feature_extraction TEXT, training_set INTEGER, labeling_time INTEGER, notes TEXT);
        INSERT INTO results VALUES (12, 0, 'nb', 'max', NULL, NULL, 2, '2022-01-02 03:04:05', NULL), (10, 1, NULL, 'prior', NULL, NULL, -1, '2022-01-01 00:00:00', 'known');
        CREATE TABLE record_table (record_id INT); INSERT INTO record_table VALUES (12), (11), (10);`),
    });
    expect(await read(path)).toMatchObject([
      { id: '12', title: 'Coffee and sleep', decision: 'exclude', opinions: [{ time: '2022-01-02 03:04:05' }] },
      { id: '11', title: 'Tea and sleep' },
      { id: '10', decision: 'include', notes: ['known'] },
    ]);
    expect((await read(path))[1]).not.toHaveProperty('decision');
  });

  test('a folder packed as a whole, and a data file that cannot be read', async () => {
    const path = await zip('folder.asreview', {
      'Drinks/project.json': config({}),
      'Drinks/data/drinks.csv': Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
      'Drinks/results.db': database(recordTable + resultTable),
      'Drinks/legacy_v2/project.json': '{}',
    });
    expect((await read(path)).map(({ id, decision }) => [id, decision])).toEqual([
      ['3', undefined],
      ['7', 'include'],
      ['9', 'exclude'],
    ]);
  });

  test('a data file that is refused: the records of the database stand alone', async () => {
    const path = await zip('refused.asreview', {
      'project.json': config({}),
      'data/drinks.csv': data,
      'results.db': database(recordTable + resultTable),
    });
    const refusing: AsreviewHelp = {
      unzip: openZip,
      async *readText(name) {
        yield* await Promise.reject<Iterable<Citation>>(new Failure('file.unknown', { file: name, seen: 'nothing' }));
      },
    };
    const titles: (string | undefined)[] = [];
    for await (const item of readAsreview(path, refusing)) titles.push(isRejection(item) ? item.code : item.title);
    expect(titles).toEqual(['Coffee and sleep', 'Tea and sleep', 'Tea and sleep']);
  });

  const hostile: [string, Record<string, string | Buffer>, RegExp][] = [
    ['no project', { 'a.txt': 'x' }, /no project\.json/],
    ['a project that is no JSON', { 'project.json': '{' }, /cannot be read/],
    ['no records at all', { 'project.json': config({}) }, /neither records nor a data file/],
    ['a database that is text', { 'project.json': config({}), 'results.db': 'not a database' }, /is no database/],
    [
      'a database that is damaged',
      { 'project.json': config({}), 'results.db': Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4000, 7)]) },
      /is damaged|is no database/,
    ],
    [
      'a view in place of the records',
      {
        'project.json': config({}),
        'results.db': database(
          'CREATE TABLE x (a); CREATE VIEW record AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n AS record_id FROM r;',
        ),
      },
      /no plain table/,
    ],
    [
      'a virtual table in place of the records',
      { 'project.json': config({}), 'results.db': database('CREATE VIRTUAL TABLE record USING fts5(title);') },
      /no plain table/,
    ],
    ['records without the columns', { 'project.json': config({}), 'results.db': database('CREATE TABLE record (record_id INTEGER);') }, /is damaged/],
  ];
  test.each(hostile)('%s is a sentence', async (name, entries, sentence) => {
    const path = await zip(`${name.replace(/ /g, '-')}.asreview`, entries);
    await expect(read(path)).rejects.toMatchObject({ name: 'Failure', code: 'asreview.project', message: expect.stringMatching(sentence) as string });
  });

  test('an entry that would leave the folder', async () => {
    const path = sharedPath('attacks/asreview_slip.asreview');
    if (path === undefined) return;
    await expect(read(path)).rejects.toMatchObject({ name: 'Failure' });
    expect(existsSync('evil.csv')).toBe(false);
  });

  const real = fixtures(['asreview']);
  test.skipIf(real === undefined).each(real ?? [])('$file', async (fixture) => {
    expect(misses(fixture, await read(sharedPath(`fixtures/${fixture.file}`) ?? ''))).toEqual([]);
  });
});
