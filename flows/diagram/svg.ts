/** A picture as an SVG that stands alone: laid out in layers, words inside, readable in print. */
import { escaped } from './escape';
import { inLayers, type Place } from './layers';
import type { Arrow, Picture, PictureNode } from './picture';

const WIDTH = 210;
const LINE = 15;
const MOST_LINES = 5;
const LETTERS = 34;

const MARGIN = 24;
const HEAD = 48;

const COLOURS: Readonly<Record<PictureNode['kind'], readonly [fill: string, stroke: string]>> = {
  say: ['#f4f6fb', '#8fa1c7'], ask: ['#e6f2ec', '#3f8f67'], check: ['#eef0f3', '#6b7480'], do: ['#eef0f3', '#6b7480'], decide: ['#fdf5e3', '#c49a35'],
  call: ['#f0eaf8', '#8762b5'], wait: ['#f7f7f7', '#9a9a9a'], end: ['#fbeaea', '#b85450'],
};

export const svgOf = (picture: Picture): string => {
  const heights = new Map(picture.nodes.map(({ step, text }) => [step, 26 + LINE * linesOf(text).length]));
  const { height, places, width } = inLayers([...heights.keys()], picture.arrows, (step) => ({ width: WIDTH, height: heights.get(step) ?? 26 }));
  const [wide, high] = [Math.ceil(width + 2 * MARGIN + SIDE), Math.ceil(height + HEAD + MARGIN)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}" font-family="system-ui, sans-serif" font-size="11" role="img">`,
    `<title>${escaped(`${picture.title} (${picture.flow}, ${picture.level})`)}</title>`,
    '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>',
    `<rect width="${wide}" height="${high}" fill="#fff"/>`,
    `<text x="${MARGIN}" y="26" font-size="15" font-weight="600">${escaped(`${picture.title} · ${picture.level}`)}</text>`,
    `<g transform="translate(${MARGIN} ${HEAD})">`,
    ...picture.arrows.flatMap((arrow) => arrowOf(arrow, places)),
    ...picture.nodes.flatMap((node) => boxOf(node, places.get(node.step))),
    '</g></svg>',
    '',
  ].join('\n');
};

const boxOf = ({ kind, step, text }: PictureNode, place: Place | undefined): readonly string[] => {
  if (place === undefined) return [];
  const { height, width, x, y } = place;
  const [fill, stroke] = COLOURS[kind];
  const words = linesOf(text).map((line, index) => `<text x="${x + 8}" y="${y + 32 + index * LINE}">${escaped(line)}</text>`);
  return [
    `<g><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${kind === 'ask' ? 12 : 4}" fill="${fill}" stroke="${stroke}"/>`,
    `<text x="${x + 8}" y="${y + 17}" font-weight="600">${escaped(step)}</text>${words.join('')}</g>`,
  ];
};

/** Room beside the boxes for what leads back. */
const SIDE = 60;

const arrowOf = ({ from, to, words }: Arrow, places: ReadonlyMap<string, Place>): readonly string[] => {
  const [a, b] = [places.get(from), places.get(to)];
  if (a === undefined || b === undefined) return [];
  const label = labelOf(words);
  const { middle, path } = b.layer > a.layer ? downwards(a, b) : backwards(a, b);
  const text = `<text x="${middle.x}" y="${middle.y + 4}" text-anchor="middle" fill="#333" stroke="#fff" stroke-width="3" paint-order="stroke">${escaped(label)}</text>`;
  return [`<path d="${path}" fill="none" stroke="${b.layer > a.layer ? '#555' : '#a06a2c'}" marker-end="url(#a)"/>${label === '' ? '' : text}`];
};

interface Curve {
  readonly path: string;
  readonly middle: { readonly x: number; readonly y: number };
}

const downwards = (a: Place, b: Place): Curve => {
  const [x1, y1, x2, y2] = [a.x + a.width / 2, a.y + a.height, b.x + b.width / 2, b.y];
  const bend = Math.max(20, (y2 - y1) / 2);
  return { path: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`, middle: { x: x1 + (x2 - x1) * 0.84, y: y1 + (y2 - y1) * 0.72 } };
};

const backwards = (a: Place, b: Place): Curve => {
  const [x1, y1, x2, y2] = [a.x + a.width, a.y + a.height / 2, b.x + b.width, b.y + b.height / 2];
  const side = Math.max(x1, x2) + SIDE - 12;
  return { path: `M${x1} ${y1}C${side} ${y1} ${side} ${y2} ${x2} ${y2}`, middle: { x: side - 14, y: (y1 + y2) / 2 } };
};

const labelOf = (words: readonly string[]): string => {
  const label = words.filter((word) => word !== '').join(', ');
  return label.length > LETTERS ? `${label.slice(0, LETTERS - 1)}…` : label;
};

const linesOf = (text: string): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LETTERS) lines[lines.length - 1] = `${last} ${word}`;
    else if (word !== '') lines.push(word);
  }
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1] ?? ''}…`] : lines;
};
