// How do the pieces of a line join into one node? Operator precedence with its own stack, no recursion.
import type { Problems } from './problems.ts';
import { type Group, type Node, reach } from './query.ts';
import type { Token } from './tokens.ts';

/** How tightly operators bind; equal ones from left to right. */
export type Binding = Readonly<Record<'and' | 'or' | 'not' | 'near', number>>;
/** PubMed reads AND, OR, NOT from left to right. */
export const leftToRight: Binding = { or: 1, and: 1, not: 1, near: 2 };
/** Ovid: nearness first, then AND and NOT, then OR. */
export const andFirst: Binding = { or: 1, and: 2, not: 2, near: 3 };

export interface Grammar {
  readonly binding: Binding;
  /** Is two operands side by side a slip (Ovid) or AND (PubMed)? */
  readonly besideIsSlip: boolean;
  /** Nodes that have their fields already: looked at once each, however often they are named. */
  readonly narrowed: Set<Node>;
  /** The node of an earlier line, from 1. */
  line(number: number): Node | undefined;
}

type Operator = Extract<Token, { kind: 'and' | 'or' | 'not' } | { kind: 'near' }>;
type Waiting = Operator | { readonly kind: 'open'; readonly from: number };

const deepest = 200;

/** `tooDeep`: nothing of a query nested this deep is believed. */
export interface Joined {
  readonly node: Node | undefined;
  readonly tooDeep: boolean;
}

/** @param tokens of one line, in order */
export const join = (tokens: readonly Token[], grammar: Grammar, problems: Problems): Joined => {
  const values: Node[] = [];
  const waiting: Waiting[] = [];
  const own = new Set<Node>(); // groups made here may still grow; those of other lines may not
  let open = 0;
  let wantsOperand = true;

  const apply = (operator: Operator): void => {
    const right = values.pop();
    const left = values.pop();
    if (left !== undefined && right !== undefined) values.push(combine(operator, left, right));
  };
  const combine = (operator: Operator, left: Node, right: Node): Node => {
    const grows =
      left.kind === operator.kind &&
      own.has(left) &&
      !grammar.narrowed.has(left) &&
      (operator.kind !== 'near' || left.distance === operator.distance);
    if (grows) {
      left.of.push(right);
      return left;
    }
    const made: Group = { kind: operator.kind, of: [left, right], ...(operator.kind === 'near' ? { distance: operator.distance } : {}) };
    own.add(made);
    return made;
  };
  const operate = (operator: Operator): void => {
    for (let last = waiting.at(-1); last !== undefined && last.kind !== 'open'; last = waiting.at(-1)) {
      if (grammar.binding[last.kind] < grammar.binding[operator.kind]) break;
      waiting.pop();
      apply(last);
    }
    waiting.push(operator);
    wantsOperand = true;
  };
  /** Ends the innermost group, or the line where none is open. An empty group leaves the line waiting for an operand. */
  const closeGroup = (): void => {
    const hanging = waiting.at(-1);
    if (wantsOperand && hanging?.kind === 'open') {
      waiting.pop();
      return;
    }
    if (wantsOperand && hanging !== undefined && hanging.kind !== 'open') {
      problems.add('operator.after', hanging.from, { operator: nameOf(hanging) });
      waiting.pop();
    }
    wantsOperand = false;
    for (let last = waiting.pop(); last !== undefined && last.kind !== 'open'; last = waiting.pop()) apply(last);
  };
  const besides = (from: number): void => {
    if (wantsOperand) return;
    if (grammar.besideIsSlip) problems.add('operator.missing', from);
    operate({ kind: 'and', from, to: from });
  };

  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    switch (token.kind) {
      case 'open':
        besides(token.from);
        if (++open > deepest) {
          problems.add('bracket.deep', token.from, { limit: String(deepest) });
          return { node: undefined, tooDeep: true };
        }
        waiting.push({ kind: 'open', from: token.from });
        break;
      case 'close': {
        if (open === 0) {
          problems.add('bracket.close', token.from);
          break;
        }
        open--;
        const last = waiting.at(-1);
        if (last?.kind === 'open' && wantsOperand) problems.add('bracket.empty', last.from);
        closeGroup();
        break;
      }
      case 'and':
      case 'or':
      case 'not':
      case 'near': {
        if (!wantsOperand) {
          operate(token);
          break;
        }
        const last = waiting.at(-1);
        // AND NOT, OR NOT: one operator, NOT.
        if (token.kind === 'not' && last !== undefined && last.kind !== 'open' && last.kind !== 'not') {
          waiting.pop();
          operate(token);
          break;
        }
        problems.add('operator.before', token.from, { operator: nameOf(token) });
        if (token.kind === 'not') {
          // What follows is still taken away, from nothing.
          values.push(nothing(token.from));
          operate(token);
        }
        break;
      }
      case 'operand':
        if (token.term.words.length === 0) problems.add('term.wild', token.from);
        besides(token.from);
        values.push(token.term);
        wantsOperand = false;
        break;
      case 'lines': {
        const nodes = token.lines.map((line) => grammar.line(line));
        token.lines.forEach((line, nth) => {
          if (nodes[nth] === undefined) problems.add('line.unknown', token.from, { line: String(line) });
        });
        const known = nodes.filter((node) => node !== undefined);
        besides(token.from);
        values.push(known.length > 1 ? { kind: token.join, of: known } : (known[0] ?? nothing(token.from)));
        wantsOperand = false;
        break;
      }
      case 'fields': {
        const narrowed = wantsOperand ? undefined : values.at(-1);
        if (narrowed === undefined) problems.add('field.lone', token.from, { field: token.fields.join(',') });
        else if (!grammar.narrowed.has(narrowed)) {
          grammar.narrowed.add(narrowed);
          narrow(narrowed, token);
        }
        break;
      }
    }
  }
  while (waiting.length > 0) {
    const bracket = waiting.findLast(({ kind }) => kind === 'open');
    if (bracket !== undefined) problems.add('bracket.open', bracket.from);
    closeGroup();
  }
  return { node: values.at(-1), tooDeep: false };
};

const nameOf = (operator: Operator): string => (operator.kind === 'near' ? `NEAR/${String(operator.distance)}` : operator.kind.toUpperCase());

/** An operand that matches no record: keeps the place of one that could not be read. */
const nothing = (at: number): Node => ({ kind: 'term', from: at, to: at, words: [], fields: [], heading: false, explode: false, quoted: false });

/** Fields behind a group hold for all of its terms that have none of their own. */
const narrow = (node: Node, { fields, heading, explode }: Extract<Token, { kind: 'fields' }>): void => {
  for (const each of reach(node, (group) => group.of)) {
    if (each.kind !== 'term' || each.fields.length > 0) continue;
    each.fields = fields;
    each.heading ||= heading;
    each.explode ||= explode;
  }
};
