// Which version of an ASReview project is this, and where in the archive is what?
import { parsed } from '../failures.ts';
import { unreadable } from './failures.ts';

/** An entry of an archive; its name is only ever compared, never used as a path. */
export interface Entry {
  readonly name: string;
  readonly size: number;
  bytes(): AsyncIterable<Uint8Array>;
}
export interface Archive {
  readonly entries: readonly Entry[];
  close(): Promise<void>;
}

export interface Layout {
  /** 1: records in the data file, labels in `results.sql`; 2: records in `data_store.db`, labels in `results.db`; 3: both in one `results.db`. */
  readonly version: 1 | 2 | 3;
  readonly name: string;
  readonly mode: string | undefined;
  /** Of the program that wrote it. */
  readonly program: string | undefined;
  /** Data sets: their id in the database and their entry, where the archive has it. */
  readonly datasets: readonly { readonly id: string; readonly name: string; readonly entry: Entry | undefined }[];
  readonly records: Entry | undefined;
  /** None before anything was labelled. */
  readonly results: Entry | undefined;
}

const longestJson = 4 * 1024 * 1024;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Reads `project.json` and looks for what it names. Failure `asreview.project`. */
export const layoutOf = async (archive: Archive, file: string): Promise<Layout> => {
  const at = archive.entries
    .filter(({ name }) => /(?:^|\/)project\.json$/.test(name) && !/(?:^|\/)(?:__MACOSX|legacy_v\d+)\//.test(name))
    .sort((a, b) => a.name.length - b.name.length)[0];
  if (at === undefined) throw unreadable(file, 'it holds no project.json');
  const config = await json(at);
  if (config === undefined) throw unreadable(file, 'its project.json cannot be read');
  // Somebody may have packed the folder instead of what is in it.
  const base = at.name.slice(0, -'project.json'.length);
  const find = (name: string): Entry | undefined => archive.entries.find((entry) => entry.name === base + name);

  const named = objects(config['datasets']).map((set) => ({ id: text(set['id']) ?? '', name: text(set['name']) ?? '' }));
  const single = text(config['dataset_path']);
  const datasets = (named.length > 0 ? named : single === undefined ? [] : [{ id: '', name: single }]).map((set) => ({
    ...set,
    entry: find(`data/${set.name}`),
  }));
  const review = objects(config['reviews'])[0];
  const folder = text(review?.['id']);
  const inReview = (name: string): Entry | undefined =>
    (folder === undefined ? undefined : find(`reviews/${folder}/${name}`)) ??
    archive.entries.find(
      (entry) =>
        entry.name.startsWith(`${base}reviews/`) && entry.name.endsWith(`/${name}`) && entry.name.split('/').length === base.split('/').length + 2,
    );
  const common = { name: text(config['name']) ?? text(config['id']) ?? file, mode: text(config['mode']), program: text(config['version']), datasets };

  const whole = find('results.db');
  const store = find('data_store.db');
  if (store !== undefined) return { ...common, version: 2, records: store, results: inReview('results.db') };
  if (whole !== undefined) return { ...common, version: 3, records: whole, results: whole };
  const old = inReview('results.sql');
  if (datasets.some((set) => set.entry !== undefined)) return { ...common, version: 1, records: undefined, results: old };
  throw unreadable(file, 'it holds neither records nor a data file');
};

const json = async (entry: Entry): Promise<Json | undefined> => {
  if (entry.size > longestJson) return undefined;
  const parts: Uint8Array[] = [];
  for await (const chunk of entry.bytes()) parts.push(chunk);
  const value = parsed(new TextDecoder().decode(Buffer.concat(parts)));
  return isObject(value) ? value : undefined;
};
