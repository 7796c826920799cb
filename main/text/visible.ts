// Which characters of a text cannot be seen, and how are they shown?

/** Ranges of code points without a glyph of their own: controls, zero width, bidirectional marks and overrides, fillers, tags, lone surrogates. */
const hidden: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];
const isHidden = (code: number): boolean => (code >= 0x7f || code < 0x20 ? hidden.some(([from, to]) => code >= from && code <= to) : false);

/** Scripts and signs in which the joiners (U+200C, U+200D) do what they are for. */
const joined =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}]/u;

const asCode = (code: number): string => `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;

/**
 * The text as people can see it: a right-to-left override becomes `‹U+202E›`. For display only; what is stored and exported stays as it was.
 * Joiners inside scripts that need them, and inside emoji, stay.
 */
export const visible = (text: string): string => {
  let shown = '';
  let before = '';
  let copied = 0;
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at)!;
    const width = code > 0xffff ? 2 : 1;
    const joins = (code === 0x200c || code === 0x200d) && joined.test(before);
    if (isHidden(code) && !joins) {
      shown += text.slice(copied, at) + asCode(code);
      copied = at + width;
    }
    before = text.slice(at, at + width);
    at += width;
  }
  return copied === 0 ? text : shown + text.slice(copied);
};

/** Is there anything in it that cannot be seen? */
export const hasHidden = (text: string): boolean => visible(text) !== text;
