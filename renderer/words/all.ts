// Which languages does the page speak? One line each; the first is the one all others fall back to.
import { de } from './de.ts';
import { en, type Words } from './en.ts';

export type { Words } from './en.ts';

export const locales: readonly Words[] = [en, de];

/** The first language we have of those wanted (`de-AT` is `de`). */
export const wordsFor = (wanted: readonly string[]): Words => {
  for (const tag of wanted) {
    const found = locales.find((locale) => locale.tag === tag.toLowerCase().split('-')[0]);
    if (found !== undefined) return found;
  }
  return en;
};
