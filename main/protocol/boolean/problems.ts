// What can be wrong with a pasted Boolean query, and how is it said?

/** A problem never stops the reading; what could be understood stands beside it. */
export interface Problem {
  /** Offset in the pasted text, UTF-16 units. */
  readonly at: number;
  readonly kind: ProblemKind;
  readonly slots: Readonly<Record<string, string>>;
}

const sentences = {
  'bracket.open': 'This bracket is never closed.',
  'bracket.close': 'This bracket closes none.',
  'bracket.deep': 'Brackets are nested more than {limit} deep; the query was not read.',
  'bracket.empty': 'These brackets are empty.',
  'quote.open': 'This quotation mark is never closed.',
  'operator.before': '{operator} has nothing before it.',
  'operator.after': '{operator} has nothing after it.',
  'operator.missing': 'An operator is missing here; read as AND.',
  'term.wild': 'A wildcard needs at least two letters beside it; left out.',
  'field.lone': 'The field {field} has no term before it.',
  'field.unknown': 'The field {field} is not known; the term is kept.',
  'tag.open': 'This square bracket is never closed.',
  'line.unknown': 'There is no earlier line {line}.',
  'lines.many': 'Lines are named too many times; from here on nothing was read.',
  'lines.loose': 'No line joins the others: each was read as a concept of its own.',
  'query.empty': 'No search term was found.',
} as const;

export type ProblemKind = keyof typeof sentences;

/** One sentence, English. */
export const says = ({ kind, slots }: Problem): string => sentences[kind].replace(/\{(\w+)\}/g, (whole, slot: string) => slots[slot] ?? whole);

/** Collects at most this many. */
const most = 100;
export interface Problems {
  add(kind: ProblemKind, at: number, slots?: Readonly<Record<string, string>>): void;
  /** By place. */
  sorted(): readonly Problem[];
}
export const problemList = (): Problems => {
  const all: Problem[] = [];
  return {
    sorted: () => all.toSorted((a, b) => a.at - b.at),
    add(kind, at, slots = {}) {
      if (all.length < most) all.push({ at, kind, slots });
    },
  };
};
