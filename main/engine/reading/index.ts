// How does a file become citations, and how do citations become a file? Files and formats put together.
export { readFile, type ReceiptDraft } from './read.ts';
export { writeFile, writeTarget } from './write.ts';
