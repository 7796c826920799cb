// How does a file become citations, and how do citations become a file? Files and formats put together.
export { readFile, type ReadFileOptions, type ReceiptDraft } from './read.ts';
export { writeFile, writeTarget, type WriteFileOptions, type Written } from './write.ts';
