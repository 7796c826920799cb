// Which records does a RIS file hold? Line by line, forgiving what tools get wrong, and saying so.
import { citationOf, isNothing, saysSomething, type Draft } from '../../citations/index.ts';
import type { Read, Reader, ReadOptions } from '../format.ts';
import { lineCutter, verbatim } from '../lines.ts';
import { Noticing } from '../notices.ts';
import { dialectOf } from './dialect.ts';
import { draftOf, type Oddities, type Tags } from './record.ts';
import { nameOf, valueAt, valueStart } from './tags.ts';

/** Untagged lines under these tags begin a new value; under the rest they go on with the last one. */
const lists = new Set(['KW', 'AU', 'A1', 'A2', 'UR']);
/** Here line breaks mean something. */
const texts = new Set(['AB', 'N2', 'N1', 'RN', 'U1', 'U2', 'U3', 'U4', 'U5']);
/** Lines between records that everybody writes. */
const ordinary = /^(?:\d+\.?|<\d+>|Record #?\d+.*|Provider:.*|Content:.*|Link to the .*|={3,}|-{3,}|Database:.*)$/i;
const looksTagged = /^(?:%[A-Z0-9] |[A-Z][A-Z0-9]{1,3} {0,3}- )/;

/** An end mark that lost its dash: nothing else on the line. */
const bareEnd = /^ER\s*$/;

/** Some writers put tags in lower case, some editors indent whole files; a record that begins so goes on so. */
interface Oddness {
  readonly indent: string;
  readonly small: boolean;
}
const oddType = /^([ \t]{0,8})(TY|ty|Ty)[ \t]{1,4}- ?[A-Za-z_]{2,12}\s*$/;
const smallTag = /^(?:[a-z][a-z0-9] {2}-(?: |$)|er {0,2}-\s*$|[Tt]y )/;

const inForm = (text: string, { indent, small }: Oddness): string => {
  const line = text.startsWith(indent) ? text.slice(indent.length) : text;
  return small && smallTag.test(line) ? line.slice(0, 2).toUpperCase() + line.slice(2) : line;
};

/** Without a type line: a title and more, or an end mark and something to know it by. */
const saysEnough = (draft: Draft, tags: number, ended: boolean): boolean =>
  tags > 2 &&
  (draft.title === undefined
    ? ended && tags > 4 && draft.abstract !== undefined
    : draft.year !== undefined || (ended && ((draft.authors ?? []).length > 0 || draft.abstract !== undefined || draft.doi !== undefined)));

/** Somebody's remark in a record of its own is kept: it is one of the file's records, and nothing else keeps it. */
const notesOnly = ({ notes }: Draft): boolean => (notes ?? []).some((note) => !isNothing(note.trim()));

export const risReader = ({ file }: ReadOptions): Reader => {
  const noticing = new Noticing();
  let dialect: string | undefined;
  let out: Read[] = [];
  let tags: Tags = new Map();
  const raw = verbatim();
  let start = 0;
  /** The record began with TY; without it, tagged lines are a record only if they say enough. */
  let typed = false;
  /** How its lines differ from what they should be, told by its first. */
  let odd: Oddness | undefined;
  let tag = '';
  let blank = false;
  let last = 0;

  const reset = (): void => {
    tags = new Map();
    raw.take();
    start = 0;
    typed = false;
    odd = undefined;
    tag = '';
    blank = false;
  };

  const finish = (ended = false): void => {
    if (start > 0) {
      const text = raw.take();
      const odd: Oddities = { twice: false, letters: false };
      const draft = draftOf(tags, odd);
      const enough = typed ? saysSomething(draft) || notesOnly(draft) : saysEnough(draft, tags.size, ended);
      if (enough) {
        const citation = citationOf(draft, file, start, text);
        dialect ??= dialectOf(tags, text);
        noticing.look(citation);
        if (odd.twice) noticing.note('record.twice', start);
        if (odd.letters) noticing.note('record.letters', start);
        if (!typed) noticing.note('record.untyped', start);
        out.push(citation);
      } else out.push({ line: start, code: typed ? 'record.empty' : 'record.loose', raw: text });
    }
    reset();
  };

  const put = (name: string, value: string): void => {
    const values = tags.get(name);
    if (values === undefined) tags.set(name, [value]);
    else values.push(value);
  };

  const goOn = (line: string): void => {
    const text = line.trim();
    if (text === '') {
      blank = true;
      return;
    }
    const values = tags.get(tag);
    const last = values?.[values.length - 1];
    if (values === undefined || last === undefined) return;
    if (lists.has(tag)) values.push(text);
    else pieces.push(texts.has(tag) ? (blank ? `\n\n${text}` : `\n${text}`) : ` ${text}`);
    blank = false;
  };
  /** Continuations of the current value, joined once: a value may run over a hundred thousand lines. */
  const pieces: string[] = [];
  const settle = (): void => {
    if (pieces.length === 0) return;
    const values = tags.get(tag);
    if (values !== undefined) values[values.length - 1] = (values[values.length - 1] ?? '') + pieces.join('');
    pieces.length = 0;
  };

  const line = (whole: string, from: number, to: number, next: number, number: number): void => {
    last = number;
    const quick = valueStart(whole, from, to);
    if (quick >= 0) {
      tagged(nameOf(whole.charCodeAt(from), whole.charCodeAt(from + 1)), whole.slice(quick, to), false, whole, from, next, number);
      return;
    }
    const text = whole.slice(from, to);
    let said = text;
    let at = valueAt(text);
    // Inside of a record in form, an indented type line is text like any other.
    if (at < 0 && (!typed || odd !== undefined)) {
      const begins = oddType.exec(text);
      if (begins !== null) odd = { indent: begins[1] ?? '', small: begins[2] === 'ty' };
      if (odd !== undefined) said = inForm(text, odd);
      if (said !== text) at = valueAt(said);
    }
    if (at >= 0) {
      tagged(said.slice(0, 2), said.slice(at), said !== text, whole, from, next, number);
      return;
    }
    if (start === 0) {
      const bare = text.trim();
      if (bare === '') return;
      if (looksTagged.test(bare)) {
        start = number;
        raw.add(whole, from, next);
      } else if (!ordinary.test(bare)) noticing.note('file.between', number);
      return;
    }
    raw.add(whole, from, next);
    if (typed && bareEnd.test(text)) {
      settle();
      finish(true);
    } else if (typed || tags.size > 0) goOn(text);
  };

  const tagged = (name: string, value: string, odder: boolean, whole: string, from: number, next: number, number: number): void => {
    // Ovid names the journal once more behind the record's end.
    if (name === 'NL' && start === 0) return;
    settle();
    if (name === 'TY') {
      if (start > 0) {
        if (typed && tags.size > 1) noticing.note('record.unended', number);
        finish();
      }
      start = number;
      typed = true;
      if (!odder) odd = undefined;
    } else if (name === 'ER') {
      raw.add(whole, from, next);
      finish(true);
      return;
    } else if (start === 0) start = number;
    raw.add(whole, from, next);
    tag = name;
    blank = false;
    put(name, value.trim());
  };

  const splitter = lineCutter(line);

  return {
    push: (chunk) => {
      out = [];
      splitter.push(chunk);
      return out;
    },
    end: () => {
      out = [];
      splitter.end();
      settle();
      if (typed && start > 0 && tags.size > 1) noticing.note('record.unended', last);
      finish();
      return out;
    },
    get noticed() {
      return noticing.all;
    },
    get dialect() {
      return dialect;
    },
  };
};

/** Has the text TY lines, or at least several RIS tags in a row that PubMed's format has not? */
export const sniffRis = (head: string): number => {
  const typed = /(?:^|[\r\n])\ufeff?[ \t]{0,8}TY[ \t\u00a0]{1,4}-[ \u00a0]?[A-Za-z_]{2,12}(?: [A-Za-z]{2,12}){0,2}[ \t]*[\r\n]/i.exec(`${head}\n`);
  // Far from the beginning it may be text in the cells of a table.
  if (typed !== null) return typed.index < 4000 ? 0.95 : 0.8;
  if (/(?:^|[\r\n])PMID ?- ?\d/.test(head) || /(?:^|[\r\n])OWN ?- /.test(head)) return 0;
  let tagged = 0;
  let others = 0;
  const names = new Set<string>();
  for (const text of head.split(/\r\n|\n|\r/).slice(0, 400)) {
    if (isNothing(text.trim())) continue;
    if (valueAt(text.replace(/^\ufeff/, '')) >= 0) {
      tagged += 1;
      names.add(text.slice(0, 2));
    } else others += 1;
  }
  if (tagged >= 4 && tagged > 2 * others && (names.has('TI') || names.has('T1')) && names.size >= 4) return 0.7;
  return 0;
};
