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
export const queryTokens = 64;

/** A record's text comes as its title, a line feed, and its abstract. */
const halves = (text: string): [title: string, abstract: string] => {
  const at = text.indexOf('\n');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

/** @returns at least one frame; with fold `first` exactly one; with part `sentences` one a sentence, the title first */
export const framesOf = (tokens: Tokens, text: string, options: FrameOptions): Frame[] => {
  const { query, prefix } = options;
  const around =
    query === undefined
      ? tokens.single.before.length + tokens.single.after.length
      : tokens.pair.before.length + query.length + tokens.pair.between.length + tokens.pair.after.length;
  const room = Math.max(4, options.maxTokens - around);
  const frame = (ids: readonly number[]) => (query === undefined ? alone(tokens, ids) : paired(tokens, query, ids));
  const [title, abstract] = halves(text);
  const head = options.part === 'abstract' && abstract !== '' ? '' : title;
  const body = options.part === 'title' ? '' : abstract;
  if (options.part === 'sentences') return [title, ...sentencesOf(body)].map((sentence) => frame(tokens.ids(prefix + sentence).slice(0, room)));
  // The usual case: everything fits, and is tokenised as one text, as the model was trained.
  const whole = prefix + [head.replace(/[.\s]+$/, ''), body].filter((part) => part !== '').join('. ');
  const ids = tokens.ids(whole);
  if (ids.length <= room) return [frame(ids)];
  if (options.fold === 'first') return [frame(ids.slice(0, room))];
  const pieces = { title: tokens.ids(prefix + head), sentences: sentencesOf(body).map((sentence) => tokens.ids(sentence)) };
  return packPassages(pieces, room).map(frame);
};

const alone = (tokens: Tokens, ids: readonly number[]): Frame => {
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
