// Was sagt die Seite auf Deutsch? Every text of the page in German; the proof that nothing is said outside of words/.
import type { Verdict } from '../../shared/citation.ts';
import type { Words } from './en.ts';
import { recognised, worded } from '../../shared/failures.ts';
import { failuresDe } from './failures.de.ts';
import { formatsOf } from './numbers.ts';

const f = formatsOf('de-DE');
const n = f.number;
const count = (many: number, one: string, more: string) => `${n(many)} ${many === 1 ? one : more}`;
const verdicts: Readonly<Record<Verdict, string>> = {
  include: 'Eingeschlossen',
  exclude: 'Ausgeschlossen',
  maybe: 'Vielleicht',
  later: 'Zurückgestellt',
  cleared: 'Nicht entschieden',
};
const timeLeft = (seconds: number): string =>
  seconds < 60
    ? `noch etwa ${count(Math.max(1, Math.round(seconds)), 'Sekunde', 'Sekunden')}`
    : `noch etwa ${count(Math.round(seconds / 60), 'Minute', 'Minuten')}`;
const kinds = {
  'bi-encoder': 'macht Vektoren',
  'cross-encoder': 'liest Frage und Zitat zusammen',
  'late-interaction': 'vergleicht Wort für Wort',
};
const doing = (what: 'send' | 'read' | 'dedupe' | 'keep' | 'rank', file: string): string =>
  ({
    send: `${file} wird übernommen`,
    read: `${file} wird gelesen`,
    dedupe: 'Dubletten werden gesucht',
    keep: 'Die Zitate werden abgelegt',
    rank: 'Die Zitate werden geordnet',
  })[what];

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
const partName = (label: string): string => {
  const [, whole = '', origin = ''] = /^(.*?)(?: · (labels|protocol))?$/s.exec(label) ?? [];
  const [, phrase = '', quote = ''] = /^(.*?)(: “.*)?$/s.exec(whole) ?? [];
  const [, word = '', within = ''] = /^(.*?)(?: \((title|question|criteria|boolean|heading)\))?$/s.exec(phrase) ?? [];
  const named = partNames[phrase] ?? (within === '' ? word : `${word} (${partFields[within]!})`);
  return `${named}${quote}${origin === '' ? '' : ` · ${partOrigins[origin]!}`}`;
};

/** The engine's sentences are known by their English wording; what stands in their slots may be such a sentence too. */
const said = (sentence: string): string => {
  const known = recognised(sentence);
  if (known === undefined) return sentence;
  return worded(failuresDe[known.code], Object.fromEntries(Object.entries(known.slots).map(([slot, value]) => [slot, said(value)])));
};

export const de: Words = {
  tag: 'de',
  name: 'Deutsch',
  number: n,
  decimals: f.decimals,
  percent: f.percent,
  day: f.day,
  said,
  common: {
    cancel: 'Abbrechen',
    save: 'Speichern',
    close: 'Schließen',
    left: (seconds) => (seconds === undefined ? '' : timeLeft(seconds)),
    noEngine: 'Das Programm im Hintergrund antwortet noch nicht. Nichts ist verloren; es geht weiter, sobald es antwortet.',
    reconnecting:
      'Die Verbindung zum Programm im Hintergrund ist unterbrochen und wird wiederhergestellt. Was Sie inzwischen entscheiden, wird dann gespeichert.',
    dead: 'Das Programm im Hintergrund ist dreimal in einer Minute stehen geblieben und wird nicht mehr gestartet. Alles, was als gespeichert galt, liegt auf der Platte. Schließen Sie Winnow und starten Sie neu; das Protokoll nennt den Grund.',
    lockedBy: (who) => `Diese Übersichtsarbeit ist anderswo zum Schreiben geöffnet (${who}). Hier kann sie gelesen, aber nicht geändert werden.`,
  },
  bar: {
    library: 'Zur Bibliothek',
    toSetup: 'Diese Übersichtsarbeit einrichten',
    places: 'Orte dieser Übersichtsarbeit',
    settings: 'Einstellungen',
    ofAllRead: (all) => `von ${n(all)} gelesen`,
    found: 'gefunden',
    about: 'etwa',
    left: (left) => `[${n(left.low)}–${n(left.high)}] übrig`,
  },
  places: {
    library: 'Bibliothek',
    setup: 'Einrichten',
    screen: 'Sichten',
    browse: 'Blättern',
    progress: 'Fortschritt',
    stop: 'Aufhören',
    reports: 'Berichte',
    simulate: 'Simulieren',
    settings: 'Einstellungen',
  },
  library: {
    title: 'Übersichtsarbeiten',
    untitled: 'Ohne Titel',
    promise:
      'Winnow ordnet die Zitate einer systematischen Übersichtsarbeit nach ihrer Relevanz und lernt aus jeder Entscheidung. Alles bleibt in einer Datei auf diesem Rechner.',
    dropPubMed: 'PubMed-Export hier ablegen',
    formats: 'oder klicken und auswählen: PubMed (nbib), RIS, PubMed-XML, CSV und andere, auch als .gz',
    dropHere: 'Loslassen, um mit diesen Dateien zu beginnen',
    dropHint: 'Exportdateien, irgendwo auf diesem Fenster abgelegt, beginnen eine neue Übersichtsarbeit; .winnow-Dateien werden geöffnet.',
    sample: 'Beispiel ansehen',
    openFile: 'Datei öffnen …',
    create: 'Neu',
    createEmpty: 'Ohne Dateien beginnen',
    working: 'In Arbeit …',
    doing,
    sampleMark: 'Beispiel, erfunden',
    opened: (at) => `geöffnet ${f.when(at)}`,
    far: (counts) => (counts.all === 0 ? 'noch keine Zitate' : `${n(counts.read)} von ${n(counts.all)} gelesen, ${n(counts.include)} gefunden`),
    trouble: {
      missing: 'Die Datei ist nicht mehr dort, wo sie war.',
      damaged: 'Die Datei ist beschädigt und wird nicht geöffnet.',
      newer: 'Die Datei stammt von einem neueren Winnow. Zum Öffnen bitte aktualisieren.',
    },
    restore: 'Sicherung öffnen',
    backup: (when) => `Sicherung: ${f.when(when)}`,
    forget: 'Von der Liste nehmen',
  },
  setup: {
    title: 'Einrichten',
    lead: (all, files) =>
      files === 0
        ? 'Fügen Sie die Exportdateien Ihrer Suchen hinzu. Das Protokoll kann jederzeit ausgefüllt werden.'
        : `${count(all, 'Zitat', 'Zitate')} zu sichten, aus ${count(files, 'Datei', 'Dateien')}.`,
    screen: 'Sichten',
    dropHere: 'Loslassen, um diese Dateien hinzuzufügen',
    update: {
      title: (file) => `Erneute Suche: ${file}`,
      counts: (fresh, known, changed, retracted) =>
        `${n(fresh)} neu; ${n(known)} bekannt${changed === 0 ? '' : `, ${n(changed)} geändert`}${retracted === 0 ? '' : `, ${n(retracted)} zurückgezogen`}.`,
      saidAnew: 'Was sie über schon Vorhandenes sagt',
      citation: 'Zitat',
      whatIsNew: 'Was neu ist',
      decision: 'Entscheidung',
      retracted: (notice) => (notice === undefined ? 'seither zurückgezogen' : `zurückgezogen: ${notice}`),
      fields: (fields) => fields.join(', '),
      open: 'offen',
      readNew: (fresh) => `${count(fresh, 'neues Zitat', 'neue Zitate')} lesen`,
    },
    files: {
      title: 'Dateien',
      says: (files) => (files === 0 ? 'Noch keine.' : `${count(files, 'Datei', 'Dateien')} gelesen`),
      choose: 'Dateien wählen …',
      orDrop: 'oder irgendwo auf dieser Seite ablegen',
      reading: 'Format und Kodierung',
      detect: 'erkannt',
      format: 'Format',
      encoding: 'Kodierung',
      readingHint: 'Gilt für die nächsten Dateien.',
      starting: 'Beginnt …',
      doing,
      counted: (what, done, total) => {
        if (what === 'send') return `${f.decimals(done / 1e6, 1)}${total === undefined ? '' : ` von ${f.decimals(total / 1e6, 1)}`} MB`;
        return total === undefined ? n(done) : `${n(done)} von ${n(total)}`;
      },
      receipts: 'Was aus jedem Eintrag wurde',
      file: 'Datei',
      read: 'Einträge',
      kept: 'behalten',
      duplicates: 'Dubletten',
      rejected: 'abgelehnt',
      together: 'Zusammen',
      seen: (receipt) =>
        [
          `${receipt.format}${receipt.dialect === undefined ? '' : ` (${receipt.dialect})`}`,
          receipt.encoding,
          receipt.warnings.length > 0 ? count(receipt.warnings.length, 'Hinweis', 'Hinweise') : '',
        ]
          .filter((part) => part !== '')
          .join(' · '),
      rejections: (file) => `Einträge von ${file}, die nicht übernommen wurden`,
      line: 'Zeile',
      reason: 'Grund',
      raw: 'Was dort steht',
      more: (more) => `${n(more)} weitere`,
      nothingSaid: 'Vollständig gelesen, ohne Hinweise.',
      wrong: 'Falsch gelesen? Unten Format oder Kodierung wählen, dann',
      readAgain: 'Noch einmal lesen',
      repair: 'Buchstaben reparieren',
      unrepair: 'Ohne Reparatur lesen',
    },
    protocol: {
      title: 'Protokoll',
      saving: 'Wird gespeichert …',
      saved: 'Gespeichert. Die Reihenfolge richtet sich danach.',
      asked: 'Noch leer. Ohne Protokoll kommt die Reihenfolge nur aus den Zitaten selbst.',
      reviewTitle: 'Titel',
      question: 'Fragestellung',
      questionHint: 'In eigenen Worten, wie im Protokoll.',
      pico: { population: 'Population', intervention: 'Intervention', comparison: 'Vergleich', outcome: 'Endpunkt' },
      asPico: 'Als PICO',
      asText: 'Als freier Text',
      criteria: 'Einschließen, wenn',
      criteriaHint: 'Ein Kriterium je Zeile. Sie stehen neben jedem Zitat.',
      reasons: 'Ausschließen, mit Grund',
      reasonsHint: 'Ein Grund je Zeile; die ersten neun haben die Tasten 1–9.',
      query: 'Boolesche Suche',
      queryHint: 'Wie aus PubMed oder Ovid kopiert.',
      errorAt: (at, says) => `Zeichen ${n(at)}: ${says}`,
      read: (syntax, concepts) =>
        `${count(concepts, 'Konzept', 'Konzepte')}${syntax === 'none' ? '' : `, gelesen als ${syntax === 'ovid' ? 'Ovid' : 'PubMed'}-Suche`}. Ihre Wörter werden hervorgehoben.`,
      concept: (at) => `Konzept ${n(at)}`,
      andMore: (more) => ` · und ${n(more)} weitere`,
    },
    duplicates: {
      title: 'Dubletten',
      says: (toSee) => (toSee === 0 ? 'Nichts anzusehen.' : `${count(toSee, 'Gruppe', 'Gruppen')} anzusehen`),
      which: 'Zeigen',
      states: { ask: 'anzusehen', merged: 'zusammengefasst', linked: 'verknüpft, beide behalten', split: 'getrennt gehalten' },
      total: (shown, total) =>
        total === 0
          ? {
              ask: 'Keine Gruppe ist unsicher.',
              merged: 'Keine wurden zusammengefasst.',
              linked: 'Keine sind verknüpft.',
              split: 'Keine wurden getrennt gehalten.',
            }[shown]
          : count(total, 'Gruppe', 'Gruppen'),
      group: (at, total) => `Gruppe ${n(at)} von ${n(total)}`,
      because: (reason, confidence) => `${reason}, ${f.percent(confidence)} sicher`,
      compared: 'Die Einträge nebeneinander',
      field: 'Feld',
      fields: {
        title: 'Titel',
        authors: 'Autoren',
        year: 'Jahr',
        journal: 'Zeitschrift',
        volume: 'Band',
        issue: 'Heft',
        pages: 'Seiten',
        doi: 'DOI',
        pmid: 'PMID',
        type: 'Art',
        abstract: 'Abstract',
      },
      keep: 'Dasselbe, dies führt',
      merge: 'Dasselbe',
      split: 'Nicht dasselbe',
      undo: 'Zurück',
      before: 'Vorige',
      next: 'Nächste',
    },
    labels: {
      title: 'Gefundene Urteile',
      says: (toSee) => (toSee === 0 ? 'Keine offen.' : `${count(toSee, 'Entscheidung', 'Entscheidungen')} aus anderen Werkzeugen`),
      found: 'In den Dateien gefundene Entscheidungen',
      byName: 'nach dem Namen der Datei',
      head: ['Datei', 'Werkzeug', 'Einschließen', 'Ausschließen', 'Vielleicht', 'Widersprüchlich'],
      explain: 'Als Vorwissen lehren sie die Reihenfolge. In Fortschritt, Recall und Stoppregeln zählen sie nie.',
      accept: (many) => `${n(many)} als Vorwissen übernehmen`,
      refuse: 'Nicht übernehmen',
      taken: (include, exclude) => `Vorwissen: ${n(include)} eingeschlossen, ${n(exclude)} ausgeschlossen.`,
      none: 'Die Dateien enthalten keine Entscheidungen anderer Werkzeuge.',
    },
  },
  citation: {
    noTitle: 'Kein Titel in der Datei',
    noAbstract: 'Kein Abstract in der Datei. Nachschlagen oder nach dem Titel entscheiden.',
    searchTitle: 'Titel in PubMed suchen',
    retracted: (notice) => `Zurückgezogen. ${notice}`,
    retracts: (notice) => `Eine Mitteilung, dass ein anderer Artikel zurückgezogen wurde. ${notice}`,
    blinded: 'Autoren und Zeitschrift sind verborgen',
    more: (more) => `und ${n(more)} weitere`,
    hidden: 'Ein Zeichen, das man sonst nicht sähe',
    subjects: 'Schlagwörter',
    tags: 'Etiketten',
    note: 'Notiz',
    opinions: (said) => `In anderen Werkzeugen – ${said}`,
    twins: (many) => `${count(many, 'beinahe gleicher Eintrag', 'beinahe gleiche Einträge')} in dieser Übersichtsarbeit.`,
    verdict: (verdict) => verdicts[verdict].toLowerCase(),
  },
  screen: {
    citation: 'Zitat',
    criteria: 'Kriterien und Gründe',
    verdict: (verdict) => verdicts[verdict],
    next: 'Als Nächstes',
    placedBy: (by, found) =>
      ({
        protocol: 'geordnet nach Ihrem Protokoll; mit einem Einschluss und einem Ausschluss beginnt es zu lernen',
        labels: `geordnet nach Ihren ${n(found)} eingeschlossenen; eine Fragestellung würde es schärfen`,
        'protocol+labels': `geordnet nach Ihren ${n(found)} eingeschlossenen und dem Protokoll`,
        set: 'in der Ordnung der Zitate selbst; Titel und Fragestellung brächten die relevanten nach vorn',
      })[by],
    placedWider: 'allem Gelesenen unähnlich: gezeigt, um über das Naheliegende hinauszusehen',
    readingByMeaning: ({ done, total }, left) =>
      `wird nach Bedeutung gelesen${total === undefined ? '' : `: ${n(done)} von ${n(total)}`}${left === undefined ? '' : `, ${timeLeft(left)}`}`,
    addProtocol: 'Protokoll schreiben',
    why: 'warum hier?',
    stepsBack: (steps) => (steps === 1 ? 'das letzte' : `${n(steps)} zurück`),
    toPresent: 'zum aktuellen',
    includeWhen: 'Einschließen, wenn',
    noCriteria: 'Noch keine Kriterien.',
    excludeWith: 'Ausschließen, mit Grund',
    likelyReason: 'naheliegend',
    likelyGround: (right: number, of: number) =>
      `Diesen Grund legen Ihre bisherigen Ausschlüsse nahe. Bei den letzten ${String(of)} hätte das ${String(right)}-mal gestimmt.`,
    noReasons: 'Noch keine Gründe.',
    writeThem: 'Schreiben',
    whyHere: 'Warum hier?',
    part: partName,
    placed: ({ by, taught, found }, most) => {
      const decisions = `${taught === 1 ? 'Ihrer Entscheidung' : `Ihren ${n(taught)} Entscheidungen`} (${n(found)} relevant)`;
      const placed = {
        set: 'Noch kein Protokoll und keine Entscheidung: geordnet nach der Ähnlichkeit mit allen zusammen',
        protocol: 'Geordnet nach dem Protokoll',
        labels: `Geordnet nach ${decisions}`,
        'protocol+labels': `Geordnet nach dem Protokoll und ${decisions}`,
      }[by];
      return most.length === 0
        ? `${placed}; nichts darin spricht dafür.`
        : `${placed}; am meisten spricht dafür: ${most.map((one) => `„${one}“`).join(', ')}.`;
    },
    share: (label, against) => `${label}: spricht ${against ? 'dagegen' : 'dafür'}`,
    acts: { include: 'Einschließen', maybe: 'Vielleicht', exclude: 'Ausschließen', skip: 'Später', note: 'Notiz', tag: 'Etikett' },
    nearCopyHere: 'Dies ist eine nahe Kopie dessen, was Sie eben entschieden haben.',
    nearCopies: (titles: readonly string[]) =>
      titles.length === 1
        ? `Eine nahe Kopie der letzten ist noch ungelesen: ${titles[0]!}`
        : `${n(titles.length)} nahe Kopien der letzten sind noch ungelesen: ${titles.join(' · ')}`,
    sameForThem: (verdict: 'include' | 'maybe' | 'exclude') =>
      ({ include: 'Auch einschließen', maybe: 'Auch vielleicht', exclude: 'Auch ausschließen' })[verdict],
    undo: 'Zurück',
    history: 'Die letzten Entscheidungen',
    present: 'Das aktuelle Zitat',
    done: (verdict, reason, next) =>
      `${verdicts[verdict]}${reason === undefined ? '' : `: ${reason}`}. ${next === undefined ? 'Keine Zitate mehr.' : `Als Nächstes: ${next}`}`,
    undone: (title) => `Zurückgenommen. ${title}`,
    redone: (title) => `Wiederholt. ${title}`,
    lookingAt: (title) => `Zu sehen: ${title}`,
    noteFor: 'Notiz',
    noteHint: 'Eingabe speichert, Umschalt-Eingabe beginnt eine Zeile, Esc verwirft.',
    tagFor: 'Etikett',
    tagHint: 'Eingabe fügt es hinzu, Esc verwirft.',
    untag: (tag) => `Etikett ${tag} abnehmen`,
    ordering: (all) => `${count(all, 'Zitat wird', 'Zitate werden')} geordnet`,
    begin: 'In der Ordnung der Dateien beginnen',
    nothing: 'Noch keine Zitate',
    nothingMore: 'Fügen Sie die Exportdateien Ihrer Suchen hinzu; das erste Zitat ist da, sobald sie gelesen sind.',
    addFiles: 'Dateien hinzufügen',
    narrow: (left, others) => `Nur was die erneute Suche brachte: ${n(left)} zu lesen; ${count(others, 'älteres wartet', 'ältere warten')}.`,
    widen: 'Alles Übrige lesen',
    updateRead: 'Das Neue ist gelesen',
    othersWait: (others) => `${count(others, 'Zitat, das schon da war, ist', 'Zitate, die schon da waren, sind')} noch nicht gelesen.`,
    finished: 'Alles ist gelesen',
    finishedMore: (counts) => `${n(counts.include)} eingeschlossen, ${n(counts.maybe)} vielleicht, ${n(counts.exclude)} ausgeschlossen.`,
    toStop: 'Belege ansehen',
    toMaybe: 'Den Vielleicht-Stapel durchsehen',
    toBrowse: 'Durchblättern',
  },
  browse: {
    title: 'Blättern',
    export: (total) => `Diese ${n(total)} exportieren …`,
    search: 'Suchen',
    searchFor: 'Wörter oder Autoren',
    piles: 'Stapel',
    pile: { unscreened: 'Ungelesen', include: 'Eingeschlossen', maybe: 'Vielleicht', exclude: 'Ausgeschlossen', prior: 'Vorwissen' },
    years: 'Jahre',
    from: 'von',
    to: 'bis',
    yearFrom: 'Ab dem Jahr',
    yearTo: 'Bis zum Jahr',
    reason: 'Grund',
    anyReason: 'jeder Grund',
    tag: 'Etikett',
    anyTag: 'jedes Etikett',
    saved: 'Gespeicherte Filter',
    saveFilter: 'Diesen Filter speichern …',
    filterName: 'Name des Filters',
    unsave: (name) => `Den Filter ${name} entfernen`,
    useSaved: 'Anwenden',
    noAbstract: 'ohne Abstract',
    clear: 'Alle zeigen',
    shown: (total) => count(total, 'Zitat', 'Zitate'),
    picked: (picked) => `${n(picked)} gewählt`,
    markPicked: 'Markieren',
    markShown: 'Alle gezeigten markieren',
    mark: { include: 'Einschließen', maybe: 'Vielleicht', exclude: 'Ausschließen', cleared: 'Nicht entschieden' },
    unpick: 'Keine wählen',
    pickHint: 'Zeilen wählen oder filtern, um viele auf einmal zu markieren.',
    sure: (many, verdict) => `${count(many, 'Zitat', 'Zitate')} als ${verdicts[verdict].toLowerCase()} markieren?`,
    sureMore: 'Jedes bekommt eine eigene Entscheidung im Protokoll. Ein Schritt zurück nimmt alle zurück.',
    markThem: (many) => `${n(many)} markieren`,
    decided: (many, verdict) => `${count(many, 'Zitat', 'Zitate')}: ${verdicts[verdict].toLowerCase()}.`,
    columns: {
      mark: 'Gewählt und entschieden',
      rank: 'Rang',
      title: 'Titel',
      authors: 'Autoren',
      year: 'Jahr',
      journal: 'Zeitschrift',
      decided: 'Entscheidung',
      key: 'Nummer',
      tags: 'Schlagworte',
      pmid: 'PMID',
      doi: 'DOI',
    },
    chooseColumns: 'Spalten',
    pickRow: 'Wählen',
    noTitle: 'Ohne Titel',
    priorMark: 'vorab · ',
    noMatch: 'Kein Zitat passt. Suche ändern oder alle zeigen.',
    nothing: 'Es gibt noch keine Zitate.',
  },
  progress: {
    title: 'Fortschritt',
    sentence: ({ all, read, include }, left) => {
      if (all === 0) return 'Noch keine Zitate.';
      if (read === 0) return `${n(all)} Zitate zu lesen.`;
      if (read >= all) return `Alle ${n(all)} gelesen, ${n(include)} gefunden.`;
      const rest =
        left === undefined
          ? 'noch zu früh, um zu sagen, wie viele übrig sind'
          : `etwa ${n(left.mid)} [${n(left.low)}–${n(left.high)}] relevante übrig`;
      return `${n(read)} von ${n(all)} gelesen, ${n(include)} gefunden; ${rest}.`;
    },
    nothingYet: 'Die Kurve beginnt mit der ersten Entscheidung.',
    curve: 'Relevante gefunden, nach gelesenen Zitaten',
    curveName: (counts) =>
      `Linie: ${n(counts.include)} relevante gefunden nach ${n(counts.read)} von ${n(counts.all)} gelesenen Zitaten. Die Zahlen stehen in der Tabelle darunter.`,
    expected: 'erwartet, mit Band',
    inFileOrder: 'in der Ordnung der Datei',
    now: (counts) => `jetzt: ${n(counts.include)} von ${n(counts.read)}`,
    read: 'Gelesene Zitate',
    found: 'Relevante gefunden',
    day: 'Tag',
    perDay: 'Gelesen je Tag, gefunden dunkler',
    perDayName: (days) =>
      `Balken: gelesene und gefundene Zitate der letzten ${count(days, 'Tag', 'Tage')}. Die Zahlen stehen in der Tabelle darunter.`,
    pace: 'Tempo',
    anHour: (seconds) => `je Stunde, ${n(Math.round(seconds))} s je Zitat`,
    timeForAll: 'Zeit für alle übrigen',
    hours: (hours) => (hours < 1 ? `≈ ${n(Math.max(1, Math.round(hours * 60)))} min` : `≈ ${n(Math.round(hours))} h`),
    sinceLast: 'Gelesen seit dem letzten Fund',
    maybePile: 'Vielleicht-Stapel',
    skipped: 'Zurückgestellt, am Ende der Reihe',
    bare: 'Ohne Titel und Abstract',
    prior: 'Vorwissen (nicht gezählt)',
    mayIStop: 'Darf ich aufhören?',
    tryOthers: 'Wie wären andere Verfahren mit Ihren Urteilen gefahren?',
    simulate: 'Simulieren',
  },
  stop: {
    title: 'Darf ich aufhören?',
    target: 'Ziel',
    share: (share) => `${f.percent(share)} der relevanten`,
    sentence: ({ found, read, unread, left, sample }, target) => {
      if (read === 0) return 'Noch ist nichts gelesen.';
      if (unread === 0) return `Alles ist gelesen: ${n(found)} gefunden.`;
      if (found === 0)
        return `Keines gefunden unter ${n(read)} gelesenen; über die ${n(unread)} übrigen lässt sich vor dem ersten Fund nichts sagen.`;
      const probably =
        left === undefined
          ? `noch zu früh, um zu sagen, wie viele unter ${n(unread)} übrig sind`
          : `etwa ${n(left.mid)} [${n(left.low)}–${n(left.high)}] relevante übrig unter ${n(unread)}`;
      const proof =
        sample === undefined
          ? ''
          : sample === 0
            ? `; so wenige sind ungelesen, dass ein Recall von ${f.percent(target)} sicher ist`
            : `; ${n(sample)} davon zufällig gezogen zu lesen und keines zu finden bewiese einen Recall von ${f.percent(target)}`;
      return `${n(found)} gefunden; ${probably}${proof}.`;
    },
    evidence: 'Belege',
    evidenceMore: 'Was die Reihenfolge und Ihre Entscheidungen wahrscheinlich machen. Vorwissen und mitgebrachte Urteile zählen nicht.',
    tooEarly: 'Noch kann keine Regel etwas sagen.',
    line: (says, target) =>
      ({
        nothing: 'Noch ist nichts gelesen: Es gibt keine Belege.',
        all: 'Alles ist gelesen: Es gibt nichts abzubrechen.',
        none: 'Noch ist keines gefunden: Keine Regel kann etwas sagen.',
        early: 'Zu wenige sind gelesen, als dass eine Regel sprechen könnte.',
        goOn: `Die übliche Regel sagt: weiterlesen. Dass ${f.percent(target)} gefunden sind, ist noch nicht wahrscheinlich genug.`,
        stop: `Die übliche Regel sagt: Sie dürfen aufhören. Dass ${f.percent(target)} gefunden sind, ist wahrscheinlich: ein Beleg, kein Beweis.`,
      })[says],
    few: (found, target) =>
      `Bei ${n(found)} gefundenen heißen ${f.percent(target)}, dass kein einziges fehlt. Das kann keine Regel aus so wenigen wissen: Nur weiterlesen sagt es, oder eine Prüfung fast des ganzen Rests.`,
    ground: 'Aus welchem Grund?',
    allRules: 'Was jede Regel sagt',
    needs: { sample: 'braucht eine vor Beginn gezogene Stichprobe', chances: 'braucht kalibrierte Wahrscheinlichkeiten' },
    chances: 'Wahrscheinlichkeiten berechnen',
    chancesMore:
      'Wahrscheinlichkeiten der Relevanz, aus Modellen, die das jeweilige Urteil nicht kannten. Sie sind so weit verlässlich, wie diese Tabelle ausgeglichen ist:',
    given: 'Genannt',
    records: 'Urteile',
    expected: 'Relevant, erwartet',
    observed: 'Relevant, gefunden',
    working: 'Wird berechnet',
    proof: 'Beweis',
    proofMore: 'Was eine Zufallsstichprobe des Rests zeigt, was immer die Reihenfolge taugte.',
    proofLine: {
      none: 'Noch ist nichts bewiesen.',
      impossible: 'Noch lässt sich nichts beweisen.',
      certain: 'So wenige sind ungelesen, dass das Ziel ohne Prüfung sicher ist.',
      spent: 'Alle vorher festgelegten Prüfungen sind verbraucht.',
      open: (done, sample) => `Eine Prüfung läuft: ${n(done)} von ${n(sample)} gezogenen Zitaten sind beurteilt.`,
      proved: (recall, confidence) => `Bewiesen: Mindestens ${f.percent(recall)} sind gefunden, mit ${f.percent(confidence)} Sicherheit.`,
      failed: (recall, confidence, target) =>
        `Nicht bewiesen: ${f.percent(target)} waren das Ziel. Mindestens ${f.percent(recall)} sind gefunden, mit ${f.percent(confidence)} Sicherheit.`,
    },
    since: (many) =>
      `${n(many)} ${many === 1 ? 'ungelesenes Zitat war' : 'ungelesene Zitate waren'} nicht im Rest jener Prüfung: Darüber sagt sie nichts.`,
    howNext: 'Noch eine Prüfung',
    howAudit:
      'Eine Prüfung zieht so viele der ungelesenen Zitate zufällig. Sie beurteilen alle, ohne zu sehen, wo sie standen. Ziel, Sicherheit und Umfang werden festgelegt, bevor das erste erscheint, und stehen im Protokoll.',
    confidence: 'Sicherheit',
    auditsPlanned: 'Prüfungen',
    auditsMany: (many) => (many === 0 ? 'so viele wie nötig' : n(many)),
    auditsHint: (many, fixed) =>
      fixed
        ? 'Mit der ersten Prüfung dieser Übersicht festgelegt.'
        : many === 1
          ? 'Misslingt diese, gibt es keine zweite.'
          : many === 0
            ? 'Jede hat halb so viel Irrtum wie die davor, also ist jede größer.'
            : 'Sie teilen sich den Irrtum, also ist jede größer.',
    smaller: 'Was eine kleinere Stichprobe bewiese',
    sample: 'Gezogen, keines relevant',
    provesRecall: 'Bewiesener Recall',
    lock: (sample) => `Festlegen und ${n(sample)} ziehen`,
    lockTitle: 'Festlegen und ziehen?',
    lockMore: (sample, unread, target, confidence, allowed) =>
      `${n(sample)} von ${n(unread)} ungelesenen Zitaten werden gezogen. ${f.percent(target)} sind mit ${f.percent(confidence)} Sicherheit bewiesen, wenn ${allowed === 0 ? 'keines davon' : 'höchstens eines davon'} relevant ist. Das lässt sich danach nicht ändern; eine aufgegebene Prüfung zählt als misslungen.`,
    read: 'Stichprobe beurteilen',
    readOn: 'Weiter beurteilen',
    giveUp: 'Aufgeben',
    giveUpTitle: 'Diese Prüfung aufgeben?',
    giveUpMore: 'Sie zählt als misslungen. Was beurteilt wurde, bleibt entschieden.',
    back: 'Zurück',
    close: 'Prüfung schließen und unterschreiben',
    allJudged: (sample) => `Alle ${n(sample)} gezogenen Zitate sind beurteilt.`,
    judged: (done, sample) => `Prüfung: ${n(done)} von ${n(sample)} beurteilt`,
    blind: 'In der Reihenfolge der Ziehung. Nichts sagt hier, wo ein Verfahren es einordnete.',
    certificate: 'Bescheinigung',
    certificates: 'Prüfungen dieser Übersicht',
    auditNamed: (audit, at) => `Prüfung ${n(audit)}, ${f.when(at)}`,
    state: { open: 'läuft', closed: 'geschlossen', givenUp: 'aufgegeben' },
    file: { json: 'Erklärung (JSON)', html: 'Seite zum Drucken (HTML)' },
    print: 'Drucken oder als PDF sichern',
    printedTitle: 'Bescheinigung zum Abbruch',
    givenBy: (by, at) => `Prüfung festgelegt von ${by} am ${f.when(at)}. Die unterschriebene Erklärung führt jeden gezogenen Eintrag auf.`,
    recheck: 'Jeder kann sie nachprüfen: winnow verify, mit dieser Datei.',
    after: 'Nach dem Aufhören',
    afterMore: 'Wo ein zweiter Blick am meisten wert ist, bevor die Tür zugeht.',
    hunts: {
      disagreements: {
        title: 'Wo Verfahren auseinandergehen',
        more: 'Ungelesene Zitate, die ein Verfahren weit oben und ein anderes weit unten sieht.',
      },
      labels: { title: 'Zweifelhafte Urteile', more: 'Ihre Urteile, denen alle Ihre anderen widersprechen.' },
    },
    hunt: 'Ansehen',
    noneHere: 'Es gibt keine.',
    places: (places) => `Wie weit unten: ${places.map(({ ranker, above }) => `${ranker} ${f.percent(Math.round(above * 100) / 100)}`).join(' · ')}`,
    doubted: (verdict, chance) => `${verdicts[verdict].toLowerCase()}; die anderen sagen: zu ${f.percent(chance)} relevant`,
    now: (verdict) => `jetzt: ${verdicts[verdict].toLowerCase()}`,
    listed: (at, all) => `${n(at)} von ${n(all)}`,
    record: 'Als beendet festhalten',
    recordMore: 'Steht im Protokoll mit Regel, Werten und Bescheinigung; PRISMA und der Methodenabsatz folgen dem.',
    against: (figure, limit) => `${f.figure(figure)}${limit === undefined ? '' : ` (Grenze ${f.figure(limit)})`}`,
    recordAgainst: 'Die übliche Regel sagt das nicht. Es wird festgehalten, wie es ist.',
    stopped: (stopped) =>
      `Das Sichten wurde am ${f.when(stopped.at)} von ${stopped.by} beendet: ${n(stopped.found)} gefunden, ${n(stopped.unread)} ungelesen.`,
    resume: 'Weiter sichten',
    resumed: 'Das Sichten geht weiter.',
    decided: (verdict, next) => `${verdicts[verdict]}. ${next === undefined ? 'Das war das letzte.' : `Als Nächstes: ${next}`}`,
    rule: 'Regel',
    says: 'Sagt',
    remaining: 'Übrig, etwa',
    figure: 'Wert',
    stop: 'aufhören',
    goOn: 'weiter',
    interval: (left) => `${n(Math.round(left.mid))} [${n(Math.floor(left.low))}–${n(Math.ceil(left.high))}]`,
    assumes: 'Setzt voraus:',
    rules: {
      'late-evidence': 'Späte Belege (die übliche)',
      buscar: 'buscar',
      qbcb: 'QBCB, an einer Zufallsstichprobe',
      target: 'Zielmenge',
      ipp: 'Inhomogener Poisson-Prozess',
      swift: 'SWIFT',
      quant: 'QuantCI',
      'sal-tau': 'SAL-τ',
      autostop: 'AutoStop',
      knee: 'Knie',
      budget: 'Budget',
      consecutive: 'Irrelevante in Folge',
      'batch-precision': 'Genauigkeit des letzten Stapels',
      's-cal': 'S-CAL',
      safe: 'SAFE',
      '2399': 'Die 2.399-Regel',
    },
    others: (many) => `Die anderen ${n(many)} Regeln`,
    fewer: 'Weniger Regeln',
    readsAll: 'liest den ganzen Rest',
    plan: (allowed) => (allowed === 0 ? 'Prüfung: keines gefunden' : 'Prüfung: höchstens eines gefunden'),
    drawn: 'des Rests, zufällig gezogen und gelesen',
    proves: (allowed, target, confidence) =>
      `${allowed === 0 ? 'Keines zu finden' : 'Höchstens eines zu finden'} beweist einen Recall von ${f.percent(target)}, mit ${f.percent(confidence)} Sicherheit.`,
    chance: (chance) => `Aussicht zu bestehen, wie es jetzt aussieht: ${f.percent(chance)}.`,
    cannot: (target) =>
      `Mit dem bisher Gefundenen lassen sich ${f.percent(target)} nach diesem Plan nicht bescheinigen, wie viele auch gelesen werden.`,
    reachable: (recall) => `Was sich bescheinigen ließe, wenn der ganze Rest gelesen und keines gefunden würde: ${f.percent(recall)}.`,
  },
  reports: {
    title: 'Berichte',
    lead: 'Was die Veröffentlichung braucht, aus dem Protokoll dieser Übersichtsarbeit.',
    export: 'Zitate exportieren …',
    flow: 'PRISMA-2020-Flussdiagramm',
    step: 'Schritt',
    count: 'Zitate',
    prisma: {
      identified: 'Gefundene Einträge',
      duplicates: 'Entfernte Dubletten',
      rejected: 'Nicht lesbare Einträge',
      screened: 'Gesichtete Einträge',
      excluded: 'Ausgeschlossen',
      included: 'Eingeschlossen',
      maybe: 'Unentschieden (vielleicht)',
      unscreened: 'Nicht gesichtet',
      setAside: 'Nach dem Aufhören nicht gesichtet (vom Werkzeug zurückgestellt)',
      prior: 'Vorwissen',
    },
    reasons: 'Ausschlussgründe',
    reason: 'Grund',
    noReasons: 'Noch kein Ausschluss hat einen Grund.',
    methods: 'Methodenabschnitt',
    copy: 'Kopieren',
    copied: 'Kopiert',
    audit: 'Das Protokoll der Entscheidungen',
    auditMore: 'Jede Entscheidung und jede Reihenfolge ist durch ihre Prüfsumme mit der vorigen verkettet. Die Prüfung rechnet alle nach.',
    verify: 'Datei prüfen',
    verifying: 'Jede Zeile wird geprüft',
    sound: 'In Ordnung: jede Zeile ist, wie sie geschrieben wurde.',
    unsound: 'In dieser Datei wurde etwas geändert oder beschädigt:',
  },
  simulate: {
    title: 'Simulieren',
    lead: (labels) =>
      `Wie früh hätte jedes Verfahren gefunden, was Sie fanden? Gemessen an Ihren ${n(labels.include)} eingeschlossenen und ${n(labels.exclude)} ausgeschlossenen Zitaten.`,
    rankers: 'Verfahren',
    priors: 'Beginnt mit',
    prior: { none: 'dem Protokoll allein', '1+1': 'einem Urteil jeder Art' },
    seeds: 'Läufe je Verfahren',
    run: 'Simulieren',
    notYet: 'Es braucht mindestens zwei eingeschlossene und zwei ausgeschlossene Zitate.',
    working: 'Simulation läuft',
    runs: (done, total) => (total === undefined ? n(done) : `${n(done)} von ${n(total)}`),
    curves: 'Recall nach gelesenem Anteil',
    curvesName: (rankers, runs) =>
      `Linien: Recall nach gelesenem Anteil, jeder Lauf blass und das Mittel jedes Verfahrens (${rankers.join(', ')}) kräftig; ${n(runs)} Läufe. Die Zahlen stehen in der Tabelle darunter.`,
    table: 'Mittel über die Läufe',
    each: 'Jeder Lauf',
    rules: 'Abbruchregeln, auf jeden Lauf angewandt',
    target: 'mit einem Ziel von',
    stops: 'Wo jede Regel aufgehört hätte',
    stopsHead: ['Regel', 'Verfahren', 'Läufe', 'Ziel erreicht', 'Mittlerer Recall', 'Gelesen, Anteil', 'Mindestens nötig'],
    others: 'Übersichten',
    thisOne: 'diese',
    labelsOf: (include, exclude) => `${n(include)} eingeschlossen, ${n(exclude)} ausgeschlossen`,
    review: 'Übersicht',
    seed: 'Startzahl',
    goesOn: 'Fertige Läufe bleiben erhalten: Noch einmal simulieren, und es geht dort weiter.',
    ranker: 'Verfahren',
    count: 'Läufe',
    measures: { ap: 'AP', wss95: 'WSS@95', recall10: 'Recall bei 10 %', recall20: 'Recall bei 20 %', last_rel: 'Letztes relevantes bei', atd: 'ATD' },
    shareRead: 'Anteil gelesener Zitate',
    recall: 'Recall',
  },
  settings: {
    title: 'Einstellungen',
    looks: 'Aussehen',
    theme: 'Farben',
    themes: { system: 'wie das System', light: 'hell', dark: 'dunkel' },
    size: 'Schriftgröße',
    usualSize: 'Übliche Größe',
    language: 'Sprache',
    systemLanguage: 'wie das System',
    reading: 'Lesen',
    options: {
      highlights: { says: 'Hervorhebungen', more: 'Wörter der Konzepte des Protokolls und bisher gelernte Wörter.' },
      progressLine: { says: 'Fortschrittszeile', more: 'Gelesen, gefunden und etwa übrig, oben. Manche wollen es nicht wissen.' },
      blinded: { says: 'Verblindet', more: 'Autoren und Zeitschrift sind beim Sichten und Blättern verborgen.' },
    },
    explore: 'Über das Naheliegende hinaus',
    exploreOptions: (oneIn: number) => (oneIn === 0 ? 'nie' : `eine von ${n(oneIn)} Zitationen`),
    exploreMore:
      'Wie oft eine wahrscheinliche Zitation zuerst kommt, die allem Gelesenen unähnlich ist, damit das Thema nicht eng wird. Sie zählt als gelesen wie jede andere.',
    reviewer: 'Ihr Name im Protokoll',
    models: {
      title: 'Sprachmodelle',
      says: 'Zitate werden auf diesem Rechner nach ihrer Bedeutung gelesen, solange Sie unten keinen eigenen Server einschalten. Ein Modell macht aus jedem Zitat einen Vektor, das andere liest es zusammen mit Ihrer Frage.',
      used: 'in Gebrauch',
      facts: (model) =>
        [
          kinds[model.kind],
          model.architecture,
          `${n(Math.round(model.megabytes))} MB`,
          model.kind === 'bi-encoder' ? `${n(model.width)} Zahlen je Vektor, ${model.pooling}-Pooling` : '',
          model.licence ?? 'Lizenz nicht angegeben',
        ]
          .filter((part) => part !== '')
          .join(' · '),
      guessed: 'aus seinen Dateien erraten',
      use: 'Verwenden',
      measure: 'Geschwindigkeit messen',
      measureHere: 'An meinen Entscheidungen messen',
      remove: 'Entfernen',
      speed: (speed) =>
        `${f.decimals(speed.perSecond, 0)} Zitate in der Sekunde auf diesem Rechner (${speed.provider}, ${count(speed.threads, 'Thread', 'Threads')}); das erste nach ${f.decimals((speed.startMs + speed.firstMs) / 1000, 1)} s.`,
      worth: (worth) =>
        `Allein hätte es Ihre ${n(worth.relevant)} relevanten von ${n(worth.decided)} entschiedenen so geordnet: mittlere Präzision ${f.decimals(worth.ap, 2)}, ersparte Arbeit bei 95 % Recall ${f.decimals(worth.wss95, 2)}.`,
      doing: (what, name) =>
        ({
          add: `${name} wird geprüft`,
          fetch: `${name} wird geholt`,
          speed: `${name} wird gemessen`,
          worth: `${name} wird gemessen`,
          remove: `${name} wird entfernt`,
        })[what],
      came: (name, guessed) => `${name} ist da${guessed ? '; was über es gesagt wird, ist aus seinen Dateien erraten' : ''}.`,
      addFile: 'Aus einer Datei hinzufügen (.zip, .onnx) …',
      fromHub: 'Vom Hugging-Face-Hub',
      fetch: 'Holen',
      hubHint: 'Fragt das Internet, und nur, wenn Sie es drücken.',
      remote: {
        title: 'Ein eigener Bewertungsserver',
        says: 'Für alle, die einen großen Rechner im Haus haben: text-embeddings-inference, Infinity oder vLLM. Aus, solange Sie es hier nicht einschalten.',
        leaves: (hosts) =>
          `Solange er an ist, verlassen Titel, Abstracts und Ihr Protokoll diesen Rechner und gehen an ${hosts.length === 0 ? 'die Adressen unten' : hosts.join(' und ')}, sonst nirgendwohin.`,
        stays: (hosts) =>
          `Solange er an ist, gehen Titel, Abstracts und Ihr Protokoll an ein anderes Programm auf diesem Rechner (${hosts.join(', ')}), sonst nirgendwohin.`,
        open: (hosts) => `Der Weg zu ${hosts.join(' und ')} ist nicht verschlüsselt: Wer an ihm sitzt, kann mitlesen.`,
        on: 'an',
        vectors: 'Adresse, die Vektoren macht',
        pairs: 'Adresse, die Zitat und Frage zusammen liest',
        here: 'leer: das Modell auf diesem Rechner',
        token: 'Token',
        tokenKept: 'eines ist hinterlegt',
        optional: 'falls er eines will',
        attempt: 'Ausprobieren',
        use: 'Für alle Reviews verwenden',
        stop: 'Nicht mehr verwenden',
        tried: (one) => `${one.model} hat in ${n(Math.round(one.ms))} ms geantwortet${one.width > 1 ? `, ${n(one.width)} Zahlen je Vektor` : ''}.`,
        tryHint: 'Ausprobieren sendet einen erfundenen Satz, nichts aus einem Review.',
        away: 'Antwortet er nicht, geht das Ordnen mit dem weiter, was er schon gesagt hat; kein anderes Modell springt ein. Was er sagte, bleibt im Review: Hin- und Herwechseln liest nichts doppelt.',
      },
    },
    keys: 'Tasten',
    action: 'Handlung',
    change: 'Ändern',
    changeOf: (action) => `Taste ändern für: ${action}`,
    press: 'Taste drücken …',
    pressNext: 'G, dann …',
    reset: 'Übliche Taste',
    resetAll: 'Alle üblichen Tasten',
    clash: (combo, actions) => `${combo} ist doppelt belegt: ${actions.join(', ')}. Nur die erste wirkt.`,
  },
  keys: {
    title: 'Tasten',
    deciding: 'Entscheiden',
    reading: 'Lesen',
    going: 'Gehen',
    reasons: 'Mit diesem Grund ausschließen',
    hint: 'Keine Taste wirkt, solange ein Textfeld den Fokus hat; Esc verlässt es. Alle lassen sich in den Einstellungen ändern.',
  },
  actions: {
    include: 'Einschließen',
    exclude: 'Ausschließen',
    maybe: 'Vielleicht',
    skip: 'Später, ans Ende der Reihe',
    undo: 'Zurücknehmen',
    redo: 'Wiederholen',
    back: 'Im Verlauf zurück',
    forward: 'Im Verlauf vor',
    reason1: 'Ausschließen mit Grund 1',
    reason2: 'Ausschließen mit Grund 2',
    reason3: 'Ausschließen mit Grund 3',
    reason4: 'Ausschließen mit Grund 4',
    reason5: 'Ausschließen mit Grund 5',
    reason6: 'Ausschließen mit Grund 6',
    reason7: 'Ausschließen mit Grund 7',
    reason8: 'Ausschließen mit Grund 8',
    reason9: 'Ausschließen mit Grund 9',
    same: 'Dasselbe für ihre nahen Kopien, wenn angeboten',
    note: 'Notiz',
    tag: 'Etikett',
    highlights: 'Hervorhebungen an und aus',
    why: 'Warum hier?',
    open: 'PubMed oder DOI im Browser öffnen',
    readOn: 'Weiterlesen, eine Seite hinunter',
    search: 'Suchen',
    goLibrary: 'Zur Bibliothek',
    goSetup: 'Zum Einrichten',
    goScreen: 'Zum Sichten',
    goBrowse: 'Zum Blättern',
    goProgress: 'Zum Fortschritt',
    goStop: 'Zum Aufhören',
    goReports: 'Zu den Berichten',
    goSimulate: 'Zum Simulieren',
    goSettings: 'Zu den Einstellungen',
    keys: 'Dieses Blatt',
  },
  export: {
    title: 'Zitate exportieren',
    which: 'Welche',
    choice: {
      shown: 'Was gezeigt wird',
      all: 'Alle, auch Vorwissen',
      include: 'Eingeschlossene',
      includeMaybe: 'Eingeschlossene und Vielleicht',
      maybe: 'Vielleicht',
      exclude: 'Ausgeschlossene',
      unscreened: 'Nicht entschiedene',
    },
    format: 'Format',
    order: 'Ordnung',
    orders: { rank: 'nach Rang', decision: 'nach Entscheidung', key: 'wie in den Dateien' },
    writing: 'Wird geschrieben',
    write: (many) => `${count(many, 'Zitat', 'Zitate')} exportieren`,
    written: (many, name) => `${count(many, 'Zitat', 'Zitate')} nach ${name} geschrieben.`,
    differs: (many, shown) =>
      `${n(many)} wurden geschrieben, ${n(shown)} gezeigt: inzwischen hat sich etwas geändert. Bitte noch einmal exportieren.`,
  },
  formats: {
    ris: 'RIS',
    nbib: 'PubMed (nbib)',
    csv: 'CSV',
    tsv: 'TSV',
    pubmedxml: 'PubMed-XML',
    'pubmed-xml': 'PubMed-XML',
    bibtex: 'BibTeX',
    xlsx: 'Excel (xlsx)',
  },
  chart: { numbers: 'Die Zahlen', picture: 'Bild (SVG)', pixels: 'Bild (PNG)', table: 'Tabelle (CSV)' },
};
