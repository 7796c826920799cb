// Where does each BibTeX entry begin and end, while the text still arrives in pieces?

/** A whole entry, its fields not yet looked at. `loose`: its braces do not balance, so only its lines can be trusted. */
export interface Found {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
  readonly loose: boolean;
}
/** Text that began like an entry and is none we can read. */
export interface Broken {
  readonly code: 'record.deep' | 'record.long';
  readonly text: string;
  readonly line: number;
}
export type Scanned = Found | Broken;

type Mode = 'outside' | 'inside' | 'after' | 'skip';

const maxDepth = 256;
const maxLength = 4_000_000;
/** How far behind an entry we look for fields that a stray brace has cut off. */
const maxLeftover = 65_536;
/** Longest head (`@article{key,`) that is recognised at the beginning of a line inside an unclosed entry. */
const maxHead = 400;

/** `@article{`; Semantic Scholar wrote `@['JournalArticle', 'Review']{`. */
const head = /@\s*([A-Za-z][\w-]*|\[[^\]{}\n]{0,80}\])\s*([{(])/y;
const nextHead = /@\s*(?:[A-Za-z][\w-]*|\[[^\]{}\n]{0,80}\])\s*[{(]/g;
/** An entry that begins a line inside another one: with a key and a comma, so that text about e-mail is none. */
const lineHead = /[ \t]*@(?:[A-Za-z]+|\[[^\]{}\n]{0,80}\])[ \t]*(?:[{(][ \t]{0,40}[^\s,={}()"]{0,200}[ \t]{0,40},|\{[ \t]*[A-Za-z-]+[ \t]*=)/y;
const inBraces = /[{}\\\n]/g;
const inParentheses = /[{}()"\\\n]/g;
const blank = /[\s,;]*/y;
const fieldLine = /(?:^|\n)[ \t]{0,80},?[ \t]{0,80}[A-Za-z][\w:-]{0,60}[ \t]*=[ \t]*[{"\d]/;

/** The entry type; a list of kinds says what it comes nearest to. */
const kindIn = (said: string): string => {
  const kind = said.toLowerCase();
  if (!kind.startsWith('[')) return kind;
  return kind.includes('journal') || kind.includes('review')
    ? 'article'
    : kind.includes('conference')
      ? 'inproceedings'
      : kind.includes('book')
        ? 'book'
        : 'misc';
};

/**
 * A scanner fed by `push`; each character is looked at a bounded number of times, whatever the pieces.
 * Entries without an end are cut where the next one begins a line.
 */
export const entryScanner = (): { push(chunk: string): Generator<Scanned>; end(): Generator<Scanned> } => {
  let text = '';
  let at = 0;
  let mode: Mode = 'outside';
  let start = 0;
  let end = 0;
  let leftoverFrom = 0;
  let kind = '';
  let depth = 0;
  let quoted = false;
  let parentheses = false;
  let commentsClose = true;
  let line = 1;
  let counted = 0;

  const lineAt = (place: number): number => {
    for (let from = counted; from < place; from += 1) if (text.charCodeAt(from) === 10) line += 1;
    counted = Math.max(counted, place);
    return line;
  };
  const broken = (code: Broken['code'], to: number): Broken => ({ code, text: text.slice(start, Math.min(to, start + 2000)), line: lineAt(start) });
  const found = (to: number, loose: boolean): Found => ({ kind, text: text.slice(start, to), line: lineAt(start), loose });
  /** Forgets what lies before `keep`. */
  const drop = (keep: number): void => {
    lineAt(keep);
    text = text.slice(keep);
    counted = Math.max(0, counted - keep);
    at -= keep;
    start -= keep;
    end -= keep;
    leftoverFrom -= keep;
  };

  function* run(last: boolean): Generator<Scanned> {
    for (;;) {
      if (mode === 'outside') {
        const sign = text.indexOf('@', at);
        if (sign < 0) {
          at = text.length;
          drop(at);
          return;
        }
        head.lastIndex = sign;
        const m = head.exec(text);
        if (m === null) {
          at = sign;
          if (!last && text.length - sign < maxHead) {
            drop(sign);
            return;
          }
          at = sign + 1;
          continue;
        }
        kind = kindIn(m[1] ?? '');
        parentheses = m[2] === '(';
        start = sign;
        at = head.lastIndex;
        if (kind === 'comment' && !commentsClose) continue;
        depth = parentheses ? 0 : 1;
        quoted = false;
        mode = 'inside';
      } else if (mode === 'inside') {
        if (at - start > maxLength) {
          yield broken('record.long', at);
          mode = 'skip';
          continue;
        }
        const hop = parentheses ? inParentheses : inBraces;
        hop.lastIndex = at;
        const m = hop.exec(text);
        if (m === null) {
          at = text.length;
          if (last) {
            yield* unclosed(text.length);
            continue;
          }
          drop(start);
          return;
        }
        const sign = m[0];
        at = m.index + 1;
        if (sign === '\\') {
          if (at >= text.length && !last) {
            at = m.index;
            drop(start);
            return;
          }
          if (text[at] !== '\n') at += 1;
        } else if (sign === '\n') {
          if (kind === 'comment' || kind === 'preamble') continue;
          if (!last && text.length - at < maxHead) {
            at = m.index;
            drop(start);
            return;
          }
          lineHead.lastIndex = at;
          if (lineHead.test(text)) yield* unclosed(at);
        } else if (sign === '{') {
          depth += 1;
          if (depth > maxDepth) {
            yield broken('record.deep', at);
            mode = 'skip';
          }
        } else if (sign === '}') {
          depth -= 1;
          if (depth === 0 && !parentheses) close();
          else if (depth < 0) depth = 0;
        } else if (depth === 0) {
          if (sign === '"') quoted = !quoted;
          else if (sign === ')' && !quoted) close();
        }
      } else if (mode === 'after') {
        blank.lastIndex = end;
        blank.exec(text);
        const next = blank.lastIndex;
        if (next >= text.length && !last) {
          drop(start);
          return;
        }
        if (next >= text.length || text[next] === '@') {
          yield found(end, false);
          mode = 'outside';
          at = next;
          continue;
        }
        // Something stands behind the entry. Fields there mean that a stray brace closed it too early.
        nextHead.lastIndex = Math.max(leftoverFrom, next);
        const following = nextHead.exec(text);
        let to = following?.index ?? text.length;
        if (following === null && !last && to - end < maxLeftover) {
          leftoverFrom = Math.max(next, to - maxHead);
          drop(start);
          return;
        }
        to = Math.min(to, end + maxLeftover);
        const cut = fieldLine.test(text.slice(end, to));
        yield found(cut ? to : end, cut);
        mode = 'outside';
        at = cut ? to : end;
      } else {
        // After a refused entry: on to the next one that begins a line.
        const newline = text.indexOf('\n', at);
        if (newline < 0) {
          at = text.length;
          drop(at);
          return;
        }
        if (!last && text.length - newline < maxHead) {
          at = newline;
          drop(newline);
          return;
        }
        at = newline + 1;
        lineHead.lastIndex = at;
        if (lineHead.test(text)) mode = 'outside';
      }
    }
  }

  const close = (): void => {
    if (kind === 'comment' || kind === 'preamble') {
      mode = 'outside';
      return;
    }
    end = at;
    leftoverFrom = end;
    mode = 'after';
  };
  function* unclosed(to: number): Generator<Scanned> {
    mode = 'outside';
    if (kind === 'comment' || kind === 'preamble') {
      // A comment that never closes hides nothing: go on behind its head, and trust no later one.
      commentsClose = false;
      at = start + 1;
      return;
    }
    at = to;
    yield found(to, true);
  }

  return {
    push(chunk) {
      text += chunk;
      return run(false);
    },
    end: () => run(true),
  };
};
