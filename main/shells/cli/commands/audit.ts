// winnow stop, winnow audit: may the reading stop, and what would a random sample of the rest prove?
import { readText, writeText } from '../../../engine/index.ts';
import type { AuditView } from '../../../../shared/contract.ts';
import type { Command } from '../command.ts';
import { withEngine, type Inside } from '../inside.ts';
import { WrongUse, type World } from '../world.ts';

const help = `
An audit proves a recall whatever the order was worth: target, α, size and seed are fixed first and kept in the ledger, then all of the
sample is judged.
  winnow audit lock REVIEW.winnow --target 0.95      draws; prints the lock as JSON
  winnow audit sample REVIEW.winnow                  what is drawn and not judged yet, in order of drawing, a JSON line each
  winnow audit label REVIEW.winnow LABELS.tsv        lines of "id⇥1" or "id⇥0"
  winnow audit close REVIEW.winnow -o CERT.json      the signed certificate; also --html CERT.html, to print
  winnow audit give-up REVIEW.winnow                 counts as an audit that failed`;

interface Options {
  readonly target: string;
  readonly alpha: string;
  readonly audits: string;
  readonly allowed: string;
  readonly sensitivity: string;
  readonly output?: string;
  readonly html?: string;
}

const number = (name: string, text: string, low: number, high: number): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= low && value <= high)) throw new WrongUse(`${name} ${text}: a number from ${String(low)} to ${String(high)}.`);
  return value;
};

/** The same call is never made twice by one command, so a key by time and place does. */
const keyOf = (what: string, at: number): string => `cli-${what}-${String(process.pid)}-${String(Math.round(performance.timeOrigin))}-${String(at)}`;

const shown = ({ statement: _statement, ...audit }: AuditView): string => `${JSON.stringify(audit)}\n`;

type Act = (inside: Inside, review: string, options: Options, more: string | undefined, here: World) => Promise<void>;

const acts: Readonly<Record<string, Act>> = {
  lock: async ({ call }, review, options, _more, here) => {
    const { audit } = await call('audit.lock', {
      review,
      key: keyOf('lock', 0),
      target: number('--target', options.target, 0.5, 1),
      alpha: number('--alpha', options.alpha, 0.001, 0.5),
      audits: number('--audits', options.audits, 0, 20),
      allowed: number('--allowed', options.allowed, 0, 1) === 1 ? 1 : 0,
      sensitivity: number('--sensitivity', options.sensitivity, 0.5, 1),
    });
    await here.out(shown(audit));
    here.say(`${String(audit.sample)} of ${String(audit.unread)} unread citations are drawn (seed ${audit.seed}).`);
  },
  sample: async ({ call }, review, _options, _more, here) => {
    const { audit, cards } = await call('audit.next', { review, limit: 500 });
    for (const { citation, fields } of cards) await here.out(`${JSON.stringify({ id: citation, ...fields })}\n`);
    here.say(audit === undefined ? 'No audit is under way.' : `${String(audit.done)} of ${String(audit.sample)} are judged.`);
  },
  label: async ({ call }, review, _options, more, here) => {
    if (more === undefined) throw new WrongUse('winnow audit label REVIEW.winnow LABELS: the file of labels is missing.');
    const rows = labelsOf(readText(more));
    let audit: AuditView | undefined;
    for (const [at, { citation, verdict }] of rows.entries()) {
      audit = (await call('audit.decide', { review, key: keyOf('label', at), citation, verdict })).audit;
      here.progress('labels', { done: at + 1, total: rows.length });
    }
    audit ??= (await call('audit.next', { review, limit: 0 })).audit;
    if (audit !== undefined) await here.out(shown(audit));
  },
  close: async ({ call, exportTo }, review, options, _more, here) => {
    if (options.output === undefined && options.html === undefined)
      throw new WrongUse('winnow audit close: say -o CERT.json, --html CERT.html, or both.');
    const { audit } = await call('audit.close', { review, key: keyOf('close', 0) });
    for (const [form, path] of [['json', options.output] as const, ['html', options.html] as const]) {
      if (path === undefined) continue;
      exportTo(path);
      await call('audit.file', { review, audit: audit.seq, form });
    }
    await here.out(shown(audit));
    for (const line of audit.statement ?? []) here.say(line);
  },
  'give-up': async ({ call }, review, _options, _more, here) => {
    await here.out(shown((await call('audit.giveUp', { review, key: keyOf('give-up', 0) })).audit));
  },
};

const labelsOf = (text: string): readonly { readonly citation: number; readonly verdict: 'include' | 'exclude' }[] =>
  text.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === '') return [];
    const found = /^\s*(\d+)[\t,; ]+([01])\s*$/.exec(line);
    if (found === null) throw new WrongUse(`Line ${String(at + 1)} of the labels is not an id and 1 or 0.`);
    return [{ citation: Number(found[1]), verdict: found[2] === '1' ? 'include' : 'exclude' } as const];
  });

export const audit: Command = (program, world, version) => {
  program
    .command('audit')
    .description('a random audit of what is unread, and its certificate')
    .argument('<what>', Object.keys(acts).join(', '))
    .argument('<review>', 'REVIEW.winnow')
    .argument('[labels]', 'for label: lines of id and 1 or 0')
    .option('--target <recall>', 'to be proved', '0.95')
    .option('--alpha <level>', '1 − confidence, of all audits together', '0.05')
    .option('--audits <number>', 'fixed beforehand; 0: as many as need be, each at half the α of the one before', '1')
    .option('--allowed <number>', 'relevant ones that the sample may hold and still pass: 0 or 1', '0')
    .option('--sensitivity <share>', 'chance that a relevant citation is recognised', '1')
    .option('-o, --output <file>', 'where the certificate goes (JSON)')
    .option('--html <file>', 'the same to be printed')
    .addHelpText('after', help)
    .action(async (what: string, path: string, labels: string | undefined, options: Options) => {
      const here = world();
      const act = acts[what];
      if (act === undefined) throw new WrongUse(`winnow audit ${what}: choose of ${Object.keys(acts).join(', ')}.`);
      await withEngine(here, version, async (inside) => {
        const { review } = await inside.call('review.openFile', { file: inside.refer(path) });
        await act(inside, review, options, labels, here);
        await inside.call('review.close', { review });
      });
    });
};

export const stop: Command = (program, world, version) => {
  program
    .command('stop')
    .description('may the reading stop? what each rule says, what an audit would take; prints one JSON object')
    .argument('<review>', 'REVIEW.winnow')
    .option('--target <recall>', 'recall aimed at', '0.95')
    .option('--record', 'records in the ledger that screening is stopped now')
    .option('--resume', 'records that it goes on')
    .option('-o, --output <file>', 'instead of stdout')
    .action(async (path: string, options: { target: string; record?: boolean; resume?: boolean; output?: string }) => {
      const here = world();
      const target = number('--target', options.target, 0.5, 1);
      await withEngine(here, version, async ({ call, refer }) => {
        const { review } = await call('review.openFile', { file: refer(path) });
        if (options.record === true) await call('stop.record', { review, key: keyOf('record', 0), target });
        if (options.resume === true) await call('stop.resume', { review, key: keyOf('resume', 0) });
        const view = await call('stop.get', { review, target });
        await call('review.close', { review });
        const text = `${JSON.stringify(view)}\n`;
        if (options.output === undefined) await here.out(text);
        else await writeText(options.output, text);
        here.say(view.sentence);
      });
    });
};
