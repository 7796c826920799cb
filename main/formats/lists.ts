// How is a list in one value parted, where a semicolon may also end a character reference (`&#59;`)?

const semicolon = /\s*(?<!&#?\w{1,8})[;；]+\s*/;

/** Parts at `;`, or at line ends where `lines`; references stay whole. */
export const atSemicolons = (value: string): string[] => value.split(semicolon);

/** Does the value hold a semicolon that parts? */
export const hasSemicolon = (value: string): boolean => semicolon.test(value);

/** A word as it may stand in such a list: its own semicolons (and commas, where a lone word would be parted at them) as references. */
export const listWord = (escaped: string, alone = false): string =>
  escaped.replace(alone ? /&#\d{1,7};|[;；,，]/g : /&#\d{1,7};|[;；]/g, (sign) => (sign.length > 1 ? sign : `&#${String(sign.charCodeAt(0))};`));
