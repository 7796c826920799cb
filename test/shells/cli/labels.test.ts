// Which files of labels are understood, and what is said of the others?
import { expect, test } from 'vitest';
import { labelsOf } from '../../../main/shells/cli/labels.ts';

const drawn = [
  { id: 7, pmid: '111', doi: '10.1000/A;b' },
  { id: 9, pmid: '222' },
  { id: 12, doi: '10.1000/c' },
];
const seen = (text: string) => labelsOf(text, drawn).map(({ citation, verdict }) => `${String(citation)} ${verdict}`);

test.each([
  ['ids and numbers, any separator', '7\t1\n9,0\r\n12 ; 0\n\n', ['7 include', '9 exclude', '12 exclude']],
  ['with a header', 'id\tlabel\n7\t0\n', ['7 exclude']],
  ['by PMID, words, other columns, a comma in quotes, not yet judged', 'pmid,title,included\n111,"One, two",yes\n222,x,\n', ['7 include']],
  ['by DOI as an address, semicolons', 'decision;doi\nExclude;https://doi.org/10.1000/C\n', ['12 exclude']],
  ['a DOI that holds the separator', 'doi,relevant\n"10.1000/a;B",1.0\n', ['7 include']],
  ['twice the same', '7 1\n7 1\n', ['7 include']],
])('%s', (_name, text, wanted) => {
  expect(seen(text)).toEqual(wanted);
});

test.each([
  ['', 'The file of labels is empty.'],
  ['7 2\n', 'Line 1 of the labels is not an id and 1 or 0.'],
  ['7 1 0\n', 'Line 1 of the labels is not an id and 1 or 0.'],
  ['x 1\n', 'Line 1 of the labels is not an id and 1 or 0.'],
  ['\n7 1\n7 0\n', 'Line 3 of the labels: citation 7 stands there with 1 and with 0.'],
  ['pmid,included\n333,1\n', 'Line 2 of the labels: nothing that is drawn and not judged yet has the pmid 333.'],
  ['id,included\n7,perhaps\n', 'Line 2 of the labels is not an id and 1 or 0 (included: perhaps).'],
])('%j is refused with its line', (text, says) => {
  expect(() => seen(text)).toThrow(says);
});
