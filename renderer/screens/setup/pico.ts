// How are the four fields of a question kept in one text, and found in it again?

export interface Pico {
  readonly population: string;
  readonly intervention: string;
  readonly comparison: string;
  readonly outcome: string;
}
export const picoFields = ['population', 'intervention', 'comparison', 'outcome'] as const;
const labels: Readonly<Record<keyof Pico, string>> = {
  population: 'Population',
  intervention: 'Intervention',
  comparison: 'Comparison',
  outcome: 'Outcome',
};

/** `Population: …` a line, empty fields left out: plain text that every ranker reads. */
export const questionOf = (pico: Pico): string =>
  picoFields
    .filter((field) => pico[field].trim() !== '')
    .map((field) => `${labels[field]}: ${pico[field].trim().replace(/\s*\n\s*/g, ' ')}`)
    .join('\n');

/** The fields, when the question is nothing but such lines. */
export const picoOf = (question: string): Pico | undefined => {
  const found: Record<string, string> = {};
  for (const line of question.split('\n')) {
    const match = /^(\w+): (.+)$/.exec(line);
    const field = picoFields.find((name) => labels[name] === match?.[1]);
    if (field === undefined || match?.[2] === undefined) return undefined;
    found[field] = match[2];
  }
  return { population: '', intervention: '', comparison: '', outcome: '', ...found };
};
