// What do columns hold that have no names? Told by what is in them, and only where every row looks alike.
import { doi } from '../../citations/index.ts';
import type { Role } from './columns.ts';

/** Roles by place; undefined where nothing can be told with enough certainty. */
export const guessColumns = (rows: readonly (readonly string[])[]): (Role | undefined)[] | undefined => {
  const [first] = rows;
  if (first === undefined || first.length < 2 || rows.length < 2) return undefined;
  const width = first.length;
  if (width > 60 || rows.some((row) => row.length !== width)) return undefined;
  const share = (place: number, test: (cell: string) => boolean): number => {
    const filled = rows.map((row) => row[place]?.trim() ?? '').filter((cell) => cell !== '');
    return filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
  };
  const length = (place: number): number => rows.reduce((sum, row) => sum + (row[place]?.length ?? 0), 0) / rows.length;
  const roles: (Role | undefined)[] = Array.from({ length: width }, () => undefined);
  const wordy: number[] = [];
  for (let place = 0; place < width; place += 1) {
    if (share(place, (cell) => /^10\.\d{4,9}\/\S+$|doi\.org\/10\./.test(cell) && doi(cell) !== undefined) > 0.9) roles[place] = 'doi';
    else if (share(place, (cell) => /^(?:19|20)\d\d$/.test(cell)) > 0.9) roles[place] = 'year';
    else if (share(place, (cell) => /^https?:\/\//.test(cell)) > 0.9) roles[place] = 'url';
    else if (share(place, (cell) => /^\d{6,8}$/.test(cell)) === 1) roles[place] = 'pmid';
    else if (share(place, (cell) => /^[01]$/.test(cell)) === 1) roles[place] = 'label';
    else if (
      share(
        place,
        (cell) =>
          /^[^;]{2,40}(?:[;,] [^;]{2,40}){0,60}\.?$/.test(cell) &&
          /\p{Lu}/u.test(cell) &&
          cell.split(/[;,]/).every((name) => name.trim().split(/\s+/).length <= 4),
      ) > 0.8 &&
      length(place) < 400
    )
      roles[place] ??= 'authors';
    else if (share(place, (cell) => /\p{L}{2,}(?:\s+\S+){2,}/u.test(cell)) > 0.8) wordy.push(place);
  }
  wordy.sort((a, b) => length(b) - length(a));
  const [longest, second] = wordy;
  if (longest === undefined) return undefined;
  if (length(longest) > 250) {
    roles[longest] = 'abstract';
    if (second !== undefined) roles[second] = 'title';
  } else roles[longest] = 'title';
  if (roles.filter((role) => role === 'year' || role === 'doi' || role === 'pmid' || role === 'abstract' || role === 'label').length === 0)
    return undefined;
  return roles.includes('title') ? roles : undefined;
};
