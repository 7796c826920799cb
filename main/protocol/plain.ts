// What does a protocol say that is written as text: under headings, as in a document, in Markdown or as copied from PROSPERO?

type Section = 'title' | 'question' | 'population' | 'intervention' | 'comparator' | 'outcome' | 'include' | 'exclude' | 'reasons' | 'boolean_query';

const plural = String.raw`(?:s|\(s\))?`;
/** Headings by what stands below them. */
const headings: readonly (readonly [Section, RegExp])[] = [
  ['title', /^(?:(?:working|full|review) )?title(?: of (?:the )?review)?$/],
  ['question', new RegExp(`^(?:(?:review|research|clinical) )?(?:question${plural}|objective${plural}|aim${plural})$`)],
  ['population', new RegExp(`^(?:participant${plural}|patient${plural}|population)(?: ?/ ?population)?$`)],
  ['intervention', new RegExp(`^intervention${plural}(?:, ?| ?/ ?| or )?(?:exposure${plural})?$`)],
  ['comparator', new RegExp(`^(?:comparator${plural}|comparison${plural}|control)(?: ?/ ?control)?$`)],
  ['outcome', new RegExp(`^(?:(?:main|primary) )?outcome${plural}$`)],
  ['include', /^(?:(?:inclusion|eligibility|selection) criteria|criteria|types? of stud(?:y|ies)(?: to be included)?|study designs?)$/],
  ['exclude', /^exclusion criteria$/],
  ['reasons', /^(?:exclusion reasons|reasons(?: for exclusion)?)$/],
  ['boolean_query', /^(?:boolean|boolean query|boolean search|search (?:query|strategy|string)|query)$/],
];

const single: ReadonlySet<Section> = new Set(['title', 'question', 'population', 'intervention', 'comparator', 'outcome']);

interface Heading {
  /** Undefined: of something else. */
  readonly section: Section | undefined;
  /** 0 where it has none. */
  readonly number: number;
  readonly rest: string;
}
type Below = Heading & { readonly section: Section };

/** A heading is alone on its line or leads it with a colon; marks, numbers and notes such as “[1 change]” are none of it. */
const headingIn = (line: string, now: Below | undefined): Heading | undefined => {
  // Points of a list are what it holds, whatever words they lead with.
  if (now !== undefined && !single.has(now.section) && /^\s*[-*•–]\s/.test(line)) return undefined;
  const number = Number(/^[\s#*_>]*(\d{1,2})\./.exec(line)?.[1] ?? 0);
  const bare = line
    .replace(/^[\s#*_>]*(?:\d{1,2}\.\s*)?[*_]*/, '')
    .replace(/\s*\[[^\]]*\]\s*$/, '')
    .trim();
  const [lead = '', rest = ''] = bare.split(/:(.*)/s);
  const name = lead
    .replace(/[*_.]+$/, '')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ');
  const section = headings.find(([, heading]) => heading.test(name))?.[0];
  if (section !== undefined) return { section, number, rest: rest.replace(/^[*_\s]+/, '').trim() };
  // Other numbers are those of a list, unless they go on from the heading's own.
  const goesOn = now !== undefined && now.section !== 'boolean_query' && now.number > 0 && number > now.number && rest === '';
  const isOther = /^\s*#{1,6}\s/.test(line) || goesOn || /^\s*\p{L}[^.:]{2,40}:\s*$/u.test(line);
  return isOther ? { section: undefined, number, rest: '' } : undefined;
};

/**
 * The same fields as in JSON, to be checked as these are. Title, question and PICO are the paragraph below their heading, criteria and reasons its
 * lines, a query all of it. Undefined where no heading says what is sought.
 */
export const plainFields = (text: string): Readonly<Record<string, unknown>> | undefined => {
  const found = new Map<Section, string[]>();
  let now: Below | undefined;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const heading = headingIn(line, now);
    if (heading !== undefined) {
      const { section } = heading;
      now = section === undefined || (single.has(section) && found.has(section)) ? undefined : { ...heading, section };
      if (now !== undefined) found.set(now.section, [...(found.get(now.section) ?? []), ...(heading.rest === '' ? [] : [heading.rest])]);
      continue;
    }
    if (now === undefined) continue;
    const lines = found.get(now.section)!;
    const said = line.trim();
    if (said !== '') lines.push(now.section === 'boolean_query' ? said : said.replace(/^(?:[-*•–]|\d{1,2}[.)])\s+/, ''));
    else if (lines.length > 0 && single.has(now.section)) now = undefined;
  }
  const of = (section: Section): readonly string[] => found.get(section) ?? [];
  const one = (section: Section): string => of(section).join(' ');
  const pico = { population: one('population'), intervention: one('intervention'), comparator: one('comparator'), outcome: one('outcome') };
  const excluded = of('exclude');
  const fields = {
    title: one('title'),
    question: one('question') === '' ? pico : one('question'),
    criteria: [...of('include'), ...(excluded.length === 0 ? [] : ['Exclusion criteria:', ...excluded])],
    reasons: of('reasons'),
    boolean_query: of('boolean_query').join('\n'),
  };
  const isEmpty = one('title') === '' && one('question') === '' && Object.values(pico).every((part) => part === '') && fields.boolean_query === '';
  return isEmpty ? undefined : fields;
};
