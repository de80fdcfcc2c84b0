/** The drawings of the chat, built as elements. The mark is one thread that ties itself into a speech bubble. */
const SVG = 'http://www.w3.org/2000/svg';

interface Drawing {
  readonly size: number;
  readonly paths: readonly { readonly d: string; readonly class?: string }[];
}

const MARK: Drawing = {
  size: 32,
  paths: [
    { d: 'M3 28.5c3.6.6 5.9-1.2 5.6-4.3C5.9 22 4.5 19 4.5 15.7 4.5 9.2 9.7 4.5 16.2 4.500s11.3 4.7 11.3 11-5 11.2-11.3 11.200c-2 0-3.8-.4-5.4-1.2' },
    { d: 'M10.5 16.800c1.7-3.2 3.6-3.2 5.4-.6s3.8 2.6 5.6-.6', class: 'accent' },
  ],
};
const SEND: Drawing = { size: 24, paths: [{ d: 'M12 19V5.500M5.8 11.5 12 5.300l6.2 6.2' }] };
const CLOSE: Drawing = { size: 24, paths: [{ d: 'M6.5 6.500l11 11M17.5 6.500l-11 11' }] };
const DOWN: Drawing = { size: 24, paths: [{ d: 'M6 9.500l6 6 6-6' }] };
const SENT: Drawing = { size: 24, paths: [{ d: 'M5 12.800l4.6 4.700L19 7.5' }] };
const PERSON: Drawing = { size: 24, paths: [{ d: 'M12 12a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.400zM4.8 19.600c.9-3.2 3.7-4.9 7.2-4.900s6.3 1.7 7.2 4.9' }] };
const PHOTO: Drawing = { size: 24, paths: [{ d: 'M4 8.500h3.400L9 6h6l1.600 2.500H20a1 1 0 0 1 1 1V18a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9.500a1 1 0 0 1 1-1zM12 16.500a3.300 3.300 0 1 0 0-6.600 3.300 3.300 0 0 0 0 6.600z' }] };
const FILE: Drawing = { size: 24, paths: [{ d: 'M7 3.500h7l4 4V20.500H7zM14 3.500v4h4M10 12.500h5M10 16h5' }] };
const WAVE: Drawing = { size: 48, paths: [{ d: 'M2 24c5.5-13 11-13 16.5 0s11 13 16.5 0 8-11 11-11' }] };

export const markIcon = (): SVGElement => draw(MARK, 'mark');
export const sendIcon = (): SVGElement => draw(SEND, 'icon');
export const closeIcon = (): SVGElement => draw(CLOSE, 'icon');
export const downIcon = (): SVGElement => draw(DOWN, 'icon');
export const sentIcon = (): SVGElement => draw(SENT, 'icon tick');
export const personIcon = (): SVGElement => draw(PERSON, 'icon');
export const photoIcon = (): SVGElement => draw(PHOTO, 'icon');
export const fileIcon = (): SVGElement => draw(FILE, 'icon');
export const waveIcon = (): SVGElement => draw(WAVE, 'wave');

/** Decoration only: every use stands beside a text or inside a labelled button. */
function draw({ size, paths }: Drawing, name: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('class', name);
  svg.setAttribute('aria-hidden', 'true');
  for (const { d, class: className } of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    if (className !== undefined) path.setAttribute('class', className);
    svg.append(path);
  }
  return svg;
}
