// Do the reports' numbers add up, and say what happened?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logColumns, logRows } from '../../main/reports/log.ts';
import { methodsText } from '../../main/reports/methods.ts';
import { prismaBoxes, prismaFlow, type FlowInput } from '../../main/reports/prisma.ts';
import { reasonTable } from '../../main/reports/reasons.ts';
import type { Decision } from '../../shared/decision.ts';

type Standing = FlowInput['decisions'][number];
/** `3 abstract exclude animal study`, `4 fulltext include`, `5 prior include`. */
const standing = (text: string): Standing => {
  const [citation, where, verdict, ...reason] = text.split(' ');
  return {
    citation: Number(citation),
    stage: where === 'fulltext' ? 'fulltext' : 'abstract',
    verdict: verdict as Standing['verdict'],
    origin: where === 'prior' ? 'prior' : 'screened',
    ...(reason.length > 0 ? { reason: reason.join(' ') } : {}),
  };
};
const sources = [
  { file: 'pubmed.nbib', read: 12, kept: 9, duplicates: 2, rejected: 1 },
  { file: 'embase.ris', read: 4, kept: 3, duplicates: 1, rejected: 0 },
];
const input: FlowInput = {
  sources,
  merged: 2,
  citations: 10,
  decisions: [
    '1 abstract include',
    '2 abstract include',
    '3 abstract exclude animal study',
    '4 abstract exclude',
    '5 abstract maybe',
    '6 prior include',
    '7 abstract include',
    '8 abstract cleared',
    '1 fulltext include',
    '2 fulltext exclude no controls',
    '9 abstract later',
  ].map(standing),
  stopped: true,
};

describe('PRISMA flow', () => {
  test('counts what stands', () => {
    expect(prismaFlow(input)).toEqual({
      identified: 16,
      duplicates: 5,
      unreadable: 1,
      citations: 10,
      known: 1,
      knownIncluded: 1,
      screened: 6,
      excluded: 2,
      undecided: 1,
      unscreened: 3,
      setAside: 3,
      sought: 3,
      pending: 1,
      assessed: 2,
      excludedFullText: 1,
      included: 1,
      reasons: [{ reason: 'no controls', count: 1 }],
    });
  });
  test('what is unscreened is to do until screening was stopped', () => {
    expect(prismaFlow({ ...input, stopped: false }).setAside).toBe(0);
  });
  test('boxes are worded as in the template', () => {
    const boxes = prismaBoxes(prismaFlow(input), sources);
    expect(boxes[0]!.lines).toEqual(['Records identified (n = 16)', 'pubmed.nbib (n = 12)', 'embase.ris (n = 4)']);
    expect(boxes.flatMap(({ lines }) => lines)).toContain('Duplicate records removed (n = 5)');
    expect(boxes.at(-1)).toEqual({ phase: 'included', side: 'main', lines: ['Studies included in review (n = 1)'] });
  });
  test('every number adds up, whatever was decided', () => {
    const decision = fc.record({
      citation: fc.integer({ min: 1, max: 12 }),
      stage: fc.constantFrom('abstract' as const, 'fulltext' as const),
      verdict: fc.constantFrom('include' as const, 'exclude' as const, 'maybe' as const, 'later' as const, 'cleared' as const),
      origin: fc.constantFrom('screened' as const, 'prior' as const, 'audit' as const),
    });
    const once = fc.uniqueArray(decision, { selector: ({ citation, stage }) => `${String(citation)} ${stage}` });
    fc.assert(
      fc.property(once, (decisions) => {
        const flow = prismaFlow({ ...input, citations: 12, decisions });
        expect(flow.sought).toBe(flow.assessed + flow.pending);
        expect(flow.assessed).toBe(flow.excludedFullText + flow.included);
        expect(flow.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(flow.excludedFullText);
        for (const value of Object.values(flow)) if (typeof value === 'number') expect(value).toBeGreaterThanOrEqual(0);
        const known = new Set(
          decisions
            .filter(({ origin, verdict }) => origin === 'prior' && verdict !== 'later' && verdict !== 'cleared')
            .map(({ citation }) => citation),
        );
        const here = new Set(
          decisions
            .filter(({ origin, verdict }) => origin !== 'prior' && verdict !== 'later' && verdict !== 'cleared')
            .map(({ citation }) => citation),
        );
        expect(flow.unscreened).toBe(12 - new Set([...known, ...here]).size);
      }),
    );
  });
});

test('reasons by stage, most frequent first, nameless ones named', () => {
  const rows = reasonTable(
    ['1 abstract exclude b', '2 abstract exclude a', '3 abstract exclude b', '4 abstract exclude', '5 fulltext exclude c', '6 prior exclude b'].map(
      standing,
    ),
  );
  expect(rows.map(({ stage, reason, count, share }) => [stage, reason, count, share])).toEqual([
    ['abstract', 'b', 2, 0.5],
    ['abstract', 'a', 1, 0.25],
    ['abstract', 'no reason given', 1, 0.25],
    ['fulltext', 'c', 1, 1],
  ]);
});

test('the log has every decision in order of time, changed ones too', () => {
  const made = (seq: number, verdict: Decision['verdict']): Decision => ({
    seq,
    citation: 7,
    stage: 'abstract',
    by: 'me',
    at: '2026-01-01T00:00:00Z',
    verdict,
    origin: 'screened',
    ...(seq === 2 ? { reason: 'x', rank: 3 } : {}),
  });
  const rows = logRows([made(2, 'exclude'), made(1, 'include')], () => '=cmd()');
  expect(rows).toEqual([
    ['1', '2026-01-01T00:00:00Z', 'me', 'abstract', '7', '=cmd()', 'include', 'screened', '', ''],
    ['2', '2026-01-01T00:00:00Z', 'me', 'abstract', '7', '=cmd()', 'exclude', 'screened', 'x', '3'],
  ]);
  expect(rows[0]).toHaveLength(logColumns.length);
});

describe('the methods paragraph', () => {
  const flow = prismaFlow(input);
  test('names versions, settings, rule and proof', () => {
    const text = methodsText({
      version: '1.2.3',
      sources,
      flow,
      reviewers: ['Ann', 'Bo'],
      seed: 7,
      kappa: 0.734,
      models: [{ name: 'mini', hash: 'abcdef0123456789' }],
      recipe: { ranker: 'winnow', version: 2, params: { tau: 2, deep: { x: 1 } }, of: [{ ranker: 'bm25', version: 1, params: { k1: 1.2 } }] },
      stop: {
        target: 0.95,
        rule: 'late-evidence',
        figure: 0.21345,
        limit: 0.25,
        proved: { recallLow: 0.9554, confidence: 0.95, sample: 1012, relevant: 0, certified: true },
      },
    });
    expect(text).toBe(
      '16 records were read from 2 files; 5 duplicates were removed and 1 entry could not be read. This left 10 records.\n\n' +
        'Titles and abstracts of 6 records were screened by 2 reviewers (Ann and Bo) with Winnow 1.2.3 in the order given by the ranker winnow 2 (tau = 2; of bm25 1 (k1 = 1.2)), seed 7, ' +
        'made anew from all decisions as they came. Of these, 2 records were excluded. 1 record judged beforehand taught the ranking and did not count. Networks used: mini (abcdef012345). ' +
        'Agreement between the reviewers was κ = 0.73.\n\n' +
        'Screening was stopped by the rule “late-evidence” (0.213 against a limit of 0.25) with a target recall of 95%; 3 records remained unscreened. ' +
        '1,012 records drawn at random from those unscreened at the time were then read and none was relevant: with 95% confidence recall is at least 95.5%.',
    );
  });
  test('says what was not done', () => {
    const bare = { version: '1', sources: [], flow, reviewers: [], models: [] };
    expect(methodsText(bare)).toContain('3 records had not been screened');
    expect(methodsText({ ...bare, stop: { target: 0.9, rule: 'buscar' } })).toContain('this recall is not proved');
  });
});
