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
  /** Why the network does not read on, one sentence. */
  readonly trouble?: string;
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
  /** What says that it was retracted. */
  readonly retracted?: string;
  /** What says that it is the notice of another's retraction. */
  readonly retracts?: string;
  /** Put forward to widen the view, not because it is the likeliest. */
  readonly wider?: boolean;
  /** Near copies of this one in the review. */
  readonly twins: readonly number[];
  readonly files: readonly string[];
}

export interface Why {
  readonly ranker: string;
  /** The exclusion reason that earlier exclusions suggest; `right` of the newest `of` of them it would have told. */
  readonly reason?: { readonly text: string; readonly right: number; readonly of: number };
  /** By what the order was made that it stands in: so many decisions taught it, so many of them relevant. */
  readonly by: RankingState['by'];
  readonly taught: number;
  readonly found: number;
  /**
   * Label and share of the largest, signed −1…1. A label is words of the record, or one of the engine's own phrases (renderer/words says them in the
   * reader's language); behind ` · ` stands where it comes from, `labels` or `protocol`. `base`: what every citation starts from; the others are this one's own.
   */
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
  readonly pmid?: string;
  readonly doi?: string;
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
  /** What it would need to say anything: a sample drawn before screening began, or calibrated chances. */
  readonly needs?: 'sample' | 'chances';
}
export interface AuditPlan {
  /** Relevant ones the sample may hold and still pass. */
  readonly allowed: 0 | 1;
  /** Undefined where the target cannot be certified. */
  readonly sample?: number;
  readonly chance?: number;
}
/** What a random audit proved, or would prove. */
export interface AuditProof {
  readonly missingHigh: number;
  readonly recallLow: number;
  readonly certified: boolean;
  readonly estimate: readonly [low: number, mid: number, high: number];
}
export interface AuditView {
  /** The ledger's row that fixed it. */
  readonly seq: Seq;
  readonly at: string;
  readonly by: string;
  readonly state: 'open' | 'closed' | 'givenUp';
  /** Which audit of this review, from 1, of how many; absent: as many as need be. */
  readonly audit: number;
  readonly audits?: number;
  readonly target: number;
  /** 1 − α of this audit. */
  readonly confidence: number;
  readonly sensitivity: number;
  readonly found: number;
  readonly unread: number;
  readonly sample: number;
  readonly allowed: number;
  readonly seed: string;
  /** Decided so far, and relevant among them. */
  readonly done: number;
  readonly relevant: number;
  readonly proof?: AuditProof;
  /** Unread citations of now that were not in its tail (they came in later, or their decision was taken back): the proof says nothing of them. */
  readonly since: number;
  /** The certificate in words, a sentence each. */
  readonly statement?: readonly string[];
}
/** That screening was stopped: on which ground, as it stood then. */
export interface Stopped {
  readonly seq: Seq;
  readonly at: string;
  readonly by: string;
  readonly target: number;
  readonly rule: string;
  /** Did that rule say stop? */
  readonly says: boolean;
  readonly figure?: number;
  readonly limit?: number;
  readonly left?: Left;
  readonly found: number;
  readonly read: number;
  readonly unread: number;
  /** The audit whose certificate it rests on. */
  readonly audit?: Seq;
}
export interface Queue {
  readonly cards: readonly Card[];
  readonly ranking: RankingState;
  readonly revision: number;
  /** Only citations of a search update are in it, from this one on: so many are left, and so many others wait. */
  readonly narrow?: { readonly from: number; readonly left: number; readonly others: number };
}
/** What a search update says anew of a citation that was there. */
export interface UpdatedCitation {
  readonly citation: number;
  readonly title: string;
  /** Fields that say something else or more now. */
  readonly fields: readonly string[];
  /** The notice that says it was retracted, where it came as a record of its own. */
  readonly notice?: string;
  /** What stands. */
  readonly verdict?: Verdict | 'cleared' | undefined;
}
/** A file that came after screening had begun: new = `fresh`, the others were there. */
export interface Update {
  readonly receipt: number;
  readonly file: string;
  readonly at: string;
  /** The first citation that came with it. */
  readonly first: number;
  readonly fresh: number;
  readonly known: number;
  readonly changed: readonly UpdatedCitation[];
  readonly retracted: readonly UpdatedCitation[];
}
export interface StopView {
  readonly sentence: string;
  /** The same in numbers, for a page that says it in its own words. */
  readonly facts: { readonly found: number; readonly read: number; readonly unread: number; readonly left?: Left; readonly sample?: number };
  readonly target: number;
  /** What the usual rule says, one word. */
  readonly says: 'nothing' | 'all' | 'none' | 'early' | 'goOn' | 'stop';
  /** So few are found that the target means all of them: no rule can know that. */
  readonly few: boolean;
  readonly rules: readonly RuleRow[];
  /** Of the next audit; empty where none can be made. */
  readonly plans: readonly AuditPlan[];
  /** What smaller samples would prove if none is found. */
  readonly smaller: readonly { readonly sample: number; readonly recall: number }[];
  /** Recall that could be certified by reading everything that is left but for nothing found, where the target cannot. */
  readonly reachable?: number;
  /** α of the next audit; how many were fixed beforehand, where that was done; whether all of them are used. */
  readonly next: { readonly alpha: number; readonly audit: number; readonly audits?: number; readonly fixed: boolean; readonly spent: boolean };
  /** Newest first. */
  readonly audits: readonly AuditView[];
  readonly stopped?: Stopped;
}
export interface Chances {
  /** Rules that need them. */
  readonly rules: readonly RuleRow[];
  /** Are they right? Decisions by the chance they were given when they did not teach. */
  readonly reliability: readonly {
    readonly from: number;
    readonly to: number;
    readonly records: number;
    readonly expected: number;
    readonly observed: number;
  }[];
}

/** An unread citation that rankers place far apart. */
export interface Disagreement {
  readonly citation: number;
  readonly title: string;
  /** Shares of the unread placed above it, 0…1. */
  readonly places: readonly { readonly ranker: string; readonly above: number }[];
}
/** A decision that the others speak against. */
export interface Contradiction {
  readonly citation: number;
  readonly title: string;
  readonly verdict: Verdict;
  /** Of being relevant, as the other decisions have it. */
  readonly chance: number;
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
  /** Share of the citations that are shown to widen the view, 0 … 0.2. */
  readonly explore: number;
  /** Action → keys, separated by spaces; an action that is absent has its usual keys. */
  readonly keys: Readonly<Record<string, string>>;
  readonly reviewer: string;
  /** A locale of the page's words; absent: the system's. */
  readonly language?: string;
  /** The model that reviews are read by; absent or "": the bundled one. */
  readonly model?: string;
  /** Columns of Browse beside the title; absent: the usual ones. */
  readonly columns?: readonly string[];
  /** Filters of Browse by the name they were saved under. */
  readonly filters?: Readonly<Record<string, Filter>>;
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
/** A scoring server of the reader's own, as it was when it was tried. */
export interface RemoteEntry {
  readonly address: string;
  /** As the server names it. */
  readonly model: string;
  /** Numbers a vector; 1 where question and record are read together. */
  readonly width: number;
}
export interface RemoteState {
  /** Off: nothing connects. */
  readonly on: boolean;
  readonly vectors?: RemoteEntry;
  readonly pairs?: RemoteEntry;
  /** A token is kept; what it is never leaves the engine. */
  readonly token: boolean;
}
export interface RemoteTried {
  readonly vectors?: RemoteEntry & { readonly ms: number };
  readonly pairs?: RemoteEntry & { readonly ms: number };
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

/** Where a stopping rule would have stopped a run. */
export interface SimulatedStop {
  readonly rule: string;
  readonly target: number;
  /** Read then, of all; the least that would have done. */
  readonly screened: number;
  readonly oracle: number;
  readonly all: number;
  readonly recall: number;
  readonly reached: boolean;
}
export interface SimulationRow {
  readonly review: string;
  readonly ranker: string;
  readonly priors: 'none' | '1+1';
  readonly seed: number;
  readonly measures: Readonly<Record<string, number>>;
  /** Share read → recall, ≤ 200 points. */
  readonly curve: readonly { readonly read: number; readonly recall: number }[];
  readonly stops: readonly SimulatedStop[];
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
  /** Letters that were decoded twice are put right. */
  repair: v.optional(v.boolean()),
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
/** Without `from`: everything. */
const narrowing = v.object({ review, key, from: v.optional(citation) });
const decide = v.object({ review, key, citation, verdict, stage, reason: v.optional(text(300)), rank: v.optional(count(1e9)) });
const step = v.object({ review, key });
const history = v.object({ review, before: v.optional(count(1e9)), limit: count(500) });
const ofCitation = v.object({ review, citation });
const note = v.object({ review, key, citation, text: text(20_000) });
const tag = v.object({ review, key, citation, tag: text(200), on: v.boolean() });
const rows = v.object({ review, filter, sort, offset: count(1e9), limit: count(500) });
const bulk = v.object({ review, key, filter, verdict, reason: v.optional(text(300)) });
const recall = v.pipe(v.number(), v.minValue(0.5), v.maxValue(1));
const level = v.pipe(v.number(), v.minValue(0.001), v.maxValue(0.5));
/** 0: as many as need be, each at half the α of the one before. */
const audits = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20));
const target = v.object({ review, target: recall, alpha: v.optional(level), audits: v.optional(audits) });
const locking = v.object({
  review,
  key,
  target: recall,
  alpha: v.optional(level, 0.05),
  audits: v.optional(audits, 1),
  allowed: v.optional(v.picklist([0, 1]), 0),
  sensitivity: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(1)), 1),
});
const drawn = v.object({ review, limit: v.optional(count(500), 8) });
const auditing = v.object({ review, key, citation, verdict: v.picklist(['include', 'exclude']), reason: v.optional(text(300)) });
const statement = v.object({ review, audit: count(1e9), form: v.picklist(['json', 'html']) });
const stopping = v.object({ review, key, target: recall });
const hunting = v.object({ review, limit: v.optional(count(500), 50) });
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
  explore: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.2))),
  keys: v.optional(v.record(text(40), text(40))),
  reviewer: v.optional(text(200)),
  language: v.optional(text(20)),
  model: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]{0,80}$/))),
  columns: v.optional(v.pipe(v.array(text(20)), v.maxLength(20))),
  filters: v.optional(
    v.pipe(
      v.record(text(80), v.omit(filter, ['citations'])),
      v.check((saved) => Object.keys(saved).length <= 100),
    ),
  ),
});
const simulating = v.object({
  review,
  rankers: v.pipe(v.array(text(40)), v.minLength(1), v.maxLength(12)),
  priors: v.picklist(['none', '1+1']),
  seeds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  /** More reviews of this machine, each by its own labels. */
  also: v.optional(v.pipe(v.array(review), v.maxLength(50))),
  /** Stopping rules played on every run, as the command names them. */
  rules: v.optional(v.pipe(v.array(text(80)), v.maxLength(20))),
  target: v.optional(recall),
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
/** Addresses; without a token the kept one, where it goes to the same place; "": none. */
const ofRemote = v.object({
  vectors: v.optional(text(300)),
  pairs: v.optional(text(300)),
  token: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{0,4000}$/))),
});
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
      /** Stopping rules that can be played on it. */
      rules?: readonly string[];
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
  'import.updates': read<In<typeof ofReview>, readonly Update[]>(ofReview),
  'duplicates.list': read<In<typeof groups>, { total: number; groups: readonly DuplicateGroup[] }>(groups),
  'duplicates.decide': write<In<typeof groupVerdict>, Said>(groupVerdict),
  'screen.queue': read<In<typeof queue>, Queue>(queue),
  'screen.narrow': write<In<typeof narrowing>, Empty>(narrowing),
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
  /** Tags worn by citations that are shown, with how many wear each; by name. */
  'browse.tags': read<In<typeof ofReview>, readonly { tag: string; count: number }[]>(ofReview),
  'browse.decide': write<In<typeof bulk>, Said & { decided: number }>(bulk),
  'progress.get': read<In<typeof ofReview>, Progress>(ofReview),
  'stop.get': read<In<typeof target>, StopView>(target),
  /** Rules that need calibrated chances, and how far these can be trusted. */
  'stop.chances': job<In<typeof target>, Step, Chances>(target),
  'stop.record': write<In<typeof stopping>, Said>(stopping),
  'stop.resume': write<In<typeof step>, Said>(step),
  /** Fixes target, α, size and seed, and draws. */
  'audit.lock': write<In<typeof locking>, Said & { audit: AuditView }>(locking),
  /** What is drawn and not decided yet, in the order of drawing, without a word of rankers. */
  'audit.next': read<In<typeof drawn>, { audit?: AuditView; cards: readonly Card[] }>(drawn),
  'audit.decide': write<In<typeof auditing>, Said & { audit: AuditView }>(auditing),
  'audit.close': write<In<typeof step>, Said & { audit: AuditView }>(step),
  'audit.giveUp': write<In<typeof step>, Said & { audit: AuditView }>(step),
  'audit.file': write<In<typeof statement>, Exported>(statement),
  'hunt.disagreements': job<In<typeof hunting>, Step, readonly Disagreement[]>(hunting),
  'hunt.labels': job<In<typeof hunting>, Step, readonly Contradiction[]>(hunting),
  'models.list': read<Empty, readonly ModelEntry[]>(nothing),
  'models.add': job<In<typeof addingModel>, Step, { name: string; notes: readonly string[]; guessed: boolean; network: string }>(addingModel),
  'models.remove': write<In<typeof ofModel>, readonly ModelEntry[]>(ofModel),
  'models.bench': job<In<typeof benchingModel>, Step, { speed?: ModelSpeed; worth?: ModelWorth }>(benchingModel),
  'remote.get': read<Empty, RemoteState>(nothing),
  /** An invented sentence is sent, nothing of a review. */
  'remote.try': job<In<typeof ofRemote>, Step, RemoteTried>(ofRemote),
  /** Tried, then every review is read by it: titles, abstracts and the protocol go there. */
  'remote.use': job<In<typeof ofRemote>, Step, RemoteState>(ofRemote),
  'remote.stop': write<Empty, RemoteState>(nothing),
  'simulate.run': job<In<typeof simulating>, Step & { row?: SimulationRow }, readonly SimulationRow[]>(simulating),
  'reports.get': read<
    In<typeof ofReview>,
    { prisma: Readonly<Record<string, number>>; methods: string; reasons: readonly { reason: string; count: number }[]; stopped?: Stopped }
  >(ofReview),
  'export.write': job<In<typeof exporting>, Step, Exported>(exporting),
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type InputOf<M extends MethodName> = Contract[M] extends Method<infer I, infer _S, infer _O> ? I : never;
export type StepOf<M extends MethodName> = Contract[M] extends Method<infer _I, infer S, infer _O> ? S : never;
export type ValueOf<M extends MethodName> = Contract[M] extends Method<infer _I, infer _S, infer O> ? O : never;
