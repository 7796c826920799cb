// Which formats are there? One line each.
import { bibtex } from './bibtex/index.ts';
import { cochrane } from './cochrane/index.ts';
import { cslJson } from './csl-json/index.ts';
import { csv } from './table/csv.ts';
import { endnoteXml } from './endnote-xml/index.ts';
import { eppiJson } from './eppi-json/index.ts';
import { enw } from './enw/index.ts';
import type { Format } from './format.ts';
import { jsonl } from './jsonl/index.ts';
import { nbib } from './nbib/index.ts';
import { ovid } from './ovid/index.ts';
import { pubmedText } from './pubmed-text/index.ts';
import { pubmedXml } from './pubmed-xml/index.ts';
import { refworks } from './refworks/index.ts';
import { ris } from './ris/index.ts';
import { tsv } from './table/tsv.ts';
import { wos } from './wos/index.ts';
import { xlsx } from './table/xlsx.ts';

export const formats: readonly Format[] = [
  ris,
  nbib,
  pubmedXml,
  csv,
  tsv,
  xlsx,
  jsonl,
  endnoteXml,
  bibtex,
  wos,
  enw,
  ovid,
  cochrane,
  refworks,
  cslJson,
  eppiJson,
  pubmedText,
];
