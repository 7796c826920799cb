// What does a column hold? Names that databases and screening tools give their columns, in order of trust for each field.

export type Role =
  | 'id'
  | 'title'
  | 'abstract'
  | 'authors'
  | 'fullAuthors'
  | 'year'
  | 'date'
  | 'month'
  | 'day'
  | 'journal'
  | 'citation'
  | 'issn'
  | 'volume'
  | 'issue'
  | 'pages'
  | 'firstPage'
  | 'lastPage'
  | 'articleNumber'
  | 'doi'
  | 'pmid'
  | 'pmcid'
  | 'accession'
  | 'url'
  | 'keywords'
  | 'mesh'
  | 'language'
  | 'type'
  | 'notices'
  | 'extra'
  | 'notes'
  | 'tags'
  | 'reason'
  | 'label';

/** Names in form (see `formed`), separated by `|`; earlier ones win. */
const names: Record<Role, string> = {
  id: 'id|record id|key|study id|item id|internal id|reference id|ref id|refid|covidence|covidence id|uid|citation key|bibtexkey|id number|article id|citation id',
  title:
    'title|article title|document title|primary title|title primary|item title|study title|citation title|paper title|publication title article|reference title|titles|ti|t1|display name|brief title|official title|public title|title of article|title article|name|scientific title|titel|titre|título|titulo',
  abstract:
    'abstract|abstract note|notes abstract|citation abstract|abstracts|abstract text|ab|n2|original abstract|brief summary|summary|abstract english|zusammenfassung|résumé|resumen|resumo',
  authors:
    'authors|author|author s|author names|author name|first authors|authors primary|citation authors|author list|au|a1|authorships author display name|authorships raw author name|creator|creators|authors list|autor|autoren|auteurs|autores',
  fullAuthors: 'author full names|af|author full name',
  year: 'year|publication year|published year|pub year|py|citation pub year|year published|year of publication|pubyear|date year|yr|jahr|année|año|ano|pub date year',
  date: 'date|publication date|date published|date of publication|published|cover date|da|y1|publication date online|pub date|pubdate|issued|original paper date',
  month: 'month|published month|publication month|pub month',
  day: 'day|publication day',
  journal:
    'journal|journal title|source title|citation journal name|journal name|periodical full|secondary title|title secondary|journal book|publication title|container title|venue|primary location source display name|host venue display name|so|publication|journal full name|jf|jo|t2|publication name|source|booktitle|book title|anthology title|source title anthology title|periodical abbrev|ta|jt|pubtitle|parent title|zeitschrift|revue|revista',
  citation: 'citation|source|so|reference|full citation',
  issn: 'issn|issns|sn|issn isbn|issn l|primary location source issn|host venue issn|e issn|eissn|print issn|standard number',
  volume: 'volume|vl|vi|journal volume|citation journal volume|vol|biblio volume',
  issue: 'issue|number|issue number|journal issue|is|ip|no|biblio issue',
  pages: 'pages|page|page range|pg|pagination|page numbers',
  firstPage: 'start page|first page|page start|bp|sp|biblio first page|startpage|lpages',
  lastPage: 'end page|last page|page end|ep|other pages|biblio last page|endpage|upages',
  articleNumber: 'art no|article number|article no|articlenumber|ar',
  doi: 'doi|di|item doi|digital object identifier|doi url|doi link|do|ids doi|article doi|original paper doi',
  pmid: 'pmid|pubmed id|pubmedid|pubmed|pm|medline pmid|ids pmid|pubmed pmid|pmids|original paper pub med id',
  pmcid: 'pmcid|pmc id|pmc|ids pmcid',
  accession:
    'accession number|accession|central id|nct number|lens id|eid|ut|ut unique wos id|ui|publication id|embase accession id|pui|openalex id|ids openalex|an|unique id|source id|trial id|trialid|accession no',
  url: 'url|urls|link|item url|article url|full text link|plink|source urls|external url|links|pdf link|source linkout|page url|open url link|web address|weblink|source url|uri|ftu rl|fturl|ur|articleurl|documenturl|study url|fulltexturl|full text url',
  keywords:
    'keywords|author keywords|keyword|de|subjects|index keywords|keywords plus|ieee terms|keywords display name|manual tags|citation keywords|key words|kw|subject|subject terms|fields of study|emtree medical index terms|emtree medical index terms major focus|emtree drug index terms|emtree drug index terms major focus',
  mesh: 'mesh|mesh terms|mesh headings|mh|mesh heading',
  language:
    'language|la|language of original document|article language|languages|lg|languageofpublication|language of publication|language of article',
  type: 'type|publication type|document type|type of reference|item type|reference type|dt|doctype|content type|publication types|pt|pubtype|study type',
  notices: 'notices|retraction notice|comments corrections',
  extra: 'extra',
  notes: 'notes|note|personal notes|comments|comment|n1|user notes|reviewer notes|general notes',
  tags: 'tags|labels|tag',
  reason:
    'reason|exclusion reason|exclusion reasons|reason for exclusion|reasons|excluded reason|reason excluded|fulltext exclude reasons|fulltext exclusion reasons|t a exclusion reasons|exclude reason',
  label:
    'asreview label|included|label|final included|label included|included label|included final|included flag|include|final decision|decision|screening decision|inclusion|label final|label abstract|citation screening status|fulltext screening status|t a status|fulltext status|screening status|include exclude|verdict|relevant|eligible|eligibility|screened abstracts|screened titles|selected|screening result',
};

const roleOfName = new Map<string, { role: Role; rank: number }[]>();
for (const [role, list] of Object.entries(names) as [Role, string][])
  list.split('|').forEach((name, rank) => {
    const at = roleOfName.get(name);
    if (at === undefined) roleOfName.set(name, [{ role, rank }]);
    else at.push({ role, rank });
  });

const plainForm = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A column name as it is compared: lower case, words only, without the debris of a byte-order mark; `ShortTitle` as two words where one means nothing. */
const formed = (name: string): string => {
  const bare = name.replace(/^(?:\ufeff|ï»¿|ï\.\.|ï|\.\.)+/, '');
  const form = plainForm(bare);
  if (roleOfName.has(form) || form.includes(' ')) return form;
  return plainForm(bare.replace(/([a-z])([A-Z])/g, '$1 $2'));
};

export interface Columns {
  /** Places of the columns of each role, most trusted first. */
  readonly of: ReadonlyMap<Role, readonly number[]>;
  /** Names in form, by place. */
  readonly formed: readonly string[];
  /** Names as written, by place. */
  readonly names: readonly string[];
  /** How many different roles were found. */
  readonly known: number;
}

/** Two-letter names (`TI`, `AU`, `PY`) mean something only in company. */
const short = /^[a-z][a-z0-9]$/;

export const columnsOf = (header: readonly string[]): Columns => {
  const forms = header.map((name) => (name.length > 80 ? '' : formed(name)));
  const shorts = forms.filter((name) => short.test(name) && roleOfName.has(name)).length;
  const found = new Map<Role, { place: number; rank: number }[]>();
  forms.forEach((name, place) => {
    if (name === '' || (short.test(name) && name !== 'id' && name !== 'no' && shorts < 3)) return;
    for (const { role, rank } of roleOfName.get(name) ?? []) {
      const list = found.get(role);
      if (list === undefined) found.set(role, [{ place, rank }]);
      else list.push({ place, rank });
    }
  });
  const of = new Map<Role, number[]>();
  for (const [role, list] of found)
    of.set(
      role,
      list.sort((a, b) => a.rank - b.rank || a.place - b.place).map(({ place }) => place),
    );
  return { of, formed: forms, names: header, known: of.size };
};

const telling: readonly Role[] = ['title', 'abstract', 'doi', 'pmid', 'authors', 'fullAuthors'];

/** People have names and titles too. */
const isAddressBook = ({ formed: names, known }: Columns): boolean =>
  known <= 2 && names.some((name) => /^(?:e mail|email|email address|phone|telephone|mobile|first name|last name|surname)$/.test(name));

/** How sure it is that a row is the header of a table of references: 0 (no) to 1. */
export const headerBelief = (row: readonly string[]): number => {
  const filled = row.filter((cell) => cell.trim() !== '').length;
  if (filled === 0 || row.some((cell) => cell.length > 400)) return 0;
  const columns = columnsOf(row.length > 2000 ? row.slice(0, 2000) : row);
  const strong = telling.filter((role) => columns.of.has(role)).length;
  if (strong === 0 || isAddressBook(columns)) return 0;
  if (
    filled === 1 &&
    !/^[\p{L}\p{N} ._#/-]+$/u.test(
      row
        .join('')
        .trim()
        .replace(/^\ufeff+/, ''),
    )
  )
    return 0;
  if (
    !columns.of.has('title') &&
    !columns.of.has('abstract') &&
    !(columns.of.has('pmid') && columns.known >= 3) &&
    !(columns.of.has('doi') && columns.known >= 3)
  )
    return 0;
  if (columns.known >= 6) return 0.98;
  if (columns.known >= 4) return 0.95;
  if (columns.known === 3) return 0.9;
  if (columns.known === 2) return strong === 2 || filled <= 4 ? 0.85 : 0.7;
  return filled === 1 ? 0.6 : 0.55;
};
