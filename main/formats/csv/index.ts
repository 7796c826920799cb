// CSV: cells parted by `,`, `;` or `|`, whoever wrote it.
import type { Format } from '../format.ts';
import { delimitedReader, delimitedWriter } from '../table/delimited.ts';
import { layoutOrGuess } from '../table/delimiter.ts';
import { tableDialects } from '../table/outgoing.ts';

const delimiters = [',', ';', '|'];

export const csv: Format = {
  name: 'csv',
  extensions: ['csv'],
  sniff: (head) => layoutOrGuess(head, delimiters)?.belief ?? 0,
  reader: (options) => delimitedReader(options, delimiters),
  writes: tableDialects,
  writer: (dialect) => delimitedWriter(',', dialect),
};
