// What was read so far: counts, the first rejections, notices as sentences, verdicts by tool?
import { isRejection, type Citation, type Opinion, type Receipt, type Rejection } from '../../../shared/citation.ts';
import { failures, sentence, type Code } from '../../../shared/failures.ts';
import type { Notice } from '../../formats/index.ts';
import { cohenKappa } from '../../measures/kappa.ts';

/** So many rejections are kept for the receipt; the rest are counted. */
const keptRejections = 1_000;
const keptRaw = 2_000;

export class Tally {
  readonly file: string;
  citations = 0;
  rejected = 0;
  #rejections: Rejection[] = [];
  #warnings = new Set<string>();
  #formats = new Set<string>();
  #encodings = new Set<string>();
  #dialects = new Set<string>();
  #opinions = { include: 0, exclude: 0, maybe: 0, conflict: 0 };
  #tools = new Set<string>();
  #judged = new Map<string, [string, string][]>();

  constructor(file: string) {
    this.file = file;
  }

  begin(format: string, encoding: string): void {
    this.#formats.add(format);
    this.#encodings.add(encoding);
  }

  count(read: Citation | Rejection): void {
    if (isRejection(read)) {
      this.rejected += 1;
      if (this.#rejections.length < keptRejections)
        this.#rejections.push(read.raw.length > keptRaw ? { ...read, raw: read.raw.slice(0, keptRaw) } : read);
      return;
    }
    this.citations += 1;
    if (read.opinions === undefined || read.opinions.length === 0) return;
    if (read.decision === undefined) this.#opinions.conflict += 1;
    else this.#opinions[read.decision] += 1;
    for (const { tool } of read.opinions) this.#tools.add(tool);
    this.#pairUp(read.opinions);
  }

  /** Two reviewers' verdicts on one record, by their names in order. */
  #pairUp(opinions: readonly Opinion[]): void {
    const named = opinions.filter(({ by }) => by !== undefined).sort((one, other) => ((one.by ?? '') < (other.by ?? '') ? -1 : 1));
    named.forEach((one, at) => {
      for (const other of named.slice(at + 1)) {
        const key = `${one.by ?? ''} and ${other.by ?? ''}`;
        const pairs = this.#judged.get(key) ?? [];
        pairs.push([one.verdict, other.verdict]);
        this.#judged.set(key, pairs);
      }
    });
  }

  /** Cohen's κ of the two who judged most records together. */
  #agreement(): { between: string; records: number; kappa: number } | undefined {
    const [most] = [...this.#judged].sort(([, one], [, other]) => other.length - one.length);
    if (most === undefined) return undefined;
    const { kappa, n } = cohenKappa(most[1]);
    return kappa === undefined ? undefined : { between: most[0], records: n, kappa };
  }

  /** A sentence about the whole file; codes that the catalogue does not have are bugs of a format and stay visible. */
  warn(code: string, slots: Readonly<Record<string, string>> = {}): void {
    this.#warnings.add(code in failures ? sentence(code as Code, { file: this.file, ...slots }) : code);
  }

  end(dialect: string | undefined, notices: readonly Notice[]): void {
    if (dialect !== undefined) this.#dialects.add(dialect);
    for (const { code, slots, line } of notices) this.warn(code, { ...(line === undefined ? {} : { line: String(line) }), ...slots });
  }

  get dialects(): ReadonlySet<string> {
    return this.#dialects;
  }
  get opined(): boolean {
    return this.#tools.size > 0;
  }

  /** What stands in the file instead of records. */
  get seen(): string {
    const [first] = this.#rejections;
    const read = [...this.#formats].join(', ');
    if (first === undefined) return `read as ${read}`;
    return `read as ${read}; line ${String(first.line)}: ${first.code in failures ? sentence(first.code as Code, first.slots ?? {}) : first.code}`;
  }

  draft(): Omit<Receipt, 'kept' | 'duplicates'> {
    return {
      file: this.file,
      format: [...this.#formats].join(', '),
      ...(this.#dialects.size === 0 ? {} : { dialect: [...this.#dialects].join(', ') }),
      encoding: [...this.#encodings].join(', '),
      read: this.citations + this.rejected,
      rejected: this.rejected,
      rejections: this.#rejections,
      warnings: [...this.#warnings],
      ...(this.opined ? { opinions: { ...this.#opinions, tools: [...this.#tools], agreement: this.#agreement() } } : {}),
    };
  }
}
