// What does this file say? The room's door: which format is it, and which is meant by a name?
import type { Format } from './format.ts';

export type { Format, Notice, Outgoing, Read, Reader, ReadOptions, Writer } from './format.ts';

export { Examples } from './notices.ts';

export interface Named {
  readonly format: Format;
  readonly dialect?: string;
}

/** `asreview-csv`, `covidence-ris`: a dialect of a format under its own name. */
const dialects = new Map<string, readonly [format: string, dialect: string]>([
  ['asreview-csv', ['csv', 'asreview']],
  ['asreview-ris', ['ris', 'asreview']],
  ['asreview-xlsx', ['xlsx', 'asreview']],
  ['covidence-ris', ['ris', 'covidence']],
  ['rayyan-csv', ['csv', 'rayyan']],
  ['winnow', ['csv', 'winnow']],
  ['winnow-csv', ['csv', 'winnow']],
  ['winnow-xlsx', ['xlsx', 'winnow']],
]);

/** The format a person means by a name, an alias, an extension or a dialect's name; undefined where nobody knows it. */
export const formatNamed = (formats: readonly Format[], name: string): Named | undefined => {
  const wanted = name.trim().toLowerCase().replace(/^\./, '').replace(/_/g, '-');
  const dialect = dialects.get(wanted);
  if (dialect !== undefined) {
    const format = formats.find((one) => one.name === dialect[0]);
    return format === undefined ? undefined : { format, dialect: dialect[1] };
  }
  const format =
    formats.find((one) => one.name === wanted) ??
    formats.find((one) => one.aliases?.includes(wanted) === true) ??
    formats.find((one) => one.extensions.includes(wanted));
  return format === undefined ? undefined : { format };
};

/** All names that `--format` (or `--to`, where only writers count) takes. */
export const formatNames = (formats: readonly Format[], writing: boolean): string[] => [
  ...formats.filter((format) => (writing ? format.writer !== undefined : format.reader !== undefined)).map((format) => format.name),
  ...(writing
    ? [...dialects].filter(([, [name]]) => formats.some((format) => format.name === name && format.writer !== undefined)).map(([name]) => name)
    : []),
];

/**
 * The format that believes most in this text. The extension only decides between equals, and lifts a guess of .3 and more.
 * @returns undefined where none believes: nothing is guessed by the extension alone
 */
export const detectFormat = (formats: readonly Format[], head: string, extension: string): { format: Format; belief: number } | undefined => {
  let best: { format: Format; belief: number } | undefined;
  for (const format of formats) {
    if (format.reader === undefined) continue;
    let belief = format.sniff(head);
    if (belief >= 0.3 && format.extensions.includes(extension)) belief = Math.min(1, belief + 0.25);
    if (best === undefined || belief > best.belief) best = { format, belief };
  }
  return best !== undefined && best.belief > 0.5 ? best : undefined;
};
