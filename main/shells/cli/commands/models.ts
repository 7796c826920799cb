// winnow models: which are here, add one, take one away, how fast and how good is it here?
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addFromHub,
  addModel,
  benchModel,
  dataFolder,
  hubOf,
  listModels,
  modelShelf,
  reviewToRank,
  setFrom,
  worthOf,
} from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { tokenName, tryServer } from '../network.ts';
import { isDatabase } from '../places.ts';
import { WrongUse, type World } from '../world.ts';

const help = `
A model is a folder as Hugging Face lays it out: model.onnx (or onnx/model.onnx), tokenizer.json or vocab.txt, config.json; model.json says how it is
to be asked, and is guessed and shown where it is missing. SOURCE is such a folder, a .zip of one, an .onnx with its tokeniser beside it, or
owner/name on the hub (HF_ENDPOINT and HF_TOKEN as the hub's own clients use them). Each is judged and tried before it is taken over.
A scoring server of your own (text-embeddings-inference, Infinity, vLLM) is asked by winnow rank --vectors-from URL --pairs-from URL; winnow models try URL
says what answers there. Nothing connects without these.
Use one: winnow rank --with-model NAME, winnow simulate --with-model NAME; in the app: Settings.`;

const foldersOf = ({ here, env }: World) => ({
  resources: join(here, '..', '..', 'resources'),
  data: dataFolder(env, process.platform, homedir()),
  temp: tmpdir(),
});

export const models: Command = (program, world) => {
  const command = program.command('models').description('language models on this machine: list, add, remove, try, bench').addHelpText('after', help);

  command
    .command('list')
    .description('one JSON line a model')
    .action(async () => {
      const here = world();
      const all = listModels(modelShelf(foldersOf(here)));
      await here.out(all.map((model) => `${JSON.stringify(model)}\n`).join(''));
    });

  command
    .command('add')
    .description('judge, try and take over a model; prints what it is')
    .argument('<source>', 'a folder, .zip, .onnx, or owner/name on the hub')
    .option('--name <name>', 'its name here')
    .option('--revision <name>', 'hub: a branch, tag or commit', 'main')
    .option('--file <path>', 'hub: which of its networks')
    .action(async (source: string, options: { name?: string; revision: string; file?: string }) => {
      const here = world();
      const folders = foldersOf(here);
      const shelf = modelShelf(folders);
      const common = { name: options.name, signal: here.signal, log: here.say };
      const isHub = !existsSync(source) && /^[\w.-]+\/[\w.-]+$/.test(source);
      const step = (at: { done: number; total?: number }) => here.progress('fetching', at);
      const added = isHub
        ? await addFromHub(shelf, hubOf(here.env), {
            ...common,
            repo: source,
            revision: options.revision,
            file: options.file,
            kept: join(folders.data, 'models', '.fetching'),
            step,
          })
        : await addModel(shelf, { ...common, path: source, temp: folders.temp });
      await here.out(`${JSON.stringify(added)}\n`);
      here.say(`${added.name}: a ${added.card.kind}, run from ${added.network}${added.guessed ? '; what it is was guessed, see above' : ''}.`);
      for (const note of added.notes) here.say(`${added.name}: ${note}.`);
    });

  command
    .command('remove')
    .description('take a model away; what was ranked with it stays')
    .argument('<name>')
    .action((name: string) => {
      const here = world();
      modelShelf(foldersOf(here)).remove(name);
      here.say(`${name} was removed.`);
    });

  command
    .command('try')
    .description(`what answers at a scoring server's address: one JSON line, nothing of a review is sent; token in ${tokenName}`)
    .argument('<address>', 'http://host:port')
    .option('--pairs', 'one that reads question and record together')
    .action(async (address: string, options: { pairs?: boolean }) => {
      const here = world();
      const { model, ms } = await tryServer(here, address, options.pairs === true ? 'cross-encoder' : 'bi-encoder');
      await here.out(`${JSON.stringify({ address, kind: model.kind, model: model.model, width: model.width, ms: Math.round(ms * 10) / 10 })}\n`);
    });

  command
    .command('bench')
    .description('records a second on the sample; with --on also how good its order is where the decisions are known')
    .argument('<name>')
    .option('--on <place>', 'REVIEW.winnow with decisions, or a labelled set (see winnow simulate)')
    .action(async (name: string, options: { on?: string }) => {
      const here = world();
      const folders = foldersOf(here);
      const model = modelShelf(folders).find(name);
      const decided = options.on === undefined ? undefined : decidedIn(options.on); // told of before the minutes of reading
      const common = { folders, signal: here.signal, log: here.say };
      const speed = await benchModel(model, { ...common, step: (step) => here.progress('read', step) });
      await here.out(`${JSON.stringify(speed)}\n`);
      if (decided === undefined) return;
      const worth = await worthOf(model, decided, { ...common, step: (step) => here.progress('read', step) });
      await here.out(`${JSON.stringify(worth)}\n`);
    });
};

/** Decisions of a review, or all labels of a set. */
const decidedIn = (place: string) => {
  if (!existsSync(place)) throw new WrongUse(`--on ${place}: there is nothing of this name.`);
  if (isDatabase(place)) return reviewToRank(place);
  const { citations, protocol, gold } = setFrom(place, 'final');
  return { citations, protocol, labelled: Uint32Array.from(citations.keys()), relevant: gold };
};
