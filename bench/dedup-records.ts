// Where do 100,000 records with a known share of duplicates come from? An invented vocabulary and the ways in which databases differ.
import type { Citation } from '../shared/citation.ts';

const subjects =
  'asthma stroke diabetes arthritis dementia anaemia sepsis eczema psoriasis glaucoma cataract migraine epilepsy obesity osteoporosis hepatitis malaria tuberculosis influenza pneumonia hypertension angina gout rickets scabies measles rubella cholera rabies anthrax delirium insomnia depression anxiety schizophrenia autism neuropathy nephritis colitis gastritis'.split(
    ' ',
  );
const treatments =
  'exercise massage warfarin insulin metformin statins zinc iron vaccination counselling surgery radiotherapy acupuncture oxygen dialysis transfusion screening education telehealth nursing yoga melatonin ketamine morphine ibuprofen aspirin heparin steroids antibiotics probiotics fluoride vitamin hypnosis music bandages catheters stents inhalers implants prostheses'.split(
    ' ',
  );
const people =
  'children adolescents adults pregnant women men veterans nurses farmers migrants prisoners athletes students teachers drivers smokers infants twins widows carers'.split(
    ' ',
  );
const designs =
  'randomised trial|cohort study|systematic review|pilot study|case series|cross-sectional survey|qualitative study|cost analysis|feasibility study|registry analysis|protocol of a trial|follow-up study'.split(
    '|',
  );
const links = 'in of after before during without'.split(' ');
const qualities =
  'chronic acute early late severe mild recurrent primary secondary rural urban paediatric geriatric haemorrhagic ischaemic oral topical intravenous nasal dental renal cardiac hepatic pulmonary gastric spinal ocular neonatal maternal'.split(
    ' ',
  );
const places =
  'Norway Ghana Peru Vietnam Scotland Malta Nepal Kenya Chile Estonia Latvia Fiji Oman Cuba Iceland Bolivia Zambia Laos Jordan Cyprus'.split(' ');
const scopes = 'Archives Annals Journal Acta Reviews Reports Letters Advances Bulletin Proceedings'.split(' ');
const fields =
  'Medicine Surgery Nursing Nutrition Cardiology Neurology Oncology Paediatrics Psychiatry Dermatology Rheumatology Endocrinology Gastroenterology Immunology Epidemiology Haematology Urology Radiology Rehabilitation Pharmacology'.split(
    ' ',
  );
const syllables = 'ba ka lo mi ner tov sen ril gar hul pet dor van wes lin mar tes nok fal rud jen sol bir kap'.split(' ');

/** Park–Miller: 31 bits are plenty here. */
export const chance = (seed: number): (() => number) => {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
};

export interface Made {
  readonly citations: readonly Citation[];
  /** Number of the reference that each record is. */
  readonly truth: Uint32Array;
}

/** @param share of records that repeat an earlier one as another database has it */
export const makeRecords = (n: number, share: number, seed = 11): Made => {
  const rng = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(rng() * from.length)] as T;
  const surname = (): string => {
    const name = pick(syllables) + pick(syllables) + (rng() < 0.5 ? pick(syllables) : '');
    return name.charAt(0).toUpperCase() + name.slice(1);
  };
  const surnames = Array.from({ length: 4000 }, surname);
  const given = Array.from({ length: 300 }, surname);
  const sentence = (): string =>
    `${pick(qualities)} ${pick(subjects)} ${pick(links)} ${pick(people)} from ${pick(places)} was treated with ${pick(qualities)} ${pick(treatments)} over ${2 + Math.floor(rng() * 90)} weeks and ${pick(treatments)} thereafter.`;
  const fresh = (at: number): Citation => {
    const year = 1985 + Math.floor(rng() * 39);
    const start = 1 + Math.floor(rng() * 1900);
    const volume = year - 1960;
    const tail = rng() < 0.6 ? `: a ${pick(designs)}` : '';
    const title = `${pick(qualities)} ${pick(treatments)} and ${pick(treatments)} for ${pick(qualities)} ${pick(subjects)} ${pick(links)} ${pick(people)} with ${pick(subjects)} in ${pick(places)}${tail}`;
    return {
      id: `r${at}`,
      source: { file: 'made', line: at + 1 },
      title: title.charAt(0).toUpperCase() + title.slice(1),
      abstract: rng() < 0.75 ? Array.from({ length: 4 + Math.floor(rng() * 6) }, sentence).join(' ') : undefined,
      authors: Array.from({ length: 1 + Math.floor(rng() * 7) }, () => `${pick(surnames)}, ${pick(given)}`),
      year,
      journal: `${pick(scopes)} of ${pick(fields)} and ${pick(fields)}`,
      volume: String(volume),
      issue: String(1 + Math.floor(rng() * 12)),
      pages: `${start}-${start + 4 + Math.floor(rng() * 12)}`,
      doi: rng() < 0.8 ? `10.5555/made.${at}` : undefined,
      pmid: rng() < 0.4 ? String(50_000_000 + at) : undefined,
    };
  };
  const again = (of: Citation, at: number): Citation => {
    const [from = '', to = ''] = (of.pages ?? '').split('-');
    const short = to.length === from.length ? to.slice(to.split('').findIndex((sign, place) => sign !== from[place])) : to;
    const maybe = <T>(value: T, odds: number): T | undefined => (rng() < odds ? value : undefined);
    const title = of.title ?? '';
    const slip = 5 + Math.floor(rng() * (title.length - 10));
    return {
      ...of,
      id: `r${at}`,
      source: { file: 'made', line: at + 1 },
      title: pick([
        title,
        `${title}.`,
        title.toUpperCase(),
        `${title}. [Review] [12 refs]`,
        title.replace(/ae/g, 'e'),
        `[${title}]`,
        title.slice(0, slip) + title.slice(slip + 1),
      ]),
      abstract: maybe(of.abstract, 0.8),
      authors: rng() < 0.5 ? of.authors : of.authors?.map((name) => name.replace(/, (.).*/, ' $1')),
      journal: rng() < 0.5 ? of.journal : of.journal?.split(' ').filter((word) => word !== 'of' && word !== 'and').map((word) => word.slice(0, 5)).join(' '), // prettier-ignore
      year: rng() < 0.95 ? of.year : (of.year ?? 0) - 1,
      issue: maybe(of.issue, 0.8),
      pages: rng() < 0.5 ? of.pages : `${from}-${short === '' ? to : short}`,
      doi: maybe(of.doi, 0.5),
      pmid: maybe(of.pmid, 0.5),
    };
  };
  const citations: Citation[] = [];
  const truth = new Uint32Array(n);
  for (let at = 0; at < n; at += 1) {
    if (at > 10 && rng() < share) {
      const twin = Math.floor(rng() * at);
      truth[at] = truth[twin] ?? 0;
      citations.push(again(citations[truth[twin] ?? 0] as Citation, at));
    } else {
      truth[at] = at;
      citations.push(fresh(at));
    }
  }
  return { citations, truth };
};
