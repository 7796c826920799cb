// Which concepts does a query join, and in which words?
import { plainly, type WordPattern, written } from '../../text/patterns.ts';
import { isSearched } from './fields.ts';
import { kept, type Node, type Query, reach, termsUnder } from './query.ts';

/** What a record may say: words side by side, wildcards kept. */
export interface SearchTerm {
  readonly words: readonly WordPattern[];
  /** A thesaurus heading rather than words of the text. */
  readonly heading: boolean;
  /** As the searcher wrote it, without field tags: `heart failure`, `random*`. */
  readonly text: string;
}

/** One of the OR groups that the query joins by AND. */
export interface Concept {
  readonly terms: readonly SearchTerm[];
  /** `design`: mostly the words of a filter for study designs (randomised, placebo, trial …). */
  readonly about: 'topic' | 'design';
}

const mostConcepts = 40;

/**
 * Every term that a record may match, in reading order, each once: without NOT branches, field tags and operators, without terms that
 * look at dates, languages, names, journals or floating subheadings.
 */
export const termsOf = (query: Query): readonly SearchTerm[] => (query.root === undefined ? [] : searched(query.root));

const searched = (root: Node): readonly SearchTerm[] => {
  const made = new Map<string, SearchTerm>();
  for (const term of termsUnder(root)) {
    if (term.words.length === 0 || !isSearched(term.fields)) continue;
    const text = term.words.map(written).join(' ');
    const known = made.get(text);
    // The same words as heading and as text words: text words.
    if (known === undefined || (known.heading && !term.heading)) made.set(text, { words: term.words, heading: term.heading, text });
  }
  return [...made.values()];
};

/** The concepts in reading order; of alternatives joined by OR at the top, the one that joins most. Concepts without words are left out. */
export const conceptsOf = (query: Query): readonly Concept[] => {
  if (query.root === undefined) return [];
  const concepts: Concept[] = [];
  for (const node of conjuncts(query.root).slice(0, mostConcepts)) {
    const terms = searched(node);
    if (terms.length > 0) concepts.push({ terms, about: isDesign(terms) ? 'design' : 'topic' });
  }
  return concepts;
};

const conjuncts = (root: Node): readonly Node[] => {
  let top = root;
  while (top.kind === 'not') top = top.of[0]!;
  if (top.kind !== 'or') return joinedByAnd(top);
  const alternatives = reach(top, (group) => (group.kind === 'or' || group.kind === 'not' ? kept(group) : []))
    .filter(({ kind }) => kind === 'and')
    .map(joinedByAnd);
  const most = alternatives.reduce<readonly Node[]>((best, next) => (next.length > best.length ? next : best), []);
  return most.length > 1 ? most : [top];
};

const joinedByAnd = (top: Node): readonly Node[] =>
  reach(top, (group) => (group.kind === 'and' || group.kind === 'not' ? kept(group) : [])).filter(({ kind }) => kind !== 'and' && kind !== 'not');

const designWords = new Set(
  (
    'randomized controlled trial|randomised controlled trial|controlled clinical trial|clinical trial|clinical trials as topic|clinical trials|randomized|randomised|randomi?ed|randomi#ed|' +
    'random*|randomly|random allocation|placebo|placebo*|placebos|trial|trials|trial*|groups|double blind|single blind|double blind method|single blind method|rct|rcts|' +
    'randomized controlled trials as topic|randomized controlled trials|cohort studies|case control studies|cross sectional studies|follow up studies|prospective studies|' +
    'sensitivity and specificity|sensitiv*|specificity|diagnostic errors|predictive value*|meta analysis|systematic review|review|multicenter study|comparative study|evaluation studies|' +
    'singl* blind*|doubl* blind*|singl*|doubl*|tripl*|trebl*|blind*|mask*|dummy*|dummy|control*|volunteer*|prospectiv*|longitudinal|retrospective|clin* trial*|case reports|case report*'
  ).split('|'),
);
const isDesign = (terms: readonly SearchTerm[]): boolean => terms.filter(({ text }) => designWords.has(text)).length * 2 > terms.length;

/** Most words a rendering has: more say nothing more to a ranker. */
const mostWords = 4_000;

/**
 * The query as a text for people and rankers: concepts after one another, terms joined by commas, wildcards taken off, a stem that is the
 * beginning of an earlier term left out.
 */
export const wordsOf = (query: Query): string => {
  const parts: string[] = [];
  let left = mostWords;
  const said = new Set<string>();
  for (const { terms } of conceptsOf(query)) {
    const texts: string[] = [];
    for (const { words } of terms) {
      const text = words.map(plainly).join(' ');
      if (said.has(text) || left < words.length) continue;
      said.add(text);
      left -= words.length;
      texts.push(text);
    }
    if (texts.length > 0) parts.push(texts.join(', '));
  }
  return parts.join('; ');
};
