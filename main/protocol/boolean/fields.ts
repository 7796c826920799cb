// Which field tags are known, and which of them search words of title, abstract or headings?

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s*\|\s*/));

/** Words there are no words of a title or abstract: dates, languages, names, journals, floating subheadings, subsets, identifiers. */
const elsewhere = list(
  'dp|dcom|edat|crdt|mhda|date - publication|publication date|date - entry|date - create|date - completion|date - modification|create date|entry date|mesh date|pdat|ppdat|epdat|lr|' +
    'la|language|lang|au|author|authors|fau|full author name|1au|first author name|lastau|last author name|ad|affiliation|ta|journal|jour|is|issn|sb|filter|subset|' +
    'sh|mesh subheading|mesh subheadings|subheading|fs|xs|pmid|uid|pid|lid|aid|doi|gr|grant number|ir|investigator|cois|book|isbn|pubn|publisher|pl|place of publication|vi|volume|ip|issue|pg|pagination|' +
    'ed|ez|da|up|yr|jn|jw|jx|in|ui|an|so|py|lg|cp|cy|rn|ec/rn number|mi|dc|em',
);

/** Thesaurus headings. */
const headings = list(
  'mh|mesh|mesh terms|mesh term|mesh:noexp|mh:noexp|mesh terms:noexp|mesh terms:no exp|mesh:no exp|mh:no exp|majr|majr:noexp|mesh major topic|mesh major topic:noexp|pt|publication type|ptyp|' +
    'nm|supplementary concept|substance name|pa|pharmacological action|hw|sh heading',
);

const words = list(
  'tiab|title/abstract|ti|title|ab|abstract|tw|text word|text words|text|all fields|all|ot|other term|tt|transliterated title|si|secondary source id|ps|personal name as subject|' +
    'mp|kw|kf|keyword|keywords|ox|px|rx|af|hx|id|bt|sy|oa|de|ct|tn|dv|dq|dj|lb|tx|su|ab,ti|nt',
);

const bare = (field: string): string => field.replace(/:~\d+$/, '').replace(/^"|"$/g, '');

export const isKnown = (field: string): boolean => {
  const name = bare(field);
  return elsewhere.has(name) || headings.has(name) || words.has(name);
};
export const isHeading = (field: string): boolean => headings.has(bare(field));
export const explodes = (field: string): boolean => isHeading(field) && !/no ?exp$/.test(field);

/** Do these fields look at words of title, abstract or headings? None given: yes. */
export const isSearched = (fields: readonly string[]): boolean => fields.length === 0 || fields.some((field) => !elsewhere.has(bare(field)));
