// Is a hostile model refused with a sentence, in time, and is the next good one taken? (RELIABILITY S4; ../shared/attacks)
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addModel } from '../../main/engine/models/shelf.ts';
import { judgeModel } from '../../main/models/onnx/judge.ts';
import { bytesIn } from '../../main/models/onnx/wire.ts';
import { shelfOf } from '../../main/models/shelf.ts';
import { Failure } from '../../shared/failures.ts';
import { built, freshFolder } from '../built.ts';
import { sharedPath } from '../shared-data.ts';
import { copyOf, folderOf } from './models.ts';

interface Attack {
  readonly file: string;
  readonly must: 'accept' | 'warn' | 'refuse';
  readonly within_s: number;
  readonly why: string;
  readonly parts: readonly string[];
}
const folder = sharedPath('attacks');
const manifest: unknown = folder === undefined ? [] : JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const attacks = (Array.isArray(manifest) ? manifest : (manifest as { files: unknown[] }).files) as Attack[];
const models = attacks.filter(({ file }) => /^(onnx_|model_).*\.(onnx|zip)$/.test(file));

/** 32 tokens, as the small networks among the attacks know. */
const vocabulary = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...Array.from({ length: 27 }, (_unused, at) => `w${String(at)}`)].join('\n');

/** A network by itself gets a vocabulary, so that it is looked at for what it is. */
const laid = ({ file, parts }: Attack, aside: string): string => {
  if (file.endsWith('.zip')) return join(folder!, file);
  mkdirSync(aside, { recursive: true });
  for (const name of [file, ...parts]) writeFileSync(join(aside, name === file ? 'model.onnx' : name), readFileSync(join(folder!, name)));
  writeFileSync(join(aside, 'vocab.txt'), vocabulary);
  writeFileSync(join(aside, 'config.json'), '{"model_type":"bert","hidden_size":8,"max_position_embeddings":64}');
  return aside;
};

const outcome = async (path: string, called: string) => {
  const own = freshFolder('attack');
  const shelf = shelfOf(join(own, 'none'), join(own, 'models'));
  const { scorer: entry } = await built();
  const options = { path, called, temp: join(own, 'temp'), signal: new AbortController().signal, log: () => undefined, entry, trialMs: 8_000 };
  const started = performance.now();
  const said = await addModel(shelf, options).catch((error: unknown) => error);
  return { said, seconds: (performance.now() - started) / 1000, shelf, own };
};

describe.skipIf(folder === undefined)('hostile models', () => {
  test.each(models)(
    '$file: $must',
    async (attack) => {
      const { said, seconds, shelf, own } = await outcome(laid(attack, join(freshFolder('hostile'), attack.file)), attack.file);
      expect(seconds).toBeLessThan(attack.within_s + 10); // the machine may be busy with other tests
      if (said instanceof Error) {
        expect(said).toBeInstanceOf(Failure);
        expect(said.message).not.toMatch(/\n\s+at |undefined|\{\w+\}|\/etc\/|(?!\n)\p{C}/u);
        expect(said.message.length).toBeLessThan(900);
        expect(attack.must).not.toBe('accept');
        expect(shelf.list()).toEqual([]);
        expect(existsSync(join(own, 'models')) ? readdirSync(join(own, 'models')) : []).toEqual([]);
        return;
      }
      expect(attack.must).not.toBe('refuse');
      const { notes, network } = said as { notes: readonly string[]; network: string };
      if (attack.file === 'onnx_random_output.onnx') expect(notes.join()).toContain('not repeatable');
      expect(network).toBe('model.onnx');
      const held = readdirSync(shelf.list()[0]!.folder);
      expect(held.filter((name) => /\.(js|py|bin)$|package/.test(name))).toEqual([]);
    },
    90_000,
  );

  test.each([
    ['onnx_is_html.onnx', 'web page'],
    ['onnx_is_lfs_pointer.onnx', 'pointer'],
    ['onnx_empty.onnx', 'empty'],
    ['onnx_wrong_input_names.onnx', 'input_ids'],
    ['onnx_opset_too_new.onnx', 'operator set'],
    ['onnx_unknown_custom_op.onnx', '::'],
    ['onnx_external_data_missing.onnx', 'missing'],
    ['onnx_external_data_path_escape.onnx', 'outside'],
    ['onnx_external_data_past_end.onnx', 'too few'],
    ['onnx_protobuf_depth_bomb.onnx', 'deeper than 100'],
    ['onnx_length_lies.onnx', 'claims'],
  ])('%s: the sentence says “%s”', (file, words) => {
    expect(() => judgeModel(bytesIn(readFileSync(join(folder!, file))), folder!)).toThrow(words);
  });
});

describe('our own', () => {
  test('a folder, a file and what was taken of it', async () => {
    const { said, shelf } = await outcome(join(folderOf('bert-vocab'), 'model.onnx'), 'model.onnx');
    expect(said).toMatchObject({ name: 'model', guessed: true, network: 'model.onnx', notes: [] });
    expect(readdirSync(shelf.list()[0]!.folder).sort()).toEqual(['config.json', 'model.json', 'model.onnx', 'vocab.txt']);
    expect(() => shelf.remove('nobody')).toThrow('nobody');
    shelf.remove('model');
    expect(shelf.list()).toEqual([]);
  });

  test('weights that the card’s hash does not fit', async () => {
    const card = {
      name: 'a',
      title: 'a',
      kind: 'bi-encoder',
      architecture: 'bert',
      width: 24,
      maxTokens: 128,
      files: { 'model.onnx': '0'.repeat(64) },
    };
    const { said } = await outcome(
      copyOf('bert-vocab', (to) => writeFileSync(join(to, 'model.json'), JSON.stringify(card))),
      'a',
    );
    expect(said).toMatchObject({ code: 'model.damaged' });
  });

  test('a card that promises another width, or more tokens than there are positions', async () => {
    const card = { name: 'a', title: 'a', kind: 'bi-encoder', architecture: 'bert', width: 24, maxTokens: 128 };
    for (const [wrong, code] of [
      [{ width: 99 }, 'model.strange'],
      [{ maxTokens: 500 }, 'model.length'],
      [{ kind: 'cross-encoder' }, 'model.strange'],
    ] as const) {
      const path = copyOf('bert-wordpiece', (to) => writeFileSync(join(to, 'model.json'), JSON.stringify({ ...card, ...wrong })));
      expect((await outcome(path, 'a')).said).toMatchObject({ code });
    }
  });

  test('a link that leads out of the folder is not followed; one into the hub’s own store is', async () => {
    const hub = join(freshFolder('hub'), 'models--a--b');
    const snapshot = join(hub, 'snapshots', 'main');
    mkdirSync(snapshot, { recursive: true });
    mkdirSync(join(hub, 'blobs'));
    for (const name of ['model.onnx', 'vocab.txt', 'config.json']) {
      writeFileSync(join(hub, 'blobs', `blob-${name}`), readFileSync(join(folderOf('bert-vocab'), name)));
      symlinkSync(join('..', '..', 'blobs', `blob-${name}`), join(snapshot, name));
    }
    expect((await outcome(snapshot, 'b')).said).toMatchObject({ network: 'model.onnx' });
    const out = copyOf('bert-vocab', (to) => symlinkSync('/etc/hosts', join(to, 'README.md')));
    const { shelf } = await outcome(out, 'c');
    expect(readdirSync(shelf.list()[0]!.folder)).not.toContain('README.md');
  });

  test('any cut or changed network is judged with a sentence', () => {
    const whole = readFileSync(join(folderOf('bert-wordpiece'), 'model.onnx'));
    let state = 5;
    const next = (below: number) => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) % below;
    let refused = 0;
    for (let turn = 0; turn < 300; turn += 1) {
      const bytes = turn % 3 === 0 ? whole.subarray(0, next(whole.length)) : Buffer.from(whole);
      if (turn % 3 !== 0) for (let n = 0; n < 20; n += 1) bytes[next(turn % 3 === 1 ? 4_000 : whole.length)] = next(256);
      try {
        judgeModel(bytesIn(bytes), folderOf('bert-wordpiece'));
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(150);
  });
});
