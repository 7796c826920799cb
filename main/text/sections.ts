// Which sections does an abstract have (`BACKGROUND: … METHODS: …`)?

/** The sections follow one another without a gap: `from`…`to` of all of them together are the whole text. */
export interface AbstractSection {
  /** As written, without colon or number. */
  readonly label?: string;
  /** Without the white space around it. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** One of these must be in a label; each is a heading by itself. */
const core = new Set(
  (
    'abstract background backgrounds introduction context rationale importance objective objectives aim aims purpose purposes goal goals hypothesis hypotheses question questions design setting settings ' +
    'participants patients subjects population populations sample intervention interventions exposure exposures comparison comparisons comparator measure measures measurement measurements outcome outcomes ' +
    'method methods methodology material materials procedure procedures eligibility criteria data source sources search selection extraction synthesis analysis analyses result results finding findings observation observations ' +
    'conclusion conclusions interpretation discussion discussions strategy ethics implications significance relevance limitations limitation funding registration summary recommendations recommendation evidence conclusiones resultados métodos objetivo objetivos ' +
    'introducción antecedentes conclusión hintergrund ziel methoden methodik ergebnisse schlussfolgerung schlussfolgerungen contexte objectif objectifs méthode méthodes résultats'
  ).split(' '),
);
/** These may stand beside one. */
const beside = new Set(
  (
    'and or of the for in to on with & a an main primary secondary key study studies trial clinical statistical review report case experimental research problem level approach major ' +
    'new what is known this adds practice public health animal human animals adult adults men women children cell line lines duration period place type number points test tests index reference standard standards ' +
    'inclusion exclusion systematic protocol identifier status contribution take home message translational policy'
  ).split(' '),
);

const mostWords = 7;
const longest = 70;

export const sections = (text: string): readonly AbstractSection[] => {
  const heads = headings(text);
  const made: AbstractSection[] = [];
  const first = heads[0]?.from ?? text.length;
  if (text.slice(0, first).trim() !== '') made.push({ text: text.slice(0, first).trim(), from: 0, to: first });
  heads.forEach(({ from, body, label }, at) => {
    const to = heads[at + 1]?.from ?? text.length;
    made.push({ label, text: text.slice(body, to).trim(), from: made.length === 0 ? 0 : from, to });
  });
  return made;
};

interface Heading {
  readonly from: number;
  readonly body: number;
  readonly label: string;
}

const headings = (text: string): readonly Heading[] => {
  const found: Heading[] = [];
  let sentenceStart = true;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at]!;
    if (/\s/.test(unit)) {
      if (unit === '\n' || unit === '\r') sentenceStart = true;
      continue;
    }
    if (sentenceStart) {
      const heading = headingAt(text, at);
      if (heading !== undefined) {
        found.push(heading);
        at = heading.body - 1;
        sentenceStart = true; // an empty section may be followed by the next label at once
        continue;
      }
    }
    // Closing signs and brackets leave a sentence start what it is.
    sentenceStart = /[.!?;]/.test(unit) || (sentenceStart && /["'”’)\]]/.test(unit));
  }
  return found;
};

/** A label followed by a colon, by a line break, or in capitals by a dot, a dash: nothing else is one. */
const headingAt = (text: string, from: number): Heading | undefined => {
  const head = text.slice(from, from + longest + 12);
  const number = /^(?:\(\d\)|\d[.)])\s{0,2}/.exec(head)?.[0].length ?? 0;
  const label = /^[\p{Lu}][\p{L}\p{M}&/,()' -]*/u.exec(head.slice(number))?.[0] ?? '';
  const written = label.trimEnd().replace(/ -$/, '').trimEnd();
  if (written === '' || written.length > longest) return undefined;
  const end = number + written.length;
  const rest = head.slice(end);
  const capitals = written === written.toUpperCase();
  const mark = /^\s?:/.exec(rest) ?? /^[ \t]*\r?\n/.exec(rest) ?? (capitals ? (/^\.(?=\s)/.exec(rest) ?? /^ [-–—] /.exec(rest)) : null);
  if (mark === null || !isLabel(written, capitals && mark[0].trim() === ':')) return undefined;
  return { from, body: from + end + mark[0].length, label: written };
};

/** In capitals the other words are free: nothing else is written so before a colon. */
const isLabel = (written: string, capitals: boolean): boolean => {
  const words = written
    .toLowerCase()
    .replace(/\(s\)/g, 's')
    .split(/[\s/,()&-]+/)
    .filter((word) => word !== '');
  return words.length <= mostWords && words.some((word) => core.has(word)) && (capitals || words.every((word) => core.has(word) || beside.has(word)));
};
