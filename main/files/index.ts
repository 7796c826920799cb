// How do bytes get in and out? The room's door.
export { cellEnd, rowEnd, sheetMark } from './cells.ts';
export type { Part, PartNotice } from './part.ts';
export { openSource, partOf, type OpenOptions, type Source } from './source.ts';
export { writeAtomically, writeWorkbook } from './write.ts';
export { openZip, type Zip, type ZipEntry } from './zip.ts';
