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

const first = (tags: Tags, ...names: string[]): string | undefined => {
  for (const name of names) {
    for (const value of tags.get(name) ?? []) if (!isNothing(value)) return value;
  }
  return undefined;
};
const none: readonly string[] = [];
const every = (tags: Tags, ...names: string[]): readonly string[] => {
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

/** Turns the tags of one record into a draft. */
export const draftOf = (tags: Tags, odd: Oddities): Draft => {
  const draft: Draft = {};
  const ours = tags.get('DP')?.includes('Winnow') === true;
  draft.title = first(tags, 'TI', 'T1', 'CT') ?? first(tags, 'BT', 'ST', 'TT');
  if (differs(tags, 'TI') || differs(tags, 'T1') || ((tags.get('DO')?.length ?? 0) > 1 && new Set(tags.get('DO')?.map(doi)).size > 1))
    odd.twice = true;
  draft.abstract = abstractOf(tags);
  draft.authors = authorsOf(tags, odd);
  for (const name of ['PY', 'Y1', 'DA', 'YR']) draft.year ??= (tags.get(name) ?? []).map((value) => year(value)).find((y) => y !== undefined);
  draft.date = dateOf(tags);
  const journal =
    tags.get('TY')?.[0] === 'CHAP' || tags.get('TY')?.[0] === 'CONF' || tags.get('TY')?.[0] === 'CPAPER'
      ? ['T2', 'BT', 'JF', 'JO', 'C3', 'J2', 'JA']
      : ['JF', 'T2', 'JO', 'J2', 'JA', 'J1', 'SO'];
  draft.journal = first(tags, ...journal);
  draft.issn = every(tags, 'SN').join('; ');
  draft.volume = first(tags, 'VL', 'VO');
  draft.issue = first(tags, 'IS', 'CP') ?? tags.get('NO')?.find((value) => /^[\w./ -]{1,20}$/.test(value));
  draft.pages = pages(first(tags, 'SP', 'PG'), first(tags, 'EP')) ?? (ours ? undefined : first(tags, 'C7'));
  draft.doi =
    identifierIn(tags, ['DO', 'DI', 'L3', 'M3'], doi) ??
    identifierIn(tags, ['UR', 'L1', 'L2', 'LK'], (value) => (value.includes('doi.org/') ? doi(value) : undefined));
  draft.pmid = pmidOf(tags);
  draft.pmcid = identifierIn(tags, labelledOrLinked, (value) => (/PMC\s?\d{3}|PMCID/i.test(value) ? pmcid(value) : undefined));
  draft.accession = first(tags, 'AN') ?? (/^L\d{6,}$/.test(first(tags, 'U2') ?? '') ? first(tags, 'U2') : undefined);
  draft.id = first(tags, 'ID') ?? (tags.get('KW')?.some((word) => word.startsWith('eppi-reviewer')) === true ? first(tags, 'U1') : undefined);
  draft.url = every(tags, 'UR', 'L2', 'LK', 'L1').find((value) => /https?:\/\//i.test(value));
  draft.keywords = keywordsOf(tags);
  draft.mesh = every(tags, 'U4').flatMap((value) => (value.startsWith('winnow_mesh: ') ? [value.slice(13)] : []));
  if (draft.mesh.length > 0) draft.keywords = without(draft.keywords, draft.mesh);
  draft.language = first(tags, 'LA');
  const kind = kindOfCode(first(tags, 'TY') ?? '');
  const said = every(tags, 'M3', 'PT').filter((value) => ours || (doi(value) === undefined && /\p{L}{3}/u.test(value)));
  draft.type = ours ? [...said] : [...(kind === undefined ? [] : [kind]), ...said];
  const notes = every(tags, 'N1', 'RN');
  draft.notices = notes.flatMap((value) => (value.startsWith('winnow_notice: ') ? [value.slice(15)] : []));
  const left = notes.filter((value) => !value.startsWith('winnow_notice: '));
  if (left.length > 0) takeNotes(draft, left);
  return draft;
};

const differs = (tags: Tags, name: string): boolean => {
  const values = tags.get(name);
  return values !== undefined && values.length > 1 && new Set(values).size > 1;
};

const abstractOf = (tags: Tags): string | undefined => {
  for (const name of ['AB', 'N2']) {
    const parts = (tags.get(name) ?? []).filter((value) => !isNothing(value));
    if (parts.length > 0) return parts.join('\n');
  }
  return undefined;
};

/** Editors are no authors, as in the other formats. Some writers give the first author under another tag than the rest. */
const authorsOf = (tags: Tags, odd: Oddities): string[] => {
  const [one, other] = [...tags.keys()].filter((name) => name === 'AU' || name === 'A1').map((name) => namesIn(tags.get(name) ?? [], odd));
  if (one === undefined || other === undefined || other.length === 0) return one ?? [];
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
  return values.flatMap((value) => (value.includes(';') ? splitNames(plain(value)) : [value])).filter((value) => !isNothing(value.trim()));
};

const dateOf = (tags: Tags): string | undefined => {
  // `2020/03/04/Spring`: what stands in the fourth place is said besides.
  const dates = every(tags, 'DA', 'Y1', 'PY')
    .map((value) => value.replace(/^(\d{4}\/\d{1,2}\/(?:\d{1,2})?)\/\p{L}.*$/u, '$1'))
    .filter((value) => year(value) !== undefined);
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
    for (const value of tags.get(name) ?? []) {
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
  const database = every(tags, 'DB', 'DP', 'N1').find((value) => value.length < 60 && /medline|pubmed|nlm/i.test(value));
  if (database !== undefined && !/embase/i.test(every(tags, 'DB').join(' ')))
    return identifierIn(tags, ['AN', 'ID', 'C5'], (value) => (/^\d{5,8}$/.test(value) ? value : undefined));
  // Scopus has it in C2.
  if (tags.get('DB')?.includes('Scopus') === true) return identifierIn(tags, ['C2'], (value) => (/^\d{5,8}$/.test(value) ? value : undefined));
  // Embase.com keeps the PubMed number in C5 beside its own (L…) in U2.
  if (/^L\d{6,}$/.test(first(tags, 'U2') ?? '')) return identifierIn(tags, ['C5'], (value) => (/^\d{5,8}$/.test(value) ? value : undefined));
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
