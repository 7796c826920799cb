// Does the log rotate, and can an incident be found in it? (RELIABILITY R12)
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logInto } from '../../main/engine/log.ts';
import { incident } from '../../main/engine/host.ts';
import { freshFolder } from '../built.ts';

test('lines are JSON with level, time and the incident’s id', () => {
  const path = join(freshFolder('log'), 'log', 'winnow.log');
  const id = incident();
  logInto(path).error({ incident: id, method: 'screen.decide' }, 'unexpected');
  const line = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  expect(line).toMatchObject({ level: 'error', incident: id, method: 'screen.decide', msg: 'unexpected' });
  expect(id).toMatch(/^[0-9a-f]{8}$/);
});

test('it rotates by size, keeps three older files, and goes on where it was after a restart', () => {
  const path = join(freshFolder('rotate'), 'winnow.log');
  for (let start = 0; start < 2; start += 1) {
    const log = logInto(path, 2_000);
    for (let at = 0; at < 60; at += 1) log.info({ at }, 'a line of some length, to fill the file');
  }
  for (const old of ['', '.1', '.2', '.3']) expect(readFileSync(path + old).length).toBeLessThanOrEqual(2_000);
  expect(existsSync(`${path}.4`)).toBe(false);
  expect(readFileSync(path, 'utf8')).toContain('"at":59');
});
