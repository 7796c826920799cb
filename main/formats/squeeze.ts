// How is white space without end kept from slowing down all that looks for signs between blanks?

const long = /\s{40,}/;
const runs = /\s{40,}/g;

/** Runs of forty and more become one blank, or an empty line where they held a line end. No reader means anything by them. */
export const squeeze = (text: string): string => (long.test(text) ? text.replace(runs, (run) => (/[\r\n]/.test(run) ? '\n\n' : ' ')) : text);
