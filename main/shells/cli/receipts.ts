// What is to be said of files that were read on the way to something else?
import { rejectionSays, type ReceiptDraft } from '../../engine/index.ts';
import type { World } from './world.ts';

const mostShown = 20;

/** Warnings, and what was rejected with its line: nothing is left out without a word. */
export const sayReceipts = (
  { say }: Pick<World, 'say'>,
  receipts: readonly Pick<ReceiptDraft, 'file' | 'warnings' | 'rejected' | 'rejections'>[],
): void => {
  for (const { file, warnings, rejected, rejections } of receipts) {
    for (const warning of warnings) say(`${file}: ${warning}`);
    for (const rejection of rejections.slice(0, mostShown)) say(`${file}, line ${String(rejection.line)}: ${rejectionSays(rejection)}`);
    if (rejected > 0) say(`${file}: ${String(rejected)} rejected.`);
  }
};
