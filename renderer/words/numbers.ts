// How are numbers, shares and times written in a language?

export const formatsOf = (locale: string) => {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const three = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    number: (value: number): string => whole.format(value),
    decimals: (value: number, digits: number): string =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    percent: (value: number): string => share.format(value),
    /** Three significant digits: a p value, a count, a share. */
    figure: (value: number): string => (Number.isInteger(value) ? whole.format(value) : three.format(value)),
    /** `2026-11-25` → 25 Nov; anything else as it is. */
    day: (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? day.format(new Date(`${text}T12:00:00`)) : text),
    /** An ISO time for people; a text that is none (a file name) as it is. */
    when: (text: string): string => (/^\d{4}-\d\d-\d\dT/.test(text) ? moment.format(new Date(text)) : text),
  };
};
