// Who are the authors of a BibTeX field, family name first?
import { splitNames } from '../../citations/index.ts';
import { fromLatex } from './latex.ts';

const organisation =
  /\b(?:group|consorti|collaborat|committee|commission|society|association|universit|institut|organi[sz]ation|network|investigators|team|program|project|initiative|department|ministry|agency|council|foundation|cent(?:er|re)|trialists?|stud(?:y|ies)|task force|working party|alliance|federation|company|inc|ltd|gmbh)/i;
const initialsLast = /\s(?:\p{Lu}\.?[-‐]?){1,4}$/u;
const particles =
  /^(?:v[ao]n|von|vom|zu[mr]?|de[nrls]?|d[aeiou]|das|dos|del(?:la|le)?|d[’'].*|l[aeo]s?|te[nr]?|op|af|av|al|el|bin|ibn|ben|abu|y|e|i|[’']t|’?s|und)$/;
const suffix = /^(?:Jr|Sr|II|III|IV)\.?$/;

/** Names parted by ` and ` outside of braces, `and others` left out. */
export const bibNames = (value: string): string[] => {
  const parts = splitAnd(value);
  if (parts.length === 1 && !/^\s*\{.*\}\s*$/s.test(value)) {
    // Some exporters part the names by semicolons or commas after all.
    const text = fromLatex(value);
    if (text.includes(';') || text.split(',').length > 3) return splitNames(text).map(familyFirst);
  }
  const names: string[] = [];
  for (const part of parts) {
    const braced = part.length > 2000 ? undefined : /^\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}$/s.exec(part.trim())?.[1];
    const name = fromLatex(braced ?? part).trim();
    if (name === '' || /^(?:and|others|\[?anonymous\]?)$/i.test(name)) continue;
    names.push(braced === undefined ? familyFirst(name) : name);
  }
  return names;
};

const cut = /[{}\\]|\s+and(?=\s)/gi;
const splitAnd = (value: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  cut.lastIndex = 0;
  for (let m = cut.exec(value); m !== null; m = cut.exec(value)) {
    if (m[0] === '\\') cut.lastIndex += 1;
    else if (m[0] === '{') depth += 1;
    else if (m[0] === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      parts.push(value.slice(from, m.index));
      from = cut.lastIndex;
    }
  }
  parts.push(value.slice(from));
  return parts;
};

/**
 * `Ludwig van Beethoven` → `van Beethoven, Ludwig`, `King, Jr, Martin` → `King, Martin Jr`, as BibTeX tells the parts apart.
 * `Griffin DK` and organisations stay for the common rule.
 */
const familyFirst = (text: string): string => {
  const name = text.replace(/\s+/g, ' ').trim();
  if (name.includes(',')) {
    const [family = '', second = '', third] = name.split(/\s*,\s*/);
    return third === undefined || third === '' || !suffix.test(second) ? name : `${family}, ${third} ${second}`;
  }
  const words = name.split(' ');
  if (words.length < 2 || words.length > 5 || organisation.test(name) || initialsLast.test(name)) return name;
  let last = words.length - 1;
  const tail = suffix.test(words[last] ?? '') && words.length > 2 ? ` ${words[last] ?? ''}` : '';
  if (tail !== '') last -= 1;
  let family = last;
  const small = words.findIndex((word, at) => at > 0 && at < last && /^\p{Ll}/u.test(word));
  // `American Rights at Work` is nobody's name.
  if (small > 0 && !particles.test(words[small] ?? '')) return name;
  if (small > 0) family = small;
  return `${words.slice(family, last + 1).join(' ')}, ${words.slice(0, family).join(' ')}${tail}`;
};
