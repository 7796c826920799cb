// Which character does a named reference stand for? Names of HTML 4 and the few later ones seen in exports.

const latin =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest ' +
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const greek = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega';
const others =
  'amp:26 lt:3c gt:3e quot:22 apos:27 OElig:152 oelig:153 Scaron:160 scaron:161 Zcaron:17d zcaron:17e Ccaron:10c ccaron:10d Cacute:106 cacute:107 Sacute:15a sacute:15b Nacute:143 nacute:144 ' +
  'Lstrok:141 lstrok:142 Dstrok:110 dstrok:111 Ecaron:11a ecaron:11b Rcaron:158 rcaron:159 ncaron:148 dcaron:10f eogon:119 aogon:105 zdot:17c Zdot:17b zacute:17a Scedil:15e scedil:15f Gbreve:11e gbreve:11f ' +
  'inodot:131 imath:131 Idot:130 abreve:103 Abreve:102 amacr:101 emacr:113 imacr:12b omacr:14d umacr:16b odblac:151 udblac:171 uring:16f Yuml:178 fnof:192 circ:2c6 tilde:2dc ' +
  'ensp:2002 emsp:2003 thinsp:2009 zwnj:200c zwj:200d lrm:200e rlm:200f hyphen:2010 dash:2010 ndash:2013 mdash:2014 horbar:2015 lsquo:2018 rsquo:2019 sbquo:201a ldquo:201c rdquo:201d bdquo:201e ' +
  'dagger:2020 Dagger:2021 bull:2022 hellip:2026 permil:2030 prime:2032 Prime:2033 lsaquo:2039 rsaquo:203a oline:203e frasl:2044 euro:20ac image:2111 weierp:2118 real:211c trade:2122 alefsym:2135 ' +
  'larr:2190 uarr:2191 rarr:2192 darr:2193 harr:2194 crarr:21b5 lArr:21d0 uArr:21d1 rArr:21d2 dArr:21d3 hArr:21d4 forall:2200 part:2202 exist:2203 empty:2205 nabla:2207 isin:2208 notin:2209 ni:220b ' +
  'prod:220f sum:2211 minus:2212 lowast:2217 radic:221a prop:221d infin:221e ang:2220 and:2227 or:2228 cap:2229 cup:222a int:222b there4:2234 sim:223c cong:2245 asymp:2248 ap:2248 ne:2260 equiv:2261 ' +
  'le:2264 ge:2265 leq:2264 geq:2265 les:2a7d ges:2a7e sub:2282 sup:2283 nsub:2284 sube:2286 supe:2287 oplus:2295 otimes:2297 perp:22a5 sdot:22c5 lceil:2308 rceil:2309 lfloor:230a rfloor:230b ' +
  'lang:2329 rang:232a loz:25ca spades:2660 clubs:2663 hearts:2665 diams:2666 thetasym:3d1 upsih:3d2 piv:3d6 check:2713 lpar:28 rpar:29 lsqb:5b rsqb:5d plus:2b equals:3d percnt:25 num:23 comma:2c ' +
  'period:2e colon:3a semi:3b sol:2f ast:2a commat:40 dollar:24 excl:21 quest:3f lowbar:5f verbar:7c bsol:5c Tab:9 NewLine:a';

const table = new Map<string, string>();
latin.split(' ').forEach((name, at) => table.set(name, String.fromCharCode(160 + at)));
greek.split(' ').forEach((name, at) => {
  table.set(name, String.fromCharCode(0x3b1 + at));
  if (name !== 'sigmaf') table.set(name.charAt(0).toUpperCase() + name.slice(1), String.fromCharCode(0x391 + at));
});
for (const pair of others.split(' ')) {
  const [name = '', code = ''] = pair.split(':');
  table.set(name, String.fromCharCode(parseInt(code, 16)));
}

/** Numbers 128–159 were never characters; browsers and exporters mean Windows-1252 by them. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * @param body what stands between `&` and `;`: `eacute`, `#233`, `#xE9`
 * @returns the character, or undefined where there is none of that name or number
 */
export const namedCharacter = (body: string): string | undefined => {
  if (!body.startsWith('#')) return table.get(body);
  const hex = body.charAt(1) === 'x' || body.charAt(1) === 'X';
  const code = hex ? parseInt(body.slice(2), 16) : parseInt(body.slice(1), 10);
  if (!(code >= 9 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  if (code >= 128 && code <= 159) return windows.charAt(code - 128);
  if (code < 32 && code !== 9 && code !== 10 && code !== 13) return undefined;
  return String.fromCodePoint(code);
};
