// Where can one read more about a citation? Only addresses of known places, built from checked identifiers.
import type { Fields } from '../../shared/citation.ts';

export interface Link {
  readonly label: string;
  readonly href: string;
}

const doi = /^10\.\d{4,9}\/\S{1,300}$/;

const webAddress = (text: string): string | undefined => {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { href, username } = new URL(text);
  return username === '' ? href : undefined;
};

export const linksOf = (fields: Fields): readonly Link[] => {
  const links: Link[] = [];
  if (fields.pmid !== undefined && /^\d{1,9}$/.test(fields.pmid))
    links.push({ label: `PMID ${fields.pmid}`, href: `https://pubmed.ncbi.nlm.nih.gov/${fields.pmid}/` });
  if (fields.pmcid !== undefined && /^PMC\d{1,9}$/i.test(fields.pmcid))
    links.push({ label: fields.pmcid, href: `https://www.ncbi.nlm.nih.gov/pmc/articles/${fields.pmcid}/` });
  // A path of ../ would leave the prefix: dots are kept as part of the name.
  if (fields.doi !== undefined && doi.test(fields.doi) && !/(^|\/)\.\.?(\/|$)/.test(fields.doi))
    links.push({ label: 'DOI', href: `https://doi.org/${fields.doi.split('/').map(encodeURIComponent).join('/')}` });
  const web = fields.url === undefined || links.length > 0 ? undefined : webAddress(fields.url);
  if (web !== undefined) links.push({ label: new URL(web).host, href: web });
  return links;
};

/** PubMed's own search for a title, for a citation that came without abstract. */
export const searchFor = (title: string): string => `https://pubmed.ncbi.nlm.nih.gov/?term=${encodeURIComponent(title.slice(0, 300))}`;

const languages: Readonly<Record<string, string>> = {
  eng: 'en', english: 'en', ger: 'de', deu: 'de', german: 'de', fre: 'fr', fra: 'fr', french: 'fr', spa: 'es', spanish: 'es', ita: 'it', por: 'pt',
  chi: 'zh', zho: 'zh', chinese: 'zh', jpn: 'ja', japanese: 'ja', kor: 'ko', rus: 'ru', russian: 'ru', ara: 'ar', per: 'fa', heb: 'he', tur: 'tr', pol: 'pl', dut: 'nl', nld: 'nl',
}; // prettier-ignore

/** For a reading voice; undefined when the record says nothing we know. */
export const languageOf = (fields: Fields): string | undefined => {
  const said = fields.language?.toLowerCase().trim();
  return said === undefined ? undefined : (languages[said] ?? (/^[a-z]{2}$/.test(said) ? said : undefined));
};

/** `47(3): 211–219` of what is there. */
export const placeOf = (fields: Fields): string => {
  const volume = `${fields.volume ?? ''}${fields.issue === undefined ? '' : `(${fields.issue})`}`;
  return [volume, fields.pages?.replace(/(\d)-(\d)/g, '$1–$2')].filter(Boolean).join(': ');
};

/** `Alvarez, Maria J.` → `Alvarez MJ`; names we cannot take apart stay as they are. */
export const shortName = (name: string): string => {
  const [family, given, rest] = name.split(/,\s*/, 3);
  if (family === undefined || given === undefined || rest !== undefined || !/^[\p{Script=Latin}\s.'’-]+$/u.test(given)) return name;
  const initials = [...given.matchAll(/(?<![\p{L}'’])\p{L}/gu)].map((letter) => letter[0].toUpperCase()).join('');
  return `${family} ${given.length <= 3 ? given.replace(/[.\s]/g, '') : initials}`;
};
