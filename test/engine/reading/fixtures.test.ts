// Are real export files read as a person reads them, and does every receipt sum up?
import { describe, expect, it } from 'vitest';
import { entries, tryEntry } from '../../../bench/fixtures.ts';
import { sharedPath } from '../../shared-data.ts';

const folder = sharedPath('fixtures');

/** Where the reading differs on purpose: two records without a note are unlabelled like those with ASReview_not_seen. */
const known = new Set(['ris/asreview-v1-notes.ris']);

describe.skipIf(folder === undefined)('fixtures', () => {
  it.each(folder === undefined ? [] : entries(folder).map((entry) => [entry.file, entry] as const))('%s', async (file, entry) => {
    const o = await tryEntry(folder ?? '', entry);
    expect(o.crashed).toBeUndefined();
    expect(o.seconds).toBeLessThan(5);
    expect(o.sumHolds).toBe(true);
    if (entry.invalid) {
      expect(o.refused).toBeTypeOf('string');
      expect(o.count).toBe(0);
      return;
    }
    if (entry.allow_refusal === true && o.refused !== undefined) return;
    expect(o.count).toBe(entry.n);
    if (!known.has(file)) expect(o.misses).toEqual([]);
  });
});
