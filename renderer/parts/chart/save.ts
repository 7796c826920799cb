// How does a picture leave the page? As an SVG that carries its own colours, or as a table.
import { saveText } from '../files.ts';

const kept = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-linejoin',
  'font',
  'text-anchor',
  'opacity',
];

/** The picture with the looks it has on the screen written into its elements. */
export const standalone = (svg: SVGSVGElement): string => {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, i) => {
    const seen = getComputedStyle(original);
    for (const name of kept)
      copies[i]?.setAttribute(name === 'font' ? 'font-size' : name, name === 'font' ? seen.fontSize : seen.getPropertyValue(name));
    copies[i]?.removeAttribute('class');
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('font-family', 'Inter, sans-serif');
  return new XMLSerializer().serializeToString(copy);
};

export const saveSvg = (svg: SVGSVGElement, name: string): void => saveText(standalone(svg), `${name}.svg`, 'image/svg+xml');

/** Cells a spreadsheet would run as formulas get a leading apostrophe. */
const cell = (value: string | number): string => {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csv = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

export const saveCsv = (head: readonly string[], rows: readonly (readonly (string | number)[])[], name: string): void =>
  saveText(csv(head, rows), `${name}.csv`, 'text/csv');
