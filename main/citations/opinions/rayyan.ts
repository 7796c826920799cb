// What did Rayyan write into a note? `RAYYAN-INCLUSION: {"Kofi"=>"Included"} | RAYYAN-LABELS: rct | RAYYAN-EXCLUSION-REASONS: …`
import type { Opinion } from '../../../shared/citation.ts';
import { plain } from '../plain.ts';
import { opinion, type Say } from './opinion.ts';

export interface Noted {
  readonly opinions: Opinion[];
  readonly tags: string[];
  /** What remains of the note: text by people. */
  readonly notes: string[];
}

const start = /(RAYYAN-(?:INCLUSION|LABELS|EXCLUSION-REASONS|[A-Z-]{1,40})|USER-NOTES):/;

/** True where the text holds a mark of Rayyan. */
export const hasRayyan = (note: string): boolean => note.includes('RAYYAN-') || note.includes('USER-NOTES:');

/**
 * Reads the marks in any order, wherever the record's own note stands; names are text, whatever they say.
 * Reasons belong to the one who excluded: to all excluding reviewers, for Rayyan does not say whose they are.
 */
export const readRayyan = (note: string): Noted => {
  const opinions: Opinion[] = [];
  const tags: string[] = [];
  const notes: string[] = [];
  const reasons: string[] = [];
  const said: [by: string, value: string][] = [];
  for (const part of settle(note).split(/\s*\|\s*(?=RAYYAN-[A-Z-]{1,40}:|USER-NOTES:)|(?<=^|[\s.;}])(?=RAYYAN-[A-Z-]{1,40}:|USER-NOTES:)/)) {
    const mark = start.exec(part);
    if (mark?.index !== 0) {
      const own = part.replace(/\s*\|\s*$/, '').trim();
      if (own !== '') notes.push(own);
      continue;
    }
    const value = part
      .slice(mark[0].length)
      .replace(/\s*\|\s*$/, '')
      .trim();
    if (mark[1] === 'RAYYAN-INCLUSION') said.push(...pairs(value));
    else if (mark[1] === 'RAYYAN-LABELS')
      tags.push(
        ...value
          .split(',')
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ''),
      );
    else if (mark[1] === 'RAYYAN-EXCLUSION-REASONS')
      reasons.push(
        ...value
          .split(',')
          .map((reason) => reason.trim())
          .filter((reason) => reason !== ''),
      );
    else if (mark[1] === 'USER-NOTES') for (const [by, text] of pairs(value)) notes.push(by === '' ? text : `${by}: ${text}`);
    else notes.push(part.trim());
  }
  for (const [by, value] of said) {
    const verdict = verdicts.get(value.toLowerCase());
    if (verdict !== undefined) opinions.push(opinion(verdict, 'rayyan', { by, reasons: verdict === 'exclude' ? reasons : [] }));
  }
  // Reasons without anybody who excluded are kept as tags: nothing is lost.
  if (reasons.length > 0 && !opinions.some((o) => o.verdict === 'exclude')) tags.push(...reasons);
  return { opinions, tags, notes };
};

const verdicts = new Map<string, Say>([
  ['included', 'include'],
  ['include', 'include'],
  ['true', 'include'],
  ['excluded', 'exclude'],
  ['exclude', 'exclude'],
  ['false', 'exclude'],
  ['maybe', 'maybe'],
]);

/** References are decoded until nothing changes: Rayyan encodes names again at each pass. */
const settle = (text: string): string => {
  let out = text;
  for (let turn = 0; turn < 4 && out.includes('&'); turn += 1) out = plain(out);
  return out.replace(/""/g, '"');
};

/** `{"name"=>"value", "name"=>["a","b"]}`; `:` instead of `=>` too. A malformed rest is left alone. */
const pairs = (hash: string): [string, string][] => {
  const out: [string, string][] = [];
  for (const m of hash.matchAll(/"((?:[^"\\]|\\.)*)"\s*(?:=>|:)\s*(?:"((?:[^"\\]|\\.)*)"|\[([^\]]*)\]|(true|false|nil))/g)) {
    const by = unescape(m[1] ?? '').trim();
    if (m[3] !== undefined) for (const item of m[3].matchAll(/"((?:[^"\\]|\\.)*)"/g)) out.push([by, unescape(item[1] ?? '')]);
    else out.push([by, unescape(m[2] ?? m[4] ?? '')]);
  }
  return out;
};

const unescape = (text: string): string => text.replace(/\\(.)/g, (_whole, sign: string) => (sign === 'n' ? '\n' : sign));

const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;

/** A note that Rayyan reads back. */
export const writeRayyan = (
  said: { by: string; verdict: Say; reasons: readonly string[]; tags: readonly string[]; notes: readonly string[] }[],
): string => {
  const words = { include: 'Included', exclude: 'Excluded', maybe: 'Maybe' } as const;
  const reasons = [...new Set(said.flatMap((one) => one.reasons.map((reason) => reason.replace(/,/g, ';'))))];
  const parts = [`RAYYAN-INCLUSION: {${said.map((one) => `${quote(one.by)}=>${quote(words[one.verdict])}`).join(', ')}}`];
  const tags = [...new Set(said.flatMap((one) => one.tags.map((tag) => tag.replace(/,/g, ';'))))];
  if (tags.length > 0) parts.push(`RAYYAN-LABELS: ${tags.join(',')}`);
  if (reasons.length > 0) parts.push(`RAYYAN-EXCLUSION-REASONS: ${reasons.join(',')}`);
  const notes = said.filter((one) => one.notes.length > 0).map((one) => `${quote(one.by)}=>[${one.notes.map(quote).join(', ')}]`);
  if (notes.length > 0) parts.push(`USER-NOTES: {${notes.join(', ')}}`);
  return parts.join(' | ');
};
