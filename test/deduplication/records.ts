// How do the tests of this room write a citation in one line?
import type { Citation, Fields } from '../../shared/citation.ts';

/** `;` parts authors, as in `Moe, Ann; Roe, Bo`. */
export interface Sketch extends Omit<Partial<Fields>, 'authors' | 'type'> {
  readonly by?: string;
  readonly type?: string;
}

export const citation = ({ by, type, ...fields }: Sketch, at = 0): Citation => ({
  id: `r${at}`,
  source: { file: 'test', line: at + 1 },
  authors: by?.split('; '),
  type: type === undefined ? undefined : [type],
  ...fields,
});

export const citations = (sketches: readonly Sketch[]): Citation[] => sketches.map(citation);
