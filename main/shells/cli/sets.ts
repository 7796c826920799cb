// Which labelled sets does a command work on? Folders as they are laid out, or files of citations that carry decisions.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Citation, Protocol } from '../../../shared/citation.ts';
import { Failure } from '../../../shared/failures.ts';
import { collect, setFrom, writeText, type LabelledSet } from '../../engine/index.ts';
import { sayReceipts } from './receipts.ts';
import { WrongUse, type World } from './world.ts';

export const setsHelp = `DIR holds records.tsv.gz (or records.tsv) with the header
  id title abstract year authors journal doi pmid keywords mesh label_abstract label_final
and protocol.json (title, question, criteria[], boolean_query). Labels are 1 and 0; an empty label_final where label_abstract is 0 counts
as 0; other empty ones leave the set. Instead of DIR: an export file with decisions (CSV with a column included, RIS of ASReview or Rayyan …),
its protocol by --protocol; what is undecided or maybe leaves the set.`;

export interface Sets {
  /** Each with records.tsv(.gz); their names are their own. */
  readonly folders: readonly string[];
  readonly sets: readonly LabelledSet[];
}

interface Asked {
  readonly level: 'final' | 'abstract';
  /** Of those that are files. */
  readonly protocol: Protocol | undefined;
  /** Files are laid out as sets there. */
  readonly into: string;
}

/** All are read once before any work: a wrong set is told of at once. @throws Failure file.…, set.…; WrongUse where two have one name */
export const setsAt = async (here: World, given: readonly string[], asked: Asked): Promise<Sets> => {
  const folders: string[] = [];
  let files = 0;
  for (const path of given) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new Failure('file.missing', { file: path });
    if (found.isDirectory()) folders.push(path.replace(/(?<=.)[/\\]+$/, ''));
    else if (/^records\.tsv(?:\.gz)?$/.test(basename(path))) folders.push(dirname(path));
    else {
      folders.push(await laidOut(here, path, asked));
      files += 1;
    }
    const name = basename(folders.at(-1)!);
    if (folders.findIndex((folder) => basename(folder) === name) < folders.length - 1)
      throw new WrongUse(`Two sets are called ${name}: their rows could not be told apart. Rename one of them.`);
  }
  if (asked.protocol !== undefined && files === 0) throw new WrongUse('--protocol is for files with decisions: a folder has its own protocol.json.');
  const sets = folders.map((folder) => setFrom(folder, asked.level));
  for (const set of sets) sayOdd(here, set, asked.level);
  return { folders, sets };
};

const sayOdd = ({ say }: Pick<World, 'say'>, { name, citations, level, dropped }: LabelledSet, asked: Asked['level']): void => {
  if (dropped > 0) say(`${name}: ${String(dropped)} records without a label (1 or 0) leave the set.`);
  if (level !== asked) say(`${name}: judged by its ${level} labels, for it has no ${asked} ones.`);
  const again = citations.length - new Set(citations.map(({ id }) => id)).size;
  if (again > 0) say(`${name}: ${String(again)} records have an id that another one has; orders name them alike.`);
};

const bare = (text: string | number | undefined): string => (text === undefined ? '' : String(text).replace(/[\t\r\n]+/g, ' '));
const list = (texts: readonly string[] | undefined): string => (texts ?? []).map((text) => bare(text).replace(/;/g, ',')).join('; ');
const labels = { include: '1', exclude: '0', maybe: '' } as const;

const header = 'id\ttitle\tabstract\tyear\tauthors\tjournal\tdoi\tpmid\tkeywords\tmesh\tlabel_abstract\tlabel_final';
const row = (one: Citation): string => {
  const label = one.decision === undefined ? '' : labels[one.decision];
  const cells = [one.id, one.title, one.abstract, one.year, list(one.authors), one.journal, one.doi, one.pmid, list(one.keywords), list(one.mesh)];
  return [...cells.map(bare), label, label].join('\t');
};

const laidOut = async (here: World, path: string, { protocol, into }: Asked): Promise<string> => {
  const { citations, receipts } = await collect([path], { signal: here.signal, step: here.progress });
  sayReceipts(here, receipts);
  if (!citations.some(({ decision }) => decision === 'include' || decision === 'exclude'))
    throw new Failure('set.columns', { set: basename(path), missing: 'of decisions (such as included, with 1 and 0)' });
  const name = basename(path).replace(/(?:\.\w{1,8}){1,2}$/, '') || basename(path);
  const folder = join(into, name);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  await writeText(join(folder, 'records.tsv'), `${[header, ...citations.map(row)].join('\n')}\n`);
  const { title = '', question, criteria = [], booleanQuery } = protocol ?? {};
  await writeText(join(folder, 'protocol.json'), `${JSON.stringify({ title, question, criteria, boolean_query: booleanQuery })}\n`);
  if (protocol === undefined) here.say(`${name}: without --protocol nothing says what is sought.`);
  return folder;
};
