// What is a part: one text with its name, encoding and beginning?

/** Something noticed about a part: a code of the catalogue and what fills it. */
export interface PartNotice {
  readonly code: string;
  readonly slots: Readonly<Record<string, string>>;
}

/** One text: the file itself, an entry of an archive, or a sheet of a workbook. */
export interface Part {
  /** As shown: `search.zip/articles.csv`; a sheet is named only where there are several. */
  readonly name: string;
  /** In lower case, without the dot; `.gz` taken off. */
  readonly extension: string;
  readonly encoding: string;
  /** ≤ 64 kB, no byte-order mark. */
  readonly head: string;
  /** The whole text, from the start each time. */
  text(): AsyncGenerator<string>;
  /** Complete once the text was read. */
  notices(): readonly PartNotice[];
}
