// A search was run again after screening had begun: what did its files bring that is new, known, changed, retracted?
import type { CitationId, Kept } from '../../../shared/citation.ts';
import type { Update, UpdatedCitation } from '../../../shared/contract.ts';
import { compared, isRetractionNotice } from '../../deduplication/index.ts';
import type { Review } from '../../store/index.ts';
import { visible } from '../../text/visible.ts';
import { linked } from '../review/questions.ts';
import { readOnly } from './reader.ts';

/** Lists are for looking through one by one; the counts are of all. */
const most = 500;

/** The imports that came after the first decision made here, newest first. */
export const updatesIn = ({ path }: { path: string }): readonly Update[] =>
  readOnly(path, (review) => {
    const began = review.decisions.all().find(({ origin }) => origin !== 'prior')?.seq;
    if (began === undefined) return [];
    const later = review.receipts.all().filter(({ seq }) => seq > began);
    const behind = review.sameness.representatives();
    const notices = linked(review.sameness.now()).filter(({ reason }) => reason === 'notice');
    return later.map((receipt) => updateOf(review, receipt, { behind, notices })).reverse();
  });

interface Relations {
  readonly behind: ReadonlyMap<CitationId, CitationId>;
  readonly notices: readonly { readonly citation: CitationId; readonly other: CitationId }[];
}

const updateOf = (
  review: Review,
  { import: id, file, at }: ReturnType<Review['receipts']['all']>[number],
  { behind, notices }: Relations,
): Update => {
  const keys = review.receipts.keys(id);
  const first = keys[0] ?? 0;
  const changed: UpdatedCitation[] = [];
  const retracted: UpdatedCitation[] = [];
  let fresh = 0;
  let known = 0;
  for (const incoming of review.citations.many(keys)) {
    const shown = behind.get(incoming.key);
    if (shown === undefined || shown >= first) {
      if (shown === undefined) fresh += 1;
      for (const old of noticed(review, incoming, { behind, notices })) retracted.push({ ...told(old, []), notice: visible(incoming.title ?? '') });
      continue;
    }
    known += 1;
    const [old] = review.citations.many([shown]);
    if (old === undefined) continue;
    const { status, changes } = compared(old, incoming);
    if (status === 'retracted') retracted.push(told(old, changes));
    else if (status === 'changed') changed.push(told(old, changes));
  }
  return { receipt: id, file, at, first, fresh, known, changed: changed.slice(0, most), retracted: retracted.slice(0, most) };
};

/** Records that were there and that this one, a notice, says are retracted or withdrawn. */
const noticed = (review: Review, incoming: Kept, { behind, notices }: Relations): Kept[] => {
  if (!isRetractionNotice(incoming)) return [];
  const others = notices.flatMap(({ citation, other }) => (citation === incoming.key ? [other] : other === incoming.key ? [citation] : []));
  return review.citations.many([...new Set(others.map((other) => behind.get(other) ?? other))].filter((other) => other < incoming.key));
};

const told = ({ key, title }: Kept, fields: readonly string[]): UpdatedCitation => ({ citation: key, title: visible(title ?? ''), fields });
