// How does a certificate look on paper? One page of HTML by itself, with the whole statement inside, so that the paper's file can be checked too.
import { statement as sentences, type Statement } from '../stopping/certificate.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${String(sign.codePointAt(0))};`);

/** In a script element only `<` could end it. */
const inside = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

const style = `body{font:11pt/1.5 Georgia,'Times New Roman',serif;color:#111;background:#fff;max-width:44rem;margin:2.5rem auto;padding:0 1.5rem}
h1{font-size:17pt;line-height:1.25;margin:0 0 .25rem}h2{font-size:12pt;margin:1.75rem 0 .25rem}.claim{font-size:13pt}p{margin:.4rem 0}
table{border-collapse:collapse;width:100%;font-size:9pt}th,td{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-bottom:1px solid #ddd}
.mono{font:8pt/1.4 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}`;

/** Says the same as the JSON; the table lists what was drawn, in order of drawing. */
export const certificatePage = (of: Statement): string => {
  const [review = '', claim = '', ...rest] = sentences(of);
  const records = new Map(of.records.map((record) => [record.id, record]));
  const rows = of.sampled.map(({ id, relevant }, at) => {
    const { title = '', pmid, doi } = records.get(id) ?? {};
    const cells = [String(at + 1), String(id), title, pmid ?? doi ?? '', relevant ? 'relevant' : 'not relevant'];
    return `<tr>${cells.map((cell) => `<td dir="auto">${escaped(cell)}</td>`).join('')}</tr>`;
  });
  const { made, ledger, signature } = of;
  const origin = [
    `Given by ${made.by} on ${made.at} with Winnow ${made.version}.`,
    `Fixed in row ${String(ledger.locked.seq)} of the ledger of review ${ledger.review} by ${ledger.locked.by} on ${ledger.locked.at}; hash of that row:`,
  ];
  const signed =
    signature === undefined
      ? '<p>Not signed.</p>'
      : `<p>Signed (${signature.algorithm}) by the key</p><p class="mono">${escaped(signature.key)}</p><p class="mono">${escaped(signature.value)}</p>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stop certificate</title><style>${style}</style></head>
<body><main><h1>Stop certificate</h1><p>${escaped(review)}</p>
<p class="claim">${escaped(claim)}</p>
${rest.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
<h2>Where it comes from</h2>
${origin.map((line) => `<p>${escaped(line)}</p>`).join('\n')}<p class="mono">${escaped(ledger.locked.hash)}</p>
${signed}
<p>To check it: <span class="mono">winnow verify</span> on this file draws the sample again from the seed and the ids of the tail and computes the bound anew.</p>
<h2>What was drawn and read</h2>
<table><thead><tr><th scope="col">Drawn</th><th scope="col">Id</th><th scope="col">Title</th><th scope="col">PMID or DOI</th><th scope="col">Judged</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></main>
<script type="application/json" id="winnow-certificate">${inside(of)}</script></body></html>
`;
};

/** The statement inside such a page; undefined where there is none. */
export const statementInside = (html: string): string | undefined =>
  /<script type="application\/json" id="winnow-certificate">([^<]*)<\/script>/.exec(html)?.[1];
