// What does a file bring into a review? Read in a stream, handed over in batches, then compared with itself and with what is there.
import { isRejection, type Citation, type CitationId, type Receipt, type Rejection } from '../../../shared/citation.ts';
import type { ImportStep } from '../../../shared/contract.ts';
import { finish } from '../../../shared/work.ts';
import { deduplicate, type Deduplicated, type Pair } from '../../deduplication/index.ts';
import type { Duplicate } from '../../store/index.ts';
import { readFile, type ReceiptDraft } from '../reading/index.ts';
import type { ImportPart } from '../review/import.ts';
import type { Question } from '../review/questions.ts';
import type { Desk } from '../talk.ts';
import { drive } from '../thread.ts';
import { shownCitations } from './merged.ts';
import { readOnly } from './reader.ts';

export interface ImportTask {
  readonly path: string;
  readonly name: string;
  readonly format?: string;
  readonly encoding?: string;
  readonly repair?: boolean;
  /** The review's file. */
  readonly review: string;
}

/** Records handed over at once: some 300 kB, 20 ms of the desk in slices. */
const batch = 200;
/** Batches under way while the next is read. */
const ahead = 3;

/** @throws Failure of the reading; nothing is kept then */
export const importFile = async (task: ImportTask, desk: Desk): Promise<void> => {
  const say = (part: ImportPart) => desk.part(part);
  const told =
    (doing: ImportStep['doing']) =>
    (step: { done: number; total?: number }): ImportStep => ({ ...step, doing, file: task.name });
  await say({ start: { file: task.name, format: task.format ?? '', encoding: task.encoding ?? '' } });
  const { citations, keys, draft } = await readAll(task, desk, say);
  // They are known to be different works.
  const known = readOnly(task.review, (review) => finish(shownCitations(review)));
  const list = [...known.citations, ...citations];
  const found = await drive(deduplicate(list, { apart: known.citations.length }), desk, told('dedupe'));
  const key = (at: number): CitationId | undefined => (at < known.keys.length ? known.keys[at] : keys[at - known.keys.length]);
  desk.step(told('keep')({ done: 0 }));
  const { warnings, dialect, format, encoding } = draft;
  const opinions = draft.opinions ?? byName(draft, citations.length);
  await say({ ...pairsOf(found, known.keys.length, key), finding: { warnings, opinions, dialect, format, encoding } });
};

/** What the file's name says of everything in it: offered as other tools' decisions are. */
const byName = ({ fileDecision: said }: ReceiptDraft, records: number): Receipt['opinions'] =>
  said === undefined ? undefined : { include: 0, exclude: 0, maybe: 0, [said]: records, conflict: 0, tools: [], byName: said };

/** The record's own text is not compared and need not stay in memory. */
const slim = ({ raw: _raw, ...citation }: Citation): Citation => citation;

const readAll = async (task: ImportTask, desk: Desk, say: (part: ImportPart) => Promise<unknown>) => {
  const reading = readFile(task.path, { name: task.name, format: task.format, encoding: task.encoding, repair: task.repair });
  const citations: Citation[] = [];
  const keys: (CitationId | undefined)[] = [];
  const underWay: Promise<void>[] = [];
  let records: (Citation | Rejection)[] = [];
  let done = 0;
  let toldAt = 0;
  const hand = () => {
    const from = citations.length;
    const good = records.flatMap((record, at) => (isRejection(record) ? [] : [{ at, citation: slim(record) }]));
    for (const { citation } of good) citations.push(citation);
    const handed = say({ records }).then((reply) => {
      const given = (reply ?? []) as readonly (CitationId | undefined)[]; // nothing where the import was given up
      good.forEach(({ at }, place) => (keys[from + place] = given[at]));
    });
    records = [];
    return handed;
  };
  for (;;) {
    const next = await reading.next();
    if (next.done) {
      underWay.push(hand());
      await Promise.all(underWay);
      return { citations, keys, draft: next.value };
    }
    records.push(next.value);
    done += 1;
    if (records.length < batch) continue;
    desk.check();
    underWay.push(hand());
    if (underWay.length > ahead) await underWay.shift();
    if (performance.now() - toldAt > 50) {
      toldAt = performance.now();
      desk.step({ done, doing: 'read', file: task.name } as ImportStep);
    }
  }
};

/** The one that stands for a group: what was there before, else the member that says most. */
const pairsOf = ({ groups, unsure, related }: Deduplicated, apart: number, key: (at: number) => CitationId | undefined) => {
  const stands = new Map<number, number>();
  const duplicates: Duplicate[] = [];
  for (const { members, kept, reason, confidence, pairs } of groups) {
    const first = members[0]!;
    const shown = first < apart ? first : kept;
    for (const at of members) {
      const [citation, sameAs] = [key(at), key(shown)];
      if (at === shown || at < apart || citation === undefined || sameAs === undefined) continue;
      const pair = pairs.find(({ a, b }) => (a === at && b === shown) || (a === shown && b === at));
      stands.set(at, shown);
      duplicates.push({ citation, sameAs, reason: pair?.reason ?? reason, confidence: pair?.confidence ?? confidence });
    }
  }
  const used = new Set<CitationId>();
  const questionsFrom = (list: readonly Pair[]): Question[] =>
    list.flatMap(({ a, b, reason, confidence }) => {
      const [one, two] = [a, b].map((at) => ({ at, key: key(stands.get(at) ?? at) }));
      if (one?.key === undefined || two?.key === undefined || one.key === two.key) return [];
      // A word of sameness is one a citation, and must not be said of one that stands behind another.
      const [asks, other] = stands.has(two.at) || used.has(two.key) ? [one, two] : [two, one];
      if (stands.has(asks.at) || used.has(asks.key!)) return [];
      used.add(asks.key!);
      return [{ citation: asks.key!, other: other.key!, reason, confidence }];
    });
  return { duplicates, questions: questionsFrom(unsure), links: questionsFrom(related) };
};
