// Does a decision that was answered as saved outlive a kill at any moment?
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folder, review } from './desk.ts';
import { killOnce } from './kills.ts';
import { bundled } from './processes.ts';
import type { Program } from './processes.ts';

const home = folder();
let program: Program;
beforeAll(async () => {
  program = await bundled();
});
afterAll(() => {
  program.remove();
});

it('25 kills: every acknowledged row there, none half, every backup sound', async () => {
  const path = join(home, 'killed.winnow');
  review(path, 60).close();
  let acknowledged = 0;
  for (let round = 0; round < 25; round += 1) {
    const killed = await killOnce(program, path, round, (round * 37) % 190);
    acknowledged += killed.acknowledged;
    expect(killed).toMatchObject({ lost: [], faults: [] });
    expect([0, 1]).toContain(killed.unsaid);
  }
  expect(acknowledged).toBeGreaterThan(100);
}, 120_000);
