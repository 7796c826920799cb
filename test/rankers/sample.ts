// A small invented set of two topics, for tests of rankers and screening.
import type { Kept, Protocol } from '../../shared/citation.ts';

const topics = [
  ['statins lower cholesterol in adults', 'randomised trial of atorvastatin and LDL cholesterol with placebo control'],
  ['exercise after stroke', 'supervised walking training improved gait speed in stroke patients'],
  ['rosuvastatin, a statin, lowers cholesterol', 'randomised placebo controlled trial of statins for LDL cholesterol in adults'],
  ['sleep apnoea and memory', 'continuous positive airway pressure and cognition in adults'],
  ['adherence to tablets: a cohort', 'observational cohort of drug use and a statin'],
  ['diet and blood pressure', 'low salt diet lowered blood pressure in adults with hypertension'],
] as const;

/** 36 records, the first topic and the third are relevant; one record has no abstract, one nothing at all. */
export const sample: readonly Kept[] = Array.from({ length: 36 }, (_, at): Kept => {
  const [title, abstract] = topics[at % topics.length]!;
  const source = { file: 'sample', line: at + 1 };
  if (at === 7) return { key: at + 1, id: `r${at}`, title: `${title} ${at}`, source };
  if (at === 19) return { key: at + 1, id: `r${at}`, source };
  return {
    key: at + 1,
    id: `r${at}`,
    title: `${title} study${at % 5}`,
    abstract: `${abstract} site${at % 7} year${at % 4}`,
    mesh: at % 3 === 0 ? ['Humans', 'Cholesterol/*blood'] : undefined,
    source,
  };
});
export const gold = Uint8Array.from(sample, (_, at) => (at % 6 === 0 || at % 6 === 2 ? 1 : 0));
export const protocol: Protocol = {
  title: 'Statins for cholesterol in adults',
  question: 'Do statins lower LDL cholesterol?',
  criteria: ['Include: randomised placebo controlled trials', 'Exclude: cohort studies'],
  booleanQuery: '(statin*[tiab] OR rosuvastatin[tiab]) AND cholesterol[tiab]',
};
export const noProtocol: Protocol = { title: '', criteria: [] };
