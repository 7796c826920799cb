// How do a record's texts and a query become passages in the model's own frame?
import type { Want } from '../../shared/evidence.ts';
import { packPassages, sentencesOf } from './passages.ts';
import type { Tokens } from './tokens.ts';

/** A passage ready to be asked: ids with special tokens, where the second text begins (types), and where the record's own text lies. */
export interface Frame {
  readonly ids: readonly number[];
  /** First id of the second text, or the length where there is one text. */
  readonly second: number;
  readonly from: number;
  readonly to: number;
}

export interface FrameOptions {
  readonly part: Want['part'];
  readonly fold: Want['fold'];
  /** Special tokens included. */
  readonly maxTokens: number;
  readonly prefix: string;
  /** Ids of the query for a pair (cross-encoder); absent where the record stands alone. */
  readonly query?: readonly number[];
}

/** A query is at most this long in a pair; what is longer is cut at its end (RANKING §1). */
export const queryTokens = 96;

/** A record's text comes as its title, a line feed, and its abstract. */
export const halves = (text: string): { title: string; abstract: string } => {
  const at = text.indexOf('\n');
  return at < 0 ? { title: text, abstract: '' } : { title: text.slice(0, at), abstract: text.slice(at + 1) };
};

/** The title first, where there is one, then the sentences of the abstract: as rankers count them. */
export const piecesOf = (text: string): string[] => {
  const { title, abstract } = halves(text);
  return [...(title === '' ? [] : [title]), ...sentencesOf(abstract)];
};

/** The text, then the text without its title, without its first sentence … */
export const withoutEach = (text: string): string[] => {
  const { title } = halves(text);
  const [first, ...rest] = title === '' ? ['', ...piecesOf(text)] : piecesOf(text);
  const of = (head: string, body: readonly string[]) => `${head}\n${body.join(' ')}`;
  const without = rest.map((_piece, left) =>
    of(
      first ?? '',
      rest.filter((_other, at) => at !== left),
    ),
  );
  return title === '' ? [text, ...without] : [text, of('', rest), ...without];
};

/** @returns at least one frame; with fold `first` exactly one */
export const framesOf = (tokens: Tokens, text: string, options: FrameOptions): Frame[] => {
  const { prefix, part } = options;
  const room = roomOf(tokens, options);
  const frame = frameIn(tokens, options.query);
  const { title, abstract } = halves(text);
  const head = part === 'abstract' && abstract !== '' ? '' : title;
  const body = part === 'title' ? '' : abstract;
  // The usual case: everything fits, and is tokenised as one text, as the model was trained.
  const whole = prefix + (head === '' || body === '' ? head + body : `${head.replace(/[.\s]+$/, '')}. ${body}`);
  const ids = tokens.ids(whole);
  if (ids.length <= room) return [frame(ids)];
  if (options.fold === 'first') return [frame(ids.slice(0, room))];
  const pieces = { title: tokens.ids(prefix + head), sentences: sentencesOf(body).map((sentence) => tokens.ids(sentence)) };
  return packPassages(pieces, room).map(frame);
};

/** Ids of the record's own text that fit into a frame. */
export const roomOf = (tokens: Tokens, { query, maxTokens }: Pick<FrameOptions, 'query' | 'maxTokens'>): number => {
  const { before, between, after } = tokens.pair;
  const around =
    query === undefined ? tokens.single.before.length + tokens.single.after.length : before.length + query.length + between.length + after.length;
  return Math.max(4, maxTokens - around);
};

/** Puts ids into the model's frame. */
export const frameIn =
  (tokens: Tokens, query: readonly number[] | undefined) =>
  (ids: readonly number[]): Frame => {
    if (query !== undefined) return paired(tokens, query, ids);
    const { before, after } = tokens.single;
    const all = [...before, ...ids, ...after];
    return { ids: all, second: all.length, from: before.length, to: before.length + ids.length };
  };

const paired = (tokens: Tokens, query: readonly number[], ids: readonly number[]): Frame => {
  const { before, between, after, secondType } = tokens.pair;
  const from = before.length + query.length + between.length;
  const all = [...before, ...query, ...between, ...ids, ...after];
  return { ids: all, second: secondType === 1 ? from : all.length, from, to: from + ids.length };
};
