// Is every trap of bibliographic records treated as what it is? All people, papers and numbers are invented.
import { describe, expect, it } from 'vitest';
import { deduplicate } from '../../main/deduplication/index.ts';
import { finish } from '../../shared/work.ts';
import { citations, type Sketch } from './records.ts';

/** One line: `same`, `different`, `ask`, or `related:` and the word for the link. */
const verdictOn = (sketches: readonly Sketch[]): string => {
  const { groups, unsure, related } = finish(deduplicate(citations(sketches)));
  if (groups[0]?.members.length === sketches.length) return 'same';
  if (groups.length > 0) return 'partly';
  if (unsure[0] !== undefined) return 'ask';
  return related[0] === undefined ? 'different' : `related:${related[0].reason}`;
};

const honey: Sketch = { title: 'Honey dressings for leg ulcers: a randomised trial', by: 'Wilk, Ewa; Osei, Kofi; Tan, Wei', year: 2015, journal: 'Wound Letters', volume: '12', issue: '3', pages: '101-109', doi: '10.5555/wl.2015.0101', pmid: '91000001', abstract: 'Background: leg ulcers heal slowly. Methods: 120 people were randomised to honey or usual dressings and followed for a year.', type: 'Journal Article' }; // prettier-ignore
const meeting: Sketch = { title: 'Zinc paste in pressure sores of mice', by: 'Roe, B.; Poe, C.', year: 2012, journal: 'Wound Meetings', volume: '8', issue: 'Suppl 1', pages: 'S40', doi: '10.5555/wm.2012.supp', type: 'Conference Abstract' }; // prettier-ignore
const cochrane: Sketch = { title: 'Compression for venous leg ulcers', by: 'Moe, Ann; Roe, Bo', year: 2014, journal: 'Cochrane Database of Systematic Reviews', issue: '4', pages: 'CD088888', doi: '10.1002/14651858.cd088888.pub2', pmid: '91000010' }; // prettier-ignore
const registered: Sketch = { title: 'Honey for Leg Ulcers', by: 'Wilk, Ewa', year: 2012, journal: 'ClinicalTrials.gov', abstract: 'NCT08880001. Interventional, randomised.', type: 'Trial registry record' }; // prettier-ignore
const bare = (of: Sketch): Sketch => ({ title: of.title, by: of.by, year: of.year });

const cases: readonly [kind: string, verdict: string, records: readonly Sketch[]][] = [
  // What another database writes of the same article.
  ['the same record', 'same', [honey, honey]],
  ['title, authors and year alone', 'same', [bare(honey), bare(honey)]],
  ['title, authors and year against all', 'same', [honey, bare(honey)]],
  ['no authors', 'same', [honey, { ...honey, by: undefined, doi: undefined, pmid: undefined, abstract: undefined }]],
  ['abbreviations', 'same', [honey, { ...honey, title: 'HONEY DRESSINGS FOR LEG ULCERS - A RANDOMIZED TRIAL.', by: 'Wilk E; Osei K; Tan W', journal: 'Wound Lett', pages: '101-9', doi: undefined, pmid: undefined, abstract: undefined }]],
  ['authors glued', 'same', [honey, { ...bare(honey), by: 'Wilk E.Osei K.Tan W.', journal: 'Wound Lett', volume: '12' }]],
  ['the suffixes of Ovid', 'same', [honey, { ...honey, title: `${honey.title}.[Erratum appears in Wound Lett. 2016;13(1):7]`, doi: undefined }]],
  ['marked as retracted', 'same', [honey, { ...honey, title: `RETRACTED: ${honey.title}`, type: 'Retracted Publication' }]],
  ['subtitle missing', 'same', [honey, { ...honey, title: 'Honey dressings for leg ulcers', doi: undefined, pmid: undefined, abstract: undefined }]],
  ['title cut', 'same', [honey, { ...honey, title: 'Honey dressings for leg ulcers: a rand', doi: undefined, abstract: undefined }]],
  ['a title in two languages', 'same', [honey, { ...honey, title: 'Miel en úlceras de pierna: ensayo aleatorizado / Honey dressings for leg ulcers: a randomised trial', doi: undefined, pmid: undefined }]],
  ['translated title, same DOI and pages', 'same', [honey, { ...honey, title: 'Miel en las úlceras de la pierna', pmid: undefined, abstract: undefined }]],
  ['a slip in the DOI', 'same', [honey, { ...honey, doi: '10.5555/wl.2015.0110' }]],
  ['ahead of print, same DOI', 'same', [honey, { ...bare(honey), year: 2014, journal: 'Wound Letters', doi: honey.doi }]],
  ['ahead of print, counted from 1', 'same', [{ ...honey, doi: undefined, pmid: undefined, abstract: undefined }, { ...bare(honey), year: 2014, journal: 'Wound Letters', pages: '1-9' }]],
  ['pages eaten by a spreadsheet', 'same', [{ ...honey, pages: '8-12', doi: undefined, pmid: undefined }, { ...honey, pages: '08-Dec', doi: undefined, pmid: undefined }]],
  ['one wrong PMID digit, all else equal', 'ask', [{ ...honey, doi: undefined }, { ...honey, doi: undefined, pmid: '91000007' }]],
  ['one bare title, one author', 'same', [{ title: 'Response', by: 'Adler, Nina', year: 2012, journal: 'Wound Letters', volume: '9', issue: '2', pages: '55' }, { title: 'Response.', by: 'Adler N', year: 2012, journal: 'Wound Lett', volume: '9', pages: '55-55' }]],
  ['a meeting abstract twice', 'same', [meeting, { ...meeting, title: `${meeting.title} [abstract]`, doi: undefined, type: 'Journal Article' }]],
  ['versions of one preprint', 'same', [{ ...bare(honey), journal: 'medRxiv', doi: '10.1101/2020.01.02.20000001', type: 'Preprint' }, { ...bare(honey), journal: 'medRxiv', doi: '10.1101/2020.01.02.20000001v3', type: 'Preprint' }]],
  ['a registration twice', 'same', [registered, { ...registered, title: 'Honey for leg ulcers (NCT08880001)', by: 'NCT08880001', journal: 'https://clinicaltrials.gov/show/NCT08880001' }]],
  ['a registration twice, changed since', 'same', [registered, { ...registered, year: 2015, by: 'NCT08880001', journal: 'https://clinicaltrials.gov/show/NCT08880001' }]],
  ['one version of a Cochrane review', 'same', [cochrane, { ...cochrane, journal: 'Cochrane Database Syst Rev', volume: '4', issue: undefined, pages: 'Cd088888', pmid: undefined }]],
  ['one notice in two wordings', 'same', [{ ...bare(honey), title: `Erratum: ${honey.title} (Wound Letters (2015) 12 (101-109))`, journal: 'Wound Letters', volume: '12', pages: '288' }, { ...bare(honey), title: `${honey.title} (vol 12, pg 101, 2015)`, journal: 'Wound Letters', volume: '12', pages: '288-288' }]],

  // Other references that look alike.
  ['preprint and article', 'related:preprint', [honey, { ...bare(honey), year: 2014, journal: 'bioRxiv', doi: '10.1101/2014.05.06.000001', type: 'Preprint' }]],
  ['erratum', 'related:notice', [honey, { ...honey, title: `Erratum: ${honey.title}`, pages: '288', doi: '10.5555/wl.2015.0288', pmid: '91000002', type: 'Published Erratum' }]],
  ['retraction notice', 'related:notice', [honey, { ...honey, title: `Retraction notice to "${honey.title}" [Wound Letters 12 (2015) 101-109]`, year: 2017, volume: '14', pages: '9', doi: undefined, pmid: undefined }]],
  ['reply', 'related:reply', [honey, { title: `Reply to: ${honey.title}`, by: 'Moe, A.', year: 2015, journal: 'Wound Letters', volume: '12', pages: '300' }]],
  ['meeting abstract and paper', 'related:conference', [honey, { ...bare(honey), year: 2014, journal: 'Wound Letters', volume: '11', issue: 'Suppl 2', pages: 'S12', type: 'Conference Abstract' }]],
  ['meeting abstract without pages', 'related:conference', [honey, { ...bare(honey), year: 2014, journal: 'Wound Letters', volume: '11', issue: 'SUPPL. 2', type: 'Conference Abstract' }]],
  ['registration and report', 'related:registration', [honey, { ...registered, title: 'Honey dressings for leg ulcers' }]],
  ['two registers', 'related:registration', [registered, { ...registered, abstract: 'ISRCTN88800012', journal: 'ISRCTN registry' }]],
  ['Cochrane update', 'related:version', [cochrane, { ...cochrane, year: 2019, issue: '1', doi: '10.1002/14651858.cd088888.pub3', pmid: '91000011' }]],
  ['Cochrane protocol', 'related:protocol', [cochrane, { ...cochrane, title: `${cochrane.title} (Protocol)`, year: 2009, doi: '10.1002/14651858.cd088888', pmid: undefined }]],
  ['every year anew', 'related:version', [{ title: 'Standards of wound care', by: 'Wound Care Society', year: 2018, journal: 'Wound Letters', volume: '15', issue: 'Suppl 1', pages: 'S1-S80', doi: '10.5555/wl.2018.s1' }, { title: 'Standards of wound care', by: 'Wound Care Society', year: 2019, journal: 'Wound Letters', volume: '16', issue: 'Suppl 1', pages: 'S1-S88', doi: '10.5555/wl.2019.s1' }]],
  ['book and chapter', 'related:part', [{ title: 'Manual of Wound Care', by: 'Stone, R. (Ed.)', year: 2015, doi: '10.1007/978-3-319-88888-1', type: 'Book' }, { title: 'Manual of Wound Care: Introduction', by: 'Stone, R.', year: 2015, pages: '1-12', doi: '10.1007/978-3-319-88888-1_1', type: 'Book Section' }]],
  ['parts', 'different', [{ ...honey, title: 'Silver and wounds. Part 1: dose', doi: undefined, pmid: undefined, abstract: undefined }, { ...honey, title: 'Silver and wounds. Part 2: dose', pages: '110-118', doi: undefined, pmid: undefined, abstract: undefined }]],
  ['parts in Roman numbers, hardly anything else', 'different', [{ title: 'Chronic wounds at home: II. Dressings', by: 'Moss, A.', year: 1998, journal: 'Wound Letters', volume: '2' }, { title: 'Chronic wounds at home: I. Assessment', by: 'Moss, A.', year: 1998, journal: 'Wound Letters', volume: '2' }]],
  ['one word differs', 'different', [{ ...honey, title: 'Silver and healing in men', doi: undefined, pmid: undefined, abstract: undefined }, { ...honey, title: 'Silver and healing in women', pages: '110-118', doi: undefined, pmid: undefined, abstract: undefined }]],
  ['other length of follow-up', 'different', [{ ...honey, title: 'Grafts for burns: 6-month results', doi: undefined, pmid: undefined, abstract: undefined }, { ...honey, title: 'Grafts for burns: 2-year results', year: 2017, volume: '14', pages: '7-15', doi: undefined, pmid: undefined, abstract: undefined }]],
  ['one DOI for a whole supplement', 'different', [meeting, { ...meeting, title: 'Maggots for diabetic feet', by: 'Ito, K.', pages: 'S77' }, { ...meeting, title: 'Larvae, silver and time', by: 'Poe, C.; Moe, A.', pages: 'S91' }]],
  ['neighbouring abstracts of one team under one DOI', 'different', [meeting, { ...meeting, title: 'The zinc paste in pressure sores of mice', by: 'Roe, B.; Moe, D.; Poe, C.', pages: 'S41' }]],
  ['two abstracts on one page', 'different', [meeting, { ...meeting, title: 'Copper paste and the healing of burns in elderly rats', doi: undefined }]],
  ['the DOI of another article', 'different', [honey, { title: 'Nurse-led clinics for asthma', by: 'Weiss, Emil', year: 2009, journal: 'Breath', volume: '3', pages: '5-9', doi: honey.doi }]],
  ['the PMID of another article', 'different', [honey, { title: 'Nurse-led clinics for asthma', by: 'Weiss, Emil', year: 2009, journal: 'Breath', volume: '3', pages: '5-9', pmid: honey.pmid }]],
  ['chapters under the DOI of the book', 'different', [{ title: 'Skin grafts', by: 'Okafor, N.', year: 2015, journal: 'Manual of Wound Care', pages: '55-70', doi: '10.1007/978-3-319-88888-1' }, { title: 'Skin tears', by: 'Ito, K.', year: 2015, journal: 'Manual of Wound Care', pages: '71-88', doi: '10.1007/978-3-319-88888-1' }]],
  ['bare titles', 'different', [{ title: 'Editorial', by: 'Quist, H', year: 2010, journal: 'Nursing Days', volume: '3', issue: '1' }, { title: 'Editorial', by: 'Quist, H', year: 2010, journal: 'Nursing Days', volume: '3', issue: '2' }]],
  ['bare titles of two people', 'different', [{ title: 'Response.', by: 'Adler, Nina', year: 2012, journal: 'Wound Letters', volume: '9', pages: '55' }, { title: 'Response.', by: 'Boateng, Kwame', year: 2012, journal: 'Wound Letters', volume: '9', pages: '57-58' }]],
  ['nothing but "Editorial" and a year', 'different', [{ title: 'Editorial', year: 2010 }, { title: 'Editorial', year: 2010 }]],
  ['a common title', 'different', [{ title: 'Quality of life after burns', by: 'Meyer, Anke', year: 2009, journal: 'Burns', volume: '3', pages: '88-97' }, { title: 'Quality of life after burns', by: 'Santos, Rui', year: 2010, journal: 'Skin', volume: '18', pages: '301-310' }]],
  ['one guideline in two journals', 'different', [{ ...honey, title: 'Guideline for sepsis of the newborn' }, { ...honey, title: 'Guideline for sepsis of the newborn', journal: 'Neonatal Days', volume: '33', issue: '4', pages: '400-430', doi: '10.5555/nd.400', pmid: '91000030' }]],
  ['a reprint', 'different', [{ title: 'On granulation', by: 'Beech, H. K.', year: 1955, journal: 'Medical Weekly', volume: '159', pages: '1602-1606' }, { title: 'On granulation. 1955', by: 'Beech, H. K.', year: 1985, journal: 'Classics', volume: '3', pages: '1-9' }]],
  ['a title that is the name of the journal', 'different', [{ title: 'Letters of the Wound Association', by: 'Rao, L.', year: 2023, journal: 'Letters of the Wound Association', volume: '52' }, { title: 'Letters of the Wound Association', by: 'Hu, H.', year: 2023, journal: 'Letters of the Wound Association', volume: '52' }]],
  ['a meeting held again', 'different', [{ title: 'Introduction to the minitrack on wounds', by: 'Deng, X.; Tay, J.', year: 2021, journal: 'Proceedings of the Wound Conference' }, { title: 'Introduction to the minitrack on wounds', by: 'Deng, X.; Tay, J.', year: 2022, journal: 'Proceedings of the Wound Conference' }]],
  ['the same words at the beginning of each year', 'related:version', [{ title: 'A new year for research into wounds', by: 'Quist, H', year: 2018, journal: 'Nursing Days', volume: '11', issue: '1', pages: '1-2' }, { title: 'A new year for research into wounds', by: 'Quist, H', year: 2019, journal: 'Nursing Days', volume: '12', issue: '1', pages: '1-2' }]],
  ['an editorial on the first page of each year', 'different', [{ title: 'Editorial', by: 'Quist, H', year: 2018, journal: 'Nursing Days', volume: '11', issue: '1', pages: '1' }, { title: 'Editorial', by: 'Quist, H', year: 2019, journal: 'Nursing Days', volume: '12', issue: '1', pages: '1' }]],
  ['a column without names', 'different', [{ title: 'This week in medicine', year: 2015, journal: 'Medical Weekly', volume: '85', pages: '1' }, { title: 'This week in medicine', year: 2015, journal: 'Medical Weekly', volume: '85', pages: '101' }]],
  ['a message in each issue', 'different', [{ title: 'Message from the President', by: 'Quist, H', year: 2018, journal: 'Nursing Days', volume: '11', issue: '1' }, { title: 'Message from the President', by: 'Quist, H', year: 2018, journal: 'Nursing Days', volume: '11', issue: '2' }]],
  ['a guideline and its summary', 'different', [{ ...honey, title: 'Guidelines for chronic wounds', pages: '1-80', doi: undefined, pmid: undefined, abstract: undefined }, { ...honey, title: 'Guidelines for chronic wounds: executive summary', pages: '81-90', doi: undefined, pmid: undefined, abstract: undefined }]],
  ['the data of an article', 'different', [honey, { ...bare(honey), title: `Data from: ${honey.title}`, journal: 'Dryad', doi: '10.5061/dryad.88888', type: 'Dataset' }]],

  // What only a person can decide.
  ['a DOI alone', 'ask', [honey, { doi: honey.doi }]],
  ['one title twice in a supplement', 'ask', [{ ...meeting, doi: undefined }, { ...meeting, pages: 'S213', doi: undefined }]],
  ['all but one sign of the DOI, no pages', 'ask', [{ ...honey, pages: undefined, pmid: undefined }, { ...honey, pages: undefined, pmid: undefined, doi: '10.5555/wl.2015.010l' }]],
  ['a year apart, nothing else', 'ask', [bare(honey), { ...bare(honey), year: 2014 }]],
  ['two journals, nothing else', 'ask', [{ ...bare(honey), journal: 'Wound Letters' }, { ...bare(honey), journal: 'Annals of Skin Surgery' }]],
  ['a short title and one author', 'ask', [{ title: 'Pressure sores', by: 'Moss, A.', year: 1998 }, { title: 'Pressure sores', by: 'Moss, Abe', year: 1998 }]],
]; // prettier-ignore

describe('traps', () => {
  it.each(cases)('%s: %s', (_kind, verdict, records) => {
    expect(verdictOn(records)).toBe(verdict);
    expect(verdictOn([...records].reverse())).toBe(verdict);
  });
});
