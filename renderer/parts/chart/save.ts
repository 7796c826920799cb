// How does a picture leave the page? As an SVG that carries its own colours, or as a picture of dots, or as a table.
import { saveBlob, saveText } from '../files.ts';

const kept = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-linejoin',
  'paint-order',
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

/** Dots of the picture for each of the page: sharp in print. */
const density = 3;

/** The same as PNG, on the background it has on the screen. Resolves when the browser has taken it. */
export const savePng = async (svg: SVGSVGElement, name: string): Promise<void> => {
  const { width, height } = svg.viewBox.baseVal;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.fillStyle = backgroundOf(svg);
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob !== null) saveBlob(blob, `${name}.png`);
};

/** Of the nearest element around it that has one. */
const backgroundOf = (element: Element): string => {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)' && backgroundColor !== 'transparent') return backgroundColor;
  }
  return '#fff';
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
