// winnow verify: is this review as it was written?
import { readText, verifyAt, verifyCertificate } from '../../../engine/index.ts';
import type { Command } from '../command.ts';

export const verify: Command = (program, world) => {
  program
    .command('verify')
    .description(
      'integrity, hash chain, digests and receipts of a review; prints {"sound","findings"}; exit 1 where anything is not as it was written',
    )
    .argument('<file>', 'REVIEW.winnow, or a stop certificate (JSON), which is computed again from its seed and ids')
    .action(async (file: string) => {
      const { out, say, progress, signal } = world();
      const certificate = file.toLowerCase().endsWith('.json') ? verifyCertificate(readText(file)) : undefined;
      const findings = certificate ?? verifyAt(file, { signal, step: (step) => progress('verify', step) });
      await out(`${JSON.stringify({ sound: findings.length === 0, findings })}\n`);
      for (const finding of findings) say(finding);
      say(findings.length === 0 ? `${file} is as it was written.` : `${file} is not as it was written.`);
      if (findings.length > 0) process.exitCode = 1;
    });
};
