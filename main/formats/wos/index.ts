// What does a Web of Science file say? Tagged (`.ciw`, `.isi`, plain text) or tab-delimited, from Core Collection, MEDLINE, BIOSIS, Zoological Record, Derwent, Inspec …
import type { Format, Read, Reader, ReadOptions } from '../format.ts';
import { Noticing } from '../notices.ts';
import { taggedReader, type Frame, type Meaning } from '../tagged.ts';
import { draftOf } from './fields.ts';
import { tabHeader, tabReader } from './tab.ts';
import { wosWriter } from './write.ts';

const tagLine = /^([A-Z][A-Z0-9])(?: (.*)|\s*)$/;
/** Tags that begin or end something and hold no value of a record. */
const frames = new Set(['FN', 'VR', 'EF']);

const frame = (): Frame => {
  /** Some collections do not indent the lines that go on: then only a tag not seen before in the record is one. */
  let indented: boolean | undefined;
  return {
    meaning(text, record): Meaning {
      if (text.trim() === '') return { is: 'skip' };
      if (/^\s/.test(text)) {
        const plain = text.trim();
        // A whole file may be indented by an editor.
        if (record === undefined || record.fields.length === 0)
          return tagLine.test(plain) && plain.startsWith('PT ') ? field(plain, record) : { is: 'outside' };
        indented ??= true;
        return { is: 'more', value: plain };
      }
      return field(text, record);
    },
    draft: (record) => draftOf(record),
  };

  function field(text: string, record: { readonly fields: readonly { readonly tag: string }[] } | undefined): Meaning {
    const m = tagLine.exec(text);
    const tag = m?.[1] ?? '';
    if (m === null || (indented !== true && record !== undefined && tag !== 'PT' && tag !== 'ER' && !known.has(tag))) {
      return record === undefined ? { is: 'outside' } : { is: 'more', value: text.trim() };
    }
    // `IS and other wetlands` goes on with a title.
    if (indented !== true && record !== undefined && numeric.has(tag) && /[a-z]{2} [a-z]{2}/.test(m[2] ?? ''))
      return { is: 'more', value: text.trim() };
    if (frames.has(tag)) return record === undefined ? { is: 'skip' } : { is: 'end' };
    if (tag === 'ER') return record === undefined ? { is: 'skip' } : { is: 'end' };
    if (indented !== true && record !== undefined && tag !== 'PT' && record.fields.some((one) => one.tag === tag))
      return { is: 'more', value: text.trim() };
    return { is: 'field', tag, value: (m[2] ?? '').trim(), fresh: tag === 'PT' };
  }
};

const numeric = new Set(['IS', 'VL', 'BP', 'EP', 'PY', 'SN', 'EI', 'NR', 'TC', 'Z9', 'U1', 'U2', 'PG', 'PM']);

/** Tags of all collections; only needed to tell a tag from a line that goes on without an indent. */
const known = new Set(
  (
    'PT AU AF BA BE GP BF CA TI FT SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI FU FP FX CR NR TC Z1 Z2 Z3 Z4 Z5 Z6 Z7 Z8 Z9 U1 U2 PU PI PA PV SN EI BN J9 JI PD PY VL IS PN SU SI MA BP EP PS AR DI D2 EA EY PG P2 WC WE SC GA UT PM ' +
    'OA HC HP DA AN AE DG PC PL MC CC MQ OR BD TN ST GE GN DS CB MI PR TY BR CN TS MH MJ MN NM SB SI SM SS CO DN DL ED AS ID MD NO NT TM TN RN N1 UR'
  ).split(' '),
);

const reader = ({ file }: ReadOptions): Reader => {
  const noticing = new Noticing();
  let inner: Reader | undefined;
  let waiting = '';
  const choose = (): Reader => {
    const header = tabHeader(waiting);
    inner = header ? tabReader(file, noticing) : taggedReader(frame(), file, noticing, () => 'tagged');
    return inner;
  };
  return {
    push(chunk): Iterable<Read> {
      if (inner !== undefined) return inner.push(chunk);
      waiting += chunk;
      // The first line that says something tells the two apart.
      if (!/[\r\n]/.test(waiting.trimStart()) && waiting.length < 65_536) return [];
      const ready = waiting;
      const chosen = choose();
      waiting = '';
      return chosen.push(ready);
    },
    *end() {
      if (inner === undefined) {
        const chosen = choose();
        yield* chosen.push(waiting);
        waiting = '';
      }
      if (inner !== undefined) yield* inner.end();
    },
    get noticed() {
      return noticing.all;
    },
    get dialect() {
      return inner?.dialect;
    },
  };
};

const sniff = (head: string): number => {
  if (tabHeader(head)) return 0.995;
  if (/^\s*FN (?:ISI|Thomson|Clarivate|Web of)/.test(head)) return 0.98;
  if (/(?:^|[\r\n])FN \S/.test(head) && /[\r\n]VR \d/.test(head)) return 0.95;
  if (/(?:^|[\r\n])PT [A-Z][ \t]*[\r\n]/.test(head) && /[\r\n](?:AU|TI|SO|UT) \S/.test(head)) return 0.9;
  return /(?:^|[\r\n])UT (?:WOS|ISI|MEDLINE|BIOSIS|BCI|ZOOREC|INSPEC|CABI|KJD|SCIELO|DIIDW):/.test(head) ? 0.8 : 0;
};

export const wos: Format = {
  name: 'wos',
  aliases: ['isi', 'web-of-science'],
  extensions: ['ciw', 'isi', 'txt'],
  sniff,
  reader,
  writer: () => wosWriter(),
};
