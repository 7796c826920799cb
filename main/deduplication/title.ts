// What is the title itself, what did databases and publishers hang on it, and how alike are two titles?
import { distance, fold, isStop, matchesLost, spelling, words } from './fold.ts';

/** What the wording says a record is, beside an article: a notice about another one, or an answer to it. */
export type Mark = 'notice' | 'reply';

export interface Title {
  /** All words in common spelling, without gaps; '' where there is no title. */
  readonly key: string;
  readonly words: readonly string[];
  /** Keys of a second title in the same field (original and translation). */
  readonly others: readonly string[];
  /** Numbers, also Roman ones, in order of size as text. */
  readonly numbers: readonly string[];
  /** Words that carry meaning; signs of scripts without gaps count a third. */
  readonly weight: number;
  /** The title of a kind of text ("Editorial", "Response"), not of a text. */
  readonly generic: boolean;
  readonly mark?: Mark;
  /** The article itself is marked as retracted or withdrawn. */
  readonly retracted: boolean;
  readonly protocol: boolean;
  readonly abstract: boolean;
}

const language =
  'english|chinese|french|german|spanish|italian|japanese|russian|portuguese|polish|dutch|turkish|korean|czech|danish|swedish|norwegian|finnish|hungarian|persian|farsi|greek|hebrew|arabic|' +
  'croatian|serbian|slovak|slovene|slovenian|ukrainian|bulgarian|romanian|catalan|icelandic|lithuanian|latvian|estonian|thai|vietnamese|indonesian|malay';
const languages = `(?:${language})(?:(?:,| and|/|;|-)\\s*(?:${language}))*`;
/** What stands in brackets behind a title and belongs to the database, not to the title. */
const noise = new RegExp(
  `^(?:\\d+ ref(?:s|erences)?\\.?|${languages}|(?:systematic |literature |cochrane )?review(?: article)?|protocol|letter(?: to the editor)?|see comments?|comments?|editorial|(?:meeting |conference )?abstracts?|structured abstract|` +
    'provisional abstract|brief record|project record|corrected(?: and republished.*)?|sic|republished.*|reprint.*|news|note|careers|electronic resource|internet|online|epub.*|in process.*|ahead of print|with .{0,30}(?:abstract|summary)|' +
    "author'?s'? transl.*|transl.*|(?:published )?errat(?:um|a)\\b.*|corrigendum\\b.*|retract.*|withdrawn|comment (?:in|on)\\b.*|summary for patients.*|update (?:of|in)\\b.*|.{0,40}\\bappears? in\\b.*|see also\\b.*|" +
    'nct ?\\d{8}|isrctn ?\\d+|cd ?\\d{6})$',
);
const openErratum = /[\s.]*\[(?:published )?(?:erratum|corrigendum|retraction)\b(?: appears| in|\s*:).*$/;
/** Web of Science names a notice by the place of the article it is about. */
const aboutPlace =
  /\((?:(?:retraction|withdrawal|correction|expression of concern) (?:of|to) )?vol\.? ?\d+[^()]{0,40}(?:pg|p|pp|\d)[^()]{0,40}\d{4}\)$/;
/** Embase the same way: `(J Trials (2021) 14 (211-219))`. */
const aboutSource = /\s*[([][^()[\]]{2,120}\(\d{4}\)[^[\]]{0,60}[)\]]$/;
const retracted = /^\W*(?:retracted|withdrawn)(?: article| paper| chapter)?\s*[:.\])-]+\s*/;
const notice =
  /^\W*(?:(?:author|publisher)'?s? )?(?:(?:errat(?:um|a)|corrigend(?:um|a)|addendum|retraction (?:notice|note)|notice of (?:retraction|redundant publication|duplicate publication|correction)|(?:editorial )?expression of concern)(?: notice| note)?\b[\s:.-]*(?:(?:to|for|in|on|of|re|regarding)\b)?[:\s"']*|(?:corrections?|retraction|withdrawal|publisher's note)(?:\s*[:.-]+\s*|\s+(?:to|for|of)\s*[:"']+\s*|\s+to\s+(?=\S)|\s*$))/;
const noticeBehind = /[\s]*[:.([-]\s*(?:an? )?(?:erratum|corrigendum|retraction(?: notice)?|addendum)\s*[)\]]?$/;
const reply =
  /^\W*(?:re\s*:\s*|(?:in )?reply(?:\s*$|\s*[:.-]+\s*|\s+(?:to|by|from)\b[:\s"']*)|(?:the )?authors?'?s?'? (?:reply|response)\b(?:\s+to\b)?[:\s".-]*|responses?(?:\s*$|\s*[:.]+\s*|\s+to\s*[:"']+\s*|\s+to (?=letter|comment|the editor|editor))|rejoinder\b[:\s]*(?:to\b)?[:\s"']*|(?:invited )?comment(?:ary|s)? (?:on|to)\b[:\s"']*|comment\s*[:.]\s*|letter by .{2,80} regarding article,?\s*[:\s"']*|letter(?: to the editor)? (?:regarding|re|concerning|on)\b[:\s"']*)/;
const replyBehind =
  /\s*(?:[:.,([]|\s[-])\s*(?:(?:the )?authors?'?s?'? (?:reply|response)|(?:in )?reply|rejoinder|response by .{2,60}|comment)\s*[)\]]?$/;
const genericWords = new Set(
  (
    'editorial editorials editor editors comment comments commentary introduction preface foreword response reply letter letters correspondence review reviews book books news notes note erratum errata corrigendum correction ' +
    'abstract abstracts contents index discussion conclusion conclusions summary obituary announcement announcements guest special issue section minitrack proceedings conference symposium meeting report message welcome ' +
    'author authors in this from we our my us your new about invited opinion perspective viewpoint retraction addendum untitled miscellaneous overview'
  )
    .split(' ')
    .map(spelling),
);
/** Columns that return in every issue, whatever else their titles say. */
const column = /\b(?:editor(?:s|'s|s')? (?:comments?|note|notes|introduction|page|column|choice|message)|(?:from|by|message from) the editors?|(?:message|letter|word|words|note|notes|greetings|welcome|remarks|address|column|report) (?:from|of|by) (?:the|our|your) (?:incoming |outgoing |past )?(?:president|chair|chairman|chairperson|director|dean|secretary|publisher|convenor|organi[sz]ers?)|presidents? (?:message|page|column|letter|address|report)|president's (?:message|page|column|letter|address|report)|(?:guest )?editorial(?: introduction| preface| statement| board)|guest editorial|introduction to the (?:special (?:issue|section)|mini-?track)|book reviews?$|in this issue|about (?:the|our) (?:authors|contributors)|call for papers|^(?:this|last) (?:week|month) (?:in|at)|^(?:news )?in brief$|^(?:issue )?highlights$|^highlights of this issue)\b/; // prettier-ignore
const nothing = /^\W*(?:unknown|untitled|no title|title not available|not available|n\/?a|none|null)?\W*$/;
const roman: Readonly<Record<string, string>> = {
  i: '1',
  ii: '2',
  iii: '3',
  iv: '4',
  v: '5',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
  x: '10',
  xi: '11',
  xii: '12',
};

/** The bracket that ends the text, with what is before it; brackets may be nested. */
const lastBracket = (text: string): { before: string; inside: string; square: boolean } | undefined => {
  const close = text.charAt(text.length - 1);
  if (close !== ']' && close !== ')') return undefined;
  const open = close === ']' ? '[' : '(';
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const sign = text.charAt(at);
    if (sign === close) depth += 1;
    else if (sign === open && (depth -= 1) === 0) return { before: text.slice(0, at), inside: text.slice(at + 1, -1).trim(), square: close === ']' };
  }
  return undefined;
};

const keyOf = (list: readonly string[]): string => list.join('');
const edges = (text: string): string => text.replace(/^[\s"'.]+|[\s"'.*†]+$/g, '');

const none: readonly string[] = [];

const numbersIn = (list: readonly string[]): readonly string[] => {
  const found: string[] = [];
  for (const word of list) {
    const latin = word.length < 5 ? roman[word] : undefined;
    if (latin !== undefined) found.push(latin);
    else if (/\d/.test(word)) for (const run of word.match(/\d+/g) ?? []) found.push(run.replace(/^0+(?=\d)/, ''));
  }
  return found.length === 0 ? none : found.sort();
};

const weigh = (list: readonly string[]): number => {
  let sum = 0;
  for (const word of list) {
    if (/[\u3040-\u9fff\uac00-\ud7af]/.test(word)) sum += word.length / 3;
    else if (!isStop(word) && (word.length > 2 || /\d/.test(word))) sum += 1;
  }
  return sum;
};

interface Reading {
  /** A title that only repeats the journal's name says nothing. */
  readonly journal?: string;
  readonly spell?: (word: string) => string;
}

/** @param raw the title as a record has it */
export const readTitle = (raw: string | undefined, { journal, spell = spelling }: Reading = {}): Title => {
  const spelt = (text: string): string[] => words(text).map((word) => spell(word));
  let text = edges(fold(raw ?? '').replace(/\s+/g, ' '));
  const marks: { mark?: Mark; retracted: boolean; protocol: boolean; abstract: boolean } = { retracted: false, protocol: false, abstract: false };
  let others = none;
  const addOther = (segment: string): void => {
    const list = spelt(segment);
    if (weigh(list) >= 3) others = [...others, keyOf(list)];
  };
  if (nothing.test(text)) text = '';
  text = text.replace(/\s*\[(?:corrected|sic|see comments?)\]/g, '');
  const open = openErratum.exec(text);
  if (open !== null && open.index > 0) text = edges(text.slice(0, open.index));
  if (retracted.test(text)) {
    marks.retracted = true;
    text = text.replace(retracted, '');
  }
  if (aboutPlace.test(text)) {
    marks.mark = 'notice';
    text = edges(text.replace(aboutPlace, ''));
  }
  for (let round = 0; round < 6; round += 1) {
    const last = lastBracket(text);
    if (last === undefined || edges(last.before) === '') break;
    const inside = last.inside.replace(/\.$/, '');
    if (noise.test(inside)) {
      if (/^retraction of\b/.test(inside)) marks.mark = 'notice';
      else if (inside.startsWith('retract') || inside === 'withdrawn') marks.retracted = true;
      if (inside === 'protocol') marks.protocol = true;
      if (/^(?:meeting |conference )?abstracts?$/.test(inside)) marks.abstract = true;
    } else if (last.square && weigh(spelt(inside)) >= 3 && weigh(spelt(last.before)) >= 2) addOther(inside);
    else break;
    text = edges(last.before);
  }
  if (text.startsWith('[') && lastBracket(text)?.before === '') text = edges(text.slice(1, -1));
  if (notice.test(text) || noticeBehind.test(text)) {
    marks.mark = 'notice';
    const core = edges(text.replace(notice, '').replace(noticeBehind, ''));
    text = core === '' ? text : edges(core.replace(aboutSource, ''));
  } else if (reply.test(text) || replyBehind.test(text)) {
    marks.mark ??= 'reply';
    const core = edges(text.replace(reply, '').replace(replyBehind, ''));
    if (weigh(spelt(core)) >= 2) text = core;
  }
  const parts = text.split(/\s+[/=]\s+|\s*<original>\s*|;\s+/).filter((part) => weigh(spelt(part)) >= 3);
  if (parts.length > 1) for (const part of parts) addOther(part);
  const list = spelt(text);
  const weight = weigh(list);
  const key = keyOf(list);
  const repeats = journal !== undefined && journal.length > 7 && key !== '' && key.split(journal).join('') === '';
  return {
    key,
    words: list,
    others,
    numbers: numbersIn(list),
    weight,
    generic:
      key !== '' &&
      (weight < 1 ||
        repeats ||
        (weight <= 10 && column.test(text)) ||
        list.every((word) => isStop(word) || word.length < 2 || genericWords.has(word))),
    ...marks,
  };
};

/** exact: the same signs; near: typing errors, spellings, small words; part: one holds the other (subtitle, cut, two titles); alike: most words; other. */
export type Likeness = 'exact' | 'near' | 'part' | 'alike' | 'other' | 'missing';

export interface TitleMatch {
  readonly likeness: Likeness;
  /** Share of words found in both, 0…1. */
  readonly share: number;
  /** Numbers or words that stand against each other: part 1 and 2, men and women. */
  readonly opposed: boolean;
  /** Content words only one of them has: more of the shorter list, more of the longer. */
  readonly extra: number;
}

const opposites = /^(?:hyper|hypo|inter|intra|infra|supra|pre|post|under|over|endo|exo|anti|micro|macro)/;
/** The same word but for a typing error; a letter put in front (typical, atypical) or another prefix is no error. */
const typo = (a: string, b: string): boolean => {
  if (a.includes('?') || b.includes('?')) return matchesLost(a, b);
  const short = Math.min(a.length, b.length);
  if (short < 4) return false;
  const apart = Math.abs(a.length - b.length);
  if (a.startsWith(b) || b.startsWith(a)) return apart <= 2 || short >= 6;
  if (short < 5 || apart > 2) return false;
  if (apart > 0 && (a.endsWith(b) || b.endsWith(a))) return false;
  const limit = short >= 8 && a.charCodeAt(0) === b.charCodeAt(0) ? 2 : 1;
  if (distance(a, b, limit) > limit) return false;
  const prefixA = opposites.exec(a)?.[0];
  const prefixB = opposites.exec(b)?.[0];
  return prefixA === prefixB || prefixA === undefined || prefixB === undefined;
};

/** Words of a that b has not, each as often as it has more of them. Titles are short: looking through b is faster than a Map. */
const onlyIn = (a: readonly string[], b: readonly string[]): string[] => {
  const out: string[] = [];
  const used = new Uint8Array(b.length);
  for (const word of a) {
    let at = b.indexOf(word);
    while (at >= 0 && used[at] === 1) at = b.indexOf(word, at + 1);
    if (at < 0) out.push(word);
    else used[at] = 1;
  }
  return out;
};

/** The letters of the shorter stand in the longer, from its beginning or (long ones only) from the beginning of a word: a cut title ends anywhere. */
const contains = (longer: Title, shorter: Title): boolean => {
  if (longer.key.length <= shorter.key.length) return false;
  if (longer.key.startsWith(shorter.key)) return true;
  const found = shorter.key.length < 20 ? -1 : longer.key.indexOf(shorter.key);
  let start = 0;
  for (const word of longer.words) {
    if (start >= found) break;
    start += word.length;
  }
  return found > 0 && start === found;
};

const shortVersion: ReadonlySet<string> = new Set(['executive', 'synopsis', 'appendix', 'addendum'].map(spelling));

const missing: TitleMatch = { likeness: 'missing', share: 0, opposed: false, extra: 0 };
const exact: TitleMatch = { likeness: 'exact', share: 1, opposed: false, extra: 0 };

export const compareTitles = (a: Title, b: Title): TitleMatch => {
  if (a.key === '' || b.key === '') return missing;
  if (a.key === b.key) return exact;
  if (a.others.includes(b.key) || b.others.includes(a.key) || a.others.some((key) => b.others.includes(key)))
    return { likeness: 'near', share: 1, opposed: false, extra: 0 };
  const restA = onlyIn(a.words, b.words);
  const restB = onlyIn(b.words, a.words);
  const numbersA = onlyIn(a.numbers, b.numbers);
  const numbersB = onlyIn(b.numbers, a.numbers);
  let opposed = numbersA.length > 0 && numbersB.length > 0;
  const telling = (list: readonly string[]): string => keyOf(list.filter((word) => !isStop(word)));
  if (telling(restA) === telling(restB)) return { likeness: opposed ? 'alike' : 'near', share: 1, opposed, extra: 0 };
  for (let at = restA.length - 1; at >= 0; at -= 1) {
    const twin = restB.findIndex((word) => typo(restA[at] ?? '', word));
    if (twin < 0) continue;
    restA.splice(at, 1);
    restB.splice(twin, 1);
  }
  // A short version beside the whole is a text of its own.
  if (restA.some((word) => shortVersion.has(word)) !== restB.some((word) => shortVersion.has(word))) opposed = true;
  const extraA = weigh(restA);
  const extraB = weigh(restB);
  const longest = Math.max(a.weight, b.weight, 1);
  const share = Math.max(0, 1 - Math.max(extraA, extraB) / longest);
  const extra = Math.max(extraA, extraB);
  const holds = contains(a, b) || contains(b, a);
  if (extraA > 0 && extraB > 0 && !holds) {
    // Gaps and signs may hide that the letters hardly differ.
    const limit = share >= 0.5 ? Math.floor(Math.min(a.key.length, b.key.length) / 20) : 0;
    if (
      !opposed &&
      limit > 0 &&
      restA.every((word) => word.length > 5) &&
      !restA.some((word) => opposites.test(word) || restB.some((other) => word.endsWith(other) || other.endsWith(word))) &&
      distance(a.key, b.key, limit) <= limit
    )
      return { likeness: 'near', share, opposed, extra };
    opposed = true;
    return { likeness: share >= 0.5 ? 'alike' : 'other', share, opposed, extra };
  }
  if (extraA === 0 && extraB === 0) return { likeness: opposed ? 'alike' : 'near', share, opposed, extra };
  if (opposed) return { likeness: share >= 0.5 ? 'alike' : 'other', share, opposed, extra };
  if (extra <= 1 && longest >= 7 && numbersA.length + numbersB.length === 0) return { likeness: 'near', share, opposed, extra };
  const shorter = Math.min(a.weight, b.weight);
  if (holds && (shorter >= 2 || share >= 0.5)) return { likeness: 'part', share, opposed, extra };
  return { likeness: share >= 0.5 ? 'alike' : 'other', share, opposed, extra };
};
