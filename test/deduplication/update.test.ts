// Is a repeated search told apart into new, known, changed and retracted?
import { describe, expect, it } from 'vitest';
import { matchUpdate } from '../../main/deduplication/index.ts';
import { finish } from '../../shared/work.ts';
import { citations, type Sketch } from './records.ts';

const abstract = 'Background: leg ulcers heal slowly. Methods: 120 people were randomised to honey or usual dressings and followed for a year.';
const honey: Sketch = { title: 'Honey dressings for leg ulcers: a randomised trial', by: 'Wilk, Ewa; Osei, Kofi', year: 2015, journal: 'Wound Letters', volume: '12', issue: '3', pages: '101-109', doi: '10.5555/wl.101', abstract }; // prettier-ignore
const early: Sketch = {
  title: 'Silver after skin grafts in children',
  by: 'Moe, Ann; Roe, Bo',
  year: 2019,
  journal: 'Wound Letters',
  doi: '10.5555/wl.300',
};
const other: Sketch = {
  title: 'Maggots for diabetic feet in rural clinics',
  by: 'Ito, Ken',
  year: 2020,
  journal: 'Skin',
  volume: '3',
  pages: '1-9',
  doi: '10.5555/s.1',
};

const statuses = (known: readonly Sketch[], incoming: readonly Sketch[]): unknown[] =>
  finish(matchUpdate(citations(known), citations(incoming))).matched.map(({ status, known: at, repeats, changes }) => [
    status,
    at ?? repeats,
    changes.join(' '),
  ]);

describe('matchUpdate', () => {
  it.each<[string, Sketch, unknown[]]>([
    ['word for word', honey, ['known', 0, '']],
    [
      'by another database, without abstract',
      { ...honey, title: honey.title?.toUpperCase(), by: 'Wilk E; Osei K', journal: 'Wound Lett', pages: '101-9', abstract: undefined },
      ['known', 0, ''],
    ],
    ['with a PMID now', { ...honey, pmid: '91000001' }, ['known', 0, 'pmid']],
    ['printed now', { ...early, year: 2020, volume: '17', issue: '1', pages: '44-52' }, ['changed', 1, 'year volume pages']],
    ['with another abstract', { ...honey, abstract: `${abstract} Results: honey healed as many.` }, ['changed', 0, 'abstract']],
    ['retracted', { ...honey, title: `RETRACTED: ${honey.title ?? ''}`, type: 'Retracted Publication' }, ['retracted', 0, 'notices']],
    ['retracted, as PubMed says', { ...honey, notices: ['Retraction in: Wound Lett. 2018;15(1):3'] }, ['retracted', 0, 'notices']],
    ['never seen', other, ['new', undefined, '']],
  ])('%s', (_what, incoming, expected) => {
    expect(statuses([honey, early], [incoming])).toEqual([expected]);
  });

  it('finds duplicates among the new ones', () => {
    expect(statuses([honey], [other, { ...other, title: other.title?.toUpperCase(), doi: undefined }, honey])).toEqual([
      ['new', undefined, ''],
      ['new', 0, ''],
      ['known', 0, ''],
    ]);
  });

  it('links a notice of retraction to the known article', () => {
    const notice: Sketch = {
      title: `Retraction notice to "${honey.title ?? ''}" [Wound Letters 12 (2015) 101-109]`,
      year: 2018,
      journal: 'Wound Letters',
      volume: '15',
      pages: '3',
      type: 'Retraction of Publication',
    };
    const { matched, related } = finish(matchUpdate(citations([early, honey]), citations([notice])));
    expect(matched[0]).toMatchObject({ status: 'new', retracts: [1] });
    expect(related).toMatchObject([{ a: 1, b: 0, reason: 'notice' }]);
  });

  it.each<[string, Sketch]>([
    ['behind the title', { title: `${honey.title ?? ''} (Retraction of vol 12, pg 101, 2015)` }],
    ['by its type', { title: honey.title, type: 'Retraction' }],
    ['with names', { title: `${honey.title ?? ''} (Retraction of vol 12, pg 101, 2015)`, by: honey.by }],
  ])('a notice %s retracts the known article and is no copy of it', (_what, sketch) => {
    const notice: Sketch = { year: 2018, journal: 'Wound Letters', volume: '15', pages: '3', ...sketch };
    const { matched } = finish(matchUpdate(citations([early, honey]), citations([notice])));
    expect(matched[0]).toMatchObject({ status: 'new', retracts: [1] });
  });

  it('takes a retracted article behind whose title the notice is named for the article', () => {
    const marked = { ...honey, title: `${honey.title ?? ''} (Retracted article. See vol. 15, pg. 3, 2018)` };
    expect(statuses([honey, early], [marked])).toEqual([['retracted', 0, 'notices']]);
  });

  it('never merges what the reviewer has kept apart', () => {
    const { matched } = finish(matchUpdate(citations([honey, honey, early]), citations([honey, other])));
    expect(matched.map(({ status }) => status)).toEqual(['known', 'new']);
    expect([0, 1]).toContain(matched[0]?.known);
  });

  it('asks where it cannot tell', () => {
    const { matched, unsure } = finish(
      matchUpdate(
        citations([other, { title: honey.title, by: honey.by, year: 2014 }]),
        citations([{ title: honey.title, by: honey.by, year: 2015 }]),
      ),
    );
    expect(matched[0]).toMatchObject({ status: 'new' });
    expect(unsure).toMatchObject([{ a: 1, b: 0 }]);
  });
});
