// Wie heißen auf Deutsch die Gründe, aus denen ein Zitat an seiner Stelle steht? The phrases of main/rankers.

/** The engine's own phrases for the parts of a score; everything else is words of the citation. */
const partNames: Readonly<Record<string, string>> = {
  'like what you included, by meaning': 'wie Eingeschlossenes, nach Bedeutung',
  'like what you included': 'wie Eingeschlossenes',
  'like what you excluded': 'wie Ausgeschlossenes',
  'like the question': 'wie die Fragestellung',
  'like the likely ones': 'wie die wahrscheinlichen',
  'like the whole set': 'wie alle zusammen',
  'likeness to the set': 'Ähnlichkeit mit allen zusammen',
  'the title, by meaning': 'der Titel, nach Bedeutung',
  'the question, by meaning': 'die Fragestellung, nach Bedeutung',
  'question and criteria, by meaning': 'Fragestellung und Kriterien, nach Bedeutung',
  'question and record, read together': 'Fragestellung und Zitat, zusammen gelesen',
  'the protocol, by meaning': 'das Protokoll, nach Bedeutung',
  'the protocol, read closely': 'das Protokoll, genau gelesen',
  'the protocol; not read closely yet': 'das Protokoll; noch nicht genau gelesen',
  'below those read closely': 'hinter den genau gelesenen',
  'all of it together': 'alles zusammen',
  'how unsure the model is': 'wie unsicher das Modell ist',
  'no word found': 'kein Wort gefunden',
  'the usual record': 'das übliche Zitat',
  'any record': 'jedes Zitat',
  'length of the abstract': 'Länge des Abstracts',
  'no abstract': 'kein Abstract',
};
const partFields: Readonly<Record<string, string>> = {
  title: 'Titel',
  question: 'Fragestellung',
  criteria: 'Kriterien',
  boolean: 'Suchanfrage',
  heading: 'Schlagwort',
};
const partOrigins: Readonly<Record<string, string>> = { labels: 'Entscheidungen', protocol: 'Protokoll' };
/** `adherence (title) · protocol`, `the question, by meaning: “…” · protocol`, `asthma (heading)`. */
export const partName = (label: string): string => {
  const [, whole = '', origin = ''] = /^(.*?)(?: · (labels|protocol))?$/s.exec(label) ?? [];
  const [, phrase = '', quote = ''] = /^(.*?)(: “.*)?$/s.exec(whole) ?? [];
  const [, word = '', within = ''] = /^(.*?)(?: \((title|question|criteria|boolean|heading)\))?$/s.exec(phrase) ?? [];
  const named = partNames[phrase] ?? (within === '' ? word : `${word} (${partFields[within]!})`);
  return `${named}${quote}${origin === '' ? '' : ` · ${partOrigins[origin]!}`}`;
};
