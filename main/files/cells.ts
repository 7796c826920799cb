// How do the rows of a workbook travel as text? `mark`, then each row as `number ␟ cell ␟ cell … ␞`.

/** Begins the text of a sheet, so that its format can be told. */
export const sheetMark = '\u001dsheet\u001e';
export const cellEnd = '\u001f';
export const rowEnd = '\u001e';

/** A day number of the sheet as an ISO date. */
export const sheetDate = (value: number, epoch1904: boolean): string => {
  const days = Math.floor(value) + (epoch1904 ? 1462 : 0);
  // 25569: 1970-01-01 in days of the sheet.
  return new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10);
};

/** Cell text without the signs that part cells and rows. */
export const cellSafe = (text: string): string => {
  let out = text;
  for (const sign of ['\u001c', '\u001d', '\u001e', '\u001f']) if (out.includes(sign)) out = out.replaceAll(sign, ' ');
  return out;
};
