// What is this program, and how does its user want it?
import { formats } from '../../formats/all.ts';
import { rankers } from '../../rankers/all.ts';
import { stoppingRules } from '../../stopping/all.ts';
import { needChances } from '../../stopping/summary.ts';
import type { Answers } from './answer.ts';

export const host: Answers<'host.info' | 'settings.get' | 'settings.set'> = {
  'host.info': ({ host: { version, shell } }) => ({
    version,
    shell,
    formats: formats.map((format) => ({ name: format.name, reads: format.reader !== undefined, writes: format.writer !== undefined })),
    rankers: rankers.map(({ name }) => name),
    rules: stoppingRules.map(({ name }) => name).filter((name) => !needChances.has(name)),
  }),
  'settings.get': ({ settings }) => settings.get(),
  'settings.set': ({ settings, reviews }, change) => {
    const before = settings.get().model;
    const now = settings.set(change);
    if (now.model !== before) reviews.readAnew();
    return now;
  },
};
