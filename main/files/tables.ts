// What do the cells of a workbook point to: shared texts, and styles that make a number a date?
import type { Bytes } from './bytes.ts';
import { attribute, drain, nothing, parse } from './package.ts';

export const sharedStrings = async (bytes: Bytes | undefined, file: string): Promise<string[]> => {
  const strings: string[] = [];
  if (bytes === undefined) return strings;
  let text = '';
  let inText = false;
  let phonetic = 0;
  await drain(
    parse(
      bytes,
      file,
      'xl/sharedStrings.xml',
      {
        open: (_tag, name) => {
          if (name === 'rPh') phonetic += 1;
          else if (name === 't') inText = phonetic === 0;
        },
        text: (more) => {
          if (inText) text += more;
        },
        close: (name) => {
          if (name === 'rPh') phonetic -= 1;
          else if (name === 't') inText = false;
          else if (name === 'si') {
            strings.push(text);
            text = '';
          }
        },
      },
      nothing,
    ),
  );
  return strings;
};

/** For each cell style: is its number a date? */
export const dateStyles = async (bytes: Bytes | undefined, file: string): Promise<boolean[]> => {
  const out: boolean[] = [];
  if (bytes === undefined) return out;
  const custom = new Map<number, boolean>();
  let inside = false;
  await drain(
    parse(
      bytes,
      file,
      'xl/styles.xml',
      {
        open: (tag, name) => {
          if (name === 'numFmt')
            custom.set(Number(attribute(tag, 'numFmtId')), /[dy]/i.test((attribute(tag, 'formatCode') ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')));
          else if (name === 'cellXfs') inside = true;
          else if (name === 'xf' && inside) {
            const id = Number(attribute(tag, 'numFmtId') ?? 0);
            out.push(custom.get(id) ?? ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36)));
          }
        },
        close: (name) => {
          if (name === 'cellXfs') inside = false;
        },
      },
      nothing,
    ),
  );
  return out;
};
