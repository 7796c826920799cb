// What does a part of an Office package say? Its XML in pieces, without entities and without depth.
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Failure } from '../../shared/failures.ts';
import type { Bytes } from './bytes.ts';
import { decoded } from './encodings.ts';

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);
export const attribute = (tag: SaxesTagPlain, name: string): string | undefined => {
  for (const [key, value] of Object.entries(tag.attributes)) if (key === name || bare(key) === name) return value;
  return undefined;
};

/** Feeds a part of the package through a parser; refuses entities and what is not well-formed. */
export async function* parse<T>(
  bytes: Bytes,
  file: string,
  part: string,
  on: { open?(tag: SaxesTagPlain, name: string): void; text?(text: string): void; close?(name: string): void },
  take: () => T[],
): AsyncGenerator<T[]> {
  const parser = new SaxesParser();
  let trouble: Failure | undefined;
  parser.on('doctype', () => (trouble ??= new Failure('file.entities', { file: `${file}/${part}`, line: String(parser.line) })));
  parser.on(
    'error',
    (error) => (trouble ??= new Failure('archive.damaged', { file, what: `${part} is no well-formed XML (${error.message.slice(0, 80)})` })),
  );
  let depth = 0;
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > 256) trouble ??= new Failure('file.nested', { file, line: String(parser.line) });
    on.open?.(tag, bare(tag.name));
  });
  parser.on('text', (text) => on.text?.(text));
  parser.on('cdata', (text) => on.text?.(text));
  parser.on('closetag', (tag) => {
    depth -= 1;
    on.close?.(bare(tag.name));
  });
  const check = (): void => {
    if (trouble !== undefined) throw trouble;
  };
  for await (const chunk of decoded(bytes, 'utf-8')) {
    parser.write(chunk);
    check();
    const got = take();
    if (got.length > 0) yield got;
  }
  parser.close();
  check();
  const got = take();
  if (got.length > 0) yield got;
}

export const drain = async (steps: AsyncIterable<unknown>): Promise<void> => {
  const from = steps[Symbol.asyncIterator]();
  while ((await from.next()).done !== true);
};

export const nothing = (): never[] => [];

/** The path of a relationship's target inside the package. */
export const target = (folder: string, to: string, file: string): string => {
  const parts = to.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of to.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) throw new Failure('archive.entry', { file, entry: to.slice(0, 120), what: 'it would leave the workbook' });
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};
