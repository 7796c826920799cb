// How is the screening described in the paper's methods section?
import type { Recipe } from '../../shared/decision.ts';
import type { Flow, Source } from './prisma.ts';

export interface MethodsInput {
  /** Version of Winnow. */
  readonly version: string;
  readonly sources: readonly Source[];
  readonly flow: Flow;
  readonly reviewers: readonly string[];
  /** How the last order was made; absent where nothing was ranked yet. */
  readonly recipe?: Recipe;
  readonly seed?: number;
  /** Networks that took part, with the first digits of their hash. */
  readonly models: readonly { readonly name: string; readonly hash: string }[];
  readonly stop?: {
    readonly target: number;
    readonly rule: string;
    /** Did that rule say stop? Where it did not, the person stopped against it. Absent: it did. */
    readonly says?: boolean;
    readonly figure?: number;
    readonly limit?: number;
    /** The statement of the certificate, where there is one. */
    readonly proved?: {
      readonly recallLow: number;
      readonly confidence: number;
      readonly sample: number;
      readonly relevant: number;
      readonly certified: boolean;
    };
  };
  /** Agreement of two reviewers. */
  readonly kappa?: number;
}

const count = (number: number, one: string, many: string): string => `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
const records = (number: number): string => count(number, 'record', 'records');
const percent = (share: number): string => `${String(Math.round(share * 1000) / 10)}%`;
const listed = (words: readonly string[]): string => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`);

/** English, past tense; a paragraph each for search results, screening and stopping. Names, versions, settings and counts, no praise. */
export const methodsText = (of: MethodsInput): string => [imported(of), screening(of), stopping(of)].filter((text) => text !== '').join('\n\n');

const imported = ({ sources, flow }: MethodsInput): string => {
  if (sources.length === 0) return '';
  const removed = [
    ...(flow.duplicates > 0 ? [`${count(flow.duplicates, 'duplicate was', 'duplicates were')} removed`] : []),
    ...(flow.unreadable > 0 ? [`${count(flow.unreadable, 'entry', 'entries')} could not be read`] : []),
  ];
  const files = count(sources.length, 'file', 'files');
  return `${records(flow.identified)} were read from ${files}${removed.length > 0 ? `; ${listed(removed)}` : ''}. This left ${records(flow.citations)}.`;
};

const screening = ({ version, flow, reviewers, recipe, seed, models, kappa }: MethodsInput): string => {
  const by = reviewers.length === 0 ? '' : ` by ${count(reviewers.length, 'reviewer', 'reviewers')} (${listed(reviewers)})`;
  const known = flow.known > 0 ? ` ${records(flow.known)} judged beforehand taught the ranking and did not count.` : '';
  const order =
    recipe === undefined
      ? ''
      : ` in the order given by the ranker ${described(recipe)}${seed === undefined ? '' : `, seed ${String(seed)}`}, made anew from all decisions as they came`;
  const networks = models.length === 0 ? '' : ` Networks used: ${listed(models.map(({ name, hash }) => `${name} (${hash.slice(0, 12)})`))}.`;
  const agreement = kappa === undefined ? '' : ` Agreement between the reviewers was κ = ${kappa.toFixed(2)}.`;
  return `Titles and abstracts of ${records(flow.screened)} were screened${by} with Winnow ${version}${order}. Of these, ${records(flow.excluded)} were excluded.${known}${networks}${agreement}`;
};

/** `fuse 1 (k = 60; of bm25 1, cross-encoder 2)`. */
const described = ({ ranker, version, params, of = [] }: Recipe): string => {
  const settings = Object.entries(params)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `${name} = ${String(value)}`);
  const inside = [...settings, ...(of.length > 0 ? [`of ${of.map(described).join(', ')}`] : [])].join('; ');
  return `${ranker} ${String(version)}${inside === '' ? '' : ` (${inside})`}`;
};

const stopping = ({ flow, stop }: MethodsInput): string => {
  if (stop === undefined)
    return flow.unscreened > 0 ? `${records(flow.unscreened)} had not been screened at the time of this report.` : 'All records were screened.';
  const figure = stop.figure === undefined || stop.limit === undefined ? '' : ` (${shown(stop.figure)} against a limit of ${shown(stop.limit)})`;
  const ground = stop.says === false ? `although the rule “${stop.rule}” did not say so yet` : `by the rule “${stop.rule}”`;
  const rule = `Screening was stopped ${ground}${figure} with a target recall of ${percent(stop.target)}; ${records(flow.unscreened)} remained unscreened.`;
  if (stop.proved === undefined) return `${rule} No random audit of the unscreened records was made, so this recall is not proved.`;
  const { sample, relevant, recallLow, confidence, certified } = stop.proved;
  return `${rule} ${records(sample)} drawn at random from those unscreened at the time were then read and ${relevant === 0 ? 'none' : String(relevant)} ${relevant > 1 ? 'were' : 'was'} relevant: with ${percent(confidence)} confidence recall is at least ${percent(Math.floor(recallLow * 1000 + 1e-9) / 1000)}${certified ? '' : ', below the target'}.`;
};

const shown = (figure: number): string => String(Number(figure.toPrecision(3)));
