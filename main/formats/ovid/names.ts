// Which tag does Ovid's name of a field in words stand for?

/** Lower-case name → the two letters of the tagged form. */
export const fieldNames: ReadonlyMap<string, string> = new Map(
  (
    'unique identifier:UI|accession number:AN|title:TI|book title:BT|chapter title:CT|original title:OT|title comments:TM|translated title:TT|author:AU|authors:AU|authors full name:FA|author full name:FA|author(s):AU|personal author:AU|corporate author:CA|' +
    'collective name:CA|group author:CA|editor:ED|book author:BA|book editors:ED|author e-mail:EM|author email:EM|correspondence address:CQ|institution:IN|institutions:IN|affiliation:IN|source:SO|abbreviated source:AS|journal name:JN|nlm journal name:JT|' +
    'journal:JN|publication:JN|nlm journal code:JC|journal code:JC|journal subset:SB|subset:SB|abstract:AB|other abstract:OA|english abstract:AB|abstract label:AL|copyright information:CI|keyword heading:KW|keyword headings:KW|author keywords:KW|' +
    'keywords:KW|key words:KW|key concepts:ID|identifiers:ID|descriptors:DE|candidate terms:CT|subject headings:MH|mesh subject headings:MH|mesh headings:MH|mesh terms:MH|heading word:HW|emtree heading:MH|embase subject headings:MH|cinahl subject headings:MH|' +
    'drug index terms:DI|drug terms:DG|other index terms:OI|index terms:OI|major subject:MJ|minor subject:MN|language:LG|languages:LG|abstract language:AL|publication type:PT|document type:DT|publication status:ST|status:ST|record status:ST|' +
    'publication history status:PH|issn:IS|issn print:IS|issn electronic:ES|electronic issn:ES|issn linking:IL|isbn:IB|isbn print:IB|year of publication:YR|publication year:YR|year:YR|date of publication:DP|publication date:DP|date created:DC|' +
    'date completed:DO2|revision date:RD|entry date:ED2|entry week:EW|update date:UP|update code:UP|date delivered:DD|electronic date of publication:EP|volume:VO|issue:IP|issue/part:IP|page:PG|pages:PG|pagination:PG|article number:AR|' +
    'digital object identifier:DO|doi:DO|doi number:DO|article identifier:DO|publisher item identifier:PI|pmid:PM|pubmed id:PM|pmc identifier:PMC|country of publication:CP|place of publication:CP|publisher:PB|publishing model:PO|' +
    'link to the ovid full text or citation:XL|link to the ovid full text:XL|link to the external link resolver:XL|link to full text:XL|score:Score|references:RF|cited references:RF|number of references:RN2|comments:CM|comment:CM|general note:NT|' +
    'note:NT|notes:NT|grant information:GI|grant number:NO|grant support:GI|cas registry number/ec number/name of substance:RN|registry number/name of substance:RN|name of substance:NM|cas registry number:RN|gene symbol:GS|secondary source id:SI|' +
    'personal name as subject:PN|personal name as subject author:PN|investigator:IR|investigator affiliation:IA|local messages:LM|catalog holdings:XH|indexing method:IX|database:DB|database segment:DB|record owner:RO|copyright:CR|classification code:CC|classification:CC|' +
    'population:PO|population group:PO|age group:AG|methodology:MD|tests & measures:TM2|format:FO|location:LO|meeting information:CF|conference information:CF|conference name:CF|meeting name:CF|meeting date:MD2|meeting place:ML|trade name:TN|' +
    'manufacturer:MF|device manufacturer:DM|clinical trial number:CN|embase section headings:EC|caption text:CA2|cited by:CB|isn:IS|notes on content:NT|topics:TP|embase status:ST'
  )
    .split('|')
    .map((pair): [string, string] => {
      const colon = pair.lastIndexOf(':');
      return [pair.slice(0, colon), pair.slice(colon + 1)];
    }),
);
