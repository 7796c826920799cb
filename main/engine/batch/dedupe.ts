// Which records of these files are the same reference? For the command: no review, all in memory, groups by the records' own ids.
import type { Citation } from '../../../shared/citation.ts';
import type { Signal, Step } from '../../../shared/work.ts';
import { deduplicate, merge, type Deduplicated } from '../../deduplication/index.ts';
import { readFile, type ReceiptDraft } from '../reading/index.ts';
import { driven } from './driven.ts';

export interface Collected {
  readonly citations: readonly Citation[];
  readonly receipts: readonly ReceiptDraft[];
}

export interface BatchOptions {
  readonly format?: string | undefined;
  readonly encoding?: string | undefined;
  readonly repair?: boolean | undefined;
  readonly signal: AbortSignal;
  readonly step: (doing: string, step: Step) => void;
}

/** All citations of all files, rejections counted. @throws Failure where a file is refused */
export const collect = async (paths: readonly string[], { format, encoding, repair, signal, step }: BatchOptions): Promise<Collected> => {
  const citations: Citation[] = [];
  const receipts: ReceiptDraft[] = [];
  for (const path of paths) {
    const reading = readFile(path, { format, encoding, repair, signal });
    for (;;) {
      const next = await reading.next();
      if (next.done) {
        receipts.push(next.value);
        break;
      }
      if (!('code' in next.value)) citations.push(next.value);
      if (citations.length % 1_000 === 0) step('reading', { done: citations.length });
    }
  }
  return { citations, receipts };
};

export const findDuplicates = (
  citations: readonly Citation[],
  options: { readonly signal: Signal; readonly step: (step: Step) => void },
): Promise<Deduplicated> => driven(deduplicate(citations), options);

/** One record a reference: those that stand alone, and each group merged into its best; in order of the file. */
export const withoutDuplicates = (citations: readonly Citation[], { groups }: Deduplicated): Citation[] => {
  const groupOf = new Map(groups.flatMap((group) => group.members.map((member) => [member, group] as const)));
  return citations.flatMap((citation, at) => {
    const group = groupOf.get(at);
    if (group === undefined) return [citation];
    return group.members[0] === at ? [merge(group.members.map((member) => citations[member]!)).citation] : [];
  });
};
