// What kind of file do the first bytes show?

/** `text` may still be no text; the rest is certain. */
export type FileKind =
  { readonly is: 'text' | 'gzip' | 'zip' | 'sqlite' | 'compound' } | { readonly is: 'pointer' } | { readonly is: 'binary'; readonly kind: string };

const signatures: readonly (readonly [bytes: string, kind: string])[] = [
  ['89504e470d0a1a0a', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
  ['47494638', 'a GIF picture'],
  ['25504446', 'a PDF document'],
  ['7b5c727466', 'a rich-text document (RTF)'],
  ['377abcaf271c', 'a 7-zip archive'],
  ['526172211a07', 'a RAR archive'],
  ['425a68', 'a bzip2 archive'],
  ['fd377a585a00', 'an xz archive'],
  ['28b52ffd', 'a Zstandard archive'],
  ['7f454c46', 'a program'],
  ['4d5a90', 'a program'],
  ['49492a00', 'a TIFF picture'],
  ['4d4d002a', 'a TIFF picture'],
  ['52494646', 'a sound or video file'],
  ['4f676753', 'a sound file'],
  ['494433', 'a sound file'],
  ['000001ba', 'a video file'],
  ['0000001866747970', 'a video file'],
  ['0000002066747970', 'a video file'],
  ['cafebabe', 'a program'],
  ['504152310000', 'a Parquet table'],
  ['50415231', 'a Parquet table'],
];

export const kindOf = (head: Uint8Array): FileKind => {
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  if (hex.startsWith('1f8b')) return { is: 'gzip' };
  if (/^504b(?:0304|0506|0708)/.test(hex)) return { is: 'zip' };
  if (hex.startsWith('53514c69746520666f726d6174203300')) return { is: 'sqlite' };
  if (hex.startsWith('d0cf11e0a1b11ae1')) return { is: 'compound' };
  for (const [bytes, kind] of signatures) if (hex.startsWith(bytes)) return { is: 'binary', kind };
  if (Buffer.from(head.subarray(0, 60)).toString('latin1').startsWith('version https://git-lfs.github.com/spec/')) return { is: 'pointer' };
  return { is: 'text' };
};

/** True where decoded text is mostly signs that no text has. A few stray NULs do not make a file binary. */
export const looksBinary = (head: string): boolean => {
  let odd = 0;
  const n = Math.min(head.length, 8192);
  for (let at = 0; at < n; at += 1) {
    const code = head.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 11 && (code < 28 || code > 31)) || code === 0xfffd)
      odd += 1;
  }
  return n > 0 && odd / n > 0.25;
};

/** The page's title where the text is a web page. */
export const webPage = (head: string): string | undefined => {
  if (!/^\s*(?:<!--[^]*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(head.slice(0, 4096))) return undefined;
  const title = /<title[^>]*>([^<]{1,80})/i.exec(head.slice(0, 16_384))?.[1]?.trim();
  return title === undefined || title === '' ? 'HTML' : `“${title}”`;
};
