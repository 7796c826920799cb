// What do a run file and a qrels file of CLEF TAR say?
import { Failure } from '../../shared/failures.ts';

export interface RunLine {
  readonly topic: string;
  readonly id: string;
  /** Action 1: the run stops being shown after this record. Words (`Q0`, 2017's NF, AF, NS) set no cut. */
  readonly cut: boolean;
  /** As written; it decides nothing. NaN where it is no number. */
  readonly rank: number;
}
/** topic → record → judgement as written (−1, 0, 1, 2, 3 …). */
export type Qrels = Map<string, Map<string, number>>;

const lines = (text: string): [columns: string[], line: number][] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, at): [string[], number] => [line.split(/[ \t]+/).filter((word) => word !== ''), at + 1])
    .filter(([columns]) => columns.length > 0);

/** Lines `topic action record rank score team`; their order is the ranking, rank and score are ignored. @throws Failure 'evaluate.run' */
export const parseRun = (text: string): readonly RunLine[] =>
  lines(text).map(([columns, line]) => {
    const [topic, action, id, rank] = columns;
    if (topic === undefined || action === undefined || id === undefined || columns.length !== 6)
      throw new Failure('evaluate.run', { line: String(line), found: String(columns.length) });
    return { topic, id, cut: /^[+-]?\d+$/.test(action) && Number(action) === 1, rank: Number(rank) };
  });

/** Lines `topic iteration record judgement`; a record named twice keeps its last judgement. @throws Failure 'evaluate.qrels' */
export const parseQrels = (text: string): Qrels => {
  const qrels: Qrels = new Map();
  for (const [[topic, , id, judgement], line] of lines(text)) {
    if (topic === undefined || id === undefined || judgement === undefined || !/^[+-]?\d+$/.test(judgement))
      throw new Failure('evaluate.qrels', { line: String(line) });
    const judged = qrels.get(topic) ?? new Map<string, number>();
    qrels.set(topic, judged.set(id, Number(judgement)));
  }
  return qrels;
};
