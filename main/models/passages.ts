// How is a record that is longer than the model's length asked about without cutting anything? In passages, at sentence bounds.
import { sentences } from '../text/sentences.ts';

/** A record's text for the network: the title, then the abstract's sentences. Either may be empty. */
export interface Pieces {
  readonly title: readonly number[];
  readonly sentences: readonly (readonly number[])[];
}

/**
 * Packs sentences into passages of at most `room` ids. Each passage begins with the title (cut to half the room, for a title
 * is repeated); two passages overlap by one sentence where it fits; a sentence longer than the room is split at the room.
 * @param room at least 2
 * @returns at least one passage; every id of every sentence is in at least one
 */
export const packPassages = ({ title, sentences: bodies }: Pieces, room: number): number[][] => {
  const head = title.slice(0, Math.max(1, room >> 1));
  const rest = title.slice(head.length);
  const space = room - head.length;
  const units = [...(rest.length > 0 ? [rest] : []), ...bodies].flatMap((unit) => split(unit, space));
  if (units.length === 0) return [[...head]];
  const passages: number[][] = [];
  let at = 0;
  while (at < units.length) {
    const passage = [...head];
    let used = at;
    while (used < units.length && passage.length + (units[used]?.length ?? 0) <= room) passage.push(...(units[used++] ?? []));
    passages.push(passage);
    if (used >= units.length) break;
    const last = units[used - 1];
    const next = units[used];
    // One sentence of overlap, unless it would push out the next one (then nothing new would be said).
    const overlaps = used - at > 1 && last !== undefined && next !== undefined && head.length + last.length + next.length <= room;
    at = overlaps ? used - 1 : used;
  }
  return passages;
};

const split = (unit: readonly number[], space: number): number[][] => {
  const parts: number[][] = [];
  for (let at = 0; at < unit.length; at += space) parts.push(unit.slice(at, at + space));
  return parts;
};

/** The same bounds as rankers explain by; only white space between sentences is left out. */
export const sentencesOf = (text: string): string[] => sentences(text).map(({ from, to }) => text.slice(from, to));
