// Was this query written for PubMed or for Ovid?

/** Enough to tell; a strategy of megabytes is not read twice. */
const looksAt = 50_000;

const signs: readonly (readonly ['pubmed' | 'ovid', RegExp, weight: number])[] = [
  ['ovid', /\.(?:tw|mp|ti|ab|kw|kf|pt|sh|fs|xs|hw|nm|ot|af)(?:,[a-z]{2})*(?:\.|(?=[\s)]|$))/gim, 2],
  ['ovid', /\badj\d*\b/gi, 2],
  ['ovid', /(?:^|[\s(])exp\s+["*A-Za-z]/gm, 2],
  ['ovid', /[A-Za-z"]\/(?:[a-z]{2}(?:,\s?[a-z]{2})*)?\s*(?:$|\b(?:and|or|not)\b|\[)/gm, 2],
  ['ovid', /\b(?:and|or)\/\d/gi, 4],
  ['ovid', /\w\$/g, 2],
  ['ovid', /^\s*limit\s+\d+\s+to\b/gim, 4],
  ['pubmed', /\[(?:tiab|tw|ti|ab|mh|mesh|majr|pt|sb|title|abstract|all|ot|nm|dp|la|sh|filter|text)[^\]]{0,40}\]/gi, 3],
  ['pubmed', /\b(?:AND|OR|NOT)\b/g, 0.2],
  ['pubmed', /#\d+\b/g, 0.5],
];

/** Sum of the signs of each; a bare list of words counts as PubMed's, blank text as none. */
export const syntaxOf = (text: string): 'pubmed' | 'ovid' | 'none' => {
  const head = text.slice(0, looksAt);
  if (!/\S/.test(text)) return 'none';
  let ovid = 0;
  let pubmed = 0;
  for (const [whose, sign, weight] of signs) {
    const seen = (head.match(sign)?.length ?? 0) * weight;
    if (whose === 'ovid') ovid += seen;
    else pubmed += seen;
  }
  return ovid > pubmed ? 'ovid' : 'pubmed';
};
