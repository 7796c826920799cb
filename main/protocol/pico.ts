// How do PICO fields read as one question?

/** Names of the fields and the words that lead them in, in order of reading. */
export const picoFields: ReadonlyMap<string, string> = new Map([
  ['population', 'in'],
  ['intervention', ''],
  ['exposure', ''],
  ['comparator', 'compared with'],
  ['comparison', 'compared with'],
  ['outcome', 'on'],
  ['outcomes', 'on'],
  ['setting', 'at'],
  ['time', 'over'],
  ['study', 'studied by'],
  ['design', 'studied by'],
]);

/** The order of a spoken question: what is done, to whom, against what, on what. */
const spoken = ['intervention', 'exposure', 'population', 'comparator', 'comparison', 'outcome', 'outcomes', 'setting', 'time', 'study', 'design'];

/**
 * `{population: 'adults', intervention: 'aspirin', outcome: 'stroke'}` → `aspirin in adults on stroke`: every word of the fields is there,
 * for people and for rankers. Undefined where all are empty.
 */
export const asQuestion = (fields: Readonly<Record<string, string | undefined>>): string | undefined => {
  const parts: string[] = [];
  for (const name of spoken) {
    const said = fields[name]?.trim().replace(/[.?]+$/, '');
    if (said === undefined || said === '') continue;
    const lead = parts.length === 0 ? '' : (picoFields.get(name) ?? '');
    parts.push(lead === '' ? said : `${lead} ${said}`);
  }
  return parts.length === 0 ? undefined : parts.join(' ');
};
