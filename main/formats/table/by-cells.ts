// Which columns are told by what is in their cells, not by their names alone? Keys called labels, and questions whose answers are verdicts.
import { verdictOf } from '../../citations/index.ts';
import type { Columns, Role } from './columns.ts';

/** Citation keys, as R packages and EndNote call them: `Smith_2019_JClinEpid`, `ref_12`. */
const key = /^[^\s,;|]{2,80}$/;
/** `Include?`, `Should this reference be included?`, `Level 1: Does it meet the inclusion criteria?`; `Did the study include women?` is another matter. */
const question =
  /^(?:(?:level|l|stage|q|question) ?\d+ )?(?:\d+ )?(?:final |title (?:and |)abstract |t a |ti ab |full text |ft )?(?:include|exclude|inclusion|eligible|eligibility|relevant)\b(?! (?:women|men|children|adults|participants))|\b(?:include|exclude) (?:this |the |an? )?(?:reference|study|citation|article|record|paper|abstract|title)|\b(?:be|is (?:it|this)|this) (?:\w+ ){0,2}(?:included|excluded|eligible|relevant)\b|\binclusion criteria\b/;
/** Not the answer itself. */
const beside = /\b(?:reason|why|criterion|date|by|note|notes|comment|comments|user|score|probability)\b/;

const cellsOf = (rows: readonly (readonly string[])[], place: number): string[] =>
  rows.map((row) => row[place]?.trim() ?? '').filter((cell) => cell !== '');

/** @param rows the first rows below the header */
export const toldByCells = (columns: Columns, rows: readonly (readonly string[])[]): Columns => {
  const of = new Map<Role, readonly number[]>(columns.of);
  const labels = of.get('label') ?? [];
  const keys = labels.filter((place) => columns.formed[place] === 'label' && areKeys(cellsOf(rows, place)));
  if (keys.length > 0) {
    const left = labels.filter((place) => !keys.includes(place));
    if (left.length === 0) of.delete('label');
    else of.set('label', left);
    of.set('id', [...(of.get('id') ?? []), ...keys]);
  }
  const known = new Set([...of.values()].flat());
  const asked = columns.formed.flatMap((name, place) =>
    !known.has(place) && name.length < 120 && question.test(name) && !beside.test(name) && areVerdicts(cellsOf(rows, place)) ? [place] : [],
  );
  if (asked.length > 0) of.set('label', [...(of.get('label') ?? []), ...asked]);
  return keys.length + asked.length === 0 ? columns : { ...columns, of, known: of.size };
};

const areKeys = (cells: readonly string[]): boolean =>
  cells.length > 0 && new Set(cells).size === cells.length && cells.every((cell) => key.test(cell) && verdictOf(cell) === undefined);

const areVerdicts = (cells: readonly string[]): boolean => {
  const said = cells.map(verdictOf);
  return !said.includes(undefined) && said.some((verdict) => verdict !== 'open');
};
