// Are long runs of one sign in any field passed in linear time? A quadratic look at one of them would run into the time limit.
import { expect, test } from 'vitest';
import { bibtex } from '../../main/formats/bibtex/index.ts';
import { cslJson } from '../../main/formats/csl-json/index.ts';
import { endnoteXml } from '../../main/formats/endnote-xml/index.ts';
import { enw } from '../../main/formats/enw/index.ts';
import type { Format } from '../../main/formats/format.ts';
import { ovid } from '../../main/formats/ovid/index.ts';
import { pubmedText } from '../../main/formats/pubmed-text/index.ts';
import { refworks } from '../../main/formats/refworks/index.ts';
import { wos } from '../../main/formats/wos/index.ts';
import { readText } from './reading.ts';

const runs = [' ', ',', ';', 'a', '(', '1', '{'].map((sign) => sign.repeat(60_000));

/** Format, its fields, and a record with one of them. */
const records: readonly (readonly [Format, string, (field: string, value: string) => string])[] = [
  [bibtex, 'author abstract month pages doi keywords note', (field, value) => `@a{k,\n title={t},\n ${field}={a${value}b},\n}\n`],
  [wos, 'AU PD BP DE DT SN PY', (field, value) => `PT J\nTI t\n${field} a${value}b\nER\n`],
  [enw, 'A D 8 P R K Z @', (field, value) => `%0 Journal Article\n%T t\n%${field} a${value}b\n`],
  [ovid, 'AU SO DP KW IS PT TI', (field, value) => `<1>\nTI  - t\n${field}  - a${value}b\n`],
  [refworks, 'A1 FD SP K1 SN NO', (field, value) => `RT Journal Article\nT1 t\n${field} a${value}b\n`],
  [cslJson, 'author issued page keyword note', (field, value) => JSON.stringify([{ title: 't', [field]: `a${value}b` }])],
  [
    endnoteXml,
    'abstract pages notes isbn language',
    (field, value) => `<xml><records><record><titles><title>t</title></titles><${field}>a${value}b</${field}></record></records></xml>`,
  ],
  [pubmedText, '1: 1.', (start, value) => `${start} A B${value}. t${value}. J X. 2020;1:1.\n\nt${value}\n\nA B, ${value}.\n\nPMID: 1\n`],
];

test.each(records.map(([format, fields, record]) => [format.name, format, fields, record] as const))('%s', (_name, format, fields, record) => {
  for (const field of fields.split(' '))
    for (const run of runs) {
      const { citations, rejections } = readText(format, record(field, run));
      expect([field, run.charAt(0), citations.length + rejections.length > 0]).toEqual([field, run.charAt(0), true]);
    }
});
