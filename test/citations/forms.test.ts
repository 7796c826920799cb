// Are identifiers, dates, names, pages and words put in the one form we compare?
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  author,
  dateOf,
  doi,
  familyName,
  isNothing,
  isoDate,
  issn,
  language,
  lines,
  looksDecodedTwice,
  noticesIn,
  oneLine,
  pages,
  plain,
  pmcid,
  pmid,
  protect,
  retractionOf,
  splitNames,
  verdictOf,
  webAddress,
  year,
} from '../../main/citations/index.ts';

const table = <A, B>(name: string, of: (input: A) => B, rows: readonly (readonly [A, B])[]): void => {
  describe(name, () => {
    it.each(rows.map(([input, wanted]) => [JSON.stringify(input), input, wanted] as const))('%s', (_shown, input, wanted) => {
      expect(of(input)).toEqual(wanted);
    });
  });
};

table('doi', (text: string) => doi(text), [
  ['10.1000/XYZ', '10.1000/xyz'],
  ['https://doi.org/10.1000/abc', '10.1000/abc'],
  ['http://dx.doi.org/10.1016/S0140-6736(20)30260-9', '10.1016/s0140-6736(20)30260-9'],
  ['doi: 10.1000/abc.', '10.1000/abc'],
  ['(10.1000/abc)', '10.1000/abc'],
  ['10.1002/(SICI)1097-4679(199908)55:8<1::AID>3.0.CO;2-B', '10.1002/(sici)1097-4679(199908)55:8<1::aid>3.0.co;2-b'],
  [
    'https://doi.org/10.1002/(SICI)1097-0142(19960815)78:4%3C911::AID-CNCR31%3E3.0.CO;2-4.',
    '10.1002/(sici)1097-0142(19960815)78:4<911::aid-cncr31>3.0.co;2-4',
  ],
  ['10.1002/(SICI)1097-0142(19960815)78:4&lt;911::AID-CNCR31&gt;3.0.CO;2-4', '10.1002/(sici)1097-0142(19960815)78:4<911::aid-cncr31>3.0.co;2-4'],
  ['https://doi.org/10.1000%2Fabc', '10.1000/abc'],
  ['10.1038/x     LK  - https://example.org', '10.1038/x'],
  ['javascript:alert(1)', undefined],
  ['10.1000/', undefined],
  ['version 10.1', undefined],
  ['', undefined],
]);
table('pmid', (text: string) => pmid(text), [
  ['21314913', '21314913'],
  ['PUBMED 21314913', '21314913'],
  ['PMID: 123', '123'],
  ['35957633 [PMID]', '35957633'],
  ['21314913.0', '21314913'],
  ['https://www.ncbi.nlm.nih.gov/pubmed/123456', '123456'],
  ['0', undefined],
  ['CN-00778158', undefined],
  ['1234567890123', undefined],
]);
table('pmcid', (text: string) => pmcid(text), [
  ['PMC9359172 [PMCID]', 'PMC9359172'],
  ['pmc: 123456', 'PMC123456'],
  ['7026692', 'PMC7026692'],
  ['nothing', undefined],
]);
table('issn', (text: string) => issn(text), [
  ['0140-6736 (Print) 1474-547X (Linking)', '0140-6736; 1474-547X'],
  ['1474547x', '1474-547X'],
  ['18602002; 15361632', '1860-2002; 1536-1632'],
  ['978-3-16-148410-0', '978-3-16-148410-0'],
]);
table('year', (text: string) => year(text), [
  ['1989//', 1989],
  ['Start date: 20170812', 2017],
  ['1 Jan.-Feb. 2019', 2019],
  ['2010/08/01/Aug 2010', 2010],
  ['0000', undefined],
  ['12345', undefined],
  ['MMXX', undefined],
]);
table('isoDate', (text: string) => isoDate(text), [
  ['2019 Mar 14', '2019-03-14'],
  ['2019/03/14/', '2019-03-14'],
  ['2019///', '2019'],
  ['14 March 2019', '2019-03-14'],
  ['March 14, 2019', '2019-03-14'],
  ['2019-03-14T10:00:00', '2019-03-14'],
  ['20190314', '2019-03-14'],
  ['1-Dec-25', '2025-12-01'],
  ['3/4/2019', '3/4/2019'],
  ['2019 Mar-Apr', '2019 Mar-Apr'],
  ['2019-13-01', '2019-13-01'],
  ['no date', undefined],
]);
table('author', (text: string) => author(text), [
  ['Griffin DK', 'Griffin, DK'],
  ['Wilson L.N.', 'Wilson, L.N.'],
  ['van den Hoven M', 'van den Hoven, M'],
  ['Alba Vicente', 'Alba Vicente'],
  ['Shannon,Claude E.', 'Shannon, Claude E.'],
  ['J Smith', 'J Smith'],
  ['DOE A', 'DOE, A'],
  ['LEE JH', 'LEE, JH'],
  ['JMC DOE', 'JMC DOE'],
  ['WHO EURO', 'WHO EURO'],
  ['NHS UK', 'NHS UK'],
  ['Smith J, et al.', 'Smith, J'],
  ['et al.', undefined],
  ['NA', undefined],
  ['World Health Organization', 'World Health Organization'],
  ['M&uuml;ller, J&ouml;rg', 'Müller, Jörg'],
]);
table('splitNames', (text: string) => splitNames(text), [
  ['Smith, John,Doe, Anna', ['Smith, John', 'Doe, Anna']],
  ['Smith J.,Doe A.', ['Smith J.', 'Doe A']],
  ["['Marx, Karl', 'Lindgren, Astrid']", ['Marx, Karl', 'Lindgren, Astrid']],
  ["Griffin DK, Larkin DM, O'Connor RE.", ['Griffin DK', 'Larkin DM', "O'Connor RE"]],
  ['Smith, John', ['Smith, John']],
  ['Yang, Z. and Jiang, B. and Xu, J.', ['Yang, Z.', 'Jiang, B.', 'Xu, J.']],
  ['Dongdong Li, Jenna Wong, Xiaojuan Li', ['Dongdong Li', 'Jenna Wong', 'Xiaojuan Li']],
  ['A&amp;B Group; Smith, J', ['A&amp;B Group', ' Smith, J']],
]);
table('familyName', (text: string) => familyName(text), [
  ['van der Berg, Jan', 'van der Berg'],
  ['Alba Vicente', 'Vicente'],
  ['WHO', 'WHO'],
]);
table('pages', (text: string) => pages(text), [
  ['pp 37–64', '37-64'],
  ['22-22', '22'],
  ['S1-S12', 'S1-S12'],
  ['e0815', 'e0815'],
]);
table('language', (text: string) => language(text), [
  ['English', 'eng'],
  ['en-US', 'eng'],
  ['English; German', 'eng; ger'],
  ['Klingon', 'Klingon'],
]);
table('plain', (text: string) => plain(text), [
  ['Effects of Ca<sup>2+</sup> and <i>E. coli</i>', 'Effects of Ca2+ and E. coli'],
  ['p<0.05 and n>30, a<b>c', 'p<0.05 and n>30, a<b>c'],
  ['a &amp;gt; b &lt; c &eacute; &#233; &#xE9;', 'a > b < c é é é'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['AT&T &unknown; &', 'AT&T &unknown; &'],
  ['one<br/>two', 'one two'],
]);
table('isNothing', (text: string) => isNothing(text), [
  ['NA', true],
  ['nan', true],
  ['None', true],
  ['Abstract not found', true],
  ['[No abstract available]', true],
  ['', true],
  ['NaN', false],
  ['null', false],
  ['-', false],
]);
table('verdictOf', (text: string) => verdictOf(text), [
  ['1', 'include'],
  ['0.0', 'exclude'],
  ['YES', 'include'],
  ['not vetted', 'open'],
  ['', 'open'],
  ['2', undefined],
  ['1;0', undefined],
]);
table('looksDecodedTwice', (text: string) => looksDecodedTwice(text), [
  ['GÃ¶del', true],
  ['donâ€™t', true],
  ['Gödel and Ångström', false],
  ['São Paulo', false],
  ['Â', false],
]);
table('webAddress', (text: string) => webAddress(text), [
  ['see https://example.org/a; and more', 'https://example.org/a'],
  ['javascript:alert(1)', undefined],
  ['//127.0.0.1:9/x', undefined],
]);
table('noticesIn', (title: string) => noticesIn(title, ['Journal Article']), [
  ['Inhaler alarms in children (Retracted article. See vol. 12, pg. 3, 2015)', ['Title says: retracted article']],
  ['Inhaler alarms in children (Retracted Article)', ['Title says: retracted article']],
  ['Inhaler alarms in children. [Retracted]', ['Title says: retracted']],
  ['Inhaler alarms in children (Retraction of vol 12, pg 3, 2010)', ['Title says: retraction of vol']],
  ['Inhaler alarms in children (Withdrawn Paper, 2010)', ['Title says: withdrawn paper']],
  ['Inhaler alarms in children (Expression of Concern)', ['Title says: expression of concern']],
  ['Range of movement (retracted position) in the shoulder', []],
  ['Pain after teeth extraction (retracted lips)', []],
  ['Trust in science after retraction (1990-2010)', []],
  ['Retracted lips (a case)', []],
  ['RETRACTED: A trial of drops', ['Title says: retracted']],
  ['Retraction notice to: A trial', ['Title says: retraction notice to']],
  ['A trial retracted later', []],
  ['Retraction notice to “A trial” [J Trials 3 (2010) 1-9]', ['Title says: retraction notice to']],
  ['Notice of retraction: A trial', ['Title says: notice of retraction']],
  ['Retraction of the gingiva before impressions', []],
]);
table('retractionOf', ([title, type, notice]: readonly string[]) => retractionOf({ title, type: [type ?? ''], notices: [notice ?? ''] })?.is, [
  [['Inhaler alarms (Retraction of vol 12, pg 3, 2010)', 'Article'], 'notice'],
  [['Inhaler alarms (Retracted article. See vol. 12, pg. 3, 2015)', 'Article'], 'retracted'],
  [['Inhaler alarms', 'Retraction'], 'notice'], // Web of Science's type of a notice
  [['Inhaler alarms', 'Retraction of Publication', 'Retraction of: Lancet. 2010;1:2'], 'notice'],
  [['Retraction notice to: Inhaler alarms', 'Journal Article'], 'notice'],
  [['Inhaler alarms', 'Retracted Publication', 'Retraction in: Lancet. 2011;1:2'], 'retracted'],
  [['WITHDRAWN: Inhaler alarms', 'Journal Article'], 'retracted'],
  [['Inhaler alarms', 'Journal Article', 'Retracted and republished in: Lancet. 2011;1:2'], 'retracted'],
  [['Inhaler alarms', 'Journal Article', 'Retracted and republished from: Lancet. 2011;1:2'], undefined],
  [['Inhaler alarms', 'Published Erratum', 'Erratum for: Lancet. 2011;1:2'], undefined],
]);

describe('properties', () => {
  it('protect is undone by plain, whatever the text', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.oneof(fc.string(), fc.constantFrom('&', '&amp;', '&lt;b&gt;', '<b>', '</b>', '<sup>', '&#38;', ';', '<p>', '<br/>', 'gt;')))
          .map((parts) => parts.join('')),
        (text) => plain(protect(text)) === text,
      ),
    );
  });
  it('oneLine and lines are done after one turn', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '\0', '\u00a0', '\u2028', 'é') }),
        (text) => oneLine(oneLine(text)) === oneLine(text) && lines(lines(text)) === lines(text) && !/[\n\r\t\0]/.test(oneLine(text)),
      ),
    );
  });
  it('oneLine and lines are what one gets sign by sign', () => {
    // The rule written out: runs of white space and NUL are one blank; a single space that is no blank (U+00A0) stays.
    const space = (sign: string) => sign === '\0' || sign.trim() === '';
    const slowly = (text: string) => {
      let out = '';
      for (let at = 0; at < text.length;) {
        let end = at + 1;
        if (space(text.charAt(at))) while (end < text.length && space(text.charAt(end))) end += 1;
        const run = text.slice(at, end);
        out += space(run.charAt(0)) && (run.length > 1 || '\t\n\v\f\r\0\u2028\u2029'.includes(run)) ? ' ' : run;
        at = end;
      }
      return out.trim();
    };
    const slowLines = (text: string) => {
      const out: string[] = [];
      for (const line of text.split(/\r\n|[\n\r\u2028\u2029\v\f]/).map(slowly))
        if (line !== '' || (out.length > 0 && out.at(-1) !== '')) out.push(line);
      return out.join('\n').replace(/\n+$/, '');
    };
    const signs = ['a', 'é', '“', ' ', '\n', '\r', '\t', '\v', '\0', '\u00a0', '\u2003', '\u202f', '\u2028', '\u3000', '\ufeff'];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...signs), maxLength: 12 }), (text) => {
        expect([oneLine(text), lines(text)]).toEqual([slowly(text), slowLines(text)]);
      }),
      { numRuns: 1_000 },
    );
  });
  it('forms are done after one turn', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const form of [doi, issn, isoDate, author, language] as ((text: string) => string | undefined)[]) {
          const once = form(text);
          if (once !== undefined && form !== doi) expect(form(once)).toBe(once);
          if (once !== undefined && form === doi) expect(doi(once)).toBe(once);
        }
      }),
    );
  });
  it('months and days make dates only where they are some', () => {
    expect(dateOf('2020', 'Feb', '30')).toBe('2020-02-30');
    expect(dateOf('2020', 'Winter', '1')).toBe('2020');
    expect(dateOf('soon')).toBeUndefined();
  });
});
