// Are names, journals, volumes and pages compared in all the forms databases give them?
import { describe, expect, it } from 'vitest';
import { comparePeople, readPeople, type PeopleMatch } from '../../main/deduplication/people.ts';
import {
  compareIssues,
  compareJournals,
  comparePages,
  compareVolumes,
  readJournal,
  readPages,
  readPlace,
  type JournalMatch,
  type PagesMatch,
} from '../../main/deduplication/places.ts';

describe('people', () => {
  it.each<[string[], string[], PeopleMatch]>([
    [['García-López, María'], ['Garcia Lopez MC, et al.'], 'all'],
    [['Müller, Jörg', 'Ågren, Åsa'], ['Mueller J', 'Agren A'], 'all'],
    [['Adeyemi T.Lund S. P.van Dam B.'], ['Adeyemi, T.', 'Lund, S. P.', 'van Dam, B.'], 'all'],
    // As a reader of names leaves it that takes the last initials for those of one long name.
    [['Adeyemi T.Lund S. P.van Dam, B.'], ['Adeyemi, T.', 'Lund, S. P.', 'van Dam, B.'], 'all'],
    [['Smith, J.Robert'], ['Smith, J. R.'], 'all'],
    [['B. Osei', 'K. S. Cook'], ['Osei, Ben', 'Cook, Karen S.'], 'all'],
    [['Zhou, Xiangdong'], ['Xiangdong, Zhou'], 'all'],
    [['van, Ballegooijen M'], ['Van Ballegooijen, M.'], 'all'],
    [['Kowal, E.', 'Nowak, J.', 'Wilk, A.'], ['Kowal E'], 'all'],
    [['Kowal, E.', 'Nowak, J.'], ['Nowak, J.', 'Kowal, E.'], 'most'],
    [['Иванова, Т. П.'], ['Ivanova TP'], 'all'],
    [['Sepsis Working Party'], ['Working Party, Sepsis'], 'all'],
    [['Smith, J.'], ['Smith, A.'], 'none'],
    [['Meyer, Anke'], ['Santos, Rui'], 'none'],
    [['Anonymous'], ['Meyer, Anke'], 'missing'],
    [['NCT01234567'], ['Meyer, Anke'], 'missing'],
    [[], ['Meyer, Anke'], 'missing'],
  ])('%s | %s', (a, b, match) => {
    expect(comparePeople(readPeople(a), readPeople(b))).toBe(match);
    expect(comparePeople(readPeople(b), readPeople(a))).toBe(match);
  });
});

describe('journals', () => {
  it.each<[string, string, JournalMatch]>([
    ['The Journal of Clinical Nutrition & Metabolism', 'J Clin Nutr Metab', 'same'],
    ['J. Clin. Nutr. (Baltimore)', 'Journal of clinical nutrition', 'same'],
    ['Jpen: Journal of Parenteral & Enteral Nutrition', 'JPEN. Journal of parenteral and enteral nutrition', 'same'],
    ['Annales fran?aises de p?diatrie', 'Ann Fr Pediatr', 'same'],
    ['Dtsch Med Wochenschr', 'Deutsche medizinische Wochenschrift (1946)', 'same'],
    ['PNAS', 'Proceedings National Academy Sciences', 'same'],
    ['Klin Kardiol', 'Клиническая кардиология', 'same'],
    ['Diabetes', 'Diabetologia', 'differ'],
    ['Stroke', 'Canadian Journal of Neurological Sciences', 'differ'],
    ['Journal of Digital Studies', 'Workshop of Digital Studies', 'differ'],
    ['UNKNOWN', 'Stroke', 'missing'],
  ])('%s | %s', (a, b, match) => {
    expect(compareJournals(readJournal(a, undefined), readJournal(b, undefined))).toBe(match);
    expect(compareJournals(readJournal(b, undefined), readJournal(a, undefined))).toBe(match);
  });
  it('believes an ISSN', () => {
    expect(compareJournals(readJournal('Kardiologia', '1234-5678'), readJournal('Herz', '12345678'))).toBe('same');
  });
});

describe('pages', () => {
  it.each<[string, string, PagesMatch]>([
    ['211-9', '211-219', 'full'],
    ['376 -- 383', '376--383', 'full'],
    ['742-749', '742-8; discussion 748-9', 'same'],
    ['219-211', '211-219', 'same'],
    ['S88', '88', 'same'],
    ['P63 [tp 104]', '63', 'same'],
    ['8-8', '08-Aug', 'same'],
    ['11-19', 'Nov-19', 'same'],
    ['E329-36', 'E329-E336', 'full'],
    ['CD012345', 'Cd012345', 'same'],
    ['676-682', '678-684', 'near'],
    ['948-961', '945-961', 'near'],
    ['1-17', '566-582', 'near'],
    ['e012345', '1-14', 'open'],
    ['S88', '211-219', 'differ'],
    ['51', '52', 'differ'],
    ['A254-A255', 'S334', 'differ'],
    ['215 p', '211-219', 'missing'],
    ['no pagination', '211-219', 'missing'],
  ])('%s | %s', (a, b, match) => {
    expect(comparePages(readPages(a), readPages(b))).toBe(match);
    expect(comparePages(readPages(b), readPages(a))).toBe(match);
  });
});

describe('volume and issue', () => {
  it.each([
    [['59 (1 Supplement 1)', undefined], ['59', '1 SUPPL. 1'], 'same', 'same'],
    [['4 (1) (no pagination)', undefined], ['4', '1'], 'same', 'same'],
    [['30A', '2'], ['30', 'Pt 2'], 'same', 'same'],
    [['3)', undefined], ['30', '3'], 'open', 'missing'],
    [['2016', '5'], ['94', '5'], 'open', 'same'],
    [['12', '1'], ['13', '2'], 'differ', 'differ'],
  ] as const)('%s | %s', ([volA, issA], [volB, issB], volume, issue) => {
    const [a, b] = [readPlace(volA, issA, undefined), readPlace(volB, issB, undefined)];
    expect([compareVolumes(a, b, 2016), compareIssues(a, b)]).toEqual([volume, issue]);
  });
});
