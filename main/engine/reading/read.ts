// Which citations does this file hold, and what is to be said about the reading?
import { basename } from 'node:path';
import type { Citation, Receipt, Rejection } from '../../../shared/citation.ts';
import { Failure, failures, type Code } from '../../../shared/failures.ts';
import { openSource, type Part } from '../../files/index.ts';
import { detectFormat, formatNamed, formatNames, type Format, type Notice, type Read, type Reader } from '../../formats/index.ts';
import { formats } from '../../formats/all.ts';
import { fileDecision } from './file-decision.ts';
import { openProject } from './project.ts';
import { Repairs } from './repairs.ts';
import { Tally } from './tally.ts';

export interface ReadFileOptions {
  /** The format's name; without it the bytes decide. */
  readonly format?: string | undefined;
  readonly encoding?: string | undefined;
  /** The name shown and kept as the citations' source; the path's last part without it. */
  readonly name?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Puts letters right that were decoded twice; the record's own text stays as it is. */
  readonly repair?: boolean | undefined;
}

/** A receipt before it is known what was kept: `read` counts citations and rejections together. */
export interface ReceiptDraft extends Omit<Receipt, 'kept' | 'duplicates'> {
  /** What the file's name says about all its records (Covidence, EPPI-Reviewer lists): to be asked, never applied. */
  readonly fileDecision?: 'include' | 'exclude' | 'maybe';
}

/** So many records are held back at first: a file refused at its beginning gives none at all. */
const heldBack = 1_000;

/** Notices that mean the file must not be taken. */
const refusing: ReadonlySet<string> = new Set(['file.entities', 'file.nested']);

/**
 * Yields citations and rejections in the order of the file; returns what the receipt needs. Throws a Failure (`file.…`, `archive.…`, `call.cancelled`)
 * where the file is no export, holds no record, or is refused: nothing yielded before may then be kept.
 */
export async function* readFile(path: string, options: ReadFileOptions = {}): AsyncGenerator<Citation | Rejection, ReceiptDraft, void> {
  const name = options.name ?? basename(path);
  const wanted = named(options.format);
  const source = await openSource(path, { name, encoding: options.encoding });
  const tally = new Tally(name);
  const repairs = new Repairs();
  try {
    if (source.kind === 'project') {
      yield* fromProject(path, name, tally, options.signal);
      return tally.draft();
    }
    const chosen = choose(source.kind, source.parts, wanted, name);
    for (const { name: part, why } of source.passedOver) tally.warn('archive.passedOver', { entry: part, why });
    for (const part of chosen.passedOver) tally.warn('archive.passedOver', { entry: part, why: 'it holds no references that Winnow knows' });
    let held: Read[] | undefined = [];
    for (const { part, format } of chosen.taken) {
      const reader = format.reader?.({ file: part.name });
      if (reader === undefined) throw new Failure('file.format', { format: format.name, known: formatNames(formats, false).join(', ') });
      tally.begin(format.name, part.encoding);
      for await (const reads of pieces(part, reader, options.signal)) {
        refuse(reader.noticed, part.name);
        for (const found of reads) {
          const read = options.repair === true ? repairs.of(found) : found;
          tally.count(read);
          if (held === undefined) yield read;
          else {
            held.push(read);
            if (tally.citations >= heldBack) {
              yield* held;
              held = undefined;
            }
          }
        }
      }
      refuse(reader.noticed, part.name);
      const noticed =
        options.repair === true ? reader.noticed.filter(({ code }) => code !== 'file.mojibake' && code !== 'file.remains') : reader.noticed;
      tally.end(reader.dialect, [...part.notices(), ...noticed]);
    }
    if (repairs.done !== undefined) tally.warn('file.repaired', repairs.done);
    if (repairs.left !== undefined) tally.warn('file.remains', repairs.left);
    if (tally.citations === 0) throw new Failure('file.records', { file: name, seen: tally.seen });
    if (held !== undefined) yield* held;
    const decision = fileDecision(name, tally);
    return { ...tally.draft(), ...(decision === undefined ? {} : { fileDecision: decision }) };
  } finally {
    await source.close();
  }
}

async function* fromProject(path: string, name: string, tally: Tally, signal: AbortSignal | undefined): AsyncGenerator<Read, void, void> {
  const project = await openProject(path, name);
  try {
    tally.begin('asreview', 'binary');
    for await (const read of project.records()) {
      if (signal?.aborted === true) throw new Failure('call.cancelled');
      tally.count(read);
      yield read;
    }
    tally.end(project.dialect, []);
  } finally {
    await project.close();
  }
  if (tally.citations === 0) throw new Failure('file.records', { file: name, seen: tally.seen });
}

const named = (name: string | undefined): Format | undefined => {
  if (name === undefined) return undefined;
  const found = formatNamed(formats, name)?.format;
  if (found?.reader === undefined) throw new Failure('file.format', { format: name, known: formatNames(formats, false).join(', ') });
  return found;
};

interface Chosen {
  readonly taken: readonly { readonly part: Part; readonly format: Format }[];
  readonly passedOver: readonly string[];
}

/** Which parts are read as what: of a workbook the best sheet, of an archive every part that some format knows. */
const choose = (kind: string, parts: readonly Part[], wanted: Format | undefined, name: string): Chosen => {
  const judged = parts.map((part) => ({ part, found: detectFormat(formats, part.head, part.extension) }));
  if (kind === 'text') {
    const [one] = judged;
    if (one === undefined) throw new Failure('file.empty', { file: name });
    const format = wanted ?? one.found?.format;
    if (format === undefined) throw new Failure('file.unknown', { file: name, seen: beginningOf(one.part.head) });
    return { taken: [{ part: one.part, format }], passedOver: [] };
  }
  if (kind === 'workbook') {
    let best: { part: Part; belief: number; length: number } | undefined;
    for (const { part, found } of judged) {
      if (found === undefined) continue;
      if (best === undefined || found.belief > best.belief || (found.belief === best.belief && part.head.length > best.length))
        best = { part, belief: found.belief, length: part.head.length };
    }
    const format = formatNamed(formats, 'xlsx')?.format;
    if (best === undefined || format === undefined)
      throw new Failure('file.unknown', { file: name, seen: 'a workbook without a column that Winnow knows' });
    return { taken: [{ part: best.part, format }], passedOver: [] };
  }
  const taken = judged.flatMap(({ part, found }) => (found === undefined ? [] : [{ part, format: wanted ?? found.format }]));
  if (taken.length === 0)
    throw new Failure('archive.empty', {
      file: name,
      seen: parts
        .slice(0, 3)
        .map((part) => part.name.slice(name.length + 1))
        .join(', '),
    });
  return { taken, passedOver: judged.filter(({ found }) => found === undefined).map(({ part }) => part.name) };
};

/** The first words of a text, for people to recognise it by. */
const beginningOf = (head: string): string => {
  const words = head.replace(/\s+/g, ' ').trim().slice(0, 60);
  return `it begins with “${words}”`;
};

async function* pieces(part: Part, reader: Reader, signal: AbortSignal | undefined): AsyncGenerator<Iterable<Read>> {
  for await (const chunk of part.text()) {
    if (signal?.aborted === true) throw new Failure('call.cancelled');
    yield reader.push(chunk);
  }
  yield reader.end();
}

const refuse = (noticed: readonly Notice[], file: string): void => {
  for (const { code, slots, refuse: must } of noticed)
    if ((must === true || refusing.has(code)) && code in failures) throw new Failure(code as Code, { file, ...slots });
};
