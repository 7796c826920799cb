// What does PubMed's plain text say: whole abstracts, summaries, or only PMIDs?
import { citationOf } from '../../citations/index.ts';
import type { Format, Read, Reader, ReadOptions } from '../format.ts';
import { lineSplitter } from '../lines.ts';
import { Noticing } from '../notices.ts';
import { taggedReader, type Frame, type Meaning } from '../tagged.ts';
import { draftOfAbstract } from './abstract.ts';
import { draftOfSummary } from './summary.ts';

type Dialect = 'abstract' | 'summary' | 'pmids';

const keptRaw = 2000;
/** Some twenty thousand PMIDs; more in one line were never asked for. */
const longestLine = 200_000;
const abstractStart = /^\ufeff?(\d{1,6})\. \S/;
const summaryStart = /^\ufeff?(\d{1,6}): \S/;
const ids = /^[\s,;]*(?:PMID:?\s*)?\d{1,8}(?:[\s,;]+\d{1,8})*[\s,;]*$/i;

/** A column's name may stand above the numbers. */
const idHeader = /^\s*"?(?:pmids?|pubmed[ _]?ids?|uids?)"?\s*$/i;

/** The first line that says something; undefined where none is there yet. */
const firstLine = (lines: readonly string[]): string | undefined => lines.find((line) => line.trim() !== '' && !idHeader.test(line));
const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

const dialectOf = (head: string): Dialect | undefined => {
  const first = firstLine(linesOf(head)) ?? '';
  if (ids.test(first)) return 'pmids';
  if (abstractStart.test(first)) return 'abstract';
  return summaryStart.test(first) ? 'summary' : undefined;
};

/** A number one higher than the last, behind empty lines, begins a record; numbered paragraphs of an abstract stand behind one empty line or none. */
const frame = (dialect: Dialect): Frame => {
  let last = 0;
  let blanks = 2;
  let identified = false;
  /** The line before ended with `PMID:`, the number is on this one. */
  let announced = false;
  const start = dialect === 'abstract' ? abstractStart : summaryStart;
  return {
    longest: 1_000_000,
    meaning(text, record): Meaning {
      if (text.trim() === '') {
        blanks += 1;
        return record === undefined ? { is: 'skip' } : { is: 'more', value: '' };
      }
      const behind = blanks;
      blanks = 0;
      const numbered = announced && /^\s*\d{1,8}\b/.test(text);
      announced = /\bPMID:\s*$/.test(text);
      const number = Number(start.exec(text)?.[1] ?? Number.NaN);
      const next = number === last + 1 && (behind >= 2 || ((behind >= 1 || dialect === 'summary') && identified));
      const anew = behind >= 2 && number === 1 && identified;
      if (record === undefined ? number > 0 : next || anew) {
        last = number;
        identified = /\bPMID: \d/.test(text);
        return { is: 'field', tag: 'text', value: text, fresh: true };
      }
      identified ||= numbered || /^(?:PMID: \d|.*\bPMID: \d+(?:[.;]|$))/.test(text);
      return record === undefined ? { is: 'outside' } : { is: 'more', value: text.trim() };
    },
    draft: (record) => (dialect === 'abstract' ? draftOfAbstract : draftOfSummary)(record.fields[0]?.value ?? ''),
  };
};

const pmidReader = (file: string, noticing: Noticing): Reader => {
  let out: Read[] = [];
  const splitter = lineSplitter((text, line, end) => {
    if (text.trim() === '' || idHeader.test(text)) return;
    if (text.length > longestLine) {
      out.push({ line, code: 'record.long', raw: text.slice(0, keptRaw) });
      return;
    }
    if (!ids.test(text)) {
      out.push({ line, code: 'record.malformed', slots: { what: 'no PMID' }, raw: text.slice(0, keptRaw) });
      return;
    }
    for (const [pmid] of text.matchAll(/\d+/g)) out.push(citationOf({ pmid }, file, line, /^\s*\d+\s*$/.test(text) ? text + end : pmid));
  });
  const taken = (): Read[] => {
    const ready = out;
    out = [];
    return ready;
  };
  return {
    push(chunk) {
      splitter.push(chunk);
      return taken();
    },
    end() {
      splitter.end();
      return taken();
    },
    get noticed() {
      return noticing.all;
    },
  };
};

const reader = ({ file, dialect }: ReadOptions): Reader => {
  const noticing = new Noticing();
  const wanted = dialect === 'abstract' || dialect === 'summary' || dialect === 'pmids' ? dialect : undefined;
  let chosen: Dialect = 'abstract';
  let inner: Reader | undefined;
  let waiting = '';
  const begin = (): Reader => {
    chosen = wanted ?? dialectOf(waiting) ?? 'abstract';
    inner = chosen === 'pmids' ? pmidReader(file, noticing) : taggedReader(frame(chosen), file, noticing);
    return inner;
  };
  return {
    push(chunk): Iterable<Read> {
      if (inner !== undefined) return inner.push(chunk);
      waiting += chunk;
      if (firstLine(linesOf(waiting).slice(0, -1)) === undefined && waiting.length < 65_536) return [];
      const ready = waiting;
      const begun = begin();
      waiting = '';
      return begun.push(ready);
    },
    *end() {
      const begun = inner ?? begin();
      yield* begun.push(waiting);
      waiting = '';
      yield* begun.end();
    },
    get noticed() {
      return noticing.all;
    },
    get dialect() {
      return chosen;
    },
  };
};

const sniff = (head: string): number => {
  const dialect = dialectOf(head);
  if (dialect === 'pmids') {
    const lines = linesOf(head).filter((line) => line.trim() !== '' && !idHeader.test(line));
    // The last line may be cut in the middle.
    if (!lines.slice(0, -1).every((line) => ids.test(line))) return 0;
    const numbers = head.match(/\d+/g) ?? [];
    return numbers.some((number) => number.length >= 6) ? 0.9 : 0.3;
  }
  if (dialect === undefined) return 0;
  const told = /(?:^|[\s;])PMID: \d{1,8}/.test(head);
  const cited = /^\s*\d{1,6}[.:] [^\n]*(?:\n[^\n]+){0,4}?\b(?:1[89]|20)\d\d\b/.test(head);
  return told && cited ? 0.95 : told ? 0.8 : dialect === 'abstract' && cited && /\n(?:DOI: 10|Author information:)/.test(head) ? 0.8 : 0;
};

export const pubmedText: Format = {
  name: 'pubmed-text',
  aliases: ['pubmed-abstract', 'pubmed-summary', 'pmids'],
  extensions: ['txt'],
  sniff,
  reader,
};
