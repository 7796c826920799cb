// What do `@string` abbreviations stand for?
import { readValue, type Macros } from './values.ts';

const longest = 1_000_000;
const longestMacro = 65_536;
/** All macros of a file together. */
const roomForMacros = 4_000_000;

const months = 'january february march april may june july august september october november december'.split(' ');
const start = /@\s*string\s*[{(]\s*([^\s=,{}"#]+)\s*=/iy;

export const macroTable = (): Macros => {
  const table = new Map<string, string | undefined>();
  for (const month of months) table.set(month.slice(0, 3), month.charAt(0).toUpperCase() + month.slice(1));
  table.set('sept', 'September');
  let room = roomForMacros;
  const macros: Macros = {
    longest,
    get(word) {
      const key = word.toLowerCase();
      return table.has(key) ? table.get(key) : word;
    },
    define(entry) {
      start.lastIndex = 0;
      const m = start.exec(entry);
      if (m?.[1] === undefined) return true;
      const { value, tooLong } = readValue(entry, start.lastIndex, macros);
      const fits = !tooLong && value !== undefined && value.length <= Math.min(longestMacro, room);
      if (fits) room -= value.length;
      table.set(m[1].toLowerCase(), fits ? value : undefined);
      return fits;
    },
  };
  return macros;
};
