// In which words do we keep languages, kinds of publication, pages and notices?
import { oneLine } from './plain.ts';

const languages = new Map<string, string>();
for (const entry of (
  'eng:en english|fre:fr fra french français|ger:de deu german deutsch|spa:es spanish español castilian|ita:it italian|por:pt portuguese|dut:nl nld dutch flemish|swe:sv swedish|nor:no nb nn norwegian|dan:da danish|fin:fi finnish|' +
  'ice:is isl icelandic|pol:pl polish|cze:cs ces czech|slo:sk slk slovak|hun:hu hungarian|rum:ro ron romanian|bul:bg bulgarian|gre:el ell greek|tur:tr turkish|rus:ru russian|ukr:uk ukrainian|hrv:hr croatian|srp:sr serbian|' +
  'slv:sl slovenian slovene|est:et estonian|lav:lv latvian|lit:lt lithuanian|chi:zh zho chinese|jpn:ja japanese|kor:ko korean|ara:ar arabic|heb:he hebrew|per:fa fas persian farsi|hin:hi hindi|tha:th thai|vie:vi vietnamese|' +
  'ind:id indonesian|may:ms msa malay|cat:ca catalan|baq:eu eus basque|glg:gl galician|afr:af afrikaans|geo:ka kat georgian|arm:hy hye armenian|aze:az azerbaijani|mac:mk mkd macedonian|alb:sq sqi albanian|bos:bs bosnian|' +
  'urd:ur urdu|ben:bn bengali|und:undetermined|mul:multiple|lat:la latin|gle:ga irish|wel:cy cym welsh'
).split('|')) {
  const [code = '', names = ''] = entry.split(':');
  languages.set(code, code);
  for (const name of names.split(' ')) languages.set(name, code);
}

/** Codes of ISO 639-2/B as PubMed uses them (`eng`), several joined by `; `; a language not known here stays as written. */
export const language = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const short = languages.get(text);
  if (short !== undefined) return short;
  const found = new Set<string>();
  for (const part of oneLine(text).split(/\s*[;,/|]\s*/)) {
    if (part === '') continue;
    const bare = part
      .toLowerCase()
      .replace(/[-_][a-z]{2}$/, '')
      .replace(/\.$/, '');
    found.add(languages.get(bare) ?? part);
  }
  return found.size === 0 ? undefined : [...found].join('; ');
};

/** Kinds of publication in our words: what the codes of RIS, BibTeX, EndNote, CSL and the rest are turned into. PubMed's own types stay as they are. */
export const kinds = [
  'Journal Article',
  'Magazine Article',
  'Newspaper Article',
  'Book',
  'Book Chapter',
  'Conference Paper',
  'Conference Proceedings',
  'Thesis',
  'Report',
  'Preprint',
  'Dataset',
  'Patent',
  'Web Page',
  'Video',
  'Audio',
  'Unpublished Work',
  'Computer Program',
  'Statute',
  'Case',
  'Clinical Trial Registration',
  'Encyclopedia Article',
  'Dictionary Entry',
  'Map',
  'Artwork',
  'Personal Communication',
  'Blog Post',
  'Bill',
  'Hearing',
  'Standard',
  'Other',
] as const;
export type Kind = (typeof kinds)[number];

const number = /^\d{1,8}$/;
const range = /^\d{1,8}-\d{1,8}$/;
const doubled = /^(\d+)-\1$/;

/** `pp. 1–10` → `1-10`; letters and article numbers stay. */
export const pages = (first: string | undefined, last?: string): string | undefined => {
  if (first !== undefined) {
    if (last === undefined ? range.test(first) && !doubled.test(first) : number.test(first) && number.test(last) && first !== last)
      return last === undefined ? first : `${first}-${last}`;
  }
  const tidy = (text: string | undefined): string =>
    oneLine(text ?? '')
      .replace(/^(?:pp?\.\s*|pp?\s+|pages?:?\s*)(?=\S)/i, '')
      .replace(/\s*[-‐‑‒–—−]+\s*/g, '-')
      .replace(/^-|-$/g, '');
  const from = tidy(first).replace(/^([^-]+)-\1$/, '$1');
  const to = tidy(last);
  if (from === '') return to === '' ? undefined : to;
  return to === '' || to === from || from.includes('-') ? from : `${from}-${to}`;
};

/** Types that say that something is wrong with the record or with another one. */
const alarming =
  /^(?:retracted publication|retraction of publication|retraction notice|retraction|withdrawn publication|withdrawal|published erratum|erratum|corrigendum|correction|expression of concern|corrected and republished article)$/i;
const inTitle =
  /^\W{0,3}(?:(retracted(?: article| chapter| paper| publication)?|(?:notice of )?retraction(?: notice| note)?(?: to)?|withdrawn(?: article| chapter| paper)?|withdrawal|erratum(?: (?:to|for))?|corrigendum(?: (?:to|for))?|(?:publisher|author)(?:'s|’s)? correction|correction to|expression of concern)\b\s*[:.\]–—-]|((?:retraction|erratum|corrigendum)(?: notice| note)? (?:to|for|of))\s*["“”'‘«„])/i;

/** As Web of Science and others put it behind a title: `(Retracted article. See vol. 12, pg. 3, 2015)`, `(Retraction of vol 12, pg 3, 2010)`. */
const behindTitle =
  /[([]\s?(retracted(?: article| chapter| paper| publication)?|withdrawn(?: article| chapter| paper)?|(?:retraction|withdrawal)(?: of vol)?|retraction in|expression of concern)\b(?:\s?[.,;:]|\s+see\b|(?<=of vol|retraction in)\b|(?=\s?[)\]]))[^()[\]]{0,200}[)\]]\W{0,3}$/i;

/** What types and title say about retraction and correction, in a form that joins the notices of the file. */
export const noticesIn = (title: string | undefined, types: readonly string[] | undefined): string[] => {
  const out: string[] = [];
  for (const type of types ?? []) if (alarming.test(type)) out.push(type);
  const found = title === undefined ? undefined : (inTitle.exec(title) ?? behindTitle.exec(title));
  const said = found?.[1] ?? found?.[2];
  if (said !== undefined) out.push(`Title says: ${said.toLowerCase()}`);
  return out;
};

/** `Retraction in: Lancet. 2010;375:445`, the form all formats use. */
export const notice = (kind: string, about: string): string => {
  const text = oneLine(about);
  return text === '' ? kind : `${kind}: ${text}`;
};
