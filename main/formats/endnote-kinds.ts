// Which kind of publication does an EndNote reference type name? Used by its XML and its tagged files.
import type { Kind } from '../citations/index.ts';

/** Name, number in XML, our word. The first of several with one word is the one written. */
const types: readonly (readonly [name: string, number: number, kind: Kind | undefined])[] = [
  ['Journal Article', 17, 'Journal Article'],
  ['Electronic Article', 43, 'Journal Article'],
  ['Magazine Article', 19, 'Magazine Article'],
  ['Newspaper Article', 23, 'Newspaper Article'],
  ['Book', 6, 'Book'],
  ['Edited Book', 28, 'Book'],
  ['Electronic Book', 44, 'Book'],
  ['Classical Work', 49, 'Book'],
  ['Book Section', 5, 'Book Chapter'],
  ['Electronic Book Section', 60, 'Book Chapter'],
  ['Conference Paper', 47, 'Conference Paper'],
  ['Conference Proceedings', 10, 'Conference Proceedings'],
  ['Thesis', 32, 'Thesis'],
  ['Report', 27, 'Report'],
  ['Government Document', 46, 'Report'],
  ['Grant', 54, 'Report'],
  ['Dataset', 59, 'Dataset'],
  ['Patent', 25, 'Patent'],
  ['Web Page', 12, 'Web Page'],
  ['Online Multimedia', 48, 'Web Page'],
  ['Film or Broadcast', 21, 'Video'],
  ['Audiovisual Material', 3, 'Video'],
  ['Music', 61, 'Audio'],
  ['Podcast', 64, 'Audio'],
  ['Unpublished Work', 34, 'Unpublished Work'],
  ['Manuscript', 36, 'Unpublished Work'],
  ['Computer Program', 9, 'Computer Program'],
  ['Statute', 31, 'Statute'],
  ['Case', 7, 'Case'],
  ['Bill', 4, 'Bill'],
  ['Hearing', 14, 'Hearing'],
  ['Standard', 58, 'Standard'],
  ['Encyclopedia', 53, 'Encyclopedia Article'],
  ['Dictionary', 52, 'Dictionary Entry'],
  ['Map', 20, 'Map'],
  ['Artwork', 2, 'Artwork'],
  ['Personal Communication', 26, 'Personal Communication'],
  ['Blog', 56, 'Blog Post'],
  ['Generic', 13, undefined],
];

const byName = new Map(types.map(([name, , kind]) => [name.toLowerCase(), kind]));
for (const [name, kind] of [
  ['journal', 'Journal Article'],
  ['article', 'Journal Article'],
  ['dissertation', 'Thesis'],
  ['conference', 'Conference Paper'],
  ['website', 'Web Page'],
  ['webpage', 'Web Page'],
  ['electronic source', 'Web Page'],
  ['preprint', 'Preprint'],
  ['book chapter', 'Book Chapter'],
] as const)
  byName.set(name, kind);
const byNumber = new Map(types.map(([, number, kind]) => [String(number), kind]));

/** Our word for a reference type's name or number; undefined for `Generic` and what EndNote does not have. */
export const endnoteKind = (type: string | undefined): Kind | undefined => {
  const value = type?.trim().toLowerCase() ?? '';
  return byName.get(value) ?? byNumber.get(value);
};

/** The reference type of our word, if EndNote has one that says exactly that. */
export const endnoteType = (kind: string | undefined): { name: string; number: number } => {
  const found = types.find(([, , word]) => word !== undefined && word === kind);
  return found === undefined ? { name: 'Generic', number: 13 } : { name: found[0], number: found[1] };
};
