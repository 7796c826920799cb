// What was decided in a project: labels, notes, tags and times by record?
import type { Opinion } from '../../../shared/citation.ts';
import { parsed } from '../failures.ts';
import type { ForeignDatabase } from './database.ts';
import { unreadable } from './failures.ts';

export interface Result {
  readonly opinions: Opinion[];
  readonly notes: string[];
  readonly tags: string[];
}

/** Every row whatever its version: the columns are looked up by name. A record labelled again has its last row last. */
const resultRows = 'SELECT * FROM results ORDER BY rowid';

/** Nobody decided more than this; a file that says so is made to fill the memory. */
const mostResults = 500_000;

export const number = (value: unknown): number | undefined => (typeof value === 'number' && Number.isInteger(value) ? value : undefined);
export const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);

/** By record id. */
export const readResults = (database: ForeignDatabase, file: string): Map<number, Result> => {
  const found = new Map<number, Result>();
  for (const row of database.rows(resultRows)) {
    const id = number(row['record_id']);
    if (id === undefined) continue;
    if (found.size >= mostResults) throw unreadable(file, `it holds more than ${String(mostResults)} decisions`);
    const label = number(row['label']);
    const time = timeOf(row['time'] ?? row['labeling_time']);
    const user = number(row['user_id']);
    const opinions: Opinion[] =
      label === 1 || label === 0
        ? [
            {
              verdict: label === 1 ? 'include' : 'exclude',
              tool: 'asreview',
              ...(user === undefined ? {} : { by: `user ${String(user)}` }),
              ...(time === undefined ? {} : { time }),
            },
          ]
        : [];
    const note = text(row['note'] ?? row['notes']);
    found.set(id, { opinions, notes: note === undefined ? [] : [note], tags: tagsIn(row['tags'] ?? row['custom_metadata_json']) });
  }
  return found;
};

/** Seconds since 1970 (versions 2 and 3) as ISO; version 1 wrote the text itself. */
const timeOf = (value: unknown): string | undefined => {
  if (typeof value !== 'number') return text(value);
  return Math.abs(value) < 8.64e12 ? new Date(value * 1000).toISOString() : undefined;
};

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `design_rct` for a checked value of a group, as ASReview names the column when it exports. */
const tagsIn = (value: unknown): string[] => {
  const found = typeof value === 'string' ? parsed(value) : undefined;
  const groups: unknown = isObject(found) ? found['current_tags'] : found;
  if (!Array.isArray(groups)) return [];
  const word = (one: Json): string => text(one['export']) ?? text(one['id']) ?? text(one['label']) ?? text(one['name']) ?? '';
  return groups.filter(isObject).flatMap((group) => {
    const values: unknown = group['values'];
    return (Array.isArray(values) ? values : [])
      .filter(isObject)
      .filter((one) => one['checked'] === true)
      .map((one) => [word(group), word(one)].filter((part) => part !== '').join('_'));
  });
};
