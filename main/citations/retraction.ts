// Does a record say that it was retracted itself, or is it the notice that retracts another one?
import type { Fields } from '../../shared/citation.ts';
import { noticesIn } from './words.ts';

export interface Retraction {
  readonly is: 'retracted' | 'notice';
  /** The type, notice or words of the title that say so. */
  readonly says: string;
}

/** About another record: `Retraction of: Lancet. 2010`, `Title says: retraction notice to`, Web of Science's type `Retraction`. */
const ofAnother =
  /^(?:(?:partial )?(?:retraction|withdrawal) of\b|retracted and republished from\b|(?:retraction|withdrawal)(?: notice| note)?$|title says: (?:notice of retraction|retraction|withdrawal))/i;
/** The article that stands in place of a retracted one retracts nothing. */
const anew = /^retracted and republished from\b/i;

/** What a record says of itself counts before what it says of others. */
export const retractionOf = ({ title, type, notices }: Pick<Fields, 'title' | 'type' | 'notices'>): Retraction | undefined => {
  const told = [...(notices ?? []), ...noticesIn(title, type)].filter((text) => /retract|withdraw/i.test(text) && !anew.test(text));
  const own = told.find((text) => !ofAnother.test(text));
  if (own !== undefined) return { is: 'retracted', says: own };
  return told[0] === undefined ? undefined : { is: 'notice', says: told[0] };
};
