// How do bytes get in and out? The room's door.
export { cellEnd, rowEnd } from './cells.ts';
export type { Part } from './part.ts';
export { openSource, partOf } from './source.ts';
export { writeAtomically, writeWorkbook } from './write.ts';
export { openZip, type ZipEntry } from './zip.ts';
