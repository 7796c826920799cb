// How do the lines of a strategy make one query?
import type { Grammar, Joined } from './grammar.ts';
import type { Problems } from './problems.ts';
import type { Node } from './query.ts';
import type { Line, Token } from './tokens.ts';

/** Lines named by others, ranges written out, over a whole strategy: more are not followed. */
const mostNamed = 100_000;

/**
 * The last line that joins others is the query; where none does, each line is a concept of its own and all are joined by AND.
 * A line may name only lines before it.
 */
export const strategy = (
  lines: readonly Line[],
  tokenise: (line: Line, number: number) => readonly Token[],
  join: (tokens: readonly Token[], grammar: Pick<Grammar, 'line' | 'narrowed'>) => Joined,
  problems: Problems,
): Node | undefined => {
  const made: (Node | undefined)[] = [];
  const narrowed = new Set<Node>();
  let named = 0;
  let joining: Node | undefined;
  for (const line of lines) {
    const tokens = tokenise(line, made.length + 1);
    named += tokens.reduce((sum, token) => sum + (token.kind === 'lines' ? token.lines.length : 0), 0);
    if (named > mostNamed) {
      problems.add('lines.many', line.from);
      break;
    }
    const { node, tooDeep } = join(tokens, { line: (number) => made[number - 1], narrowed });
    if (tooDeep) return undefined;
    made.push(node);
    if (node !== undefined && tokens.some(({ kind }) => kind === 'lines')) joining = node;
  }
  const nodes = made.filter((node) => node !== undefined);
  const [first] = nodes;
  if (first === undefined) {
    problems.add('query.empty', 0);
    return undefined;
  }
  if (joining !== undefined || nodes.length === 1) return joining ?? first;
  problems.add('lines.loose', lines[0]?.from ?? 0);
  return { kind: 'and', of: nodes };
};
