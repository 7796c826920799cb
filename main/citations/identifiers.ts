// Which identifiers does a value hold, in the one form we compare?

const doiPattern = /10\.\d{4,9}(?:\.\d+)*\/[^\s"<>]+/;
/** Wiley's of the nineties hold angle brackets: `10.1002/(SICI)1097-4679(199908)55:8<911::AID-JCLP1>3.0.CO;2-B`. Cut at them, all of an issue would be one. */
const sici = /10\.\d{4,9}\/\(sici\)[^\s"<>]{5,40}<[^\s"<>]{1,40}>[^\s"<>]{1,20};2-[^\s"<>]/i;

/** Closing signs that belong to the sentence, not the DOI: a bracket only where none opened inside. */
const trimDoi = (found: string): string => {
  let doi = found;
  for (;;) {
    const last = doi.charAt(doi.length - 1);
    if (/[.,;:'|]/.test(last)) doi = doi.slice(0, -1);
    else if (last === ')' && doi.split('(').length <= doi.split(')').length - 1) doi = doi.slice(0, -1);
    else if (last === ']' && doi.split('[').length <= doi.split(']').length - 1) doi = doi.slice(0, -1);
    else if (last === '}' && !doi.includes('{')) doi = doi.slice(0, -1);
    else return doi;
  }
};

/** A bare one in lower case without anything that would have to be looked at. */
const bareDoi = /^10\.\d{4,9}\/[a-z0-9][a-z0-9._/-]{0,100}[a-z0-9]$/;

/** The first DOI in a value (bare, `doi:`, an address, with percent signs), bare and in lower case. */
export const doi = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  if (bareDoi.test(text)) return text;
  if (!text.includes('10')) return undefined;
  let from = text.length > 2000 ? text.slice(0, 2000) : text;
  if (from.includes('%') && /10\.\d+%2f|10\.\S*%[23][0-9a-f]/i.test(from)) {
    try {
      from = decodeURIComponent(from);
    } catch {
      // Not percent-encoded after all.
    }
  }
  const old = from.includes('(') && /\(sici\)/i.test(from) ? sici.exec(from.replace(/&lt;/gi, '<').replace(/&gt;/gi, '>')) : null;
  if (old !== null) return old[0].toLowerCase();
  const found = doiPattern.exec(from)?.[0];
  if (found === undefined) return undefined;
  const bare = trimDoi(found).toLowerCase();
  return bare.endsWith('/') || bare.length < 8 ? undefined : bare;
};

/** Digits of a PubMed id, from a bare number, `PMID: 123`, `123 [pmid]`, `MEDLINE:123` or a PubMed address. */
export const pmid = (text: string | number | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const value = String(text).slice(0, 300).trim();
  const found =
    /^0*([1-9]\d{0,8})(?:\.0)?$/.exec(value) ??
    /(?:pmid|pubmed(?:\s*id)?|medline)\s*[:=]?\s*0*([1-9]\d{0,8})(?!\d)/i.exec(value) ??
    /^0*([1-9]\d{0,8})\s*\[(?:pmid|pubmed)[^\]]*\]/i.exec(value) ??
    /ncbi\.nlm\.nih\.gov\/(?:pubmed|m\/pubmed|entrez\/\S*uids?=)\/?0*([1-9]\d{0,8})/i.exec(value);
  return found?.[1];
};

/** `PMC1234567`, from that, a bare number given as PMCID, or an address. */
export const pmcid = (text: string | number | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const value = String(text).slice(0, 300).trim();
  const found = /pmc\s*[:=]?\s*(?:pmc)?\s*0*([1-9]\d{2,8})(?!\d)/i.exec(value) ?? /^0*([1-9]\d{4,8})(?:\.0)?$/.exec(value);
  return found?.[1] === undefined ? undefined : `PMC${found[1]}`;
};

/** The number in an address of PubMed, old or new. */
export const pmidInAddress = (address: string): string | undefined =>
  /(?:pubmed\.ncbi\.nlm\.nih\.gov\/|ncbi\.nlm\.nih\.gov\/(?:m\/)?pubmed\/(?:\?term=)?)0*([1-9]\d{0,8})(?!\d)/i.exec(address)?.[1];

/** The PMCID in an address of PubMed Central. */
export const pmcidInAddress = (address: string): string | undefined => /\/(?:articles\/)?(PMC\d{3,9})(?!\d)/i.exec(address)?.[1]?.toUpperCase();

/** What reference managers write into notes: `PMID: 123`. */
export const pmidInNote = (note: string): string | undefined => /\bPMID:\s*(\d{1,9})\b/.exec(note)?.[1];

/** The same of PubMed Central: `PMCID: PMC123`. */
export const pmcidInNote = (note: string): string | undefined => /\bPMCID:\s*(PMC\d{1,9})\b/.exec(note)?.[1];

const issnPattern = /(?<![\dXx-])(\d{4})\s?[-–‐]?\s?(\d{3}[\dXx])(?![\dXx-])/g;

const bareIssn = /^\d{4}-\d{3}[\dX]$/;

/** All ISSNs in a value, `1234-567X`, joined by `; `; a value without one (an ISBN, say) stays as written. */
export const issn = (text: string | undefined): string | undefined => {
  if (text === undefined || bareIssn.test(text)) return text;
  const value = text.slice(0, 300).trim();
  const found = new Set<string>();
  for (const [, a = '', b = ''] of value.matchAll(issnPattern)) found.add(`${a}-${b.toUpperCase()}`);
  if (found.size > 0) return [...found].join('; ');
  return value === '' ? undefined : value;
};

/** Only addresses that a browser may be asked to open; the first of several. */
export const webAddress = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const found = /(?:https?|ftp):\/\/[^\s<>"|]+/i.exec(text.slice(0, 4000))?.[0];
  return found?.replace(/[;,]+$/, '');
};
