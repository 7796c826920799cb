// Is this line of JSON a canonical record? Every field of the wrong type is named.
import { agreed, doi, pmcid, pmid, readOpinions, webAddress } from '../../citations/index.ts';
import type { Citation, Rejection } from '../../../shared/citation.ts';

/** Identifiers are used to find the same record again and to make links: what is none is left out. */
const identifiers = new Map<string, (text: string) => string | undefined>([
  ['doi', doi],
  ['pmid', pmid],
  ['pmcid', pmcid],
  ['url', (text) => (webAddress(text) === undefined ? undefined : text)],
]);

const texts = [
  'title',
  'abstract',
  'date',
  'journal',
  'issn',
  'volume',
  'issue',
  'pages',
  'doi',
  'pmid',
  'pmcid',
  'accession',
  'url',
  'language',
] as const;
const lists = ['authors', 'keywords', 'mesh', 'type', 'notices', 'notes', 'tags'] as const;

const wellFormed = (text: string): string =>
  /[\ud800-\udfff]/.test(text) ? text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd') : text;

/** Longest line parsed; one longer is no record. */
const longest = 8_000_000;

/** @param dropped called with the name of each identifier that was left out */
export const recordOf = (text: string, file: string, line: number, dropped: (name: string) => void): Citation | Rejection => {
  const reject = (what: string): Rejection => ({
    line,
    code: 'record.malformed',
    slots: { what },
    raw: text.length > 2000 ? text.slice(0, 2000) : text,
  });
  if (text.length > longest) return reject(`a line of ${String(text.length)} signs`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return reject(error instanceof SyntaxError ? `no JSON (${error.message.slice(0, 100)})` : 'JSON nested too deep');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return reject('no JSON object');
  const from = value as Record<string, unknown>;
  const wrong: string[] = [];
  const c: Record<string, unknown> = { id: '' };
  for (const key of texts) {
    const field = from[key];
    if (field === undefined || field === null || field === '') continue;
    if (typeof field === 'string' || (typeof field === 'number' && key !== 'title' && key !== 'abstract')) {
      const written = wellFormed(String(field));
      const form = identifiers.get(key);
      const value = form === undefined ? written : form(written);
      if (value === undefined) dropped(key);
      else c[key] = value;
    } else wrong.push(`${key} is no text`);
  }
  for (const key of lists) {
    const field = from[key];
    if (field === undefined || field === null) continue;
    if (typeof field === 'string' && (key === 'notes' || key === 'tags')) {
      if (field !== '') c[key] = [wellFormed(field)];
    } else if (Array.isArray(field) && field.every((item) => typeof item === 'string')) {
      if (field.length > 0) c[key] = field.map(wellFormed);
    } else wrong.push(`${key} is no list of texts`);
  }
  const year = from['year'];
  if (year !== undefined && year !== null) {
    const number = typeof year === 'string' && /^\d{4}$/.test(year) ? Number(year) : year;
    if (typeof number === 'number' && Number.isInteger(number) && number >= 1000 && number <= 2999) c['year'] = number;
    else wrong.push('year is no year');
  }
  const decision = from['decision'];
  if (decision !== undefined && decision !== null && decision !== 'include' && decision !== 'exclude' && decision !== 'maybe')
    wrong.push('decision is none of include, exclude, maybe');
  if (from['opinions'] !== undefined && !Array.isArray(from['opinions'])) wrong.push('opinions is no list');
  const written: unknown = from['id'];
  const id = typeof written === 'string' || typeof written === 'number' ? String(written) : undefined;
  if (written !== undefined && written !== null && id === undefined) wrong.push('id is no text');
  if (wrong.length > 0) return reject(wrong.join('; '));
  if (!['title', 'abstract', 'doi', 'pmid', 'pmcid', 'accession', 'authors', 'journal', 'url'].some((key) => c[key] !== undefined))
    return reject('neither title nor abstract, author, journal or identifier');
  const opinions = Array.isArray(from['opinions']) ? readOpinions(JSON.stringify(from['opinions'])) : [];
  if (opinions.length === 0 && (decision === 'include' || decision === 'exclude' || decision === 'maybe'))
    opinions.push({ verdict: decision, tool: 'winnow' });
  if (opinions.length > 0) {
    c['opinions'] = opinions;
    const one = agreed(opinions) ?? (decision as Citation['decision']);
    if (one !== undefined) c['decision'] = one;
  }
  c['id'] = id !== undefined && id !== '' ? wellFormed(id) : (c['pmid'] ?? c['accession'] ?? `${file}:${String(line)}`);
  // Where it stood in the file it first came from is kept: a record that only passes through stays what it is.
  const source = from['source'];
  const known = typeof source === 'object' && source !== null ? (source as Record<string, unknown>) : {};
  c['source'] =
    typeof known['file'] === 'string' && Number.isSafeInteger(known['line']) && Number(known['line']) >= 1
      ? { file: wellFormed(known['file']), line: Number(known['line']) }
      : { file, line };
  c['raw'] = text;
  return c as unknown as Citation;
};
