// winnow stop, winnow audit: may the reading stop, and what would a random sample of the rest prove?
import { readText, writeText } from '../../../engine/index.ts';
import type { AuditView } from '../../../../shared/contract.ts';
import type { Command } from '../command.ts';
import { withEngine, type Inside } from '../inside.ts';
import { labelsOf } from '../labels.ts';
import { withInputs, withPlace, withPlaceIfAny, type Place } from '../places.ts';
import { wholeNumber, WrongUse, type World } from '../world.ts';

const help = `
An audit proves a recall whatever the order was worth: target, α, size and seed are fixed first and kept in the ledger, then all of the
sample is judged.
  winnow audit lock REVIEW.winnow --target 0.95      draws; prints the lock as JSON
  winnow audit sample REVIEW.winnow                  what is drawn and not judged yet, in order of drawing, a JSON line each
  winnow audit label REVIEW.winnow LABELS.tsv        lines of "id⇥1" or "id⇥0"; or a table with a header: id, pmid or doi, and
                                                     included, relevant, decision or label (1 0, yes no, include exclude; blank: not yet)
  winnow audit close REVIEW.winnow -o CERT.json      the signed certificate, or that of the last audit closed; --html CERT.html to print
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

/** The engine shows so many at once. */
const most = 500;

/** What an act is given beside the engine. */
interface Given {
  readonly review: string;
  readonly options: Options;
  readonly labels: string | undefined;
  readonly here: World;
  readonly places: Partial<Record<'json' | 'html', Place>>;
}
type Act = (inside: Inside, given: Given) => Promise<void>;

const acts: Readonly<Record<string, Act>> = {
  lock: async ({ call }, { review, options, here }) => {
    const { audit } = await call('audit.lock', {
      review,
      key: keyOf('lock', 0),
      target: number('--target', options.target, 0.5, 1),
      alpha: number('--alpha', options.alpha, 0.001, 0.5),
      audits: wholeNumber('--audits', options.audits, 0, 20),
      allowed: wholeNumber('--allowed', options.allowed, 0, 1) === 1 ? 1 : 0,
      sensitivity: number('--sensitivity', options.sensitivity, 0.5, 1),
    });
    await here.out(shown(audit));
    here.say(`${String(audit.sample)} of ${String(audit.unread)} unread citations are drawn (seed ${audit.seed}).`);
  },
  sample: async ({ call }, { review, here }) => {
    const { audit, cards } = await call('audit.next', { review, limit: most });
    for (const { citation, fields } of cards) await here.out(`${JSON.stringify({ id: citation, ...fields })}\n`);
    if (audit === undefined) here.say('No audit is under way.');
    else {
      here.say(`${String(audit.done)} of ${String(audit.sample)} are judged.`);
      const left = audit.sample - audit.done - cards.length;
      if (left > 0) here.say(`The first ${String(cards.length)} of the others are shown; label them, then ask for the next ${String(left)}.`);
    }
  },
  label: async ({ call }, { review, labels, here }) => {
    if (labels === undefined) throw new WrongUse('winnow audit label REVIEW.winnow LABELS: the file of labels is missing.');
    const { audit: open, cards } = await call('audit.next', { review, limit: most });
    const drawn = cards.map(({ citation, fields: { pmid, doi } }) => ({ id: citation, pmid, doi }));
    const rows = await withInputs([labels], ([file]) => Promise.resolve(labelsOf(readText(file!), drawn)));
    // What may be none of the sample comes first: then nothing is taken over of a file that is not for it.
    const known = new Set(drawn.map(({ id }) => id));
    const inOrder = [...rows].sort((one, other) => Number(known.has(one.citation)) - Number(known.has(other.citation)));
    let audit = open;
    for (const [at, { citation, verdict }] of inOrder.entries()) {
      audit = (await call('audit.decide', { review, key: keyOf('label', at), citation, verdict })).audit;
      here.progress('labels', { done: at + 1, total: rows.length });
    }
    if (audit === undefined) here.say('No audit is under way.');
    else {
      await here.out(shown(audit));
      here.say(`${String(audit.done)} of ${String(audit.sample)} are judged.`);
    }
  },
  close: async ({ call, exportTo }, { review, here, places }) => {
    const { audit: open } = await call('audit.next', { review, limit: 0 });
    // The certificate of an audit that was closed before is in the ledger: it can be had again.
    const closed = open === undefined ? (await call('stop.get', { review, target: 0.95 })).audits.find(({ state }) => state === 'closed') : undefined;
    const audit = closed ?? (await call('audit.close', { review, key: keyOf('close', 0) })).audit;
    if (closed !== undefined) here.say('No audit is under way: the certificate of the last one that was closed is written again.');
    for (const form of ['json', 'html'] as const) {
      const place = places[form];
      if (place === undefined) continue;
      exportTo(() => place.path);
      await call('audit.file', { review, audit: audit.seq, form });
      await place.deliver();
    }
    await here.out(shown(audit));
    for (const line of audit.statement ?? []) here.say(line);
  },
  'give-up': async ({ call }, { review, here }) => {
    await here.out(shown((await call('audit.giveUp', { review, key: keyOf('give-up', 0) })).audit));
  },
};

/** Where the certificate goes, looked at before the audit is closed. */
const placed = async <T>(
  here: World,
  { output, html, read }: { readonly output: string | undefined; readonly html: string | undefined; readonly read: readonly string[] },
  work: (places: Given['places']) => Promise<T>,
): Promise<T> => {
  if (output === '-' || html === '-') throw new WrongUse('Standard output holds the audit: the certificate needs the name of a file.');
  if (output !== undefined && output === html) throw new WrongUse('-o and --html are the same file.');
  return withPlaceIfAny(here, { option: '-o', path: output, read }, (json) =>
    withPlaceIfAny(here, { option: '--html', path: html, read }, (page) => work({ json, html: page })),
  );
};

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
      if (labels !== undefined && what !== 'label') throw new WrongUse(`winnow audit ${what} takes no file of labels.`);
      const { output, html } = what === 'close' ? options : { output: undefined, html: undefined };
      if (what === 'close' && output === undefined && html === undefined)
        throw new WrongUse('winnow audit close: say -o CERT.json, --html CERT.html, or both.');
      await placed(here, { output, html, read: [path] }, (places) =>
        withEngine(here, version, async (inside) => {
          const { review } = await inside.call('review.openFile', { file: inside.refer(path) });
          await act(inside, { review, options, labels, here, places });
          await inside.call('review.close', { review });
        }),
      );
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
      if (options.record === true && options.resume === true) throw new WrongUse('--record and --resume: only one of them.');
      await withPlace(here, { path: options.output ?? '-', read: [path] }, (place) =>
        withEngine(here, version, async ({ call, refer }) => {
          const { review } = await call('review.openFile', { file: refer(path) });
          if (options.record === true) await call('stop.record', { review, key: keyOf('record', 0), target });
          if (options.resume === true) await call('stop.resume', { review, key: keyOf('resume', 0) });
          const view = await call('stop.get', { review, target });
          await call('review.close', { review });
          await writeText(place.path, `${JSON.stringify(view)}\n`);
          await place.deliver();
          here.say(view.sentence);
        }),
      );
    });
};
