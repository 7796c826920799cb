// Which tag of a PubMed record goes where? Tags: MEDLINE/PubMed data element descriptions of the National Library of Medicine.
import { doi, isNothing, notice, takeNotes, type Draft } from '../../citations/index.ts';
import type { TaggedRecord as Tagged } from '../tagged.ts';

/** Links to notices, in the words PubMed shows for them. */
export const noticeTags = new Map([
  ['RIN', 'Retraction in'],
  ['ROF', 'Retraction of'],
  ['EIN', 'Erratum in'],
  ['EFR', 'Erratum for'],
  ['ECI', 'Expression of concern in'],
  ['ECF', 'Expression of concern for'],
  ['CRI', 'Corrected and republished in'],
  ['CRF', 'Corrected and republished from'],
  ['RPI', 'Republished in'],
  ['RPF', 'Republished from'],
  ['RRI', 'Retracted and republished in'],
  ['RRF', 'Retracted and republished from'],
  ['UIN', 'Update in'],
  ['UOF', 'Update of'],
]);

/** Lines of a value are one text: PubMed only breaks them to fit the screen. */
const flat = (value: string): string => (value.includes('\n') ? value.replace(/\n/g, ' ') : value);

export const nbibDraft = (record: Tagged): Draft => {
  const draft: Draft = { authors: [], keywords: [], mesh: [], type: [], notices: [] };
  const abstracts: string[] = [];
  const issns: string[] = [];
  const general: string[] = [];
  const short: string[] = [];
  let bookTitle: string | undefined;
  let vernacular: string | undefined;
  let shortJournal: string | undefined;
  let otherAbstract: string | undefined;
  let fullBefore = false;
  let otherId: string | undefined;
  for (const { tag, value: lines } of record.fields) {
    const value = flat(lines);
    if (value === '') continue;
    const full = tag === 'FAU';
    switch (tag) {
      case 'PMID':
        draft.pmid ??= value;
        break;
      case 'TI':
        draft.title ??= value;
        break;
      case 'BTI':
        bookTitle ??= value;
        break;
      case 'TT':
        vernacular ??= value;
        break;
      case 'AB':
        abstracts.push(value);
        break;
      case 'OAB':
        otherAbstract ??= value;
        break;
      case 'FAU':
        draft.authors?.push(value);
        break;
      case 'AU':
        // Each full name is followed by its short form; old records have only that.
        if (fullBefore) break;
        draft.authors?.push(value);
        short.push(value);
        break;
      case 'CN':
        draft.authors?.push(value);
        break;
      case 'DP':
        draft.date ??= value;
        break;
      case 'JT':
        draft.journal ??= value;
        break;
      case 'TA':
        shortJournal ??= value;
        break;
      case 'IS':
        issns.push(value);
        break;
      case 'VI':
        draft.volume ??= value;
        break;
      case 'IP':
        draft.issue ??= value;
        break;
      case 'PG':
        draft.pages ??= value;
        break;
      case 'LID':
      case 'AID':
        if (/\[doi\]|^doi:/i.test(value) || (draft.doi === undefined && /doi\.org\//i.test(value))) draft.doi ??= value.replace(/\s*\[doi\]$/i, '');
        else if (/^https?:/i.test(value)) draft.url ??= value;
        else if (draft.doi === undefined && /^10\.\d{4}/.test(value) && !/\[(?:pii|bookaccession)\]/.test(value)) draft.doi = doi(value);
        break;
      case 'PMC':
        draft.pmcid ??= value;
        break;
      case 'OT':
        draft.keywords?.push(value);
        break;
      case 'MH':
        draft.mesh?.push(value);
        break;
      case 'LA':
        draft.language = draft.language === undefined ? value : `${draft.language}; ${value}`;
        break;
      case 'PT':
        draft.type?.push(value);
        break;
      case 'OID':
      case 'AN':
        otherId ??= value;
        break;
      case 'GN':
        general.push(value);
        break;
      case 'LR':
        break;
      default: {
        const kind = noticeTags.get(tag);
        if (kind !== undefined) draft.notices?.push(notice(kind, value));
      }
    }
    fullBefore = full;
  }
  draft.title = filled(draft.title) ?? bookTitle ?? filled(vernacular);
  draft.abstract = abstracts.length > 0 ? abstracts.join('\n') : otherAbstract;
  draft.journal ??= shortJournal ?? (bookTitle === draft.title ? undefined : bookTitle);
  draft.issn = issns.join('; ');
  if (otherId !== undefined && otherId !== String(draft.pmid ?? '')) draft.accession = otherId;
  const source = record.fields.find((field) => field.tag === 'SO')?.value;
  if (draft.date === undefined && source !== undefined) draft.year = flat(source);
  if (general.length > 0) {
    const ours = general.filter((value) => value.startsWith('winnow_notice: '));
    draft.notices?.push(...ours.map((value) => value.slice(15)));
    draft.id = general.find((value) => value.startsWith('winnow_id: '))?.slice(11);
    takeNotes(
      draft,
      general.filter((value) => !/^winnow_(?:notice|id): /.test(value)),
    );
  }
  return draft;
};

const filled = (text: string | undefined): string | undefined => (text === undefined || isNothing(text) ? undefined : text);
