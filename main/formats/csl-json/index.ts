// What does a CSL-JSON file say? Zotero, Paperpile, pandoc, Crossref and citeproc tools write it.
import { saysSomething } from '../../citations/index.ts';
import type { Format, Read, Reader, ReadOptions } from '../format.ts';
import { Noticing } from '../notices.ts';
import { recordRead } from '../records.ts';
import { draftOf, isObject } from './fields.ts';
import { itemScanner, membersOf, type Fault, type Item } from '../json-items.ts';
import { cslJsonWriter } from './write.ts';

const keptRaw = 2000;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What Zotero keeps beside works in one list with them. */
const beside: ReadonlySet<string> = new Set(['note', 'attachment', 'annotation']);

const reader = ({ file }: ReadOptions): Reader => {
  const scanner = itemScanner();
  const noticing = new Noticing();
  let found = 0;

  const one = (item: Readonly<Record<string, unknown>>, line: number, raw: string): Read => recordRead(draftOf(item), file, line, raw, noticing);
  const read = (item: Item): Read[] => {
    const value = parse(item.text);
    if (!isObject(value))
      return [{ line: item.line, code: 'record.malformed', slots: { what: 'not readable as JSON' }, raw: item.text.slice(0, keptRaw) }];
    if (beside.has(String(value['itemType'])) && value['title'] === undefined) return [];
    if (saysSomething(draftOf(value))) return [one(value, item.line, item.text)];
    // A work wrapped by Crossref's server, or items under their ids.
    const inner = value['message'];
    if (isObject(inner)) return [one(inner, item.line, item.text)];
    const byId = membersOf(item.text).flatMap(({ key, text }) => {
      const each = parse(text);
      return isObject(each) && saysSomething(draftOf(each)) ? [one({ id: key, ...each }, item.line, text)] : [];
    });
    return byId.length > 0 ? byId : [one(value, item.line, item.text)];
  };
  function* each(items: Iterable<Item | Fault>): Generator<Read> {
    for (const item of items) {
      found += 1;
      if ('code' in item) {
        if (item.code === 'record.cut') noticing.note('file.cut', item.line);
        yield { line: item.line, code: item.code, raw: item.text };
      } else yield* read(item);
    }
  }
  return {
    push: (chunk) => each(scanner.push(chunk)),
    *end() {
      yield* each(scanner.end());
      if (scanner.open && found > 0 && noticing.all.length === 0) noticing.note('file.cut', 1);
    },
    get noticed() {
      return noticing.all;
    },
  };
};

const sniff = (head: string): number => {
  const text = head.trimStart();
  if (!/^(?:\[\s*(?:\{|\])|\{)/.test(text)) return 0;
  const csl = /"(?:issued|container-title|date-parts|PMID|DOI|short-container-title)"\s*:/.test(text);
  const typed =
    /"type"\s*:\s*"(?:article(?:-journal|-magazine|-newspaper)?|book|chapter|paper-conference|thesis|report|webpage|manuscript|journal-article|posted-content|dataset|patent)"/.test(
      text,
    );
  if (csl && typed) return 0.97;
  if (!/"title"\s*:/.test(text)) return 0;
  if (text.startsWith('[')) return csl || typed ? 0.95 : 0.75;
  return csl || typed ? 0.92 : /^\{\s*"(?:items|records|results|references|message|status)"\s*:/.test(text) ? 0.7 : 0;
};

export const cslJson: Format = {
  name: 'csl-json',
  aliases: ['csl', 'json', 'citeproc-json'],
  extensions: ['json', 'csljson'],
  sniff,
  reader,
  writer: () => cslJsonWriter(),
};
