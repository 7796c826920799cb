// TSV: cells parted by tabs.
import type { Format } from '../format.ts';
import { delimitedReader, delimitedWriter } from './delimited.ts';
import { layoutOrGuess } from './delimiter.ts';
import { tableDialects } from './outgoing.ts';

export const tsv: Format = {
  name: 'tsv',
  aliases: ['tab'],
  extensions: ['tsv', 'tab'],
  // Between two beliefs alike the tab is the surer sign: text holds commas, not tabs.
  sniff: (head) => (layoutOrGuess(head, ['\t'])?.belief ?? 0) * 1.01,
  reader: (options) => delimitedReader(options, ['\t']),
  writes: tableDialects,
  writer: (dialect) => delimitedWriter('\t', dialect),
};
