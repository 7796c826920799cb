// Which tag of a RIS record goes where? Databases disagree; the first filled tag of each row below counts.
import {
  doi,
  familyName,
  isNothing,
  monthNumber,
  pages,
  plain,
  pmcid,
  pmid,
  pmidInAddress,
  splitList,
  splitNames,
  takeNotes,
  year,
  type Draft,
} from '../../citations/index.ts';
import { kindOfCode } from './tags.ts';

/** Values by tag, in the order of the file, empty ones left out. */
export type Tags = Map<string, string[]>;

const first = (tags: Tags, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const values = tags.get(name);
    if (values === undefined) continue;
    for (const value of values) if (!isNothing(value)) return value;
  }
  return undefined;
};
const none: readonly string[] = [];
const every = (tags: Tags, names: readonly string[]): readonly string[] => {
  let found: readonly string[] = none;
  for (const name of names) {
    const values = tags.get(name);
    if (values !== undefined) found = found.length === 0 ? values : [...found, ...values];
  }
  return found;
};

/** Tags whose values may hold identifiers under a label (`21314913 [PMID]`, `PUBMED 21314913`). */
const labelled: readonly string[] = ['U1', 'U2', 'U3', 'U4', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'M1', 'M2', 'AN', 'ID', 'N1'];

const labelledOrLinked = [...labelled, 'UR', 'L1', 'L2'];

/** What is odd about a record, for the file's notices. */
export interface Oddities {
  twice: boolean;
  letters: boolean;
}

/** Turns the tags of one record into a draft: all fields at once, for an object that grows field by field takes a tenth of the reading's time. */
export const draftOf = (tags: Tags, odd: Oddities): Draft => {
  const ours = tags.get('DP')?.includes('Winnow') === true;
  const dois = tags.get('DO');
  if (differs(tags, 'TI') || differs(tags, 'T1') || (dois !== undefined && dois.length > 1 && new Set(dois.map(doi)).size > 1)) odd.twice = true;
  const type = tags.get('TY')?.[0];
  const kind = kindOfCode(first(tags, typeTag) ?? '');
  const types = every(tags, typeTags);
  const said = types.length === 0 ? types : types.filter((value) => ours || (doi(value) === undefined && /\p{L}{3}/u.test(value)));
  const u4 = tags.get('U4');
  const mesh = u4 === undefined ? [] : u4.flatMap((value) => (value.startsWith('winnow_mesh: ') ? [value.slice(13)] : []));
  const keywords = keywordsOf(tags);
  const secondNumber = first(tags, ['U2']) ?? '';
  const notes = every(tags, noteTags);
  const noticed = notes.some((value) => value.startsWith('winnow_notice: '));
  const draft: Draft = {
    id: first(tags, ['ID']) ?? (tags.get('KW')?.some((word) => word.startsWith('eppi-reviewer')) === true ? first(tags, ['U1']) : undefined),
    title: first(tags, titleTags),
    abstract: abstractOf(tags),
    authors: authorsOf(tags, odd),
    year: yearOf(tags),
    date: dateOf(tags),
    journal: first(tags, type === 'CHAP' || type === 'CONF' || type === 'CPAPER' ? bookTags : journalTags),
    issn: tags.get('SN')?.join('; ') ?? '',
    volume: first(tags, volumeTags),
    issue: first(tags, issueTags) ?? tags.get('NO')?.find((value) => /^[\w./ -]{1,20}$/.test(value)),
    pages: pages(first(tags, startTags), first(tags, endTags)) ?? (ours ? undefined : first(tags, ['C7'])),
    doi: identifierIn(tags, doiTags, doi) ?? identifierIn(tags, linkTags, (value) => (value.includes('doi.org/') ? doi(value) : undefined)),
    pmid: pmidOf(tags),
    pmcid: identifierIn(tags, labelledOrLinked, (value) => (/PMC\s?\d{3}|PMCID/i.test(value) ? pmcid(value) : undefined)),
    accession: first(tags, ['AN']) ?? (/^L\d{6,}$/.test(secondNumber) ? secondNumber : undefined),
    url: every(tags, urlTags).find((value) => /https?:\/\//i.test(value)),
    keywords: mesh.length > 0 ? without(keywords, mesh) : keywords,
    mesh,
    language: first(tags, ['LA']),
    type: ours ? [...said] : kind === undefined ? [...said] : [kind, ...said],
    notices: noticed ? notes.flatMap((value) => (value.startsWith('winnow_notice: ') ? [value.slice(15)] : [])) : undefined,
    opinions: undefined,
    notes: undefined,
    tags: undefined,
  };
  const left = noticed ? notes.filter((value) => !value.startsWith('winnow_notice: ')) : notes;
  if (left.length > 0) takeNotes(draft, left);
  return draft;
};

const typeTag = ['TY'];
const typeTags = ['M3', 'PT'];
const noteTags = ['N1', 'RN'];
const titleTags = ['TI', 'T1', 'CT', 'BT', 'ST', 'TT'];
const bookTags = ['T2', 'BT', 'JF', 'JO', 'C3', 'J2', 'JA'];
const journalTags = ['JF', 'T2', 'JO', 'J2', 'JA', 'J1', 'SO'];
const volumeTags = ['VL', 'VO'];
const issueTags = ['IS', 'CP'];
const startTags = ['SP', 'PG'];
const endTags = ['EP'];
const doiTags = ['DO', 'DI', 'L3', 'M3'];
const linkTags = ['UR', 'L1', 'L2', 'LK'];
const urlTags = ['UR', 'L2', 'LK', 'L1'];
const dateTags = ['DA', 'Y1', 'PY'];
const yearTags = ['PY', 'Y1', 'DA', 'YR'];

const yearOf = (tags: Tags): number | undefined => {
  for (const name of yearTags) {
    const values = tags.get(name);
    if (values === undefined) continue;
    for (const value of values) {
      const found = year(value);
      if (found !== undefined) return found;
    }
  }
  return undefined;
};

const differs = (tags: Tags, name: string): boolean => {
  const values = tags.get(name);
  return values !== undefined && values.length > 1 && new Set(values).size > 1;
};

const abstractOf = (tags: Tags): string | undefined => {
  for (const name of abstractTags) {
    const values = tags.get(name);
    if (values === undefined) continue;
    if (values.length === 1) {
      const [only = ''] = values;
      if (isNothing(only)) continue;
      return only;
    }
    const parts = values.filter((value) => !isNothing(value));
    if (parts.length > 0) return parts.join('\n');
  }
  return undefined;
};
const abstractTags = ['AB', 'N2'];

/** Editors are no authors, as in the other formats. Some writers give the first author under another tag than the rest. */
const authorsOf = (tags: Tags, odd: Oddities): string[] => {
  const au = tags.get('AU');
  const a1 = tags.get('A1');
  if (au === undefined || a1 === undefined) return namesIn(au ?? a1 ?? none, odd);
  const lists = [...tags.keys()].filter((name) => name === 'AU' || name === 'A1').map((name) => namesIn(tags.get(name) ?? none, odd));
  const [one = [], other = []] = lists;
  if (other.length === 0) return one;
  const families = new Set(one.map((name) => familyName(name).toLowerCase()));
  const apart = !other.some((name) => families.has(familyName(name).toLowerCase()));
  return apart ? [...one, ...other] : other.length > one.length ? other : one;
};

const namesIn = (values: readonly string[], odd: Oddities): string[] => {
  // A list that some program wrote one letter a line is put together again.
  if (values.length >= 8 && values.every((value) => value.length <= 1)) {
    odd.letters = true;
    const whole = values.map((value) => (value === '' ? ' ' : value)).join('');
    return splitList(whole) ?? whole.split(';');
  }
  const names: string[] = [];
  for (const value of values) {
    if (!value.includes(';')) {
      if (!isNothing(value)) names.push(value);
    } else for (const name of splitNames(plain(value))) if (!isNothing(name.trim())) names.push(name);
  }
  return names;
};

const dateOf = (tags: Tags): string | undefined => {
  // `2020/03/04/Spring`: what stands in the fourth place is said besides.
  const dates: string[] = [];
  for (const value of every(tags, dateTags)) {
    const date = value.includes('/') ? value.replace(/^(\d{4}\/\d{1,2}\/(?:\d{1,2})?)\/\p{L}.*$/u, '$1') : value;
    if (year(date) !== undefined) dates.push(date);
  }
  return (
    dates.find((value) => /\d{4}\D+[1-9A-Za-z]|\d{4}\D+0[1-9]|[A-Za-z]{3}/.test(value)) ??
    // Web of Science and EndNote write `MAR 3` here, the year in PY.
    tags.get('DA')?.find((value) => monthNumber(/^[A-Za-z]{3,9}/.exec(value)?.[0]) !== undefined) ??
    dates[0] ??
    tags.get('DA')?.[0]
  );
};

const identifierIn = (tags: Tags, names: readonly string[], read: (value: string) => string | undefined): string | undefined => {
  for (const name of names) {
    const values = tags.get(name);
    if (values === undefined) continue;
    for (const value of values) {
      const found = read(value);
      if (found !== undefined) return found;
    }
  }
  return undefined;
};

const pmidOf = (tags: Tags): string | undefined => {
  const own =
    identifierIn(tags, ['PM'], pmid) ?? identifierIn(tags, labelled, (value) => (/pmid|pubmed/i.test(value.slice(0, 60)) ? pmid(value) : undefined));
  if (own !== undefined) return own;
  const database = every(tags, ['DB', 'DP', 'N1']).find((value) => value.length < 60 && /medline|pubmed|nlm/i.test(value));
  if (database !== undefined && !/embase/i.test(every(tags, ['DB']).join(' ')))
    return identifierIn(tags, ['AN', 'ID', 'C5'], (value) => (/^\d{5,8}$/.test(value) ? value : undefined));
  // Scopus has it in C2.
  if (tags.get('DB')?.includes('Scopus') === true) return identifierIn(tags, ['C2'], (value) => (/^\d{5,8}$/.test(value) ? value : undefined));
  // Embase.com keeps the PubMed number in C5 beside its own (L…) in U2.
  if (/^L\d{6,}$/.test(first(tags, ['U2']) ?? '')) return identifierIn(tags, ['C5'], (value) => (/^\d{5,8}$/.test(value) ? value : undefined));
  return identifierIn(tags, ['UR', 'L2'], pmidInAddress);
};

const keywordsOf = (tags: Tags): string[] => {
  const words = tags.get('KW') ?? [];
  const [only] = words;
  return words.length === 1 && only?.includes(';') === true ? only.split(';') : words;
};

/** Takes one occurrence of each term out: our RIS writes subject headings as keywords too, for the sake of others. */
const without = (words: readonly string[], terms: readonly string[]): string[] => {
  const out = [...words];
  for (const term of terms) {
    const at = out.indexOf(term);
    if (at >= 0) out.splice(at, 1);
  }
  return out;
};
