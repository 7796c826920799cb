// Is a pasted Boolean query read as its searcher meant it, and is each slip named at its character?
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conceptsOf, parseBoolean, says, syntaxOf, termsOf, wordsOf } from '../../main/protocol/boolean/index.ts';
import type { Node, Query } from '../../main/protocol/boolean/query.ts';
import { written } from '../../main/text/patterns.ts';
import { sharedPath } from '../shared-data.ts';
import { spentSince } from '../spent.ts';

const read = (text: string, syntax?: 'pubmed' | 'ovid'): Query => parseBoolean(text, syntax)!;
/** `(or a (near3 b c))` with fields as `a:ti`. */
const shape = (node: Node | undefined): string => {
  if (node === undefined) return '–';
  if (node.kind !== 'term') return `(${node.kind}${node.kind === 'near' ? String(node.distance) : ''} ${node.of.map(shape).join(' ')})`;
  const marks = `${node.heading ? '/' : ''}${node.explode ? '+' : ''}`;
  return `${node.words.map(written).join('_')}${marks}${node.fields.length > 0 ? `:${node.fields.join(',')}` : ''}`;
};
const concepts = (query: Query): string[][] => conceptsOf(query).map(({ terms }) => terms.map(({ text }) => text));
const slips = (query: Query): string[] => query.problems.map(({ at, kind }) => `${String(at)} ${kind}`);

describe('PubMed', () => {
  test.each([
    ['aspirin AND (random* OR trial)', '(and aspirin (or random* trial))'],
    ['heart attack[tiab]', 'heart_attack:tiab'],
    ['"heart attack"[Title/Abstract] OR Myocardial Infarction[MeSH Terms]', '(or heart_attack:title/abstract myocardial_infarction/+:mesh terms)'],
    ['Rupture [mh:noexp] OR tear* [tw]', '(or rupture/:mh:noexp tear*:tw)'],
    // From left to right, whatever the operator.
    ['a OR b AND c', '(and (or a b) c)'],
    ['a AND b OR c NOT d', '(not (or (and a b) c) d)'],
    ['rats NOT (humans AND rats) NOT mice', '(not rats (and humans rats) mice)'],
    ['cancer AND NOT animals', '(not cancer animals)'],
    ['(cancer) (lung)', '(and cancer lung)'],
    ['cancer and lung or breast', '(or (and cancer lung) breast)'],
    ['(cancer OR tumor)[tiab]', '(or cancer:tiab tumor:tiab)'],
    ['“heart failure”[ti]', 'heart_failure:ti'],
    ['anti-VEGF*[tw]', 'anti_vegf*:tw'],
    ['blood NEAR/3 pressure', '(near3 blood pressure)'],
    ['[mh "Heart Failure"] and fail*:ti,ab,kw', '(and heart_failure/+:mh fail*:ti,ab,kw)'],
    ['2010[dp] : 2020[dp] AND asthma', '(and (or 2010:dp 2020:dp) asthma)'],
  ])('%s', (text, wanted) => {
    const query = read(text, 'pubmed');
    expect(shape(query.root)).toBe(wanted);
    expect(slips(query)).toEqual([]);
  });

  test('numbered lines', () => {
    const query = read('#1 asthma[mh]\n#2 child*[tiab]\n  OR infant*\n#3 #1 AND #2', 'pubmed');
    expect(shape(query.root)).toBe('(and asthma/+:mh (or child*:tiab infant*))');
    expect(concepts(query)).toEqual([['asthma'], ['child*', 'infant*']]);
  });
  test('a line break without numbers is a space', () => {
    expect(shape(read('asthma\nOR\nwheez*', 'pubmed').root)).toBe('(or asthma wheez*)');
  });
});

describe('Ovid', () => {
  test.each([
    ['exp Neoplasms/', 'neoplasms/+:mh'],
    ['*Lymphatic Metastasis/', 'lymphatic_metastasis/:mh'],
    ['Tomography, Emission-Computed/du, th [Diagnostic Use]', 'tomography_emission_computed/:mh'],
    ['exp "Sleep Initiation and Maintenance Disorders"/', 'sleep_initiation_and_maintenance_disorders/+:mh'],
    ['(randomi?ed or randomi#ed).ti,ab.', '(or randomi?ed:ti,ab randomi#ed:ti,ab)'],
    ['Heparin.tw', 'heparin:tw'],
    ['random:.tw.', 'random*:tw'],
    ['(neoplas$ adj3 stag$2).tw.', '(near3 neoplas*:tw stag*:tw)'],
    ['cancer adj patient$', '(near1 cancer patient*)'],
    // AND before OR.
    ['a or b and c', '(or a (and b c))'],
    ['kidney/ or kidney.mp.', '(or kidney/:mh kidney:mp)'],
    ["O'Brien S$.au.", 'o_brien_s*:au'],
    ['HIV/AIDS.tw.', 'hiv_aids:tw'],
    ['cancer.mp. [mp=title, abstract (and so on)]', 'cancer:mp'],
    ['"in?patient*".tw.', 'in?patient*:tw'],
    ['trial.ab. /freq=2', 'trial:ab'],
  ])('%s', (text, wanted) => {
    const query = read(text, 'ovid');
    expect(shape(query.root)).toBe(wanted);
    expect(slips(query)).toEqual([]);
  });

  const strategy = `exp Asthma/
asthma$.tw.
1 or 2
(child$ or infant$).tw.
exp animals/
humans/
5 not (5 and 6)
and/3-4
8 not 7
limit 9 to english language`;
  test('lines that name lines, without numbers', () => {
    const query = read(strategy);
    expect(query.syntax).toBe('ovid');
    expect(slips(query)).toEqual([]);
    expect(concepts(query)).toEqual([
      ['asthma', 'asthma*'],
      ['child*', 'infant*'],
    ]);
    expect(termsOf(query).map(({ text }) => text)).not.toContain('animals');
    expect(wordsOf(query)).toBe('asthma; child, infant');
  });
  test.each([
    ['numbers and dots', (line: string, at: number) => `${String(at)}. ${line}`],
    ['numbers and tabs, with hits', (line: string, at: number) => `${String(at)}\t${line}\t12,345`],
    ['numbers and brackets', (line: string, at: number) => `${String(at)}) ${line}`],
    ['hash signs', (line: string, at: number) => `#${String(at)} ${line}`],
  ])('the same with %s', (_, numbered) => {
    const query = read(
      strategy
        .split('\n')
        .map((line, at) => numbered(line, at + 1))
        .join('\n'),
      'ovid',
    );
    expect(slips(query)).toEqual([]);
    expect(concepts(query)).toEqual(concepts(read(strategy)));
  });
  test('wrapped lines go on while a bracket is open or an operator hangs', () => {
    const query = read('exp Asthma/\n(child$ or\ninfant$).tw.\nor baby.tw.\n1 and 2', 'ovid');
    expect(shape(query.root)).toBe('(and asthma/+:mh (or (or child*:tw infant*:tw) baby:tw))');
  });
  test('lines joined by none are concepts of their own', () => {
    const query = read('exp Asthma/\n(child$ or infant$).tw.', 'ovid');
    expect(concepts(query)).toEqual([['asthma'], ['child*', 'infant*']]);
    expect(slips(query)).toEqual(['0 lines.loose']);
  });
  test('years are no lines', () => {
    expect(shape(read('asthma.tw.\n(2019 or 2020).yr. and 1', 'ovid').root)).toBe('(and (or 2019:yr 2020:yr) asthma:tw)');
  });
});

describe('what is looked for', () => {
  test('not dates, languages, names, floating subheadings', () => {
    const query = read('asthma[tiab] AND english[la] AND 2010[dp] AND Smith J[au] AND us[sh] AND humans[mh]');
    expect(termsOf(query).map(({ text }) => text)).toEqual(['asthma', 'humans']);
  });
  test('each term once, in reading order, as text words where it is both', () => {
    const query = read('exp Asthma/ or asthma.tw. or wheez$.tw. or asthma.ab.');
    expect(termsOf(query).map(({ text, heading }) => [text, heading])).toEqual([
      ['asthma', false],
      ['wheez*', false],
    ]);
  });
  test('of alternatives at the top the one that joins most', () => {
    expect(concepts(read('(a1 AND b1) OR (c1 AND d1 AND e1) OR f1'))).toEqual([['c1'], ['d1'], ['e1']]);
  });
  test('filters for study designs are told apart', () => {
    const query = read('asthma AND (randomized controlled trial[pt] OR randomized[tiab] OR placebo[tiab])');
    expect(conceptsOf(query).map(({ about }) => about)).toEqual(['topic', 'design']);
  });
  test('words read like words', () => {
    expect(wordsOf(read('(randomi#ed or h?ematoma$ or tumo?r).tw. and "heart failure".ti.'))).toBe('randomized, hematoma, tumor; heart failure');
  });
});

describe('slips, each at its character', () => {
  test.each<[string, 'pubmed' | 'ovid', string[]]>([
    [
      '((aspirin OR "open phrase AND NOT [tiab] ) OR * OR adj3 OR (a NEAR/ b) AND',
      'pubmed',
      [
        '0 bracket.open',
        '13 quote.open',
        '30 operator.after',
        '34 field.lone',
        '46 term.wild',
        '51 operator.before',
        '56 operator.before',
        '71 operator.after',
      ],
    ],
    ['a) AND b', 'pubmed', ['1 bracket.close']],
    ['a AND () AND b', 'pubmed', ['6 bracket.empty', '9 operator.before']],
    ['OR a', 'pubmed', ['0 operator.before']],
    ['a[foo]', 'pubmed', ['1 field.unknown']],
    ['a [tiab', 'pubmed', ['2 tag.open']],
    ['a.tw.\nb.tw.\n1 and 7', 'ovid', ['18 line.unknown']],
    ['a.tw.\n2 or 1', 'ovid', ['6 line.unknown']],
    ['(a.tw.) (b.tw.)', 'ovid', ['8 operator.missing']],
    ['a.qq.', 'ovid', ['1 field.unknown']],
    ['()', 'pubmed', ['0 bracket.empty', '0 query.empty']],
    ['$$$', 'ovid', ['0 term.wild']],
  ])('%s', (text, syntax, wanted) => {
    expect(slips(read(text, syntax))).toEqual(wanted);
  });
  test('is said in a sentence', () => {
    expect(read('a AND').problems.map(says)).toEqual(['AND has nothing after it.']);
  });
  test('what stands after NOT at the beginning is not looked for', () => {
    expect(termsOf(read('NOT animals'))).toEqual([]);
  });
});

test.each([
  ['exp Asthma/ or asthma$.tw.', 'ovid'],
  ['asthma.ti,ab. adj3 child', 'ovid'],
  ['1 or 2\nor/1-3', 'ovid'],
  ['asthma[tiab] AND child*[tw]', 'pubmed'],
  ['aspirin AND stroke', 'pubmed'],
  ['aspirin stroke', 'pubmed'],
  ['  \n', 'none'],
])('%s looks like %s', (text, wanted) => {
  expect(syntaxOf(text)).toBe(wanted);
});

describe('hostile queries', () => {
  const timed = (text: string, syntax: 'pubmed' | 'ovid') => {
    const before = process.cpuUsage();
    const query = read(text, syntax);
    const found = { concepts: conceptsOf(query).length, terms: termsOf(query).length, words: wordsOf(query).length };
    expect(spentSince(before)).toBeLessThan(4000);
    return { query, ...found };
  };
  test('50,000 brackets: the 201st is named, nothing is believed', () => {
    const { query } = timed('('.repeat(50_000) + 'a' + ')'.repeat(50_000), 'pubmed');
    expect(slips(query)).toEqual(['200 bracket.deep']);
    expect(query.root).toBeUndefined();
  });
  test('20,000 terms', () => {
    const { terms } = timed(Array.from({ length: 20_000 }, (_, at) => `term${String(at)}*[tiab]`).join(' OR '), 'pubmed');
    expect(terms).toBe(20_000);
  });
  const long = (unit: string) => unit.repeat(Math.ceil(100_000 / unit.length));
  test.each([
    ['alternating operators', long('a OR b AND ')],
    ['opening quotes', long('„')],
    ['square brackets', long('[')],
    ['tags', `(${long('a OR ')}b)${'[ti]'.repeat(20_000)}`],
    ['lines naming lines', `x.tw.\n${long('or/1-9999\n')}`],
    ['doubling lines', `x.tw.\n${long('1 or 1\n')}`],
    ['dots', long('a.tw')],
    ['slashes', long('a/du,')],
    ['wildcards', long('a?*')],
    ['white space', `a${long(' ')}b`],
  ])('%s', (_, text) => {
    timed(text, 'pubmed');
    timed(text, 'ovid');
  });
  test('any text at all is read, and every place lies in it', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '"',
      '[',
      ']',
      ' ',
      '\n',
      ' AND ',
      ' or ',
      ' not ',
      'adj3',
      'a',
      'word*',
      '[tiab]',
      '.tw.',
      '/',
      'exp ',
      '1',
      ' 2 ',
      '#1',
      '$',
      '?',
      'or/1-3',
      'é',
      '😀',
      '\u202e',
      ':',
      ',',
      "'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom<'pubmed' | 'ovid'>('pubmed', 'ovid'), (pieces, syntax) => {
        const text = pieces.join('');
        const query = parseBoolean(text, syntax)!;
        for (const { at } of query.problems) expect(at >= 0 && at <= text.length).toBe(true);
        expect(conceptsOf(query).flatMap(({ terms }) => terms).length).toBeLessThanOrEqual(termsOf(query).length * 40);
        wordsOf(query);
      }),
      { numRuns: 600 },
    );
  });
});

test('published strategies are read without a slip', (context) => {
  const folder = sharedPath('data/screening');
  if (folder === undefined) {
    context.skip();
    return;
  }
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const protocol = JSON.parse(readFileSync(`${folder}/${name}/protocol.json`, 'utf8')) as { boolean_query?: string };
    const query = parseBoolean(protocol.boolean_query ?? '');
    if (query === undefined) continue;
    expect([name, query.problems]).toEqual([name, []]);
    expect(conceptsOf(query).length).toBeGreaterThan(1);
  }
});
