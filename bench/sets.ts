// Which labelled reviews are here, and what did the peers reach on them?
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseProtocol } from '../main/protocol/parse.ts';
import { labelledSet, type LabelledSet, type Level } from '../main/screening/labelled.ts';

/** Benches run from the repository root. */
export const screeningData = '../shared/data/screening';

export const setNames = (folder = screeningData): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/records.tsv.gz`)) : [];

export const readSet = (name: string, level: Level, folder = screeningData): LabelledSet =>
  labelledSet(
    name,
    gunzipSync(readFileSync(`${folder}/${name}/records.tsv.gz`)).toString('utf8'),
    parseProtocol(readFileSync(`${folder}/${name}/protocol.json`, 'utf8')).protocol,
    level,
  );

export interface ReferenceRun {
  readonly target: Level;
  readonly seed?: number;
  readonly priors?: readonly string[];
  /** Places of the relevant records, priors among them. */
  readonly found: readonly number[];
  readonly metrics: Readonly<Record<string, number>>;
}
export interface Reference {
  readonly reviews: Readonly<
    Record<
      string,
      { readonly n: number; readonly query: string; readonly rankers: Readonly<Record<string, { readonly runs: readonly ReferenceRun[] }>> }
    >
  >;
}
export const readReference = (folder = screeningData): Reference => JSON.parse(readFileSync(`${folder}/reference.json`, 'utf8')) as Reference;

/** Reviews that share records stand in one group; every other one is a group of its own. */
export const overlapGroups = (names: readonly string[], folder = screeningData): string[][] => {
  const { groups } = JSON.parse(readFileSync(`${folder}/overlap_groups.json`, 'utf8')) as { groups: string[][] };
  const grouped = new Set(groups.flat());
  return [
    ...groups.map((group) => group.filter((name) => names.includes(name))),
    ...names.filter((name) => !grouped.has(name)).map((name) => [name]),
  ].filter((group) => group.length > 0);
};
