// PubMed XML: PubmedArticle, PubmedBookArticle and the bare MedlineCitation of old files.
import { citationOf, saysSomething } from '../../citations/index.ts';
import type { Format, Read, Reader } from '../format.ts';
import { xmlRecords } from '../xml.ts';
import { pubmedDraft } from './record.ts';
import { pubmedXmlWriter } from './writer.ts';

const records = new Set(['PubmedArticle', 'PubmedBookArticle', 'MedlineCitation']);

export const pubmedXml: Format = {
  name: 'pubmed-xml',
  aliases: ['medline-xml'],
  extensions: ['xml'],
  sniff: (head) =>
    /<(?:PubmedArticleSet|PubmedBookArticleSet|PubmedArticle|PubmedBookArticle|MedlineCitationSet|MedlineCitation)\b/.test(head) && /^\s*</.test(head)
      ? 0.97
      : 0,
  reader({ file }): Reader {
    const cutter = xmlRecords(records);
    const { noticing } = cutter;
    const read = (found: ReturnType<typeof cutter.push>): Read[] =>
      found.map((one) => {
        if (!('element' in one)) return one;
        const draft = pubmedDraft(one.element);
        if (!saysSomething(draft)) return { line: one.line, code: 'record.loose', raw: one.raw };
        const citation = citationOf(draft, file, one.line, one.raw);
        noticing.look(citation);
        return citation;
      });
    return {
      push: (chunk) => read(cutter.push(chunk)),
      end: () => read(cutter.end()),
      get noticed() {
        return noticing.all;
      },
    };
  },
  writer: pubmedXmlWriter,
};
