// Does a file of the fixtures read as a person reads it? Compared as the fixtures' README lays down.
import { readFileSync } from 'node:fs';
import { isRejection, type Citation } from '../shared/citation.ts';
import { Failure } from '../shared/failures.ts';
import { readFile, type ReceiptDraft } from '../main/engine/reading/index.ts';
import { doi as bareDoi } from '../main/citations/index.ts';

interface Expected {
  title?: string;
  authors?: string[];
  year?: number;
  doi?: string;
  pmid?: string;
  abstract_start?: string;
  decision?: string;
  decisions?: Record<string, string>;
  labels?: string[];
  reasons?: string[];
  note?: string;
  collective?: string[];
}
export interface Entry {
  file: string;
  format: string;
  n: number;
  invalid: boolean;
  allow_refusal?: boolean;
  file_decision?: string;
  first?: Expected;
  last?: Expected;
  decision_counts?: Record<string, number>;
}
export interface Outcome {
  readonly entry: Entry;
  readonly count: number;
  readonly refused?: string | undefined;
  readonly crashed?: string | undefined;
  readonly seconds: number;
  /** Fields of the first and last record that were looked at, and those that differ. */
  readonly checked: number;
  readonly misses: readonly string[];
  readonly receipt?: ReceiptDraft | undefined;
  readonly sumHolds: boolean;
}

export const entries = (folder: string): Entry[] => JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as Entry[];

const same = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/\s*\[(?:review|references|letter|editorial|comment)\]$/, '')
    .replace(/\.$/, '');
const words = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);

/** The family name is told by the comma; without one, a long word in common will do. */
const sameName = (wanted: string, got: string): boolean => {
  const family = wanted.includes(',') ? wanted.slice(0, wanted.indexOf(',')) : wanted;
  const own = new Set(words(got));
  const parts = words(family);
  return wanted.includes(',') ? parts.every((part) => own.has(part)) : parts.some((part) => own.has(part)) || same(wanted) === same(got);
};
const sameNames = (wanted: readonly string[], got: readonly string[]): boolean =>
  wanted.length === got.length && wanted.every((name, at) => sameName(name, got[at] ?? ''));

const verdicts: Record<string, string> = { include: 'included', exclude: 'excluded', maybe: 'maybe' };

const short = (value: unknown): string => JSON.stringify(value).slice(0, 160);

const compare = (wanted: Expected, got: Citation | undefined, where: string): { checked: number; misses: string[] } => {
  const misses: string[] = [];
  let checked = 0;
  const check = (name: string, fits: boolean, w: unknown, g: unknown): void => {
    checked += 1;
    if (!fits) misses.push(`${where} ${name}: wanted ${short(w)}, got ${g === undefined ? 'nothing' : short(g)}`);
  };
  if (wanted.title !== undefined) check('title', same(wanted.title) === same(got?.title ?? ''), wanted.title, got?.title);
  if (wanted.authors !== undefined) {
    const names = got?.authors ?? [];
    const together = [...wanted.authors, ...(wanted.collective ?? [])];
    const sorted =
      sameNames(wanted.authors, names) || (names.length === together.length && together.every((name) => names.some((own) => sameName(name, own))));
    check('authors', sorted, wanted.authors, names);
  }
  if (wanted.year !== undefined) check('year', wanted.year === got?.year, wanted.year, got?.year);
  if (wanted.doi !== undefined) check('doi', (bareDoi(wanted.doi) ?? wanted.doi) === got?.doi, wanted.doi, got?.doi);
  if (wanted.pmid !== undefined) check('pmid', wanted.pmid === got?.pmid, wanted.pmid, got?.pmid);
  if (wanted.abstract_start !== undefined)
    check('abstract', same(got?.abstract ?? '').startsWith(same(wanted.abstract_start)), wanted.abstract_start, got?.abstract?.slice(0, 70));
  if (wanted.decision !== undefined) {
    const own = got?.decision === undefined ? ((got?.opinions?.length ?? 0) > 0 ? 'conflict' : 'unlabelled') : verdicts[got.decision];
    check('decision', own === wanted.decision, wanted.decision, own);
  }
  for (const [by, verdict] of Object.entries(wanted.decisions ?? {}))
    check(`decision by ${by}`, got?.opinions?.some((one) => one.by === by && verdicts[one.verdict] === verdict) === true, verdict, got?.opinions);
  for (const label of wanted.labels ?? []) check('label', got?.tags?.includes(label) === true, label, got?.tags);
  for (const reason of wanted.reasons ?? [])
    check('reason', got?.opinions?.some((one) => one.reasons?.includes(reason) === true) === true, reason, got?.opinions);
  if (wanted.note !== undefined)
    check('note', got?.notes?.some((note) => same(note).includes(same(wanted.note ?? ''))) === true, wanted.note, got?.notes);
  return { checked, misses };
};

export const tryEntry = async (folder: string, entry: Entry): Promise<Outcome> => {
  const began = performance.now();
  const citations: Citation[] = [];
  let rejected = 0;
  let refused: string | undefined;
  let crashed: string | undefined;
  let receipt: ReceiptDraft | undefined;
  try {
    const steps = readFile(`${folder}/${entry.file}`);
    for (;;) {
      const step = await steps.next();
      if (step.done === true) {
        receipt = step.value;
        break;
      }
      if (isRejection(step.value)) rejected += 1;
      else citations.push(step.value);
    }
  } catch (error) {
    if (error instanceof Failure) refused = error.message;
    else crashed = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const first = compare(entry.first ?? {}, citations[0], 'first');
  const last = compare(entry.last ?? {}, citations.at(-1), 'last');
  const misses = [...first.misses, ...last.misses];
  let checked = first.checked + last.checked;
  if (entry.decision_counts !== undefined) {
    const counts: Record<string, number> = {};
    for (const one of citations) {
      const key = one.decision === undefined ? ((one.opinions?.length ?? 0) > 0 ? 'conflict' : 'unlabelled') : (verdicts[one.decision] ?? '');
      counts[key] = (counts[key] ?? 0) + 1;
    }
    for (const [key, n] of Object.entries(entry.decision_counts)) {
      checked += 1;
      if ((counts[key] ?? 0) !== n) misses.push(`${key}: wanted ${String(n)}, got ${String(counts[key] ?? 0)}`);
    }
  }
  if (entry.file_decision !== undefined) {
    checked += 1;
    if (receipt?.fileDecision !== (entry.file_decision === 'included' ? 'include' : 'exclude'))
      misses.push(`file decision: wanted ${entry.file_decision}, got ${String(receipt?.fileDecision)}`);
  }
  const sumHolds = receipt === undefined || (receipt.read === citations.length + rejected && receipt.rejected === rejected);
  return { entry, count: citations.length, refused, crashed, seconds: (performance.now() - began) / 1000, checked, misses, receipt, sumHolds };
};
