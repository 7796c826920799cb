// How does a list fit into one cell, and how is a cell kept from being run as a formula? Each with its inverse.
import { isNothing, splitList } from '../../citations/index.ts';

/** Items joined by `; ` (one alone as it is where the separator is `none`), or as a JSON list where that would not come back. */
export const pack = (items: readonly string[] | undefined, separator: ';' | 'none' = ';'): string => {
  if (items === undefined || items.length === 0) return '';
  const [only = ''] = items;
  const listy = /^\s*[[{]/.test(only);
  if (separator === 'none') return items.length === 1 && !listy ? only : JSON.stringify(items);
  if (listy || items.some((item) => /[;|\n]/.test(item)) || (items.length === 1 && /,| and /i.test(only) && !/^[^,]+, [^,]+$/.test(only)))
    return JSON.stringify(items);
  return items.join('; ');
};

export const unpack = (cell: string, separator: ';' | 'none'): string[] => {
  if (cell.trim() === '') return [];
  if (cell.startsWith('["')) {
    try {
      const items: unknown = JSON.parse(cell);
      if (Array.isArray(items)) return items.map(String);
    } catch {
      // A note that only looks like a list.
    }
  }
  return separator === 'none' ? [cell] : cell.split(/\s*;\s*/).filter((item) => item !== '');
};

const runs = /^'*[=+\-@\t\r＝＋－＠]/;
const number = /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/i;

/** S1: a cell that a spreadsheet would run gets an apostrophe in front, and so does one that already looks like that. */
export const neutral = (cell: string): string => (runs.test(cell) && !number.test(cell) ? `'${cell}` : cell);
/** Undoes `neutral`. */
export const restored = (cell: string): string => (cell.charCodeAt(0) === 39 && runs.test(cell) ? cell.slice(1) : cell);

/** Reasons and the like in a cell of another tool: lists, `;` or `|`. */
export const splitReasons = (cell: string | undefined): string[] =>
  cell === undefined || isNothing(cell) ? [] : (splitList(cell) ?? cell.split(/\s*[;|]\s*/)).map((part) => part.trim()).filter((part) => part !== '');
