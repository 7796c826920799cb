// What does a JSON text say, and at which character does it stop being JSON?
import { Failure } from '../../shared/failures.ts';

export interface Parsed {
  readonly value: unknown;
  /** Keys that came twice in one object: the last one counts. */
  readonly repeated: readonly string[];
}

const deepest = 64;

/**
 * Strict JSON (RFC 8259), one document, at most 64 levels deep. Objects have no prototype, so `__proto__` is a key like any other.
 *
 * @throws Failure 'protocol.json' with the character (from 0) and what was found there
 */
export const parseJson = (text: string): Parsed => {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const repeated: string[] = [];

  const fail = (what: string, where = at): never => {
    throw new Failure('protocol.json', { what, at: String(where) });
  };
  const seen = (): string => (at >= text.length ? 'the text ends' : `${JSON.stringify(String.fromCodePoint(text.codePointAt(at)!))} stands`);
  const blank = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text[at]!)) at++;
  };
  const expect = (unit: string): void => {
    if (text[at] !== unit) fail(`${seen()} where ${JSON.stringify(unit)} should be`);
    at++;
  };

  const string = (): string => {
    const from = at;
    at++;
    while (at < text.length && text[at] !== '"') {
      if (text[at]! < ' ') fail('a control character stands in a text');
      at += text[at] === '\\' ? 2 : 1;
    }
    if (at >= text.length) fail('a text is never closed', Math.min(text.length, from));
    at++;
    const escape = /\\(?!["\\/bfnrt]|u[\da-fA-F]{4})/.exec(text.slice(from, at).replaceAll('\\\\', '  '));
    if (escape !== null) fail('an escape is unknown', from + escape.index);
    return JSON.parse(text.slice(from, at)) as string;
  };
  const number = (): number => {
    const found = /^-?(?:0|[1-9]\d{0,400})(?:\.\d{1,400})?(?:[eE][+-]?\d{1,9})?/.exec(text.slice(at, at + 1000))?.[0];
    if (found === undefined) return fail(`${seen()} where a value should be`);
    at += found.length;
    return Number(found);
  };
  const word = (): boolean | null => {
    for (const [name, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const)
      if (text.startsWith(name, at)) {
        at += name.length;
        return value;
      }
    return fail(`${seen()} where a value should be`);
  };
  /** Items between brackets, separated by commas. */
  const items = (close: string, item: () => void): void => {
    at++;
    blank();
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      item();
      blank();
      if (text[at] === close) break;
      expect(',');
      blank();
    }
    at++;
  };
  const value = (depth: number): unknown => {
    if (depth > deepest) fail(`values are nested more than ${String(deepest)} deep`);
    blank();
    const unit = text[at];
    if (unit === '"') return string();
    if (unit === '[') {
      const list: unknown[] = [];
      items(']', () => list.push(value(depth + 1)));
      return list;
    }
    if (unit === '{') {
      const made = Object.create(null) as Record<string, unknown>;
      items('}', () => {
        blank();
        if (text[at] !== '"') fail(`${seen()} where a key should be`);
        const key = string();
        blank();
        expect(':');
        if (Object.hasOwn(made, key)) repeated.push(key);
        made[key] = value(depth + 1);
      });
      return made;
    }
    return unit !== undefined && /[tfn]/.test(unit) ? word() : number();
  };

  const made = value(0);
  blank();
  if (at < text.length) fail('a second document begins');
  return { value: made, repeated };
};
