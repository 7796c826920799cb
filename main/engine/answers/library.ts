// Which reviews are there, and how does one more come in?
import { existsSync, readFileSync, renameSync, rmSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Protocol } from '../../../shared/citation.ts';
import type { ReviewId } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import { parseProtocol } from '../../protocol/parse.ts';
import { createReview, listBackups, openReview, restore } from '../../store/index.ts';
import { importAll } from '../review/import.ts';
import { reviewOfKey, safeId } from '../library.ts';
import { stepping, type Answers, type World } from './answer.ts';

type Names = 'library.list' | 'library.forget' | 'library.sample' | 'review.create' | 'review.openFile' | 'review.restore';

export const library: Answers<Names> = {
  'library.list': ({ library: shelf }) => shelf.list(),
  'library.forget': async ({ library: shelf, reviews }, { review }) => {
    await reviews.close(review);
    shelf.forget(review);
    return shelf.list();
  },
  'library.sample': (world, _input, signal) =>
    stepping(async (step) => {
      const review = makeReview(world, 'the sample review', { protocol: sampleProtocol(world), sample: true });
      const open = world.reviews.get(review);
      const file = { path: join(world.host.folders.resources, 'sample', 'sample.nbib'), name: 'sample.nbib' };
      if (open.shown().length === 0) await importAll(world, open, { files: [file], signal, step });
      return { review };
    }),
  'review.create': (world, { key, title }) => ({
    review: makeReview(world, key, { protocol: title === undefined ? undefined : { title, criteria: [] } }),
  }),
  'review.openFile': (world, { file }) => {
    const handed = world.host.file(file);
    if (handed === undefined) throw new Failure('file.missing', { file });
    const { id, title } = identity(handed.path, handed.name);
    const known = world.library.find(id);
    if (known !== undefined && existsSync(known.path)) return { review: id };
    const path = handed.copy === true ? world.library.pathFor(id) : handed.path;
    if (handed.copy === true) move(handed.path, path);
    world.library.put({ id, path, title, opened: world.host.now().toISOString() });
    world.reviews.get(id);
    return { review: id };
  },
  'review.restore': async ({ library: shelf, reviews, host }, { review }) => {
    const { path } = shelf.get(review);
    const [newest] = listBackups(shelf.backupsOf(review));
    if (newest === undefined) throw new Failure('backup.none');
    await reviews.close(review);
    restore(newest.path, path, () => host.now().toISOString());
    shelf.put({ ...shelf.get(review), trouble: undefined });
    reviews.get(review);
    return { review };
  },
};

/** A new review under this key, or the one that was made under it before. */
const makeReview = (
  { library: shelf, host, settings }: World,
  key: string,
  { protocol, sample = false }: { protocol?: Protocol; sample?: boolean },
): ReviewId => {
  const id = reviewOfKey(key);
  if (shelf.find(id) !== undefined && existsSync(shelf.get(id).path)) return id;
  const path = shelf.pathFor(id);
  const now = () => host.now().toISOString();
  if (!existsSync(path)) createReview(path, { by: settings.get().reviewer, id, protocol }, { now }).close();
  shelf.put({ id, path, title: protocol?.title ?? '', opened: now(), sample });
  return id;
};

const sampleProtocol = ({ host }: World): Protocol =>
  parseProtocol(readFileSync(join(host.folders.resources, 'sample', 'protocol.json'), 'utf8')).protocol;

/** Read before anything is entered: a foreign or damaged file is refused with its reason. */
const identity = (path: string, name: string) => {
  const review = openReview(path, { mode: 'read' });
  const title = review.protocol.now()?.body.title ?? name.replace(/\.winnow$/i, '');
  const id = safeId(review.id);
  review.close();
  return { id, title };
};

/** Across file systems too. */
const move = (from: string, to: string) => {
  copyFileSync(from, `${to}.new`);
  renameSync(`${to}.new`, to);
  rmSync(from, { force: true });
};
