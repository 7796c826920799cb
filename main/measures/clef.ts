// What does the CLEF TAR script say of a run? Its figures and its printed lines, with its habits.
import { parseQrels, parseRun, type Qrels, type RunLine } from './clef-files.ts';
import { topicFigures, type Figure, type Shown } from './clef-topic.ts';
import { halfEven, threeDigits } from './rounding.ts';

export interface ClefTopic {
  readonly topic: string;
  /** Judged records of the set and its relevant ones (1 or 2). */
  readonly n: number;
  readonly relevant: number;
  /** By the script's names: ap, wss_95, last_rel, norm_area, `recall@10%` … */
  readonly measures: Readonly<Record<string, number>>;
}
export interface ClefEvaluation {
  /** In order of the file; a topic whose lines are not together stands here once for each stretch, as in the script. */
  readonly topics: readonly ClefTopic[];
  /** The script's line ALL: sums of num_shown, rels_found, num_rels; recall@p% over all relevant records; else means over topics. */
  readonly all: Readonly<Record<string, number>>;
  /** Topics without a relevant record in the qrels. */
  readonly skipped: readonly string[];
  /** Records shown again in the same topic: left out. */
  readonly repeated: readonly { readonly topic: string; readonly id: string }[];
  /** What is not wrong by the script and easily overlooked. */
  readonly odd: OddRun;
  /** What the script prints (Python 3). */
  readonly text: string;
}

export interface OddRun {
  /** Topics of the qrels with a relevant record that the run does not show: in no mean. */
  readonly absent: readonly string[];
  /** Topics whose lines are not together: each stretch counts as a topic. */
  readonly split: readonly string[];
  /** Topics whose lines do not ascend by rank: the order of the file counts all the same. */
  readonly unordered: readonly string[];
  /** Records shown that the qrels of their topic do not hold: irrelevant. */
  readonly unjudged: number;
}

/**
 * tar_eval_2018 of CLEF-TAR/tar over texts of a run and of qrels.
 *
 * @param task 1: pool of 5,000 and recall at fixed ranks; 2 (default): the whole set
 * @throws Failure 'evaluate.run', 'evaluate.qrels'
 */
export const evaluateClef = (runText: string, qrelsText: string, task: 1 | 2 = 2): ClefEvaluation => {
  const qrels = parseQrels(qrelsText);
  const topics: ClefTopic[] = [];
  const figures: (readonly Figure[])[] = [];
  const skipped: string[] = [];
  const repeated: { topic: string; id: string }[] = [];
  const printed: string[] = [];
  const relevant = [...qrels.keys()].filter((topic) => sizeOf(qrels, topic, task).relevant > 0);
  const shownTopics = stretches(runText);
  let unjudged = 0;

  for (const stretch of shownTopics) {
    const { topic } = stretch;
    const size = sizeOf(qrels, topic, task);
    if (size.relevant === 0) {
      skipped.push(topic);
      printed.push(`Skipping topic: ${topic}`);
      continue;
    }
    const shown: Shown[] = [];
    const before = new Set<string>();
    for (const { id, cut } of stretch.lines) {
      if (before.has(id)) {
        repeated.push({ topic, id });
        printed.push(`${topic} Duplicate ${id}`);
        continue;
      }
      before.add(id);
      const judgement = qrels.get(topic)?.get(id);
      // Looking a record up makes it an irrelevant one of the topic, should the topic come again.
      if (judgement === undefined) {
        qrels.get(topic)?.set(id, 0);
        unjudged += 1;
      }
      if ((judgement ?? 0) < 3) shown.push({ judgement: judgement ?? 0, cut });
    }
    const made = topicFigures(shown, size.n, size.relevant, task);
    figures.push(made);
    topics.push({ topic, ...size, measures: Object.fromEntries(made.map(({ name, value }) => [name, value])) });
    printed.push(...made.map((figure) => `${topic}\t${printedName(figure.name)}\t${printedValue(figure, figure.value, figure.whole === true)}`));
  }

  const all = overall(figures);
  printed.push(...all.map(({ figure, value }) => `ALL\t${printedName(figure.name)}\t${printedValue(figure, value, figure.fold === 'sum')}`));
  return {
    topics,
    all: Object.fromEntries(all.map(({ figure, value }) => [figure.name, value])),
    skipped,
    repeated,
    odd: { ...oddOf(shownTopics), absent: relevant.filter((topic) => !shownTopics.some((one) => one.topic === topic)), unjudged },
    text: printed.map((line) => `${line}\n`).join(''),
  };
};

interface Stretch {
  readonly topic: string;
  readonly lines: RunLine[];
}

const stretches = (runText: string): readonly Stretch[] => {
  const made: Stretch[] = [];
  for (const line of parseRun(runText)) {
    const last = made.at(-1);
    if (last?.topic === line.topic) last.lines.push(line);
    else made.push({ topic: line.topic, lines: [line] });
  }
  return made;
};

const oddOf = (shown: readonly Stretch[]): Pick<OddRun, 'split' | 'unordered'> => {
  const topics = shown.map(({ topic }) => topic);
  const falls = ({ lines }: Stretch): boolean => lines.some(({ rank }, at) => at > 0 && rank < lines[at - 1]!.rank);
  return {
    split: [...new Set(topics.filter((topic, at) => topics.indexOf(topic) !== at))],
    unordered: [...new Set(shown.filter(falls).map(({ topic }) => topic))],
  };
};

/** −1 and > 2 leave N, 1 and 2 are relevant; task 1 starts from 5,000 whatever was judged. */
const sizeOf = (qrels: Qrels, topic: string, task: 1 | 2): { n: number; relevant: number } => {
  const judged = qrels.get(topic) ?? new Map<string, number>();
  let n = task === 1 ? 5000 : judged.size;
  let relevant = 0;
  for (const judgement of judged.values()) {
    if (judgement === 1 || judgement === 2) relevant++;
    if (judgement === -1 || judgement > 2) n--;
  }
  return { n, relevant };
};

const overall = (topics: readonly (readonly Figure[])[]): readonly { figure: Figure; value: number }[] => {
  const [first] = topics;
  if (first === undefined) return [];
  const relevant = topics.reduce((sum, figures) => sum + (figures.find(({ name }) => name === 'num_rels')?.value ?? 0), 0);
  return first.map((figure, at) => {
    let sum = 0;
    for (const figures of topics) sum += figure.fold === 'share' ? (figures[at]?.count ?? 0) : (figures[at]?.value ?? 0);
    if (figure.fold === 'sum') return { figure, value: sum };
    const mean = sum / topics.length;
    // Mean over mean, as the script has it: the same number but for the last bit, on which a printed digit can hang.
    return { figure, value: figure.fold === 'share' ? mean / (relevant / topics.length) : mean };
  });
};

/** The script counts percentiles in floats: `recall@10.0%`. */
const printedName = (name: string): string => name.replace(/^recall@(\d+)%$/, 'recall@$1.0%');

const printedValue = ({ print }: Figure, value: number, whole: boolean): string => {
  if (whole) return String(value);
  const fine = print === 'fine' || (print === undefined && value < 1);
  const rounded = fine ? threeDigits(value) : halfEven(value);
  const text = Object.is(rounded, -0) ? '-0' : String(rounded);
  return Number.isInteger(rounded) ? `${text}.0` : text;
};
