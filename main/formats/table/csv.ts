// CSV: cells parted by `,`, `;` or `|`, whoever wrote it.
import type { Format } from '../format.ts';
import { delimitedReader, delimitedWriter } from './delimited.ts';
import { layoutOrGuess } from './delimiter.ts';
import { tableDialects } from './outgoing.ts';

const delimiters = [',', ';', '|'];

export const csv: Format = {
  name: 'csv',
  extensions: ['csv'],
  sniff: (head) => layoutOrGuess(head, delimiters)?.belief ?? 0,
  reader: (options) => delimitedReader(options, delimiters),
  writes: tableDialects,
  writer: (dialect) => delimitedWriter(',', dialect),
};
