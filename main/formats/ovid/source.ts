// What does Ovid's source line say: `Neuron. 44(1):5-21, 2004 Sep 30.` and a dozen other ways?

export interface Source {
  journal?: string;
  volume?: string;
  issue?: string;
  pages?: string;
  year?: string;
  date?: string;
}

const month =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const season = '(?:Spring|Summer|Autumn|Fall|Winter)';
const years = '(?:1[5-9]\\d\\d|20\\d\\d)';
const page = '[A-Za-z]{0,3}\\d\\w{0,12}(?:\\s?[-–]\\s?[A-Za-z]{0,3}\\d\\w{0,12})?';
const inIssue = '[^()]{0,60}(?:\\([^()]{0,30}\\)[^()]{0,20})?';

/** `44(1):5-21`, `Vol.43(5)`, `58(6):688-696`, `28:103-106` */
const volumeIssue = new RegExp(
  `(?:^|[\\s.,;])(?:Vol(?:ume)?\\.?\\s?)?([A-Za-z]{0,2}\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,4})?)\\s?\\((${inIssue})\\)(?:\\s?:\\s?(${page}|[A-Za-z]?\\d[\\w,\\s-]{0,40}?)(?=[,.;]|\\s*$))?`,
);
const volumePages = new RegExp(`(?:^|[\\s.,;])(?:Vol(?:ume)?\\.?\\s?)?(\\d{1,4}[A-Za-z]?)\\s?:\\s?(${page})`);
const volumeOnly = /(?:^|[\s.,;])Vol(?:ume)?\.?\s?(\d{1,5}[A-Za-z]?)/;
const ppPages = new RegExp(`\\(?pp?\\.?\\s(${page})\\)?`);
const colonPages = new RegExp(`[:;]\\s?(${page})(?=[,.;]|\\s*$)`);
const monthYear = new RegExp(
  `\\b((?:${month}|${season})\\.?(?:\\s\\d{1,2})?(?:[-/](?:${month}|${season})\\.?(?:\\s\\d{1,2})?)?)[,\\s]+(${years})\\b`,
  'i',
);
const yearMonth = new RegExp(
  `\\b(${years})[,\\s]+((?:${month}|${season})\\.?(?:[-/](?:${month}|${season})\\.?)?(?:\\s\\d{1,2})?|\\d{1,2}\\s${month})(?![A-Za-z])`,
  'i',
);
const bracketed = new RegExp(`\\((${years})\\)`);
const loneYear = new RegExp(`\\b(${years})\\b`, 'g');

const set = (source: Source, key: keyof Source, value: string | undefined): void => {
  if (value !== undefined && value.trim() !== '') source[key] = value.trim();
};

/** Reads what can be told; the journal is what stands before volume or date. Long lines are looked at up to 1,000 characters. */
export const readSource = (line: string): Source => {
  const text = line.replace(/\s+/g, ' ').trim().slice(0, 1000);
  const source: Source = {};
  let end = text.length;
  const before = (at: number | undefined): void => {
    if (at !== undefined && at > 0) end = Math.min(end, at);
  };
  const both = volumeIssue.exec(text);
  const plain = both === null ? volumePages.exec(text) : null;
  const alone = both === null && plain === null ? volumeOnly.exec(text) : null;
  // `(2012)` behind a number in running text is a year, no issue.
  if (both !== null && !(bracketed.test(both[0]) && both[3] === undefined)) {
    set(source, 'volume', both[1]);
    set(source, 'issue', both[2]);
    set(source, 'pages', both[3]);
    before(both.index);
  } else if (plain !== null) {
    // `Winter 2007: 7-14`: a year, no volume.
    if (new RegExp(`^${years}$`).test(plain[1] ?? '')) set(source, 'year', plain[1]);
    else {
      set(source, 'volume', plain[1]);
      before(plain.index);
    }
    set(source, 'pages', plain[2]);
  } else if (alone !== null) {
    set(source, 'volume', alone[1]);
    before(alone.index);
  }
  if (source.pages === undefined) set(source, 'pages', (ppPages.exec(text) ?? colonPages.exec(text))?.[1]);
  const after = monthYear.exec(text);
  const ahead = after === null ? yearMonth.exec(text) : null;
  if (after !== null) {
    set(source, 'date', `${after[1] ?? ''} ${after[2] ?? ''}`);
    set(source, 'year', after[2]);
    before(after.index);
  } else if (ahead !== null) {
    set(source, 'date', /^\d/.test(ahead[2] ?? '') ? `${ahead[2] ?? ''} ${ahead[1] ?? ''}` : `${ahead[1] ?? ''} ${ahead[2] ?? ''}`);
    set(source, 'year', ahead[1]);
    before(ahead.index);
  } else {
    const inBrackets = bracketed.exec(text);
    const last = [...text.matchAll(loneYear)].at(-1);
    set(source, 'year', inBrackets?.[1] ?? last?.[1]);
    before(inBrackets?.index ?? last?.index);
  }
  const book = bookIn(text);
  const journal = text.slice(0, end).replace(/[\s,;:.(]{1,20}(?:no\.?|vol(?:ume)?\.?)?[\s,;:.(]{0,20}$/i, '');
  const number = /^(.*\S)\s+(\d{1,4})$/.exec(journal);
  if (number !== null && source.volume === undefined) set(source, 'volume', number[2]);
  set(source, 'journal', book ?? (number?.[1] ?? journal).replace(/\.\s+Conference:.*$/, ''));
  return source;
};

/** The title of the book that a chapter stands in, behind its editors; undefined where the text names none or it is `title` itself. */
export const bookIn = (text: string | undefined, title?: string): string | undefined => {
  if (text === undefined || (title !== undefined && text.startsWith(title.replace(/\.$/, '')))) return undefined;
  const editors = [...text.matchAll(/\[(?:Ed|Editor|Eds)\b[^\]]{0,60}\]/g)].at(-1);
  if (editors === undefined) return undefined;
  const rest = text.slice(editors.index + editors[0].length).replace(/^[\s.,;]*(?:\(\d{4}\)\.?)?\s*/, '');
  return /^(.+?)(?:\.\s*:|\.\s*\(pp|\.\s|$)/.exec(rest)?.[1];
};
