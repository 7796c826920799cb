// What is a citation, as every room and the page speak of it?

/** Verdicts a reviewer may give; `later` moves to the back of the queue, `cleared` takes a decision back (undo). */
export type Verdict = 'include' | 'exclude' | 'maybe' | 'later' | 'cleared';

/** A decision that somebody made in another tool, as found in a file. Offered as prior knowledge, never counted. */
export interface Opinion {
  readonly verdict: 'include' | 'exclude' | 'maybe';
  /** The tool whose notation it was found in: `asreview`, `rayyan`, `covidence`, `abstrackr`, `colandr`, `eppi`, `winnow` … */
  readonly tool: string;
  readonly by?: string;
  readonly reasons?: readonly string[];
  /** As written in the file. */
  readonly time?: string;
}

/** What a bibliographic record may say. Absent is absent, never "". */
export interface Fields {
  readonly title?: string;
  /** With its section labels (`METHODS: …`) kept as the file has them. */
  readonly abstract?: string;
  /** In order, `Family, Given` where the file tells the two apart. */
  readonly authors?: readonly string[];
  readonly year?: number;
  /** ISO where it can be (`2019-03`, `2019-03-14`), else as written. */
  readonly date?: string;
  readonly journal?: string;
  readonly issn?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  /** Bare and lower case: `10.1000/xyz`. */
  readonly doi?: string;
  readonly pmid?: string;
  readonly pmcid?: string;
  readonly accession?: string;
  readonly url?: string;
  readonly keywords?: readonly string[];
  readonly mesh?: readonly string[];
  readonly language?: string;
  readonly type?: readonly string[];
  /** Retraction, correction, expression of concern: `Retraction in: …`. */
  readonly notices?: readonly string[];
}

/** One record as a file holds it (PRODUCT: canonical record). */
export interface Citation extends Fields {
  /** The record's own id in its file (`id`, PMID, accession, citation key), else `file:line`. */
  readonly id: string;
  readonly source: { readonly file: string; readonly line: number };
  /** The one decision found in the file, where all opinions agree. */
  readonly decision?: 'include' | 'exclude' | 'maybe';
  readonly opinions?: readonly Opinion[];
  readonly notes?: readonly string[];
  readonly tags?: readonly string[];
  /** The record's text in its file, verbatim after decoding. Kept by the store, left out of JSON Lines. */
  readonly raw?: string;
}

/** Content that could not be read as a record: bad content is a value, never thrown. */
export interface Rejection {
  readonly line: number;
  /** A key of the catalogue in `shared/failures.ts`, `record.…`. */
  readonly code: string;
  readonly slots?: Readonly<Record<string, string>>;
  readonly raw: string;
}

/** A citation inside a review: its number is never reused and gives the default order. */
export type CitationId = number;
export interface Kept extends Citation {
  readonly key: CitationId;
}

export interface Protocol {
  readonly title: string;
  readonly question?: string;
  readonly criteria: readonly string[];
  /** Exclusion reasons offered under keys 1–9. */
  readonly reasons?: readonly string[];
  readonly booleanQuery?: string;
}

export interface Receipt {
  readonly file: string;
  readonly format: string;
  readonly dialect?: string;
  readonly encoding: string;
  readonly read: number;
  readonly kept: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly rejections: readonly Rejection[];
  /** Sentences about the whole file: what was repaired, guessed, ends too early. */
  readonly warnings: readonly string[];
  /** Decisions found, by tool. */
  readonly opinions?: {
    readonly include: number;
    readonly exclude: number;
    readonly maybe: number;
    readonly conflict: number;
    readonly tools: readonly string[];
    /** Said by the file's name of every record in it (“included.ris”), not by the records. */
    readonly byName?: 'include' | 'exclude' | 'maybe';
    /** Of the two reviewers who judged most records together. */
    readonly agreement?: { readonly between: string; readonly records: number; readonly kappa: number };
  };
}

export const isRejection = (x: Citation | Rejection): x is Rejection => 'code' in x;
