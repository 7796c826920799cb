// What may a page or a command ask of the engine? One table; nothing else is answered.
import * as v from 'valibot';
import type { Fields, Kept, Opinion, Protocol, Receipt, Rejection, Verdict } from './citation.ts';
import type { Decision, Recipe, Seq, Stage } from './decision.ts';
import { shape } from './shape.ts';
import type { Shape, Signal, Step } from './work.ts';

export interface Method<I, S, O> {
  readonly kind: 'read' | 'write' | 'job';
  readonly input: Shape<I>;
  /** Types only, never set. */
  readonly types?: [S, O];
}

/** One verb; a subscription's stream ends when it is cancelled. */
export interface Engine {
  call<I, S, O>(method: Method<I, S, O>, input: I, signal?: Signal): AsyncGenerator<S, O, void>;
  close(): Promise<void>;
}

// ── What is said of a review ───────────────────────────────────────────────

/** An opaque name of a review on this machine; the page never sees or sends a path. */
export type ReviewId = string;

export interface Counts {
  /** Citations to screen: kept, without prior knowledge. */
  readonly all: number;
  readonly read: number;
  readonly include: number;
  readonly exclude: number;
  readonly maybe: number;
  readonly skipped: number;
  /** Prior knowledge, never counted above. */
  readonly prior: { readonly include: number; readonly exclude: number };
  /** Neither title nor abstract: to be looked at by hand. */
  readonly bare: number;
}

/** About how many relevant ones are left: low, middle, high; absent while nothing can be said. */
export interface Left {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

export interface LibraryEntry {
  readonly review: ReviewId;
  readonly title: string;
  /** For people: where the file is. */
  readonly place: string;
  readonly opened: string;
  readonly counts: Counts;
  readonly state: 'ready' | 'missing' | 'damaged' | 'newer';
  readonly trouble?: string;
  /** The newest backup, where the file itself cannot be opened. */
  readonly backup?: string;
  readonly sample: boolean;
}

export interface Summary {
  readonly review: ReviewId;
  readonly title: string;
  readonly counts: Counts;
  readonly left?: Left;
  readonly protocol: Protocol;
  /** Grows with every change that the page can see. */
  readonly revision: number;
  /** Read only: somebody else is writing. */
  readonly lockedBy?: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly duplicatesToSee: number;
  /** Decisions of other tools found in the files, not yet accepted or refused. */
  readonly opinionsToSee: number;
  readonly ranking: RankingState;
  /** The citation the reader was on. */
  readonly at?: number;
}

export interface RankingState {
  /** By what the present order was made. */
  readonly by: 'protocol' | 'labels' | 'protocol+labels' | 'set';
  readonly ranker: string;
  readonly upTo: Seq;
  /** A newer one is being made. */
  readonly busy?: Step;
  /** The network is reading the set in the background; the order gets better as it does. */
  readonly meaning?: Step;
  /** What would make it better, one sentence. */
  readonly better?: string;
}

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly kind: 'concept' | 'learnt';
  /** 0-based concept block. */
  readonly concept?: number;
}
export interface Section {
  readonly label?: string;
  readonly text: string;
  readonly spans: readonly Span[];
}

/** One citation as the page shows it; texts are text, never markup. */
export interface Card {
  readonly citation: number;
  readonly fields: Fields;
  readonly title: Section;
  readonly sections: readonly Section[];
  /** 1 is next; absent in history. */
  readonly rank?: number;
  readonly score?: number;
  readonly decision?: Decision;
  readonly opinions?: readonly Opinion[];
  readonly notes: readonly string[];
  readonly tags: readonly string[];
  readonly retracted?: string;
  /** Near copies of this one in the review. */
  readonly twins: readonly number[];
  readonly files: readonly string[];
}

export interface Why {
  readonly ranker: string;
  readonly sentence: string;
  /** Label and share of the largest, signed −1…1. */
  /** `base`: what every citation starts from; the others are this one's own. */
  readonly parts: readonly { readonly label: string; readonly weight: number; readonly share: number; readonly base?: boolean }[];
  readonly recipe: Recipe;
}

export interface HistoryItem {
  readonly seq: Seq;
  readonly citation: number;
  readonly title: string;
  readonly verdict: Verdict;
  readonly origin: 'screened' | 'prior' | 'audit';
  readonly reason?: string;
  readonly at: string;
}

export interface Row {
  readonly citation: number;
  readonly title: string;
  readonly authors: string;
  readonly year?: number;
  readonly journal?: string;
  readonly verdict?: Verdict;
  readonly origin?: 'screened' | 'prior' | 'audit';
  readonly reason?: string;
  readonly rank?: number;
  readonly tags: readonly string[];
}

export interface DuplicateGroup {
  readonly group: number;
  readonly members: readonly Kept[];
  readonly kept: number;
  readonly reason: string;
  readonly confidence: number;
  readonly state: 'merged' | 'ask' | 'split' | 'linked';
}

export interface Curve {
  /** Relevant found after each read citation, thinned to ≤ 2,000 points. */
  readonly points: readonly { readonly read: number; readonly found: number }[];
  /** What was expected from here, with its band. */
  readonly expected: readonly { readonly read: number; readonly low: number; readonly mid: number; readonly high: number }[];
}

export interface Progress {
  readonly sentence: string;
  readonly counts: Counts;
  readonly left?: Left;
  readonly curve: Curve;
  readonly days: readonly { readonly day: string; readonly read: number; readonly found: number }[];
  readonly perHour?: number;
  readonly sinceLastFound: number;
}

export interface RuleRow {
  readonly rule: string;
  readonly assumes: string;
  readonly formula: string;
  readonly kind: 'evidence' | 'proof' | 'heuristic';
  readonly stop: boolean;
  readonly remaining?: Left;
  readonly figure?: number;
  readonly limit?: number;
}
export interface AuditPlan {
  /** Relevant ones the sample may hold and still pass. */
  readonly allowed: 0 | 1;
  /** Undefined where the target cannot be certified. */
  readonly sample?: number;
  readonly chance?: number;
}
export interface StopView {
  readonly sentence: string;
  readonly target: number;
  readonly rules: readonly RuleRow[];
  readonly plans: readonly AuditPlan[];
  /** Recall that could be certified by reading everything that is left but for nothing found, where the target cannot. */
  readonly reachable?: number;
}

export interface Exported {
  readonly name: string;
  readonly count: number;
  /** Address within the app to fetch the file from, once. */
  readonly href: string;
}

export interface BooleanView {
  readonly syntax: 'pubmed' | 'ovid' | 'none';
  readonly concepts: readonly { readonly terms: readonly string[] }[];
  readonly errors: readonly { readonly at: number; readonly says: string }[];
  readonly words: string;
}

export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  /** 90–160. */
  readonly textPercent: number;
  readonly highlights: boolean;
  readonly progressLine: boolean;
  readonly blinded: boolean;
  /** Action → keys, separated by spaces; an action that is absent has its usual keys. */
  readonly keys: Readonly<Record<string, string>>;
  readonly reviewer: string;
  /** A locale of the page's words; absent: the system's. */
  readonly language?: string;
  /** The model that reviews are read by; absent or "": the bundled one. */
  readonly model?: string;
}

export interface ModelEntry {
  readonly name: string;
  readonly title: string;
  readonly kind: 'bi-encoder' | 'cross-encoder' | 'late-interaction';
  readonly architecture: string;
  readonly pooling: 'mean' | 'cls';
  readonly prefixes: { readonly query: string; readonly passage: string };
  /** Numbers a vector. */
  readonly width: number;
  readonly maxTokens: number;
  readonly megabytes: number;
  /** Came with Winnow: cannot be removed. */
  readonly brought: boolean;
  /** What is said here was guessed from its files. */
  readonly guessed: boolean;
  /** Reviews are read by it. */
  readonly used: boolean;
  readonly licence?: string;
  readonly provenance?: string;
  /** Why it cannot be used, in a sentence. */
  readonly trouble?: string;
}
export interface ModelSpeed {
  readonly name: string;
  /** The sample's records were read. */
  readonly records: number;
  readonly perSecond: number;
  readonly startMs: number;
  readonly firstMs: number;
  readonly threads: number;
  readonly provider: string;
  readonly notes: readonly string[];
}
/** How the model alone would have ordered what is decided. */
export interface ModelWorth {
  readonly name: string;
  readonly decided: number;
  readonly relevant: number;
  readonly ap: number;
  readonly wss95: number;
  readonly recall20: number;
}

export interface SimulationRow {
  readonly review: string;
  readonly ranker: string;
  readonly priors: 'none' | '1+1';
  readonly seed: number;
  readonly measures: Readonly<Record<string, number>>;
  /** Share read → recall, ≤ 200 points. */
  readonly curve: readonly { readonly read: number; readonly recall: number }[];
}

// ── What may be asked ──────────────────────────────────────────────────────

const review = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const key = v.pipe(v.string(), v.minLength(8), v.maxLength(64)); // made by the client: a repeated write is answered, not done again
const citation = v.pipe(v.number(), v.integer(), v.minValue(1));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const fileRef = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)); // what the shell said when the file was handed over
const verdict = v.picklist(['include', 'exclude', 'maybe', 'later', 'cleared']);
const stage = v.optional(v.picklist(['abstract', 'fulltext']), 'abstract' satisfies Stage);
const protocol = v.object({
  title: text(2_000),
  question: v.optional(text(20_000)),
  criteria: v.pipe(v.array(text(20_000)), v.maxLength(200)),
  reasons: v.optional(v.pipe(v.array(text(300)), v.maxLength(50))),
  booleanQuery: v.optional(text(500_000)),
});
const only = v.pipe(v.array(v.picklist(['include', 'exclude', 'maybe', 'unscreened', 'prior'])), v.maxLength(5));
const filter = v.object({
  search: v.optional(text(1_000)),
  only: v.optional(only),
  tag: v.optional(text(200)),
  reason: v.optional(text(300)),
  years: v.optional(v.tuple([v.number(), v.number()])),
  noAbstract: v.optional(v.boolean()),
  /** Only these, for rows picked by hand. */
  citations: v.optional(v.pipe(v.array(citation), v.maxLength(10_000))),
});
export type Filter = v.InferOutput<typeof filter>;
const sort = v.object({ by: v.picklist(['rank', 'title', 'authors', 'year', 'journal', 'decided', 'key']), down: v.boolean() });
export type Sort = v.InferOutput<typeof sort>;

const read = <I, O>(schema: v.GenericSchema<unknown, I>): Method<I, never, O> => ({ kind: 'read', input: shape(schema) });
const write = <I, O>(schema: v.GenericSchema<unknown, I>): Method<I, never, O> => ({ kind: 'write', input: shape(schema) });
const job = <I, S, O>(schema: v.GenericSchema<unknown, I>): Method<I, S, O> => ({ kind: 'job', input: shape(schema) });
type Empty = Record<string, never>;
/** Whatever is sent along is dropped. */
const nothing = v.pipe(
  v.object({}),
  v.transform((): Empty => ({})),
);

type In<S extends v.GenericSchema> = v.InferOutput<S>;
const ofReview = v.object({ review });
const setProtocol = v.object({ review, key, protocol });
const importing = v.object({
  review,
  files: v.pipe(v.array(fileRef), v.minLength(1), v.maxLength(200)),
  format: v.optional(text(40)),
  encoding: v.optional(text(40)),
});
const rejections = v.object({ review, receipt: count(1e9), offset: count(1e9), limit: count(500) });
const opinions = v.object({ review, key, accept: v.boolean() });
const groups = v.object({
  review,
  state: v.optional(v.picklist(['ask', 'merged', 'split', 'linked'])),
  /** Only groups that this citation is in. */
  having: v.optional(citation),
  offset: count(1e9),
  limit: count(100),
});
const groupVerdict = v.object({
  review,
  key,
  group: count(1e9),
  verdict: v.picklist(['merge', 'split', 'keep', 'undo']),
  kept: v.optional(citation),
});
const queue = v.object({ review, from: v.optional(citation), count: count(50) });
const decide = v.object({ review, key, citation, verdict, stage, reason: v.optional(text(300)), rank: v.optional(count(1e9)) });
const step = v.object({ review, key });
const history = v.object({ review, before: v.optional(count(1e9)), limit: count(500) });
const ofCitation = v.object({ review, citation });
const note = v.object({ review, key, citation, text: text(20_000) });
const tag = v.object({ review, key, citation, tag: text(200), on: v.boolean() });
const rows = v.object({ review, filter, sort, offset: count(1e9), limit: count(500) });
const bulk = v.object({ review, key, filter, verdict, reason: v.optional(text(300)) });
const target = v.object({ review, target: v.pipe(v.number(), v.minValue(0.5), v.maxValue(1)) });
const exporting = v.object({
  review,
  format: text(40),
  only: v.optional(only),
  filter: v.optional(filter),
  order: v.picklist(['rank', 'decision', 'key']),
});
const created = v.object({ key, title: v.optional(text(2_000)) });
const opened = v.object({ file: fileRef });
const queryText = v.object({ query: text(500_000) });
const settings = v.object({
  theme: v.optional(v.picklist(['system', 'light', 'dark'])),
  textPercent: v.optional(v.pipe(v.number(), v.minValue(90), v.maxValue(160))),
  highlights: v.optional(v.boolean()),
  progressLine: v.optional(v.boolean()),
  blinded: v.optional(v.boolean()),
  keys: v.optional(v.record(text(40), text(40))),
  reviewer: v.optional(text(200)),
  language: v.optional(text(20)),
  model: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]{0,80}$/))),
});
const simulating = v.object({
  review,
  rankers: v.pipe(v.array(text(40)), v.minLength(1), v.maxLength(12)),
  priors: v.picklist(['none', '1+1']),
  seeds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
});
const modelName = v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/));
/** A file handed over (.zip, .onnx) or a name on the hub. */
const addingModel = v.object({
  file: v.optional(fileRef),
  repo: v.optional(text(200)),
  revision: v.optional(text(200)),
  /** Which of the hub's networks. */
  network: v.optional(text(300)),
  name: v.optional(modelName),
});
const ofModel = v.object({ name: modelName });
/** With a review: how good on what is decided there; else how fast. */
const benchingModel = v.object({ name: modelName, review: v.optional(review) });
const reRank = v.object({ review, ranker: v.optional(text(40)) });

export interface ImportStep extends Step {
  readonly file: string;
  readonly doing: 'read' | 'dedupe' | 'keep' | 'rank';
}
export interface Changed {
  readonly revision: number;
  /** A new order is there: fetch the queue again. */
  readonly queue: boolean;
}
export interface Said {
  readonly seq: Seq;
  readonly summary: Summary;
}

export const contract = {
  'host.info': read<
    Empty,
    {
      version: string;
      shell: 'electron' | 'serve' | 'cli';
      formats: readonly { name: string; reads: boolean; writes: boolean }[];
      /** What can be simulated, in the order to be offered. */
      rankers?: readonly string[];
    }
  >(nothing),
  'settings.get': read<Empty, Settings>(nothing),
  'settings.set': write<In<typeof settings>, Settings>(settings),
  'library.list': read<Empty, readonly LibraryEntry[]>(nothing),
  'library.forget': write<In<typeof ofReview>, readonly LibraryEntry[]>(ofReview),
  'library.sample': job<Empty, ImportStep, { review: ReviewId }>(nothing),
  'review.create': write<In<typeof created>, { review: ReviewId }>(created),
  'review.openFile': write<In<typeof opened>, { review: ReviewId }>(opened),
  'review.restore': write<In<typeof ofReview>, { review: ReviewId }>(ofReview),
  'review.summary': read<In<typeof ofReview>, Summary>(ofReview),
  /** Ends only by cancelling; a step for each change. */
  'review.watch': job<In<typeof ofReview>, Changed, never>(ofReview),
  'review.close': write<In<typeof ofReview>, Empty>(ofReview),
  'review.verify': job<In<typeof ofReview>, Step, { sound: boolean; findings: readonly string[] }>(ofReview),
  'protocol.set': write<In<typeof setProtocol>, Said>(setProtocol),
  'protocol.boolean': read<In<typeof queryText>, BooleanView>(queryText),
  'import.files': job<In<typeof importing>, ImportStep, { receipts: readonly Receipt[]; summary: Summary }>(importing),
  'import.receipts': read<In<typeof ofReview>, readonly (Receipt & { receipt: number })[]>(ofReview),
  'import.rejections': read<In<typeof rejections>, readonly Rejection[]>(rejections),
  'import.opinions': write<In<typeof opinions>, Said>(opinions),
  'duplicates.list': read<In<typeof groups>, { total: number; groups: readonly DuplicateGroup[] }>(groups),
  'duplicates.decide': write<In<typeof groupVerdict>, Said>(groupVerdict),
  'screen.queue': read<In<typeof queue>, { cards: readonly Card[]; ranking: RankingState; revision: number }>(queue),
  'screen.card': read<In<typeof ofCitation>, Card>(ofCitation),
  'screen.why': read<In<typeof ofCitation>, Why>(ofCitation),
  'screen.decide': write<In<typeof decide>, Said>(decide),
  'screen.undo': write<In<typeof step>, Said & { citation: number }>(step),
  'screen.redo': write<In<typeof step>, Said & { citation: number }>(step),
  'screen.at': write<In<typeof ofCitation>, Empty>(ofCitation),
  'screen.history': read<In<typeof history>, readonly HistoryItem[]>(history),
  'screen.note': write<In<typeof note>, Said>(note),
  'screen.tag': write<In<typeof tag>, Said>(tag),
  'rank.again': job<In<typeof reRank>, Step, RankingState>(reRank),
  'browse.rows': read<In<typeof rows>, { total: number; rows: readonly Row[] }>(rows),
  'browse.decide': write<In<typeof bulk>, Said & { decided: number }>(bulk),
  'progress.get': read<In<typeof ofReview>, Progress>(ofReview),
  'stop.get': read<In<typeof target>, StopView>(target),
  'models.list': read<Empty, readonly ModelEntry[]>(nothing),
  'models.add': job<In<typeof addingModel>, Step, { name: string; notes: readonly string[]; guessed: boolean; network: string }>(addingModel),
  'models.remove': write<In<typeof ofModel>, readonly ModelEntry[]>(ofModel),
  'models.bench': job<In<typeof benchingModel>, Step, { speed?: ModelSpeed; worth?: ModelWorth }>(benchingModel),
  'simulate.run': job<In<typeof simulating>, Step & { row?: SimulationRow }, readonly SimulationRow[]>(simulating),
  'reports.get': read<
    In<typeof ofReview>,
    { prisma: Readonly<Record<string, number>>; methods: string; reasons: readonly { reason: string; count: number }[] }
  >(ofReview),
  'export.write': job<In<typeof exporting>, Step, Exported>(exporting),
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type InputOf<M extends MethodName> = Contract[M] extends Method<infer I, infer _S, infer _O> ? I : never;
export type StepOf<M extends MethodName> = Contract[M] extends Method<infer _I, infer S, infer _O> ? S : never;
export type ValueOf<M extends MethodName> = Contract[M] extends Method<infer _I, infer _S, infer O> ? O : never;
