// PubMed's tagged format (MEDLINE, .nbib): four signs, a dash, a value; long values go on on indented lines.
import type { Format, Reader } from '../format.ts';
import { Noticing } from '../notices.ts';
import { taggedReader, type Meaning } from '../tagged.ts';
import { nbibDraft } from './record.ts';
import { nbibWriter } from './writer.ts';

/** Tags with their dash out of place are taken only where they are known. */
const known = new Set(
  'PMID OWN STAT DCOM LR IS VI IP DP TI BTI TT AB OAB FAU AU AUID CN AD LA GR PT DEP PL TA JT JID RN SB MH OTO OT COIS EDAT MHDA CRDT PHST AID LID SO PMC SI PG EIN CIN RIN ROF ID GN CRI CON'.split(
    ' ',
  ),
);

const loose = /^([A-Z]{2,4}) {0,4}-(.*)$/;

/** Tag and value of a line; undefined where it carries none. */
const tagOf = (text: string): { tag: string; value: string } | undefined => {
  const first = text.charCodeAt(0);
  if (first < 65 || first > 90) return undefined;
  if (text.charCodeAt(4) === 45) {
    const next = text.charCodeAt(5);
    let length = 4;
    while (length > 0 && text.charCodeAt(length - 1) === 32) length -= 1;
    let proper = length >= 2 && (next === 32 || Number.isNaN(next));
    for (let at = 0; proper && at < length; at += 1) {
      const code = text.charCodeAt(at);
      proper = (code >= 65 && code <= 90) || (code >= 48 && code <= 57 && at > 0);
    }
    if (proper) return { tag: text.slice(0, length), value: text.slice(6) };
  }
  const found = loose.exec(text);
  const tag = found?.[1];
  if (tag === undefined || !known.has(tag)) return undefined;
  const value = found?.[2] ?? '';
  return tag === 'PMID' && !/^\s*\d/.test(value) ? undefined : { tag, value };
};

export const nbib: Format = {
  name: 'nbib',
  aliases: ['medline', 'pubmed', 'pubmed-nbib'],
  extensions: ['nbib', 'medline'],
  sniff(head) {
    // Another format's record that comes first makes it that format's file.
    if (/^[^]*?(?:^|[\r\n])(?:TY {2}- |%[0A-Z] |@\w+\{)[^]*?[\r\n]PMID ?-/.test(head)) return 0;
    if (/(?:^|[\r\n])\ufeff?PMID- ?\d/.test(head)) return 0.97;
    if (/(?:^|[\r\n])OWN - \S/.test(head) && /[\r\n]TI {2}- /.test(head)) return 0.9;
    if (/(?:^|[\r\n])PMID ?- ?\d/.test(head) && /[\r\n](?:TI|AU|DP) {0,2}- ?\S/.test(head)) return 0.7;
    return 0;
  },
  reader({ file }): Reader {
    const noticing = new Noticing();
    let blank = false;
    const meaning = (text: string, record: { readonly fields: readonly { tag: string }[] } | undefined, number: number): Meaning => {
      if (text.trim() === '') {
        blank = true;
        return { is: 'skip' };
      }
      if (record !== undefined && /^[ \t]/.test(text)) {
        blank = false;
        return { is: 'more', value: text.trim() };
      }
      const found = tagOf(text);
      if (found === undefined) {
        if (record === undefined || blank) {
          // `1: Lancet. …` and other headings between records say nothing; a tag of another format does.
          return record === undefined && !/^(?:%[A-Z0-9] |[A-Z][A-Z0-9] {1,3}- )/.test(text) ? { is: 'skip' } : { is: 'outside' };
        }
        noticing.note('record.margin', number);
        return { is: 'more', value: text.trim() };
      }
      const { tag, value } = found;
      const has = (name: string): boolean => record?.fields.some((field) => field.tag === name) === true;
      const fresh =
        record === undefined ||
        (tag === 'PMID' && has('PMID')) ||
        (blank && (tag === 'PMID' || ((tag === 'OWN' || tag === 'AN' || tag === 'UI') && !(record.fields.length === 1 && has('PMID'))))) ||
        (tag === 'OWN' && has('OWN'));
      blank = false;
      return { is: 'field', tag, value: value.trim(), fresh };
    };
    return taggedReader({ meaning, draft: nbibDraft }, file, noticing);
  },
  writer: nbibWriter,
};
