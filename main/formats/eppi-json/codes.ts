// Which codes does a review have, and which of them decide?

export interface Code {
  readonly name: string;
  readonly decides?: 'include' | 'exclude';
}
export type Codes = ReadonlyMap<number, Code>;

/** The three members of a code that count, in their order; what stands between are strings and numbers. */
const code =
  /"AttributeId"\s*:\s*(\d{1,15})\s*,(?:[^"{}[\]]|"(?:[^"\\]|\\.){0,2000}"){0,200}?"AttributeType"\s*:\s*("(?:[^"\\]|\\.)*")\s*,(?:[^"{}[\]]|"(?:[^"\\]|\\.){0,2000}"){0,200}?"AttributeName"\s*:\s*("(?:[^"\\]|\\.)*")/g;

const unquoted = (text: string): string => {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
};

/** @param head the text of the code sets */
export const codesIn = (head: string): Codes => {
  const codes = new Map<number, Code>();
  for (const [, id, type = '""', name = '""'] of head.matchAll(code)) {
    const decides = /^"(include|exclude)/i.exec(type)?.[1]?.toLowerCase() as 'include' | 'exclude' | undefined;
    codes.set(Number(id), { name: unquoted(name), ...(decides === undefined ? {} : { decides }) });
  }
  return codes;
};
