// What happens to a review when other windows, other programs, full disks and moved files come in between?
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { finish } from '../../shared/work.ts';
import { openReview, verifyReview, whoWrites } from '../../main/store/index.ts';
import { by, exclude, folder, include, options, review } from './desk.ts';
import { bundled, run } from './processes.ts';
import type { Program } from './processes.ts';

const home = folder();
let program: Program;
beforeAll(async () => {
  program = await bundled();
});
afterAll(() => {
  program.remove();
});

it('a second window reads, and learns who writes; when that one dies, it may write', async () => {
  const path = join(home, 'two.winnow');
  review(path, 5).close();
  const other = run(program, ['hold', path]);
  await other.line('holding');
  expect(() => openReview(path, { ...options, mode: 'write' })).toThrow(
    expect.objectContaining({
      code: 'review.locked',
      message: expect.stringContaining(`process ${other.child.pid ?? 0} on ${hostname()}, since 20`) as string,
    }),
  );
  const second = openReview(path, { ...options, mode: 'either' });
  expect([second.write, second.onlyRead?.code, second.decisions.all().length]).toEqual([undefined, 'review.locked', 1]);
  expect(whoWrites(path)).toMatchObject({ pid: other.child.pid, host: hostname() });
  second.close();
  await other.kill();
  const third = openReview(path, { ...options, mode: 'write' });
  third.write.decide(include(2), { key: 'mine', by });
  expect(third.decisions.all()).toHaveLength(2);
  third.close();
  expect(readdirSync(home).filter((name) => name.startsWith('two.winnow'))).toEqual(['two.winnow']);
});

it('two windows of one process do not write at once either', () => {
  const path = join(home, 'one.winnow');
  const first = review(path, 3);
  const second = openReview(path, { ...options, mode: 'either' });
  expect([second.write, second.onlyRead?.code]).toEqual([undefined, 'review.locked']);
  first.write.decide(include(1), { key: 'a', by });
  expect(second.decisions.all()).toHaveLength(1);
  second.close();
  expect(() => openReview(path, { ...options, mode: 'write' })).toThrow(/open for writing elsewhere/);
  first.close();
  openReview(path, { ...options, mode: 'write' }).close();
});

it('a lock left by a process that died long ago holds nobody up', () => {
  const path = join(home, 'stale.winnow');
  review(path, 1).close();
  writeFileSync(`${path}-lock`, '');
  writeFileSync(`${path}-writer`, JSON.stringify({ host: 'elsewhere', pid: 4, since: '2020-01-01T00:00:00.000Z' }));
  const open = openReview(path, { ...options, mode: 'write' });
  expect(whoWrites(path)?.pid).toBe(process.pid);
  open.close();
});

it('another program that holds the file is a sentence, and afterwards all goes on', async () => {
  const path = join(home, 'busy.winnow');
  const open = review(path, 3);
  const other = run(program, ['block', path]);
  await other.line('holding');
  expect(() => open.write.decide(include(1), { key: 'a', by })).toThrow(expect.objectContaining({ code: 'review.busy' }));
  expect(open.decisions.all()).toHaveLength(0);
  await other.kill();
  open.write.decide(include(1), { key: 'a', by });
  expect(open.decisions.all()).toHaveLength(1);
  open.close();
});

it('a file moved while open: writing stops with a sentence, and the moved file holds everything', () => {
  const path = join(home, 'here.winnow');
  const open = review(path, 5);
  for (let at = 1; at <= 4; at += 1) open.write.decide(include(at), { key: `d${at}`, by });
  const there = join(home, 'there.winnow');
  renameSync(path, there);
  expect(() => open.write.decide(exclude(5), { key: 'late', by })).toThrow(expect.objectContaining({ code: 'review.moved' }));
  expect(open.decisions.all()).toHaveLength(4);
  open.close();
  const moved = openReview(there, { ...options, mode: 'write' });
  expect(moved.decisions.all().map((row) => row.citation)).toEqual([1, 2, 3, 4]);
  moved.close();
  expect(finish(verifyReview(there))).toEqual([]);
});

it('a file replaced while open is left alone', () => {
  const path = join(home, 'replaced.winnow');
  const other = join(home, 'replacement.winnow');
  review(other, 2).close();
  const open = review(path, 5);
  open.write.decide(include(1), { key: 'd', by });
  renameSync(other, path);
  expect(() => open.write.decide(exclude(5), { key: 'late', by })).toThrow(expect.objectContaining({ code: 'review.moved' }));
  open.close();
  const now = openReview(path, { ...options, mode: 'write' });
  expect([now.citations.keys().length, now.decisions.all().length]).toEqual([2, 0]);
  now.close();
});

/** A small disk of its own where this machine lets us mount one, else a limit on the size of the process's files. */
const smallDisk = (name: string): { readonly place: string; readonly mounted: boolean; release(): void } => {
  const place = join(home, name);
  mkdirSync(place);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status === 0;
  return { place, mounted, release: () => mounted && spawnSync('umount', ['-l', place]) };
};

it.skipIf(process.platform === 'win32')(
  'a full disk: a sentence, nothing half, and what was saved is there',
  () => {
    const source = join(home, 'small.winnow');
    review(source, 20).close();
    const disk = smallDisk('disk');
    try {
      const path = join(disk.place, 'small.winnow');
      copyFileSync(source, path);
      const words = [program.file, 'fill', path];
      const limited = `trap '' XFSZ; ulimit -f 800; exec "${process.execPath}" "$@"`;
      const child = disk.mounted
        ? spawnSync(process.execPath, words, { encoding: 'utf8' })
        : spawnSync('bash', ['-c', limited, 'bash', ...words], { encoding: 'utf8' });
      const lines = child.stdout.trim().split('\n');
      const said = lines.filter((line) => line.startsWith('decided'));
      expect(lines.at(-1)).toBe('closed');
      expect(lines.at(-2)).toMatch(/^full (disk\.full|disk\.failed)/);
      if (disk.mounted) expect(lines.at(-2)).toContain('disk.full');
      // Space again: elsewhere, with the log that could not be folded in.
      const roomy = join(home, 'roomy.winnow');
      for (const part of ['', '-wal']) if (existsSync(path + part)) copyFileSync(path + part, roomy + part);
      const open = openReview(roomy, { ...options, mode: 'write' });
      expect(said.length).toBeGreaterThan(20);
      expect(open.decisions.all()).toHaveLength(said.length);
      expect(open.receipts.all()).toHaveLength(1);
      open.write.decide(include(1), { key: 'on it goes', by });
      open.close();
      expect(finish(verifyReview(roomy))).toEqual([]);
    } finally {
      disk.release();
    }
  },
  60_000,
);

it.skipIf(process.platform === 'win32')('a folder that may not be written to: the review is read, and the reason told', async () => {
  const place = join(home, 'readonly');
  mkdirSync(place);
  const path = join(place, 'kept.winnow');
  review(path, 4).close();
  chmodSync(home, 0o755);
  chmodSync(path, 0o444);
  chmodSync(place, 0o555);
  // The superuser may write everywhere; then somebody else looks.
  const root = process.getuid?.() === 0;
  const child = run(program, ['look', path], root ? { uid: 65_534, gid: 65_534 } : {});
  const lines = await child.ended();
  chmodSync(place, 0o755);
  expect(lines).toEqual(['reads 4 writes false review.folder']);
});
