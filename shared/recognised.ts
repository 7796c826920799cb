// Which failure does a sentence tell of? What is kept as a sentence (a receipt's warnings, what a check found) can so be said in another language.
import { failures, slotPattern, type Code, type Entry } from './failures.ts';

/** The entry that says it, and with what in its slots. */
export const recognised = (said: string): { readonly code: Code; readonly slots: Readonly<Record<string, string>> } | undefined => {
  for (const [code, pattern] of (patterns ??= Object.entries(failures).map(([code, entry]) => [code as Code, patternOf(entry)] as const))) {
    const found = pattern.exec(said);
    if (found !== null) return { code, slots: { ...found.groups } };
  }
  return undefined;
};

let patterns: readonly (readonly [Code, RegExp])[] | undefined;

const patternOf = ({ says, remedy }: Entry): RegExp => {
  const named = new Set<string>();
  const slot = (name: string): string => {
    if (named.has(name)) return `\\k<${name}>`;
    named.add(name);
    return `(?<${name}>.*?)`;
  };
  const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = (remedy === undefined ? says : `${says} ${remedy}`).split(/(\{[^}]*\})/).map((part) => {
    const [, name, one, many] = [...part.matchAll(slotPattern)][0] ?? [];
    if (name === undefined) return plain(part);
    return one === undefined || many === undefined ? slot(name) : `${slot(name)} (?:${plain(one)}|${plain(many)})`;
  });
  return new RegExp(`^${whole.join('')}$`, 's');
};
