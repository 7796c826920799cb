// JSON Lines: one canonical record a line, as `winnow read` writes them. Text is taken as it is: nothing is decoded twice.
import { recordKeys, toRecord } from '../../citations/index.ts';
import type { Citation } from '../../../shared/citation.ts';
import type { Format, Outgoing, Read } from '../format.ts';
import { lineSplitter } from '../lines.ts';
import { notesOut, tagsOut } from '../outgoing.ts';
import { Noticing } from '../notices.ts';
import { recordOf } from './record.ts';

export const jsonl: Format = {
  name: 'jsonl',
  aliases: ['ndjson', 'json-lines'],
  extensions: ['jsonl', 'ndjson'],
  sniff(head) {
    const first = head.split(/[\r\n]+/).find((line) => line.trim() !== '') ?? '';
    if (!first.trimStart().startsWith('{')) return 0;
    // A first line longer than the head cannot be parsed; its keys can be seen.
    const keys = [...first.slice(0, 4000).matchAll(/"([a-z]+)"\s*:/g)].map((m) => m[1] ?? '');
    const known = keys.filter((key) => (recordKeys as readonly string[]).includes(key)).length;
    return first.trimEnd().endsWith('}') && known >= 2 ? 0.9 : known >= 3 ? 0.7 : known >= 1 && /"(?:title|abstract)"\s*:/.test(first) ? 0.6 : 0;
  },
  reader({ file }) {
    let out: Read[] = [];
    const noticing = new Noticing();
    const splitter = lineSplitter((text, number) => {
      if (text.trim() === '') return;
      const read = recordOf(text, file, number, () => noticing.note('record.identifier', number));
      if (!('code' in read)) noticing.look(read);
      out.push(read);
    });
    const take = (): Read[] => {
      const got = out;
      out = [];
      return got;
    };
    return {
      push(chunk) {
        splitter.push(chunk);
        return take();
      },
      end() {
        splitter.end();
        return take();
      },
      get noticed() {
        return noticing.all;
      },
    };
  },
  writer: () => ({ head: () => '', row: (out) => `${JSON.stringify(recordOut(out))}\n`, tail: () => '' }),
};

/** The record with what was decided here: as one more opinion, and as its decision. */
const recordOut = (out: Outgoing): Record<string, unknown> => {
  const d = out.decision;
  if (d === undefined) return toRecord(out.citation);
  const { verdict, by, at, reason } = d;
  const own = {
    verdict,
    tool: 'winnow',
    ...(by === undefined ? {} : { by }),
    ...(reason === undefined ? {} : { reasons: [reason] }),
    ...(at === undefined ? {} : { time: at }),
  };
  const notes = notesOut(out);
  const tags = tagsOut(out);
  const citation: Citation = {
    ...out.citation,
    decision: verdict,
    opinions: [...(out.citation.opinions ?? []), own],
    ...(notes.length > 0 ? { notes } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  };
  return toRecord(citation);
};
