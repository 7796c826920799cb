// What does an export of Ovid say? Its tagged form (`TI  - …`, `.cgi`) and its citation form (field names in words, values indented).
import type { Format, Reader, ReadOptions } from '../format.ts';
import { Noticing } from '../notices.ts';
import { taggedReader, type Frame, type Meaning } from '../tagged.ts';
import { draftOf } from './fields.ts';
import { fieldNames } from './names.ts';

/** `<12. >` or `<12>` before a record. */
const number = /^\s{0,3}<\s*\d{1,7}\s*\.?\s*>\s*$/;
const tagLine = /^\s{0,3}([A-Z][A-Z0-9]|SCORE) {0,3}-(?: (.*)|\s*)$/;
/** A field's name in words stands alone at the margin. */
const nameLine = /^[A-Z][A-Za-z][A-Za-z/&.,()' -]{1,58}[A-Za-z)]$/;
/** Records without numbers begin with one of these. */
const firsts = new Set(['VN', 'UI', 'Unique Identifier', 'Score', 'Accession Number']);

const frame = (): Frame & { readonly inWords: boolean | undefined } => {
  let inWords: boolean | undefined;
  let numbered = false;
  const starts = (tag: string, fields: readonly { readonly tag: string }[]): boolean =>
    !numbered && firsts.has(tag) && fields.some((field) => field.tag === tag);
  return {
    get inWords() {
      return inWords;
    },
    meaning(text, record): Meaning {
      if (text.trim() === '') return { is: 'skip' };
      if (number.test(text)) {
        numbered = true;
        return { is: 'start' };
      }
      const m = inWords === true ? null : tagLine.exec(text);
      if (m !== null) {
        inWords = false;
        let [, tag = '', value = ''] = m;
        // Some fields carry a second tag: `XP  - XL  - https://…`.
        const inner = tagLine.exec(value);
        if (inner !== null) [, tag = tag, value = ''] = inner;
        return { is: 'field', tag, value: value.trimEnd(), fresh: record === undefined || starts(tag, record.fields) };
      }
      const bare = text.trimEnd();
      if (
        inWords !== false &&
        !/^\s/.test(text) &&
        (fieldNames.has(bare.toLowerCase()) || (inWords === true && nameLine.test(bare) && record !== undefined && endsValue(record.fields)))
      ) {
        inWords = true;
        return {
          is: 'field',
          tag: fieldNames.get(bare.toLowerCase()) ?? bare,
          value: '',
          fresh: record === undefined || starts(fieldNames.get(bare.toLowerCase()) ?? bare, record.fields),
        };
      }
      if (record === undefined || record.fields.length === 0) return { is: 'outside' };
      return { is: 'more', value: text.trim() };
    },
    draft: (record) => draftOf(record),
  };
};

/** Not under a field whose values stand at the margin (links). */
const endsValue = (fields: readonly { readonly tag: string }[]): boolean => fields.at(-1)?.tag !== 'XL';

const reader = ({ file }: ReadOptions): Reader => {
  const lines = frame();
  return taggedReader(lines, file, new Noticing(), () => (lines.inWords === true ? 'citation' : 'tagged'));
};

const sniff = (head: string): number => {
  const text = `\n${head.slice(0, 20_000).replace(/\r\n?/g, '\n')}`;
  if (/\n\s{0,3}VN {1,3}- Ovid Technologies/.test(text)) return 0.98;
  if (/\n\s{0,3}<\s*\d{1,7}\s*\.?\s*>\s*\n\s{0,3}[A-Z][A-Z0-9] {1,3}- /.test(text)) return 0.9;
  if (/\n\s{0,3}<\s*\d{1,7}\s*\.?\s*>\s*\n+[A-Z][A-Za-z][A-Za-z -]{1,40}\s*\n\s+\S/.test(text)) return 0.9;
  const named = [...text.matchAll(/\n([A-Z][A-Za-z][A-Za-z /-]{1,40})[ ]*\n[ \t]+\S/g)].filter(([, name]) =>
    fieldNames.has((name ?? '').trim().toLowerCase()),
  );
  return named.length >= 4 ? 0.8 : 0;
};

export const ovid: Format = { name: 'ovid', aliases: ['ovid-tagged', 'ovid-citation'], extensions: ['cgi', 'ovd', 'txt'], sniff, reader };
