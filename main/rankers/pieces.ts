// Into which pieces does the network count a record? Its title, where there is one, then the sentences of its abstract.
import { sentences } from '../text/sentences.ts';
import type { View } from './ranker.ts';

export const piecesOf = (view: Pick<View, 'citation'>, at: number): string[] => {
  const { title = '', abstract = '' } = view.citation(at);
  const head = title.replace(/\s+/g, ' ').trim();
  return [...(head === '' ? [] : [head]), ...sentences(abstract).map(({ from, to }) => abstract.slice(from, to))];
};

const longest = 90;

/** A piece as a label: cut at a word. */
export const quoted = (piece: string): string => {
  const one = piece.replace(/\s+/g, ' ');
  return one.length <= longest ? `“${one}”` : `“${one.slice(0, one.lastIndexOf(' ', longest) > 0 ? one.lastIndexOf(' ', longest) : longest)} …”`;
};
