// RIS: two signs, two blanks, a dash, a value; TY begins a record, ER ends it.
import type { Format } from '../format.ts';
import { risReader, sniffRis } from './reader.ts';
import { risWriter } from './writer.ts';

export const ris: Format = {
  name: 'ris',
  aliases: ['research-information-systems'],
  extensions: ['ris'],
  sniff: sniffRis,
  reader: risReader,
  writes: ['winnow', 'asreview', 'covidence'],
  writer: risWriter,
};
