// Is a protocol file taken as meant, and is each wrong field named?
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitCriteria } from '../../main/protocol/criteria.ts';
import { parseJson } from '../../main/protocol/json.ts';
import { parseProtocol } from '../../main/protocol/parse.ts';
import { queryText } from '../../main/protocol/query-text.ts';
import type { Failure } from '../../shared/failures.ts';
import { sharedPath } from '../shared-data.ts';
import { spentSince } from '../spent.ts';

const failure = (text: string): Failure => {
  try {
    parseProtocol(text);
  } catch (error) {
    return error as Failure;
  }
  throw new Error('was accepted');
};

describe('a protocol', () => {
  test('whole', () => {
    const text = '{"title":"Aspirin","question":"Does it?","criteria":["RCT"," "],"boolean_query":"aspirin","reasons":["wrong drug"]}';
    expect(parseProtocol(text)).toEqual({
      protocol: { title: 'Aspirin', question: 'Does it?', criteria: ['RCT'], booleanQuery: 'aspirin', reasons: ['wrong drug'] },
      ignored: [],
      notes: [],
    });
  });
  test('absent is absent', () => {
    expect(parseProtocol('{"title":"x","question":"","criteria":null,"boolean_query":null}').protocol).toEqual({ title: 'x', criteria: [] });
  });
  test('PICO reads as a question', () => {
    const text =
      '{"title":"x","question":{"Population":"adults with asthma","intervention":"steroids","comparator":"placebo","outcome":"admissions."}}';
    expect(parseProtocol(text).protocol.question).toBe('steroids in adults with asthma compared with placebo on admissions');
  });
  test('unknown keys are named, a poisoned prototype is one of them', () => {
    const { ignored } = parseProtocol('{"title":"x","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"n":1}');
    expect(ignored).toEqual(['__proto__', 'constructor', 'n']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
  test('keys are known as they are meant; one that is spelt so counts before one that is not', () => {
    expect(parseProtocol('{"Title":"x","QUESTION":"q","Boolean query":"b","Criteria":["c"]}')).toMatchObject({
      protocol: { title: 'x', question: 'q', booleanQuery: 'b', criteria: ['c'] },
      ignored: [],
    });
    expect(parseProtocol('{"Title":"no","title":"yes"}')).toMatchObject({ protocol: { title: 'yes' }, ignored: ['Title'] });
  });
  test.each([
    ['Dear colleague, the protocol is attached.', 'it is plain text without a heading such as Title or Question'],
    ['\uFEFF# Aspirin\n\n- adults', 'it is plain text without a heading such as Title or Question'],
    ['%PDF-1.7', 'it is a PDF'],
    ['PK\u0003\u0004…', 'it is a Word document or an archive'],
    ['<!DOCTYPE html><html>', 'it is a web page or XML'],
  ])('%j is told of as what it is, with what should stand there', (text, what) => {
    const { code, slots } = failure(text);
    expect([code, slots['what']]).toEqual([
      'protocol.json',
      `${what}, where {"title": "…", "question": "…", "criteria": ["…"], "boolean_query": "…"} should stand`,
    ]);
  });
  test.each([
    [
      'lines with colons',
      'Title: Aspirin for stroke\r\nQuestion: Does aspirin\r\nprevent stroke?\r\n\r\nNot of it.\r\nInclusion criteria:\r\n- adults\r\n\r\n2) trials\r\n3. Adults only\r\nExclusion criteria: animals\r\nSearch strategy:\r\n1. aspirin\r\n2. 1 AND stroke\r\n',
      {
        title: 'Aspirin for stroke',
        question: 'Does aspirin prevent stroke?',
        criteria: ['adults', 'trials', 'Adults only', 'Exclusion criteria:', 'animals'],
        booleanQuery: '1. aspirin\n2. 1 AND stroke',
      },
      'a title, a question, criteria (5), a Boolean query',
    ],
    [
      'Markdown',
      '# Protocol\n\n## Title\nAspirin\n\n## **Eligibility criteria**\n\n* adults\n* trials\n\n## Funding\n\nnone\n\n## Reasons for exclusion\n- wrong drug\n',
      { title: 'Aspirin', criteria: ['adults', 'trials'], reasons: ['wrong drug'] },
      'a title, criteria (2), reasons (1)',
    ],
    [
      'points that lead with words of headings, criteria in two places, lines of a search history',
      'Title: Aspirin\nInclusion criteria:\n- Population: adults\n- Outcome: death\n\nStudy design: trials\n\nBoolean query:\n#1 aspirin[tiab]\n#2 stroke\n#1 AND #2\n',
      { title: 'Aspirin', criteria: ['Population: adults', 'Outcome: death', 'trials'], booleanQuery: '#1 aspirin[tiab]\n#2 stroke\n#1 AND #2' },
      'a title, criteria (3), a Boolean query',
    ],
    [
      'copied from PROSPERO',
      '1. * Review title.\n\nAspirin for stroke\n\n18. * Condition or domain being studied\nStroke.\n\n19. * Participants/population.\nAdults.\n\n20. * Intervention(s), exposure(s). [1 change]\nAspirin\n\n21. * Comparator(s)/control.\nPlacebo\n\n24. * Main outcome(s).\nDeath\n\n33. * Data extraction\nTwo people.\n',
      { title: 'Aspirin for stroke', criteria: [], question: 'Aspirin in Adults compared with Placebo on Death' },
      'a title, a question',
    ],
  ])('as text: %s', (_name, text, protocol, said) => {
    expect(parseProtocol(text)).toEqual({
      protocol,
      ignored: [],
      notes: [`The protocol is plain text; under its headings stood ${said}.`],
    });
  });
  test('each wrong field is named', () => {
    const { code, slots } = failure('{"title":["no"],"question":17,"criteria":"no list","boolean_query":{"a":null},"reasons":[1]}');
    expect(code).toBe('protocol.fields');
    expect(slots['what']).toBe(
      'title is a list, not a text; question is a number, not a text; reasons[0] is a number, not a text; boolean_query is an object, not a text; criteria is a text, not a list of texts',
    );
  });
  test('keys given twice: the last counts and it is said', () => {
    const { protocol, notes } = parseProtocol('{"title":"one","title":"two"}');
    expect(protocol.title).toBe('two');
    expect(notes).toEqual(['“title” is given twice: the last one counts.']);
  });
  test('halves of surrogate pairs and NUL are mended and it is said', () => {
    const { protocol, notes } = parseProtocol('{"title":"\\ud83d half\\u0000"}');
    expect(protocol.title).toBe('\uFFFD half');
    expect(notes).toHaveLength(1);
  });
  test.each([
    ['', '0'],
    ['{"title": "As', '10'],
    ['{"title": "x"}\n{"title": "y"}', '15'],
    ['{"title": }', '10'],
    ['{"title": "x",}', '14'],
    ["{'title': 1}", '1'],
    ['{"title": "a\tb"}', '12'],
    ['{"title": "\\x"}', '11'],
    ['['.repeat(100_000), '65'],
    ['nothing', '0'],
  ])('%.20s is no JSON at character %s', (text, at) => {
    const { code, slots } = failure(text);
    expect([code, slots['at']]).toEqual(['protocol.json', at]);
  });
  test('JSON is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.stringify(parseJson(text).value)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });
});

describe('hostile protocols', () => {
  const cases: [string, 'accept' | 'refuse'][] = [
    ['json_protocol_ok.json', 'accept'],
    ['json_proto_keys.json', 'refuse'],
    ['json_deep_nesting.json.gz', 'refuse'],
    ['json_duplicate_keys.json', 'accept'],
    ['json_wrong_types.json', 'refuse'],
    ['json_numbers.json', 'accept'],
    ['json_cut.json', 'refuse'],
    ['json_trailing_garbage.json', 'refuse'],
    ['json_lone_surrogate.json', 'accept'],
    ['json_boolean_deep_parens.json.gz', 'accept'],
    ['json_boolean_unbalanced.json', 'accept'],
    ['json_boolean_long.json.gz', 'accept'],
    ['json_boolean_wildcards.json', 'accept'],
    ['json_criteria_regex.json', 'accept'],
  ];
  const folder = sharedPath('attacks');
  test.skipIf(folder === undefined).each(cases)('%s: %s', (name, must) => {
    const bytes = readFileSync(`${folder!}/${name}`);
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const before = process.cpuUsage();
    if (must === 'refuse') expect(failure(text).code).toMatch(/^protocol\./);
    else {
      const { protocol } = parseProtocol(text);
      for (const part of ['title', 'question', 'criteria', 'boolean'] as const) expect(typeof queryText(protocol, part)).toBe('string');
    }
    expect(spentSince(before)).toBeLessThan(5000);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('criteria', () => {
  test('headings turn what follows', () => {
    expect(
      splitCriteria([
        'Inclusion Criteria',
        'Population: adults',
        'Exclusion criteria (a paper must not be. . . )',
        'Animal studies',
        'Inclusion:',
        'Trials',
      ]),
    ).toEqual({ include: ['Population: adults', 'Trials'], exclude: ['Animal studies'] });
  });
  test('else each sentence speaks for itself', () => {
    expect(
      splitCriteria([
        'We included trials of adults. Studies of children were excluded.',
        'No case reports',
        'Exclude: letters',
        'Not in pregnancy (i.e. post partum)',
      ]),
    ).toEqual({
      include: ['We included trials of adults.'],
      exclude: ['Studies of children were excluded.', 'No case reports', 'letters', 'Not in pregnancy (i.e. post partum)'],
    });
  });
  test('no word is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('trials', 'excluded', 'adults.', 'We', 'not included', 'Included'), { maxLength: 12 }), (words) => {
        const { include, exclude } = splitCriteria([`Start ${words.join(' ')}`]);
        expect([...include, ...exclude].join(' ').split(/\s+/).sort()).toEqual(`Start ${words.join(' ')}`.trim().split(/\s+/).sort());
      }),
    );
  });
  test('text that looks like expressions is text', () => {
    expect(splitCriteria(['(a+)+$', '[', '<b>x</b>']).include).toEqual(['(a+)+$', '[', '<b>x</b>']);
  });
});

test('the parts a ranker can be asked with', () => {
  const protocol = { title: 'T', criteria: ['Adults', 'Exclude: rats'], booleanQuery: '(asthma OR wheez*) NOT rats' };
  expect(['title', 'question', 'criteria', 'boolean'].map((part) => queryText(protocol, part as 'title'))).toEqual([
    'T',
    '',
    'Adults',
    'asthma, wheez',
  ]);
});
