// What is a citation? The room's door.
export { citationOf, recordKeys, saysSomething, toRecord, type Draft } from './draft.ts';
export { dateOf, isoDate, monthNumber, year } from './dates.ts';
export { exampleOf, looksDecodedTwice, repairDecodedTwice } from './decoded-twice.ts';
export { namedCharacter } from './entities.ts';
export { doi, issn, pmcid, pmcidInNote, pmid, pmidInAddress, pmidInNote, webAddress } from './identifiers.ts';
export { author, familyName, splitList, splitNames, splitSemicolons } from './names.ts';
export { readAsreview } from './opinions/asreview.ts';
export { readOpinions, takeNotes } from './opinions/notes.ts';
export { agreed, opinion, verdictOf, type Say } from './opinions/opinion.ts';
export { readRayyan, writeRayyan } from './opinions/rayyan.ts';
export { hasText, isNothing, lines, oneLine, plain, protect } from './plain.ts';
export { retractionOf, type Retraction } from './retraction.ts';
export { kinds, language, notice, noticesIn, pages, type Kind } from './words.ts';
