// When are two spellings the same word? Folding for comparison only; nothing folded is ever shown.
import { plain } from '../citations/plain.ts';

const greek =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(' ');
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', ё: 'e', є: 'e', ж: 'zh', з: 'z', и: 'i', і: 'i', ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o',
  п: 'p', р: 'r', с: 's', т: 't', у: 'u', ў: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia',
}; // prettier-ignore
const letters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ŋ: 'n' };

const replacement = (sign: string): string => {
  const code = sign.charCodeAt(0);
  // Final sigma keeps its place, so the list has sigma twice.
  if (code >= 0x3b1 && code <= 0x3c9) return ` ${greek[code - 0x3b1] ?? ''} `;
  return cyrillic[sign] ?? letters[sign] ?? sign;
};

/**
 * Lower case without mark-up, character references, accents, dashes and typographic quotes; Greek letters by their names
 * (set apart by blanks), Cyrillic in Latin letters. Everything else stays, also `?` for accents lost on the way.
 */
export const fold = (text: string): string => {
  const bare = text.includes('<') || text.includes('&') ? plain(text) : text;
  // Most of all records: nothing but ASCII.
  if (/^[\x20-\x7e]*$/.test(bare)) return bare.toLowerCase();
  return bare
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[\u03b1-\u03c9\u0430-\u045f\u0491ßæœøđðþłıħŋ]/g, replacement)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u02bc\u00b4]/g, "'");
};

/** One folded word in the spelling that British and American, ligature and typist's forms share. */
export const spelling = (word: string): string => {
  if (word.length < 4 || !/[ao]e|ph|our|is[ei]|isat|ys[ei]|tre|ogue|mme|ll/.test(word)) return word;
  return word
    .replace(/[ao]e/g, 'e')
    .replace(/ph/g, 'f')
    .replace(/our(?=s|ed|ing|al|$)/g, 'or')
    .replace(/is(?=e$|ed$|es$|er$|ers$|ing$|ations?$)/, 'iz')
    .replace(/ys(?=e$|ed$|es$|er$|ers$|ing$)/, 'yz')
    .replace(/tre(?=s?$)/, 'ter')
    .replace(/ogue(?=s?$)/, 'og')
    .replace(/mme(?=s?$)/, 'm')
    .replace(/ll/g, 'l');
};

/** Words of folded text: runs of letters and digits. An apostrophe inside a word vanishes, French d' and l' with it; a letter lost on the way stays as `?`. */
export const words = (folded: string): string[] => {
  const lost = /[?\ufffd]/.test(folded);
  const text = folded.includes("'") ? folded.replace(/(?<![\p{L}])([dl])'(?=\p{L})/gu, ' ').replace(/(?<=\p{L})'(?=\p{L})/gu, '') : folded;
  if (!lost) return text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return text.match(/[\p{L}\p{N}]+(?:[?\ufffd]+[\p{L}\p{N}]+)*/gu)?.map((word) => word.replace(/[?\ufffd]+/g, '?')) ?? [];
};

/** True where `?` in one word can stand for what the other has there (none to two letters). */
export const matchesLost = (a: string, b: string): boolean => {
  const [holey, whole] = a.includes('?') ? [a, b] : [b, a];
  return holey.includes('?') && holey.length > 1 && new RegExp(`^${holey.split('?').join('.{0,2}')}$`, 'u').test(whole);
};

const stops = new Set(
  (
    'a an the of and in on for to with by from at as or is are be its et de la le les des du der die das den dem ein eine und von zur zum mit im en el los las del y e o da do dos das em na no i der van ' +
    'as al into than vs versus via per'
  ).split(' '),
);
export const isStop = (word: string): boolean => stops.has(word);

/**
 * Damerau-Levenshtein distance (optimal alignment), given up above `limit`.
 * @returns 0 … limit, or limit + 1
 */
export const distance = (a: string, b: string, limit: number): number => {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let from = 0;
  while (from < a.length && from < b.length && a.charCodeAt(from) === b.charCodeAt(from)) from += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  const n = endA - from;
  const m = endB - from;
  if (n === 0 || m === 0) return Math.max(n, m) > limit ? limit + 1 : Math.max(n, m);
  if (n === 1 && m === 1) return 1;
  if (limit === 1) return n === 2 && m === 2 && a[from] === b[from + 1] && a[from + 1] === b[from] ? 1 : 2;
  // Only cells within `limit` of the diagonal can lead to an answer.
  const far = limit + 1;
  let before = new Array<number>(m + 2).fill(far);
  let last = Array.from({ length: m + 2 }, (_, j) => Math.min(j, far));
  let now = new Array<number>(m + 2).fill(far);
  for (let i = 1; i <= n; i += 1) {
    const left = Math.max(1, i - limit);
    const right = Math.min(m, i + limit);
    now[left - 1] = left === 1 ? i : far;
    let least = far;
    const signA = a.charCodeAt(from + i - 1);
    for (let j = left; j <= right; j += 1) {
      const signB = b.charCodeAt(from + j - 1);
      let cost = (last[j - 1] ?? far) + (signA === signB ? 0 : 1);
      cost = Math.min(cost, (last[j] ?? far) + 1, (now[j - 1] ?? far) + 1);
      if (i > 1 && j > 1 && signA === b.charCodeAt(from + j - 2) && signB === a.charCodeAt(from + i - 2))
        cost = Math.min(cost, (before[j - 2] ?? far) + 1);
      now[j] = cost;
      if (cost < least) least = cost;
    }
    now[right + 1] = far;
    if (least > limit) return far;
    [before, last, now] = [last, now, before];
  }
  return Math.min(last[m] ?? 0, limit + 1);
};

/** A 32-bit set of words: a bit for each, by its hash. Words shared by two lists set the same bit. */
export const wordSet = (list: readonly string[]): number => {
  let bits = 0;
  for (const word of list) {
    let sum = 0x811c9dc5;
    for (let at = 0; at < word.length; at += 1) sum = Math.imul(sum ^ word.charCodeAt(at), 0x01000193);
    bits |= 1 << ((sum ^ (sum >>> 15)) & 31);
  }
  return bits;
};

export const bitCount = (bits: number): number => {
  let v = bits - ((bits >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
