// Was wird von erwarteten Schwierigkeiten auf Deutsch gesagt? The catalogue of shared/failures.ts in German: the same codes, the same slots.
import type { Code } from '../../shared/failures.ts';

interface Said {
  readonly says: string;
  readonly remedy?: string;
}

const again = 'Noch einmal kopieren oder herunterladen.';
const exportAgain = 'In der Datenbank noch einmal exportieren.';
const asFormat = 'Als RIS, PubMed (nbib), CSV oder ein anderes Format aus der Liste im README exportieren.';

export const failuresDe: Readonly<Record<Code, Said>> = {
  'archive.damaged': { says: '{file} ist beschädigt: {what}.', remedy: again },
  'archive.empty': {
    says: '{file} enthält nichts, was Winnow lesen kann ({seen}).',
    remedy: 'Auspacken und die Dateien mit Referenzen darin öffnen.',
  },
  'archive.encrypted': {
    says: '{file} ist mit einem Kennwort geschützt ({entry}).',
    remedy: 'Mit dem Kennwort auspacken und öffnen, was darin ist.',
  },
  'archive.entry': {
    says: '{file} enthält einen Eintrag, den kein Archiv mit Referenzen hat: {entry} ({what}).',
    remedy: 'Dort auspacken, wo Sie ihm trauen, und die Dateien mit Referenzen öffnen.',
  },
  'archive.many': { says: '{file} enthält mehr als {limit} Einträge.', remedy: 'Auspacken und die Dateien mit Referenzen darin öffnen.' },
  'archive.passedOver': { says: '{entry} wurde übergangen: {why}.' },
  'archive.swollen': {
    says: '{file} wird ausgepackt viel größer, als es ist ({what}): Es sieht aus, als sollte es eine Festplatte füllen.',
    remedy: 'Dort auspacken, wo Sie ihm trauen, und die Dateien mit Referenzen öffnen.',
  },
  'audit.bare': {
    says: '{count} ungelesene Zitate haben weder Titel noch Abstract; keine Stichprobe kann sie beurteilen.',
    remedy: 'Zuerst nachschlagen und von Hand entscheiden (Alle Zitate, ohne Abstract).',
  },
  'audit.drawn': { says: 'Das Zitat {citation} gehört nicht zu denen, die diese Prüfung gezogen hat.' },
  'audit.fixed': {
    says: 'α = {alpha} und die Zahl der Prüfungen ({audits}) wurden mit der ersten Prüfung dieser Übersichtsarbeit festgelegt und sind nicht mehr zu ändern.',
    remedy: 'Dieselben noch einmal nehmen.',
  },
  'audit.impossible': {
    says: 'Keine Stichprobe aus diesen {unread} Zitaten kann eine Ausbeute von {target} so beweisen.',
    remedy: 'Ein niedrigeres Ziel nehmen oder weiterlesen.',
  },
  'audit.needless': { says: 'So wenige Zitate sind ungelesen, dass eine Ausbeute von {target} ohne Prüfung gewiss ist.' },
  'audit.none': { says: 'In dieser Übersichtsarbeit läuft keine Prüfung.' },
  'audit.nothing': { says: 'Noch ist kein relevantes Zitat gefunden: Es gibt keine Ausbeute zu beweisen.', remedy: 'Erst weiterlesen.' },
  'audit.open': {
    says: 'Eine Prüfung läuft: {done} von {sample} gezogenen Zitaten sind entschieden.',
    remedy: 'Den Rest der Stichprobe lesen oder die Prüfung aufgeben.',
  },
  'audit.spent': {
    says: 'Alle {audits} vorher festgelegten Prüfungen sind verbraucht.',
    remedy: 'Weiterlesen: Was gelesen ist, braucht keinen Beweis.',
  },
  'audit.unread': {
    says: '{left} der gezogenen Zitate sind noch nicht entschieden.',
    remedy: 'Jedes ein- oder ausschließen; ein Vielleicht beweist nichts.',
  },
  'backup.none': { says: 'Es gibt keine Sicherung dieser Übersichtsarbeit.' },
  'asreview.project': {
    says: '{file} ist kein ASReview-Projekt, das Winnow lesen kann: {what}.',
    remedy: 'Das Projekt noch einmal exportieren, oder seine Einträge als CSV oder RIS.',
  },
  'call.cancelled': { says: 'Dies wurde abgebrochen.' },
  'disk.failed': {
    says: 'Der Datenträger hat bei {file} versagt ({what}).',
    remedy: 'Den Datenträger prüfen; was als gespeichert gemeldet war, ist gespeichert.',
  },
  'disk.full': {
    says: 'Für {file} ist kein Platz mehr.',
    remedy: 'Platz schaffen und dies noch einmal tun; was vorher gespeichert war, ist sicher.',
  },
  'citation.unknown': { says: 'In dieser Übersichtsarbeit gibt es kein Zitat {citation}, oder es steht hinter seiner Dublette.' },
  'duplicates.none': { says: 'Es gibt keine Gruppe {group} von Dubletten mehr.', remedy: 'Die Liste neu ansehen: Sie hat sich inzwischen geändert.' },
  'engine.dead': {
    says: 'Winnow blieb dreimal in einer Minute stehen und versucht es nicht wieder.',
    remedy: 'Neu starten; das Protokoll des Programms sagt, warum es stehen blieb.',
  },
  'engine.gone': {
    says: 'Winnow ist mittendrin neu gestartet.',
    remedy: 'Was als gespeichert gemeldet war, ist gespeichert; den Rest noch einmal versuchen.',
  },
  'evaluate.qrels': { says: 'Zeile {line} der qrels ist nicht `topic iteration record judgement` mit einer ganzen Zahl am Ende.' },
  'evaluate.run': { says: 'Zeile {line} des Laufs hat {found} Spalten, nicht die sechs von `topic action record rank score team`.' },
  'export.empty': { says: 'Nichts in dieser Übersichtsarbeit passt zu dem, was exportiert werden sollte.' },
  'file.between': {
    says: '{count|Zeile zwischen den Einträgen gehört zu keinem und wurde|Zeilen zwischen den Einträgen gehören zu keinem und wurden} übergangen (die erste in Zeile {line}).',
  },
  'file.binary': { says: '{file} ist {kind}, kein Export von Referenzen.', remedy: asFormat },
  'file.bytes': {
    says: '{count|Byte, das kein UTF-8 ist, wurde|Bytes, die kein UTF-8 sind, wurden} durch \uFFFD ersetzt (Zeilen {lines}).',
  },
  'file.cut': { says: 'Die Datei endet mitten in einem Eintrag (Zeile {line}); dieser wurde weggelassen.' },
  'file.declared': { says: 'Die Datei nennt sich {declared}, aber ihre Bytes sind {encoding}: so wurde sie gelesen.' },
  'file.empty': { says: '{file} ist leer.', remedy: 'Dort, wo sie herkommt, noch einmal exportieren.' },
  'file.encoding': {
    says: '{file} hat eine Zeichenkodierung, die Winnow nicht kennt: {encoding}.',
    remedy: 'Als UTF-8 speichern, oder die Kodierung selbst wählen.',
  },
  'file.entities': {
    says: '{file} erklärt eigene Entitäten (Zeile {line}); solche Dateien werden nicht gelesen, denn sie können Schaden verbergen.',
    remedy: exportAgain,
  },
  'file.faults': { says: 'Das XML hat {count|Formfehler|Formfehler} (den ersten in Zeile {line}); was darum herum zu lesen war, wurde gelesen.' },
  'file.format': { says: 'Es gibt kein Format {format}.', remedy: 'Bekannt sind: {known}.' },
  'file.guessed': { says: 'Die Bytes sind kein UTF-8 (Zeilen {lines}), und die Datei sagt nicht, was sie sind; gelesen wurde sie als {encoding}.' },
  'file.macro': {
    says: '{count|Abkürzung steht für zu viel Text und wurde|Abkürzungen stehen für zu viel Text und wurden} weggelassen (die erste in Zeile {line}).',
  },
  'file.missing': { says: 'Es gibt keine Datei {file}.', remedy: 'Namen und Ordner prüfen.' },
  'file.mojibake': {
    says: 'Mancher Text sieht doppelt dekodiert aus ({count|Eintrag|Einträge}, der erste in Zeile {line}: {examples}); er blieb, wie er ist. Die Datei kann noch einmal mit reparierten Buchstaben gelesen werden.',
  },
  'file.repaired': {
    says: 'Doppelt dekodierte Buchstaben wurden wie gewünscht repariert ({count|Eintrag|Einträge}, der erste in Zeile {line}: {examples}); der Text der Datei ist daneben aufgehoben.',
  },
  'file.remains': {
    says: 'In {count|Eintrag|Einträgen} sehen Buchstaben doppelt dekodiert aus und sind nicht mehr zu erkennen (zuerst in Zeile {line}: „{sample}“).',
  },
  'file.nested': { says: '{file} ist zu tief geschachtelt (Zeile {line}).', remedy: exportAgain },
  'file.pointer': { says: '{file} ist nur ein Verweis auf eine Datei, die anderswo liegt (Git LFS).', remedy: 'Die Datei selbst holen.' },
  'file.records': {
    says: 'In {file} ist kein Eintrag ({seen}).',
    remedy: 'Prüfen, ob der Export Einträge hatte, oder das Format selbst wählen.',
  },
  'file.unreadable': {
    says: '{file} kann nicht gelesen werden: {why}.',
    remedy: 'Prüfen, ob Sie die Datei lesen dürfen und kein anderes Programm sie hält.',
  },
  'file.shattered': { says: '{file} ist kein XML: Es hat zu viele Formfehler, um gelesen zu werden (Zeile {line}).', remedy: exportAgain },
  'file.unknown': { says: '{file} ist kein Export, den Winnow lesen kann: {seen}.', remedy: asFormat },
  'file.upload': { says: '{file} konnte nicht übergeben werden: {why}.', remedy: 'Noch einmal versuchen, oder aus einem anderen Ordner öffnen.' },
  'file.webpage': { says: '{file} ist eine Webseite ({seen}), kein Export.', remedy: 'Dort anmelden, wo sie herkommt, und noch einmal exportieren.' },
  'file.write': { says: '{file} konnte nicht geschrieben werden: {why}.', remedy: 'Den Ordner und den Platz auf dem Datenträger prüfen.' },
  'found.alone': { says: 'Die Tabelle {table} und das Journal unterscheiden sich um {count} Zeilen.' },
  'found.bare': { says: 'Zeile {seq} des Journals hat verloren, was zu ihr gehört ({table}).' },
  'found.changed': { says: 'Zeile {seq} des Journals ist nicht, was geschrieben wurde: Dort reißt die Kette.' },
  'found.damage': { says: 'Die Datei ist beschädigt: {what}.' },
  'found.evidence': { says: 'Was das Netz über einen Eintrag sagte, wurde geändert (Zeile {row}).' },
  'found.gap': { says: 'Zeile {seq} des Journals fehlt.' },
  'found.import': { says: 'Die Einträge von {file} sind nicht die, die importiert wurden.' },
  'found.order': { says: 'Die aufgehobene Reihenfolge {seq} ist nicht die, die gezeigt wurde.' },
  'found.receipt': { says: 'Der Beleg von {file} sagt {said}, die Übersichtsarbeit enthält aber {held}.' },
  'found.reference': { says: 'Zeile {row} von {table} verweist auf eine Zeile von {parent}, die es nicht gibt.' },
  'hunt.labels': {
    says: 'Dafür braucht es mindestens drei ein- und drei ausgeschlossene Zitate; es sind {include} und {exclude}.',
    remedy: 'Noch einige entscheiden.',
  },
  'history.none': { says: 'Es gibt nichts zurückzunehmen.' },
  'history.nothingUndone': { says: 'Es gibt nichts zu wiederholen.' },
  'hub.address': { says: 'Dies ist keine Adresse eines Hubs: {address}.', remedy: 'HF_ENDPOINT auf eine setzen oder weglassen.' },
  'hub.away': {
    says: 'Der Hub unter {address} antwortet nicht.',
    remedy: 'Die Verbindung prüfen; was geholt war, bleibt, und der nächste Versuch macht dort weiter.',
  },
  'hub.closed': { says: 'Der Hub gibt {repo} nicht jedem.', remedy: 'Dort die Bedingungen annehmen und HF_TOKEN setzen.' },
  'hub.failed': {
    says: '{file} von {repo} konnte nicht geholt werden: {what}.',
    remedy: 'Was geholt war, bleibt, und der nächste Versuch macht dort weiter.',
  },
  'hub.hash': { says: '{file} von {repo} kam zweimal beschädigt an: {what}.', remedy: 'Nichts davon wurde übernommen; später versuchen.' },
  'hub.missing': { says: 'Der Hub hat {repo} nicht, oder nicht diese Fassung oder Datei.', remedy: 'Den Namen prüfen: Besitzer/Modell.' },
  'hub.name': { says: 'Dies ist kein Name eines Modells auf dem Hub: {repo}.', remedy: 'Als Besitzer/Modell angeben.' },
  'hub.none': {
    says: '{repo} hat kein Netz, das Winnow von sich aus nimmt (ONNX-Dateien dort: {found}).',
    remedy: 'Mit `winnow models add --file` eines davon nennen, oder ein Modell mit onnx/model.onnx nehmen.',
  },
  'hub.offline': { says: 'HF_HUB_OFFLINE ist gesetzt: Es wird nichts geholt.', remedy: 'Aufheben, oder das Modell aus einem Ordner hinzufügen.' },
  'hub.strange': {
    says: 'Die Antwort des Hubs zu {repo} ist nicht zu verstehen: {what}.',
    remedy: 'Später versuchen, oder das Modell aus einem Ordner hinzufügen.',
  },
  'model.archive': {
    says: '{file} enthält einen Eintrag, den kein Modell hat: {entry} ({what}).',
    remedy: 'Nichts davon wurde übernommen; aus einer anderen Quelle holen.',
  },
  'model.brought': { says: 'Das Modell {name} kam mit Winnow und bleibt.' },
  'model.damaged': { says: 'Die Modelldatei ist beschädigt oder kein ONNX-Modell: {what}.', remedy: again },
  'model.empty': { says: 'Die Modelldatei ist leer.', remedy: again },
  'model.inputs': {
    says: 'Das Modell nimmt Eingaben, die Winnow nicht kennt ({found}); erwartet sind {expected}.',
    remedy: 'Als Encoder mit diesen Eingaben exportieren.',
  },
  'model.large': {
    says: 'Die Modelldatei hat {size} MB; das Äußerste sind {limit} MB.',
    remedy: 'Eine kleinere oder quantisierte Fassung nehmen.',
  },
  'model.deaths': {
    says: 'Der Bewertungsprozess endete {count}-mal in einer Minute; er wird nicht wieder gestartet.',
    remedy: 'Ein anderes Modell nehmen oder andere Programme schließen; geordnet wird weiter nach Wörtern.',
  },
  'model.length': {
    says: 'Das Modell nimmt keinen Abschnitt von {tokens} Token.',
    remedy: 'Seine config.json oder model.json sagt, dass es das tut; dort berichtigen.',
  },
  'model.missing': { says: 'Hier gibt es kein Modell {name}.', remedy: 'Siehe `winnow models list`.' },
  'model.nested': { says: 'Das Modell schachtelt Graphen tiefer als {limit}.', remedy: 'Aus einer anderen Quelle holen.' },
  'model.new': { says: 'Das Modell braucht {what} {is}; unterstützt wird bis {most}.', remedy: 'Für eine ältere Fassung exportieren.' },
  'model.none': {
    says: 'Darin ist kein Netz, das Winnow ausführen kann (gefunden: {seen}).',
    remedy: 'Es braucht model.onnx oder onnx/model.onnx mit tokenizer.json oder vocab.txt; Pickles und andere Formate werden nie geöffnet.',
  },
  'model.operator': { says: 'Das Modell benutzt einen Operator, den es nicht gibt: {operator}.', remedy: 'Mit den üblichen Operatoren exportieren.' },
  'model.outputs': {
    says: 'Das Modell gibt Ausgaben, die Winnow nicht kennt ({found}); erwartet ist eine von {expected}.',
    remedy: 'Als Encoder exportieren.',
  },
  'model.outside': {
    says: 'Das Modell verlangt Gewichte außerhalb seines Ordners ({name}: {location}).',
    remedy: 'Nicht benutzen; aus einer anderen Quelle holen.',
  },
  'model.pointer': { says: 'Die Modelldatei ist nur ein Verweis auf eine Datei, die anderswo liegt (Git LFS).', remedy: 'Die Datei selbst holen.' },
  'model.refused': { says: 'Die Laufzeit nimmt das Modell nicht: {what}.', remedy: 'Eine andere Fassung davon nehmen.' },
  'model.shape': {
    says: 'Die Eingabe {name} des Modells hat die feste Form {shape}; Stapel und Länge müssen frei sein.',
    remedy: 'Mit dynamischen Achsen exportieren.',
  },
  'model.slow': { says: 'Das Modell antwortete nicht binnen {seconds} Sekunden und wurde angehalten.', remedy: 'Ein kleineres nehmen.' },
  'model.stopped': {
    says: 'Der Bewertungsprozess endete, während das Modell lief.',
    remedy: 'Er wurde neu gestartet; geordnet wird weiter mit dem, was bekannt ist.',
  },
  'model.strange': { says: 'Das Modell gab {what}.', remedy: 'Daraus wird keine Reihenfolge gemacht; eine andere Fassung nehmen.' },
  'model.tensor': { says: 'Das Modell enthält einen Tensor, den es nicht geben kann ({name}: {what}).', remedy: again },
  'model.tokens': {
    says: 'Der Tokenizer des Modells ist nicht zu gebrauchen: {what}.',
    remedy: 'Der Ordner braucht tokenizer.json oder vocab.txt neben model.onnx.',
  },
  'model.type': { says: 'Die Eingabe {name} des Modells ist nicht aus ganzen Zahlen.', remedy: 'Als Encoder über Token-Nummern exportieren.' },
  'model.unusable': { says: 'Das Modell {name} ist nicht zu gebrauchen: {why}' },
  'model.webpage': {
    says: 'Die Modelldatei ist eine Webseite, kein Modell.',
    remedy: 'Dort anmelden, wo sie herkommt, und noch einmal herunterladen.',
  },
  'model.weights': {
    says: 'Die Gewichte {location} des Modells ({name}) sind nicht zu gebrauchen: the file {what}.',
    remedy: 'Den ganzen Ordner noch einmal kopieren.',
  },
  'protocol.fields': { says: 'Das Protokoll ist nicht zu gebrauchen: {what}.', remedy: 'Diese Felder berichtigen; nichts wurde übernommen.' },
  'protocol.json': { says: 'Das Protokoll ist nicht als JSON zu lesen: {what} bei Zeichen {at}.' },
  'ranker.unknown': { says: 'Es gibt kein Verfahren {ranker}.', remedy: 'Bekannt sind: {known}.' },
  'remote.address': {
    says: 'Dies ist keine Adresse eines Bewertungsservers: {address}.',
    remedy: 'Als http://host:port angeben, ohne Namen und Kennwort.',
  },
  'remote.changed': {
    says: 'Der Bewertungsserver unter {address} hat jetzt ein anderes Modell ({model}, vorher {was}).',
    remedy: 'In den Einstellungen neu erproben und verwenden; bis dahin wird weiter mit dem geordnet, was bekannt ist.',
  },
  'remote.failed': {
    says: 'Der Bewertungsserver unter {address} antwortet nicht: {what}.',
    remedy: 'Prüfen, ob er läuft; geordnet wird weiter mit dem, was bekannt ist, und kein anderes Modell springt ein.',
  },
  'remote.strange': {
    says: 'Der Bewertungsserver unter {address} gab {what}.',
    remedy: 'Prüfen, ob er die Art von Modell bedient, die in den Einstellungen steht.',
  },
  'review.busy': { says: '{file} wird von einem anderen Programm gehalten.', remedy: 'Dort schließen und dies noch einmal tun.' },
  'review.damaged': { says: '{file} ist beschädigt: {what}.', remedy: 'Nichts wurde darin geändert; zur letzten Sicherung zurückgehen.' },
  'review.exists': { says: 'Eine Datei {file} gibt es schon.', remedy: 'Einen anderen Namen wählen.' },
  'review.folder': {
    says: 'In {file} oder den Ordner darf nicht geschrieben werden.',
    remedy: 'Lesen geht; um weiterzumachen, in einen eigenen Ordner kopieren.',
  },
  'review.foreign': {
    says: '{file} ist keine Übersichtsarbeit von Winnow: {seen}.',
    remedy: 'Um Referenzen zu importieren, stattdessen die Exportdatei hierher ziehen.',
  },
  'review.locked': {
    says: 'Diese Übersichtsarbeit ist anderswo zum Schreiben geöffnet ({who}).',
    remedy: 'Dort schließen, oder hier ohne Änderungen lesen.',
  },
  'rule.params': { says: 'Die Regel {rule} ist so nicht zu gebrauchen: {what}.' },
  'rule.unknown': { says: 'Es gibt keine Regel {rule}.', remedy: 'Bekannt sind {known}.' },
  'wire.lost': {
    says: 'Die Verbindung ging verloren, bevor dies getan war ({method}).',
    remedy: 'Sie wird wiederhergestellt; dann noch einmal beginnen.',
  },
  'review.missing': {
    says: 'Die Datei dieser Übersichtsarbeit ist nicht mehr, wo sie war ({place}).',
    remedy: 'Dort öffnen, wo sie jetzt ist, oder ihre Sicherung wiederherstellen.',
  },
  'record.bare': { says: '{count|Eintrag hat|Einträge haben} weder Titel noch Abstract, Autor oder Kennung (der erste in Zeile {line}).' },
  'record.braces': {
    says: 'Die Klammern von {count|Eintrag|Einträgen} gehen nicht auf; sie wurden Zeile für Zeile gelesen (zuerst in Zeile {line}).',
  },
  'record.cut': { says: 'Die Datei endet mitten in diesem Eintrag.' },
  'record.deep': { says: 'Dieser Eintrag ist zu tief geschachtelt.' },
  'record.bareRow': { says: 'Eine Zeile ohne Titel, Abstract, Autor oder Kennung.' },
  'record.empty': { says: 'Ein Eintrag ohne ein einziges Feld.' },
  'record.identifier': {
    says: '{count|Eintrag hat|Einträge haben} eine Kennung oder Adresse, die keine ist; sie wurde weggelassen (zuerst in Zeile {line}).',
  },
  'record.letters': {
    says: 'Autoren mit einem Buchstaben je Zeile wurden in {count|Eintrag|Einträgen} wieder zusammengesetzt (zuerst in Zeile {line}).',
  },
  'record.long': { says: 'Dieser Eintrag ist länger, als ein Eintrag sein kann.' },
  'record.loose': { says: 'Felder, die zu keinem Eintrag gehören.' },
  'record.macro': { says: 'Die Abkürzungen im Feld {field} stehen für mehr Text, als ein Eintrag fasst.' },
  'record.malformed': { says: 'Dies ist kein Eintrag: {what}.' },
  'record.margin': {
    says: '{count|Zeile ohne Einzug und Kürzel wurde|Zeilen ohne Einzug und Kürzel wurden} als Ende des Wertes davor genommen (zuerst in Zeile {line}).',
  },
  'record.ragged': { says: '{count|Zeile hat|Zeilen haben} mehr oder weniger Zellen als die Kopfzeile (zuerst in Zeile {line}).' },
  'record.twice': {
    says: '{count|Eintrag gibt|Einträge geben} Titel oder DOI mehrmals an; genommen wurde jeweils das erste (zuerst in Zeile {line}).',
  },
  'record.unclosed': { says: 'Dieser Eintrag wird nie geschlossen; seine Felder sind nicht zu trennen.' },
  'record.unended': {
    says: '{count|Eintrag hat|Einträge haben} kein Endzeichen; jeder wurde beendet, wo der nächste beginnt (zuerst in Zeile {line}).',
  },
  'record.unknownLabel': { says: 'Werte von Entscheidungen, die Winnow nicht kennt, wurden weggelassen: {values}.' },
  'record.untyped': { says: '{count|Eintrag hat|Einträge haben} keine Typzeile (zuerst in Zeile {line}).' },
  'review.moved': {
    says: '{file} wurde verschoben, ersetzt oder gelöscht, während es offen war.',
    remedy: 'Was gespeichert war, steht in der verschobenen Datei; dort öffnen, wo sie jetzt ist.',
  },
  'review.newer': {
    says: '{file} stammt von einem neueren Winnow (Version {found} der Datei; dieses kennt {known}).',
    remedy: 'Das neuere Winnow installieren.',
  },
  'review.older': {
    says: '{file} stammt von einem älteren Winnow (Version {found} der Datei).',
    remedy: 'Einmal zum Schreiben öffnen, um es auf den neuen Stand zu bringen.',
  },
  'review.schema': {
    says: '{file} hat nicht die Tabellen einer Übersichtsarbeit: {what}.',
    remedy: 'Nichts darin wurde ausgeführt oder geändert; zur letzten Sicherung zurückgehen.',
  },
  'review.unfinished': {
    says: '{file} blieb mitten in einer Änderung stehen.',
    remedy: 'Einmal dort öffnen, wo geschrieben werden darf; Winnow bringt es dann in Ordnung.',
  },
  'review.unknown': {
    says: 'Diese Übersichtsarbeit gibt es auf diesem Rechner nicht.',
    remedy: 'Ihre Datei auf der ersten Seite öffnen.',
  },
  'stop.already': {
    says: 'Das Ende des Screenings ist schon festgehalten.',
    remedy: 'Erst weitermachen, wenn es neu festgehalten werden soll.',
  },
  'stop.none': { says: 'Ein Ende des Screenings ist nicht festgehalten.' },
  'simulate.labels': {
    says: 'Eine Simulation braucht entschiedene Zitate: mindestens ein relevantes und ein nicht relevantes.',
    remedy: 'Erst einige entscheiden oder Entscheidungen importieren.',
  },
  'thread.memory': {
    says: 'Dafür war nicht genug Arbeitsspeicher da ({task}).',
    remedy: 'Andere Programme schließen oder die Datei teilen.',
  },
  'set.prior': { says: 'Die Vorkenntnis {id} ist kein Eintrag von {set}.', remedy: 'Kennungen nennen, die in records.tsv stehen.' },
  'set.columns': {
    says: 'Den Einträgen von {set} fehlt die Spalte {missing}.',
    remedy: 'Die Kopfzeile ist unter `winnow simulate --help` beschrieben.',
  },
  'set.labels': {
    says: 'In {set} ist kein Eintrag als relevant oder keiner als nicht relevant bezeichnet.',
    remedy: 'Beide Arten bezeichnen oder die Menge weglassen.',
  },
  'sheet.order': { says: 'Zeilen des Blattes sind durcheinander oder doppelt; sie wurden gelesen, wie sie kommen.' },
  'sheet.string': { says: 'Zellen verweisen auf Texte, die nicht in der Mappe sind; sie blieben leer.' },
  'sheet.wide': { says: 'Zellen jenseits der Spalte 2.000 wurden weggelassen.' },
  'table.again': { says: 'Die Kopfzeile steht noch {count|Mal|Male} da (zuerst in Zeile {line}); sie wurde übergangen.' },
  'table.blank': { says: '{count|Zeile ist leer und wurde|Zeilen sind leer und wurden} übergangen (die erste in Zeile {line}).' },
  'table.columns': {
    says: 'Winnow kennt keine Spalte der Tabelle.',
    remedy: 'Den Spalten Namen geben wie title, abstract, authors, year, doi.',
  },
  'table.headless': { says: 'Die Tabelle hat keine Kopfzeile; was ihre Spalten enthalten, wurde aus den Zeilen erschlossen.' },
  'table.preamble': { says: 'Die Kopfzeile steht in Zeile {line}; die Zeilen davor wurden übergangen.' },
  'table.quote': { says: 'Ein Anführungszeichen, das in Zeile {line} beginnt, endet nie; es wurde als gewöhnliches Zeichen genommen.' },
  'table.twice': { says: '{count} Spalten heißen {name}; genommen wurde die erste, die gefüllt ist.' },
  'table.wide': { says: 'Die Tabelle hat {columns} Spalten; nur die ersten 2.000 wurden angesehen.' },
  'wire.busy': { says: 'Es sind zu viele Aufrufe zugleich offen ({open}).' },
  'wire.large': { says: 'Eine Nachricht ist größer als {limit} Bytes.' },
  'wire.malformed': { says: 'Eine Nachricht ist kein Aufruf: {what}.' },
  'wire.shape': { says: 'Der Aufruf {method} hat eine falsche Eingabe: {what}.' },
  'wire.unknown': { says: 'Es gibt kein Verfahren {method}.' },
  incident: {
    says: 'Etwas ging schief, womit Winnow nicht gerechnet hat (Vorfall {incident}).',
    remedy: 'Im Protokoll des Programms steht es unter dieser Kennung.',
  },
};
