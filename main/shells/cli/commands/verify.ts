// winnow verify: is this review as it was written?
import { readText, verifyAt, verifyCertificate } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { isDatabase, withInputs } from '../places.ts';
import { WrongUse } from '../world.ts';

/** By its name or by how it begins: JSON or a page. */
const looksGiven = (name: string, path: string): boolean => !isDatabase(path) && (/\.(json|html?)$/i.test(name) || /^\s*[{<]/.test(readText(path)));

export const verify: Command = (program, world, version) => {
  program
    .command('verify')
    .description(
      'integrity, hash chain, digests and receipts of a review; prints {"sound","findings"}; exit 1 where anything is not as it was written',
    )
    .argument('<file>', 'REVIEW.winnow, or a stop certificate (JSON or its printed page), which is computed again from its seed and ids')
    .option('--review <file>', 'the review that gave the certificate: its ledger must hold the lock and the certificate')
    .addHelpText(
      'after',
      `
A signature shows that nothing was changed since it was signed, and by which key; whose key that is, is for you to know. --review shows
that the sample was fixed before it was read.`,
    )
    .action(async (file: string, options: { review?: string }) => {
      const { out, say, progress, signal } = world();
      await withInputs([file], async ([path]) => {
        const certificate = looksGiven(file, path!) ? verifyCertificate(readText(path!), { version, reviewAt: options.review }) : undefined;
        if (certificate === undefined && options.review !== undefined) throw new WrongUse(`--review: ${file} is no certificate.`);
        const findings = certificate?.findings ?? (await verifyAt(path!, { signal, step: (step) => progress('verify', step) }));
        await out(`${JSON.stringify({ sound: findings.length === 0, findings })}\n`);
        for (const line of [...(certificate?.said ?? []), ...findings]) say(line);
        say(findings.length === 0 ? `${file} is as it was written.` : `${file} is not as it was written.`);
        if (findings.length > 0) process.exitCode = 1;
      });
    });
};
