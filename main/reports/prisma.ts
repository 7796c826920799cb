// Which numbers does the PRISMA 2020 flow diagram of this review have?
import type { CitationId } from '../../shared/citation.ts';
import type { Decision } from '../../shared/decision.ts';

export interface Source {
  readonly file: string;
  readonly read: number;
  readonly kept: number;
  readonly duplicates: number;
  readonly rejected: number;
}

export interface FlowInput {
  readonly sources: readonly Source[];
  /** Kept records that were merged into others after their import. */
  readonly merged: number;
  /** Records of the review now: one for each group of duplicates. */
  readonly citations: number;
  /** What stands now: at most one for each citation and stage; `cleared` and `later` are no decision. */
  readonly decisions: readonly Pick<Decision, 'citation' | 'stage' | 'verdict' | 'origin' | 'reason'>[];
  /** Was screening stopped, so that what is unscreened stays so? */
  readonly stopped: boolean;
}

export interface Flow {
  /** Records read from files: identified = duplicates + unreadable + citations. */
  readonly identified: number;
  readonly duplicates: number;
  readonly unreadable: number;
  readonly citations: number;
  /** Known before: imported labels and known relevant records; neither screened nor unscreened here. */
  readonly known: number;
  readonly knownIncluded: number;
  /** Title and abstract: screened = excluded + sought + undecided. */
  readonly screened: number;
  readonly excluded: number;
  /** “Maybe” and not yet settled. */
  readonly undecided: number;
  /** Not screened: after a stop these count as set aside by an automation tool, before it as still to do. */
  readonly unscreened: number;
  readonly setAside: number;
  /** Full text: sought = assessed + pending; assessed = excludedFullText + included. */
  readonly sought: number;
  readonly pending: number;
  readonly assessed: number;
  readonly excludedFullText: number;
  readonly included: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** Reasons left empty are counted under this name. */
export const noReason = 'no reason given';

export const prismaFlow = ({ sources, merged, citations, decisions, stopped }: FlowInput): Flow => {
  const sum = (of: (source: Source) => number) => sources.reduce((total, source) => total + of(source), 0);
  const known = new Set<CitationId>();
  const knownIncluded = new Set<CitationId>();
  const screened = new Map<CitationId, 'include' | 'exclude' | 'maybe'>();
  const read = new Map<CitationId, { verdict: 'include' | 'exclude' | 'maybe'; reason?: string }>();
  for (const { citation, stage, verdict, origin, reason } of decisions) {
    if (verdict === 'cleared' || verdict === 'later') continue;
    if (origin === 'prior') {
      known.add(citation);
      if (verdict === 'include') knownIncluded.add(citation);
    } else if (stage === 'abstract') screened.set(citation, verdict);
    else read.set(citation, { verdict, reason });
  }
  // Read in full here, though never screened here: its full text was sought.
  for (const citation of read.keys()) if (!screened.has(citation) && !known.has(citation)) screened.set(citation, 'include');

  const verdicts = [...screened.values()];
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
  const inFull = [...read].filter(([citation]) => screened.get(citation) !== 'exclude').map(([, one]) => one);
  const fromKnown = [...read.keys()].filter((citation) => known.has(citation) && !screened.has(citation)).length;
  const assessed = inFull.filter(({ verdict }) => verdict !== 'maybe');
  const excludedFullText = assessed.filter(({ verdict }) => verdict === 'exclude');
  const maybeRead = [...read.keys()].filter((citation) => screened.get(citation) === 'maybe').length;
  const sought = count('include') + fromKnown + maybeRead;
  const unscreened = Math.max(0, citations - screened.size - [...known].filter((citation) => !screened.has(citation)).length);
  return {
    identified: sum(({ read: all }) => all),
    duplicates: sum(({ duplicates }) => duplicates) + merged,
    unreadable: sum(({ rejected }) => rejected),
    citations,
    known: known.size,
    knownIncluded: knownIncluded.size,
    screened: screened.size,
    excluded: count('exclude'),
    undecided: count('maybe') - maybeRead,
    unscreened,
    setAside: stopped ? unscreened : 0,
    sought,
    pending: sought - assessed.length,
    assessed: assessed.length,
    excludedFullText: excludedFullText.length,
    included: assessed.length - excludedFullText.length,
    reasons: reasonCounts(excludedFullText.map(({ reason }) => reason)),
  };
};

/** Most frequent first, equal ones by name. */
export const reasonCounts = (reasons: readonly (string | undefined)[]): Flow['reasons'] => {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    const name = reason?.trim() === undefined || reason.trim() === '' ? noReason : reason.trim();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
};

export interface Box {
  readonly phase: 'identification' | 'screening' | 'included';
  /** Main flow downwards, or what leaves it. */
  readonly side: 'main' | 'out';
  readonly lines: readonly string[];
}

const n = (count: number): string => `n = ${String(count)}`;

/** The boxes of the diagram in reading order, worded as in the PRISMA 2020 template. Boxes without records of their kind are left out. */
export const prismaBoxes = (flow: Flow, sources: readonly Source[]): readonly Box[] => {
  const boxes: Box[] = [
    {
      phase: 'identification',
      side: 'main',
      lines: [`Records identified (${n(flow.identified)})`, ...sources.map(({ file, read }) => `${file} (${n(read)})`)],
    },
    {
      phase: 'identification',
      side: 'out',
      lines: [
        'Records removed before screening:',
        `Duplicate records removed (${n(flow.duplicates)})`,
        ...(flow.setAside > 0 ? [`Records marked as ineligible by automation tools: not screened after the stop (${n(flow.setAside)})`] : []),
        ...(flow.unreadable > 0 ? [`Records removed for other reasons: unreadable (${n(flow.unreadable)})`] : []),
        ...(flow.known > 0 ? [`Records judged before this screening (${n(flow.known)})`] : []),
      ],
    },
    { phase: 'screening', side: 'main', lines: [`Records screened (${n(flow.screened)})`] },
    { phase: 'screening', side: 'out', lines: [`Records excluded (${n(flow.excluded)})`] },
    { phase: 'screening', side: 'main', lines: [`Reports sought for retrieval (${n(flow.sought)})`] },
  ];
  if (flow.pending > 0) boxes.push({ phase: 'screening', side: 'out', lines: [`Reports not retrieved or not assessed yet (${n(flow.pending)})`] });
  boxes.push(
    { phase: 'screening', side: 'main', lines: [`Reports assessed for eligibility (${n(flow.assessed)})`] },
    {
      phase: 'screening',
      side: 'out',
      lines: [`Reports excluded (${n(flow.excludedFullText)})`, ...flow.reasons.map(({ reason, count }) => `${reason} (${n(count)})`)],
    },
    { phase: 'included', side: 'main', lines: [`Studies included in review (${n(flow.included)})`] },
  );
  return boxes;
};
