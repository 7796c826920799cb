// Which citations of the sample does a file of labels call relevant? Ids and 1 or 0, or a table as people keep it.
import { doi as bareDoi, verdictOf } from '../../engine/index.ts';
import { WrongUse } from './world.ts';

export interface Drawn {
  readonly id: number;
  readonly pmid?: string | undefined;
  readonly doi?: string | undefined;
}
export interface Label {
  readonly citation: number;
  readonly verdict: 'include' | 'exclude';
}

const keys = ['id', 'pmid', 'doi'] as const;
const labels = ['included', 'label_included', 'relevant', 'label', 'decision', 'final_label', 'label_final', 'verdict', 'judged'] as const;

/** Cells between tabs, commas or semicolons; in quotation marks any of them may stand. */
const cellsOf = (line: string): string[] => {
  const separator = ['\t', ',', ';'].find((sign) => line.includes(sign)) ?? ' ';
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === separator && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell].map((text) => text.trim());
};

/**
 * @param drawn what of the sample is not judged yet: rows by PMID or DOI are looked up among these
 * @throws WrongUse with the line
 */
export const labelsOf = (text: string, drawn: readonly Drawn[]): readonly Label[] => {
  const lines = text.split(/\r\n|\n|\r/).map((line, at) => ({ line, at: `Line ${String(at + 1)} of the labels` }));
  const filled = lines.filter(({ line }) => line.trim() !== '');
  const [first] = filled;
  if (first === undefined) throw new WrongUse('The file of labels is empty.');
  const header = cellsOf(first.line).map((cell) => cell.toLowerCase());
  const key = keys.find((name) => header.includes(name));
  const label = labels.find((name) => header.includes(name));
  const hasHeader = key !== undefined && label !== undefined;
  const [from, to] = hasHeader ? [header.indexOf(key), header.indexOf(label)] : [0, 1];
  const byText = new Map(
    drawn.flatMap(({ id, pmid, doi }) =>
      key === 'doi' ? (doi === undefined ? [] : [[bareDoi(doi) ?? doi, id] as const]) : pmid === undefined ? [] : [[pmid, id] as const],
    ),
  );

  const found = new Map<number, Label>();
  for (const { line, at } of hasHeader ? filled.slice(1) : filled) {
    const cells = hasHeader ? cellsOf(line) : line.trim().split(/[\t,; ]+/);
    const [name = '', said = ''] = [cells[from], cells[to]?.toLowerCase()];
    if (said === '' && hasHeader) continue;
    const verdict = verdictOf(said);
    if ((verdict !== 'include' && verdict !== 'exclude') || (!hasHeader && cells.length !== 2))
      throw new WrongUse(`${at} is not an id and 1 or 0${hasHeader ? ` (${label}: ${said})` : ''}.`);
    const citation =
      key === 'pmid' || key === 'doi' ? byText.get(key === 'doi' ? (bareDoi(name) ?? '') : name) : /^\d+$/.test(name) ? Number(name) : undefined;
    if (citation === undefined)
      throw new WrongUse(
        key === 'pmid' || key === 'doi'
          ? `${at}: nothing that is drawn and not judged yet has the ${key} ${name}.`
          : `${at} is not an id and 1 or 0.`,
      );
    const before = found.get(citation);
    if (before !== undefined && before.verdict !== verdict) throw new WrongUse(`${at}: citation ${String(citation)} stands there with 1 and with 0.`);
    found.set(citation, { citation, verdict });
  }
  return [...found.values()];
};
