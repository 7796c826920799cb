// How is a list in one value parted, where a semicolon may also end a character reference (`&#59;`)?
import { namedCharacter } from '../citations/index.ts';

/** Does the text end so that a semicolon behind it would end a reference? */
export const opensReference = (before: string): boolean => {
  const body = /&(#?\w{1,8})$/.exec(before)?.[1];
  return body !== undefined && namedCharacter(body) !== undefined;
};

/** Parts at `;`; references stay whole. */
export const atSemicolons = (value: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: sign, index } of value.matchAll(/[;；]/g)) {
    if (sign === ';' && opensReference(value.slice(Math.max(from, index - 10), index))) continue;
    parts.push(value.slice(from, index).trim());
    from = index + 1;
  }
  parts.push(value.slice(from).trim());
  return parts;
};

/** Does the value hold a semicolon that parts? */
export const hasSemicolon = (value: string): boolean => /[;；]/.test(value) && atSemicolons(value).length > 1;

/** A word as it may stand in such a list: its own semicolons (and commas, where a lone word would be parted at them) as references. */
export const listWord = (escaped: string, alone = false): string =>
  escaped
    .replace(alone ? /&#\d{1,7};|[;；,，]/g : /&#\d{1,7};|[;；]/g, (sign) => (sign.length > 1 ? sign : `&#${String(sign.charCodeAt(0))};`))
    // The semicolon behind it in the list must not make a reference of its end.
    .replace(/&(?=#?\w{1,8}$)/, '&#38;');
