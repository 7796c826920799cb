// How do the rows of a workbook travel as text? `mark`, then each row as `number ␟ cell ␟ cell … ␞`.

/** Begins the text of a sheet, so that its format can be told. */
export const sheetMark = '\u001dsheet\u001e';
export const cellEnd = '\u001f';
export const rowEnd = '\u001e';
