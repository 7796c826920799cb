// Which JSON objects are the items of a reference list, while the text still arrives in pieces?

export interface Item {
  readonly text: string;
  readonly line: number;
}
export interface Fault {
  readonly code: 'record.deep' | 'record.long' | 'record.cut';
  readonly line: number;
  readonly text: string;
}

const maxDepth = 256;
const maxItem = 8_000_000;
const outside = /["{}[\]]/g;
const inside = /["\\]/g;
/** Lists under these names hold items; others inside a work (its references, its authors) do not. */
const lists = /"(?:items|records|results|data|publications|works|entries)"\s*:\s*$/;
const references = /"references"\s*:\s*$/;
const none = /(?!)/;

/**
 * Objects in the list that is the whole text, or in a list named `items`, `records` … inside an object around it (Crossref, pandoc, Zotero's server).
 * An object without such a list is given whole: one item, or items by their ids.
 * @param only ends where the one list of items begins, with its name and colon; no other counts then
 */
export const itemScanner = (
  only?: RegExp,
): { push(chunk: string): Generator<Item | Fault>; end(): Generator<Item | Fault>; readonly open: boolean } => {
  let text = '';
  let at = 0;
  let inString = false;
  let line = 1;
  let counted = 0;
  let dead = false;
  /** What is open, outermost first: `[` a list of items, `,` any other list, `{` an object. */
  const stack: ('[' | ',' | '{')[] = [];
  let start = -1;
  let startDepth = 0;
  let lists1 = false;

  const lineAt = (place: number): number => {
    for (let from = counted; from < place; from += 1) if (text.charCodeAt(from) === 10) line += 1;
    counted = Math.max(counted, place);
    return line;
  };
  const drop = (keep: number): void => {
    if (keep <= 0) return;
    lineAt(keep);
    text = text.slice(keep);
    counted = Math.max(0, counted - keep);
    at -= keep;
    if (start >= 0) start -= keep;
  };
  const fault = (code: Fault['code']): Fault => {
    dead = true;
    const from = start >= 0 ? start : Math.max(0, at - 1);
    return { code, line: lineAt(from), text: text.slice(from, from + 2000) };
  };
  const before = (place: number): string => text.slice(Math.max(0, place - 80), place);

  function* run(): Generator<Item | Fault> {
    while (!dead) {
      const hop = inString ? inside : outside;
      hop.lastIndex = at;
      const m = hop.exec(text);
      if (m === null) {
        at = text.length;
        break;
      }
      const sign = m[0];
      at = m.index + 1;
      if (inString) {
        if (sign === '"') inString = false;
        else if (at < text.length) at += 1;
        else {
          at = m.index;
          break;
        }
        continue;
      }
      if (sign === '"') {
        inString = true;
        continue;
      }
      if (sign === '[') {
        const whole = stack.length === 0;
        const named =
          start < 0 || (startDepth === 0 && !lists1)
            ? ((only ?? lists).test(before(m.index)) && stack.length <= 3) ||
              (stack.length === 1 && (only === undefined ? references : none).test(before(m.index)))
            : false;
        if (named && start >= 0) start = -1;
        lists1 ||= named;
        stack.push(whole || named ? '[' : ',');
      } else if (sign === '{') {
        if (start < 0 && (stack.at(-1) === '[' || (stack.length === 0 && !lists1))) {
          start = m.index;
          startDepth = stack.length;
          lineAt(start);
        }
        stack.push('{');
      } else {
        stack.pop();
        if (sign === '}' && start >= 0 && stack.length <= startDepth) {
          yield { text: text.slice(start, at), line: lineAt(start) };
          start = -1;
        }
      }
      if (stack.length > maxDepth) yield fault('record.deep');
    }
    if (!dead && start >= 0 && at - start > maxItem) yield fault('record.long');
    // Names of lists are looked for a little behind.
    drop(start >= 0 ? start : Math.max(0, at - 80));
    if (dead) text = '';
  }

  return {
    push(chunk) {
      if (!dead) text += chunk;
      return run();
    },
    *end() {
      yield* run();
      if (!dead && start >= 0) yield fault('record.cut');
    },
    get open() {
      return stack.length > 0 && !dead;
    },
  };
};

/** The objects directly inside an object, as written, by their keys. */
export const membersOf = (text: string): { key: string; text: string }[] => {
  const found: { key: string; text: string }[] = [];
  let depth = 0;
  let start = 0;
  let key = '';
  // Strings whole, so that signs inside them mean nothing.
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (sign === '{' || sign === '[') {
      depth += 1;
      if (depth === 2) start = index;
    } else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 1 && sign === '}') found.push({ key, text: text.slice(start, index + 1) });
    } else if (depth === 1) key = sign.slice(1, -1);
  }
  return found;
};
