// What must a file format offer? One folder a format, one line in `all.ts`.
import type { Citation, Rejection } from '../../shared/citation.ts';
import type { DecisionMade } from '../../shared/decision.ts';

export type Read = Citation | Rejection;

/** A push parser over decoded text. Never throws on content: what cannot be read is a Rejection with its line. */
export interface Reader {
  push(chunk: string): Iterable<Read>;
  end(): Iterable<Read>;
  /** What was noticed about the whole text so far: dialect, repairs, early end. Complete after `end`. */
  readonly noticed: readonly Notice[];
  readonly dialect?: string;
}

export interface Notice {
  /** A code of the catalogue in `shared/failures.ts`. */
  readonly code: string;
  readonly line?: number;
  readonly slots?: Readonly<Record<string, string>>;
  /** The file must not be taken at all (it attacks its reader): whoever reads it stops with this as a Failure. */
  readonly refuse?: boolean;
}

/** Options common to every reader; `file` names the source in each citation. */
export interface ReadOptions {
  readonly file: string;
  readonly dialect?: string;
}

/** What goes out with a citation: the decision made here, if any, and where it stood. */
export interface Outgoing {
  readonly citation: Citation;
  readonly decision?: DecisionMade;
  readonly rank?: number;
  readonly score?: number;
}

export interface Writer {
  head(): string;
  row(out: Outgoing): string;
  tail(): string;
}

export interface Format {
  /** The name used by `--format` and `--to`. */
  readonly name: string;
  /** Other names people give it. */
  readonly aliases?: readonly string[];
  /** Usual extensions without a dot, the first is used for files written. */
  readonly extensions: readonly string[];
  /** Belief 0…1 that text beginning so (≤ 64 kB, decoded, no BOM) is this format; > .5 means yes. */
  sniff(head: string): number;
  reader?(options: ReadOptions): Reader;
  /** Dialects that the writer knows, the first is the default. */
  readonly writes?: readonly string[];
  writer?(dialect?: string): Writer;
}
