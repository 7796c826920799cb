// What does a protocol file say? JSON in, a Protocol or the wrong fields out.
import type { Protocol } from '../../shared/citation.ts';
import { Failure } from '../../shared/failures.ts';
import { parseJson } from './json.ts';
import { asQuestion, picoFields } from './pico.ts';
import { plainFields } from './plain.ts';

export interface ReadProtocol {
  readonly protocol: Protocol;
  /** Keys that are none of a protocol's. */
  readonly ignored: readonly string[];
  /** Sentences about what was mended: keys given twice, characters that no text can hold. */
  readonly notes: readonly string[];
}

/** Also what other parts of a labelled set's `protocol.json` may hold besides. */
const fields = new Set(['title', 'question', 'criteria', 'reasons', 'boolean_query', 'booleanQuery']);
const mostNamed = 20;

/**
 * `{title, question, criteria[], boolean_query, reasons[]}`, all but the title optional; null and "" are absent. `question` is a text or
 * PICO fields. Unknown keys are ignored and named. Text under headings (`plain.ts`) is taken as well, and what was found in it is said.
 *
 * @throws Failure 'protocol.json' (where it is no JSON), 'protocol.fields' (each wrong field)
 */
export const parseProtocol = (text: string): ReadProtocol => {
  const strange = strangeKind(text);
  const plain = strange === plainText ? plainFields(text) : undefined;
  if (plain !== undefined) {
    const read = protocolOf(plain);
    return { ...read, notes: [`The protocol is plain text; under its headings stood ${saidOf(read.protocol)}.`, ...read.notes] };
  }
  if (strange !== undefined) throw new Failure('protocol.json', { what: `${strange}, where ${expected} should stand`, at: '0' });
  const { value, repeated } = parseJson(text);
  const read = protocolOf(value);
  return { ...read, notes: [...repeated.slice(0, mostNamed).map((key) => `“${key}” is given twice: the last one counts.`), ...read.notes] };
};

const expected = '{"title": "…", "question": "…", "criteria": ["…"], "boolean_query": "…"}';

const plainText = 'it is plain text without a heading such as Title or Question';

/** What of a protocol is there, in words. */
const saidOf = ({ title, question, criteria, booleanQuery, reasons = [] }: Protocol): string =>
  [
    title === '' ? '' : 'a title',
    question === undefined ? '' : 'a question',
    criteria.length === 0 ? '' : `criteria (${String(criteria.length)})`,
    booleanQuery === undefined ? '' : 'a Boolean query',
    reasons.length === 0 ? '' : `reasons (${String(reasons.length)})`,
  ]
    .filter((part) => part !== '')
    .join(', ');

/** What people give instead of JSON, by its beginning; undefined where it may be JSON. */
const strangeKind = (text: string): string | undefined => {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('%PDF')) return 'it is a PDF';
  if (start.startsWith('PK\u0003\u0004')) return 'it is a Word document or an archive';
  if (/^<(?:!doctype|html|\?xml)/i.test(start)) return 'it is a web page or XML';
  // A word of JSON (true, null) is told of as what it is.
  return /^(?:(?!(?:true|false|null)\b)[\p{L}#*>_]|\d{1,2}\.\s)/u.test(start) ? plainText : undefined;
};

/** The same of a value that came from elsewhere. @throws Failure 'protocol.fields' */
export const protocolOf = (value: unknown): ReadProtocol => {
  if (kindOf(value) !== 'an object') throw new Failure('protocol.fields', { what: `it is ${kindOf(value)}, not an object with title, question …` });
  const given = byName(value as Record<string, unknown>);
  const wrong: string[] = [];
  const notes = new Set<string>();

  const text = (name: string, of: unknown): string | undefined => {
    if (of === undefined || of === null) return undefined;
    if (typeof of !== 'string') {
      wrong.push(`${name} is ${kindOf(of)}, not a text`);
      return undefined;
    }
    const mended = storable(of);
    if (mended !== of) notes.add(`${name} held characters that no text can hold (NUL, half of a surrogate pair): replaced.`);
    return mended.trim() === '' ? undefined : mended;
  };
  const texts = (name: string, of: unknown): readonly string[] => {
    if (of === undefined || of === null) return [];
    if (!Array.isArray(of)) {
      wrong.push(`${name} is ${kindOf(of)}, not a list of texts`);
      return [];
    }
    return of.map((one, at) => text(`${name}[${String(at)}]`, one)).filter((one) => one !== undefined);
  };
  const question = (of: unknown): string | undefined => {
    if (kindOf(of) !== 'an object') return text('question', of);
    const parts = Object.entries(of as Record<string, unknown>);
    for (const [name] of parts)
      if (!picoFields.has(name.toLowerCase())) wrong.push(`question.${name} is none of ${[...picoFields.keys()].join(', ')}`);
    return asQuestion(Object.fromEntries(parts.map(([name, part]) => [name.toLowerCase(), text(`question.${name}`, part)])));
  };

  const title = text('title', given.get('title'));
  const asked = question(given.get('question'));
  const reasons = texts('reasons', given.get('reasons'));
  const booleanQuery = text('boolean_query', given.get('boolean_query') ?? given.get('booleanQuery'));
  const protocol: Protocol = {
    title: title ?? '',
    criteria: texts('criteria', given.get('criteria')),
    ...(asked === undefined ? {} : { question: asked }),
    ...(reasons.length === 0 ? {} : { reasons }),
    ...(booleanQuery === undefined ? {} : { booleanQuery }),
  };
  if (wrong.length > 0) throw new Failure('protocol.fields', { what: wrong.slice(0, mostNamed).join('; ') + (wrong.length > mostNamed ? ' …' : '') });
  return { protocol, ignored: [...given.keys()].filter((key) => !fields.has(key)), notes: [...notes] };
};

/** Keys as they are meant (`Title`, `Boolean query`), where the one that is spelt so is not there too. */
const byName = (value: Record<string, unknown>): Map<string, unknown> => {
  const given = new Map(Object.entries(value));
  for (const [key, of] of [...given]) {
    const meant = key
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
    if (fields.has(key) || !fields.has(meant) || given.has(meant)) continue;
    given.delete(key);
    given.set(meant, of);
  }
  return given;
};

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a text', number: 'a number', boolean: 'true or false', object: 'an object', undefined: 'nothing' }[typeof value as string] ?? 'unknown'
  );
};

/** Halves of surrogate pairs become U+FFFD, NUL goes: neither can be stored as text. */
const storable = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '');
