// How do Abstrackr, Colandr and FAST2 write verdicts into their tables?
import { isNothing, opinion, verdictOf } from '../../citations/index.ts';
import type { Columns } from './columns.ts';
import type { Dialect } from './dialect.ts';
import { splitReasons } from './pack.ts';

/** Cells: 1 include, 0 maybe, −1 exclude, `o` not labelled, `x` disagreement. */
const abstrackrVerdict = (cell: string): 'include' | 'maybe' | 'exclude' | undefined =>
  /^1(?:\.0)?$/.test(cell) ? 'include' : /^-1(?:\.0)?$/.test(cell) ? 'exclude' : /^0(?:\.0)?$/.test(cell) ? 'maybe' : undefined;

export const abstrackr = (columns: Columns): Dialect => {
  const consensus = columns.formed.indexOf('consensus');
  const people: { at: number; name: string; timeAt: number }[] = [];
  columns.names.forEach((name, at) => {
    if (at > consensus && !/labeled_at/i.test(name) && !/ notes \(/i.test(name) && name.trim() !== '')
      people.push({ at, name: name.trim(), timeAt: /labeled_at/i.test(columns.names[at + 1] ?? '') ? at + 1 : -1 });
  });
  const noteAt = columns.names.flatMap((name, at) => {
    const by = / notes \((.*)\)$/i.exec(name);
    return by === null ? [] : [{ at, by: by[1] ?? '' }];
  });
  return {
    name: 'abstrackr',
    commas: true,
    verdicts: (draft, row) => {
      const before = draft.opinions?.length ?? 0;
      for (const { at, name, timeAt } of people) {
        const verdict = abstrackrVerdict(row(at).trim());
        if (verdict !== undefined)
          draft.opinions?.push(opinion(verdict, 'abstrackr', { by: name, time: timeAt < 0 ? undefined : row(timeAt).trim() }));
      }
      const together = abstrackrVerdict(row(consensus).trim());
      // What all agreed on in the end counts; without it each labeller's word.
      if (together !== undefined) draft.opinions?.splice(before, draft.opinions.length, opinion(together, 'abstrackr', { by: 'consensus' }));
      for (const { at, by } of noteAt) {
        const note = row(at).trim();
        if (note !== '' && !isNothing(note)) (draft.notes ??= []).push(`${by}: ${note}`);
      }
    },
    passOver: (cells) => /not yet labeled by anyone/i.test(cells.find((cell) => cell.trim() !== '') ?? ''),
  };
};

/** Colandr has a status a stage; the full-text one is the later word. */
export const colandr = (columns: Columns): Dialect => {
  const stages = ['fulltext screening status', 'fulltext status', 'citation screening status', 't a status']
    .map((name) => columns.formed.indexOf(name))
    .filter((at) => at >= 0);
  const by = columns.formed.indexOf('t a screened by');
  const time = columns.formed.indexOf('date screened t a');
  return {
    name: 'colandr',
    verdicts: (draft, row) => {
      for (const at of stages) {
        const status = row(at).trim().toLowerCase();
        if (status !== 'included' && status !== 'excluded') continue;
        const cell = (place: number): string | undefined => (place < 0 || isNothing(row(place).trim()) ? undefined : row(place).trim());
        draft.opinions?.push(
          opinion(status === 'included' ? 'include' : 'exclude', 'colandr', {
            by: cell(by),
            time: cell(time),
            reasons: (columns.of.get('reason') ?? []).flatMap((place) => splitReasons(row(place))),
          }),
        );
        return;
      }
    },
  };
};

/** FAST2: `code` is what the person said, `label` the truth in simulations; the code counts where there is one. */
export const fast2 = (columns: Columns): Dialect => {
  const code = columns.formed.indexOf('code');
  const label = columns.formed.indexOf('label');
  const time = columns.formed.indexOf('time');
  return {
    name: 'fast2',
    verdicts: (draft, row, _first, odd) => {
      for (const at of [code, label]) {
        if (at < 0) continue;
        const verdict = verdictOf(row(at));
        if (verdict === undefined) odd.add(row(at).slice(0, 40));
        if (verdict === undefined || verdict === 'open') continue;
        draft.opinions?.push(opinion(verdict, 'fast2', { time: time < 0 || at !== code ? undefined : row(time).trim() }));
        return;
      }
    },
  };
};
