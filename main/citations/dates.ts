// When was it published: which year, which date?

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** 1–12 for a month's English name, its beginning or its number; undefined for seasons and the rest. */
export const monthNumber = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const value = text.trim().toLowerCase();
  if (/^\d{1,2}$/.test(value)) {
    const n = Number(value);
    return n >= 1 && n <= 12 ? n : undefined;
  }
  const at = months.indexOf(value.slice(0, 3));
  return at < 0 ? undefined : at + 1;
};

/** Four digits at the beginning that are a year: what nearly all fields hold. */
const leading = (value: string): number | undefined => {
  let number = 0;
  for (let at = 0; at < 5; at += 1) {
    const digit = value.charCodeAt(at) - 48;
    const is = digit >= 0 && digit <= 9;
    if (is !== at < 4) return undefined;
    if (is) number = number * 10 + digit;
  }
  return number >= 1500 && number < 2100 ? number : undefined;
};

/** The first number that can be a year of publication (1500–2099) standing by itself, or leading `YYYYMMDD`. */
export const year = (text: string | number | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const value = String(text).slice(0, 200);
  const begins = leading(value);
  if (begins !== undefined) return begins;
  const found = /(?<![\d.])(1[5-9]\d\d|20\d\d)(?!\d)/.exec(value) ?? /(?<!\d)(1[5-9]\d\d|20\d\d)(?=[01]\d[0-3]\d(?!\d))/.exec(value);
  return found?.[1] === undefined ? undefined : Number(found[1]);
};

const two = (n: number): string => String(n).padStart(2, '0');
const iso = (y: string, m: number | undefined, d?: string): string | undefined => {
  if (m === undefined) return y;
  const day = d === undefined ? 0 : Number(d);
  if (day > 31) return undefined;
  return day >= 1 ? `${y}-${two(m)}-${two(day)}` : `${y}-${two(m)}`;
};

/**
 * A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD` where the value says it without doubt (`2019 Mar 14`, `2019/03/14/`, `March 2019`), else as written.
 * `3/4/2019` stays as written: countries disagree on it.
 */
export const isoDate = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const value = text.trim().replace(/\s+/g, ' ').slice(0, 100);
  if (!/\d/.test(value)) return undefined;
  let m = /^(\d{4})$/.exec(value) ?? /^(\d{4})\/{1,3}$/.exec(value);
  if (m?.[1] !== undefined) return m[1];
  m = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})?)?(?:[-/]|[ T].*)?$/.exec(value);
  if (m?.[1] !== undefined) {
    const month = Number(m[2]) >= 1 && Number(m[2]) <= 12 ? Number(m[2]) : undefined;
    return month === undefined ? (Number(m[2]) === 0 ? m[1] : value) : (iso(m[1], month, m[3]) ?? value);
  }
  m = /^(\d{4})(\d\d)(\d\d)$/.exec(value);
  if (m?.[1] !== undefined && monthNumber(m[2]) !== undefined) return iso(m[1], monthNumber(m[2]), m[3]) ?? value;
  m = /^(\d{4})[ /,-]+([A-Za-z]{3,9})\.?(?:[ /,-]+(\d{1,2}))?\/?$/.exec(value);
  if (m?.[1] !== undefined && monthNumber(m[2]) !== undefined) return iso(m[1], monthNumber(m[2]), m[3]) ?? value;
  m = /^([A-Za-z]{3,9})\.? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})$/.exec(value);
  if (m?.[3] !== undefined && monthNumber(m[1]) !== undefined) return iso(m[3], monthNumber(m[1]), m[2]) ?? value;
  m = /^(\d{1,2})(?:st|nd|rd|th)?[ .-]+([A-Za-z]{3,9})\.?[ ,.-]+(\d{4})$/.exec(value);
  if (m?.[3] !== undefined && monthNumber(m[2]) !== undefined) return iso(m[3], monthNumber(m[2]), m[1]) ?? value;
  // Excel's `1-Dec-25`: no export is of 1940 and before in this form.
  m = /^(\d{1,2})-([A-Za-z]{3})-(\d\d)$/.exec(value);
  if (m?.[3] !== undefined && monthNumber(m[2]) !== undefined)
    return iso(`${Number(m[3]) <= 40 ? '20' : '19'}${m[3]}`, monthNumber(m[2]), m[1]) ?? value;
  return value;
};

/** Puts together what a file keeps in separate fields. */
export const dateOf = (y: string | number | undefined, month?: string, day?: string): string | undefined => {
  const found = year(y);
  if (found === undefined) return undefined;
  return iso(String(found), monthNumber(month), /^\d{1,2}$/.test(day ?? '') ? day : undefined) ?? String(found);
};
