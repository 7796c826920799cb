// What is a parsed Boolean query? A graph of terms and operators over the pasted text.
import type { WordPattern } from '../../text/patterns.ts';
import type { Problem } from './problems.ts';

/** A word, phrase or heading as searched. Offsets are UTF-16 units of the pasted text, `to` excluded. */
export interface Term {
  readonly kind: 'term';
  readonly from: number;
  readonly to: number;
  /** In order; matched side by side. Empty where nothing is left to match (`*` alone). */
  readonly words: readonly WordPattern[];
  /** Lower case, as written (`tiab`, `tw`, `mesh terms`); set by the term itself or by the group it stands in. */
  fields: readonly string[];
  /** A thesaurus heading (`exp Neoplasms/`, `Neoplasms[mh]`), with or without the narrower ones. */
  heading: boolean;
  explode: boolean;
  readonly quoted: boolean;
}

/** `not`: the first is kept, the others are taken away. `near`: within `distance` words. */
export interface Group {
  readonly kind: 'and' | 'or' | 'not' | 'near';
  readonly of: Node[];
  readonly distance?: number;
}
export type Node = Term | Group;

export interface Query {
  readonly syntax: 'pubmed' | 'ovid';
  readonly text: string;
  /** Undefined where nothing could be understood. Lines used twice are one node: walk with a memory. */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Every node once that `root` reaches by `next`, in reading order. No recursion: pasted queries can be deep chains.
 */
export const reach = (root: Node, next: (group: Group) => readonly Node[]): readonly Node[] => {
  const seen = new Set<Node>([root]);
  const stack: Node[] = [root];
  const found: Node[] = [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    found.push(node);
    if (node.kind === 'term') continue;
    const below = next(node);
    for (let at = below.length - 1; at >= 0; at--) {
      const child = below[at]!;
      if (seen.has(child)) continue;
      seen.add(child);
      stack.push(child);
    }
  }
  return found;
};

/** Without what NOT takes away. */
export const kept = (group: Group): readonly Node[] => (group.kind === 'not' ? group.of.slice(0, 1) : group.of);

export const termsUnder = (root: Node): readonly Term[] => reach(root, kept).filter((node): node is Term => node.kind === 'term');

/** Two letters in all are the least that a wildcard can be put to; less is no term. */
export const searchable = (words: readonly WordPattern[]): readonly WordPattern[] => {
  const letters = words.reduce((sum, { text }) => sum + text.replace(/[*?#]/g, '').length, 0);
  return letters < 2 && words.some(({ open, wild }) => open || wild) ? [] : words;
};
