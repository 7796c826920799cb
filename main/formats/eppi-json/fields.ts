// What does a reference of EPPI-Reviewer say, and what was it coded as?
import { dateOf, opinion, type Draft, type Kind } from '../../citations/index.ts';
import { takeMarks } from '../marks.ts';
import { squeeze } from '../squeeze.ts';
import type { Codes } from './codes.ts';

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['Journal, Article', 'Journal Article'],
  ['Article In A Periodical', 'Magazine Article'],
  ['Book, Whole', 'Book'],
  ['Book, Chapter', 'Book Chapter'],
  ['Conference Proceedings', 'Conference Paper'],
  ['Dissertation', 'Thesis'],
  ['Report', 'Report'],
  ['Document From Internet Site', 'Web Page'],
  ['Web Site', 'Web Page'],
  ['Generic', 'Other'],
]);

/** Families come first and without a comma: `van der Berg Jan P`. */
const named = (name: string): string => {
  const words = name.trim().split(/\s+/);
  let family = 1;
  while (family < words.length - 1 && /^\p{Ll}/u.test(words[family - 1] ?? '')) family += 1;
  return words.length <= family ? words.join(' ') : `${words.slice(0, family).join(' ')}, ${words.slice(family).join(' ')}`;
};

export const draftOf = (item: Readonly<Record<string, unknown>>, codes: Codes): Draft => {
  const text = (key: string): string | undefined => {
    const value = item[key];
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    return typeof value === 'string' && value.trim() !== '' ? squeeze(value) : undefined;
  };
  const draft: Draft = {
    id: text('ItemId'),
    title: text('Title') ?? text('ShortTitle'),
    abstract: text('Abstract'),
    authors: (text('Authors') ?? '').split(';').map((name) => (name.includes(',') ? name : named(name))),
    year: text('Year'),
    date: dateOf(text('Year'), text('Month')),
    journal: text('ParentTitle'),
    issn: text('StandardNumber'),
    volume: text('Volume'),
    issue: text('Issue'),
    pages: text('Pages'),
    doi: text('DOI') ?? text('URL'),
    url: text('URL'),
    keywords: (text('Keywords') ?? '').split(/[\r\n;]+/),
  };
  const kind = kinds.get(text('TypeName') ?? '');
  draft.type = kind === undefined || kind === 'Other' ? [] : [kind];
  const given = (Array.isArray(item['Codes']) ? (item['Codes'] as unknown[]) : []).flatMap((one) => {
    const id = typeof one === 'object' && one !== null && 'AttributeId' in one ? Number(one.AttributeId) : NaN;
    return codes.get(id) ?? [];
  });
  const deciding = given.filter(({ decides }) => decides !== undefined);
  draft.tags = given.filter(({ decides }) => decides === undefined).map(({ name }) => name);
  draft.opinions = (['include', 'exclude'] as const).flatMap((verdict) => {
    const by = deciding.filter(({ decides }) => decides === verdict).map(({ name }) => name);
    return by.length === 0 ? [] : [opinion(verdict, 'eppi', { reasons: verdict === 'exclude' ? by : [] })];
  });
  // Everything begins as included in the review: only the other word says something.
  if (draft.opinions.length === 0 && text('ItemStatus') === 'E') draft.opinions = [opinion('exclude', 'eppi')];
  const comments = text('Comments');
  takeMarks(draft, comments === undefined ? [] : [comments]);
  return draft;
};
