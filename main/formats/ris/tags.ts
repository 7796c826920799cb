// Is this line a tag of RIS, and what do the type codes stand for?
import type { Kind } from '../../citations/index.ts';

const known = new Set(
  'TY ER TI T1 T2 T3 T4 CT BT ST TT AU A1 A2 A3 A4 A5 A6 ED AB N2 N1 RN PY Y1 Y2 DA JO JF JA J1 J2 VL VO IS CP SP EP PG SN DO DI DP DB AN ID UR L1 L2 L3 L4 LK KW LA LB PB PP CY AD AV C1 C2 C3 C4 C5 C6 C7 C8 M1 M2 M3 U1 U2 U3 U4 U5 RP SE ET OP NV RI CA CN CL CR CC PM PT OW SO TS AI PD WT WV WP NO LI PA'.split(
    ' ',
  ),
);

/**
 * Where the value begins, or −1 where the line carries no tag: two signs in the first columns, blanks, a dash. With one blank
 * only (`TI - x`) the tag must be a known one; `ER-positive` and `RESULTS  - …` are text.
 */
export const valueAt = (line: string): number => {
  const a = line.charCodeAt(0);
  if (a < 65 || a > 90) return -1;
  const b = line.charCodeAt(1);
  if (!((b >= 65 && b <= 90) || (b >= 48 && b <= 57))) return -1;
  let at = 2;
  let code = line.charCodeAt(at);
  while (at < 7 && (code === 32 || code === 9 || code === 0xa0)) code = line.charCodeAt((at += 1));
  const blanks = at - 2;
  if (blanks === 0 || !(code === 45 || code === 0x2013)) return -1;
  const after = line.charCodeAt(at + 1);
  const open = Number.isNaN(after) || after === 32 || after === 9 || after === 0xa0;
  if (blanks >= 2 || line.charCodeAt(2) === 9) return at + 1;
  if (!open) return -1;
  const tag = line.slice(0, 2);
  if (!known.has(tag)) return -1;
  if (tag === 'ER') return line.slice(at + 1).trim() === '' ? at + 1 : -1;
  if (tag === 'TY') return /^\s*[A-Z_]{2,10}\s*$/.test(line.slice(at + 1)) ? at + 1 : -1;
  return at + 1;
};

/** Where the value begins in a line in form (`TY  - JOUR`), so that nothing is cut out to see it; −1 for all others, which `valueAt` looks at. */
export const valueStart = (text: string, from: number, to: number): number => {
  if (to - from < 6) return -1;
  const a = text.charCodeAt(from);
  const b = text.charCodeAt(from + 1);
  if (a < 65 || a > 90 || !((b >= 65 && b <= 90) || (b >= 48 && b <= 57))) return -1;
  return text.charCodeAt(from + 2) === 32 && text.charCodeAt(from + 3) === 32 && text.charCodeAt(from + 4) === 45 && text.charCodeAt(from + 5) === 32
    ? from + 6
    : -1;
};

const tagNames: string[] = Array.from({ length: 91 * 128 }, () => '');
/** The tag of two signs, one string for each. */
export const nameOf = (a: number, b: number): string => tagNames[a * 128 + b] || (tagNames[a * 128 + b] = String.fromCharCode(a, b));

const types = new Map<string, Kind>([
  ['JOUR', 'Journal Article'],
  ['JFULL', 'Journal Article'],
  ['EJOUR', 'Journal Article'],
  ['ABST', 'Journal Article'],
  ['INPR', 'Journal Article'],
  ['MGZN', 'Magazine Article'],
  ['NEWS', 'Newspaper Article'],
  ['BOOK', 'Book'],
  ['EBOOK', 'Book'],
  ['EDBOOK', 'Book'],
  ['CHAP', 'Book Chapter'],
  ['ECHAP', 'Book Chapter'],
  ['CONF', 'Conference Paper'],
  ['CPAPER', 'Conference Paper'],
  ['THES', 'Thesis'],
  ['RPRT', 'Report'],
  ['GOVDOC', 'Report'],
  ['UNPB', 'Unpublished Work'],
  ['MANSCPT', 'Unpublished Work'],
  ['PRPT', 'Preprint'],
  ['DATA', 'Dataset'],
  ['AGGR', 'Dataset'],
  ['PAT', 'Patent'],
  ['ELEC', 'Web Page'],
  ['ICOMM', 'Web Page'],
  ['WEB', 'Web Page'],
  ['BLOG', 'Blog Post'],
  ['VIDEO', 'Video'],
  ['MPCT', 'Video'],
  ['SOUND', 'Audio'],
  ['COMP', 'Computer Program'],
  ['STAT', 'Statute'],
  ['BILL', 'Bill'],
  ['CASE', 'Case'],
  ['HEAR', 'Hearing'],
  ['STAND', 'Standard'],
  ['ENCYC', 'Encyclopedia Article'],
  ['DICT', 'Dictionary Entry'],
  ['MAP', 'Map'],
  ['ART', 'Artwork'],
  ['PCOMM', 'Personal Communication'],
]);

/** Our word for a type code; undefined for GEN and codes not known. */
export const kindOfCode = (code: string): Kind | undefined => types.get(code.trim().toUpperCase());

const codes = new Map<string, string>();
for (const [code, kind] of types) if (!codes.has(kind)) codes.set(kind, code);
codes.set('Preprint', 'UNPB').set('Conference Proceedings', 'CONF').set('Clinical Trial Registration', 'ICOMM');

/** The code to write for a citation's types: the first that has one, JOUR where only a journal speaks for it. */
export const codeOf = (kinds: readonly string[] | undefined, inJournal: boolean): string => {
  for (const kind of kinds ?? []) {
    const code = codes.get(kind);
    if (code !== undefined) return code;
  }
  return inJournal ? 'JOUR' : 'GEN';
};
