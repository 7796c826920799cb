// How do the sheets of a workbook become parts like other texts?
import type { Part } from './part.ts';
import type { Sheet } from './sheets.ts';

/** So much of a part is shown to those who tell formats apart. */
export const headLength = 65_536;

export const sheetParts = async (sheets: readonly Sheet[], name: string, extension: string): Promise<Part[]> => {
  const parts: Part[] = [];
  for (const sheet of sheets) {
    let head = '';
    for await (const chunk of sheet.text()) {
      head += chunk;
      if (head.length >= headLength) break;
    }
    parts.push({
      name: sheets.length === 1 ? name : `${name}/${sheet.name.slice(0, 100)}`,
      extension,
      encoding: extension,
      head: head.slice(0, headLength),
      text: () => later(sheet.text()),
      notices: () => [...sheet.noticed].map((code) => ({ code, slots: {} })),
    });
  }
  return parts;
};

async function* later(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  for await (const chunk of chunks) yield chunk;
}
