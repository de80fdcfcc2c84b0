/** A picture as Mermaid text, for pages and reviews that draw it themselves. */
import type { Picture, PictureNode } from './picture';

const SHAPES: Readonly<Record<PictureNode['kind'], readonly [open: string, close: string]>> = {
  say: ['["', '"]'], ask: ['(["', '"])'], check: ['[["', '"]]'], do: ['[/"', '"/]'], decide: ['{"', '"}'], call: ['[["', '"]]'], wait: ['(("', '"))'], end: ['(("', '"))'],
};
const LONGEST = 90;

export const mermaidOf = ({ arrows, flow, level, nodes, title }: Picture): string =>
  [
    '---',
    `title: ${JSON.stringify(`${title} (${flow}, ${level})`)}`,
    '---',
    'flowchart TD',
    ...nodes.map(({ kind, step, text }) => `  ${idOf(step)}${SHAPES[kind][0]}${quoted(text === '' ? step : `${step}: ${text}`)}${SHAPES[kind][1]}`),
    ...arrows.map(({ from, to, words }) => {
      const label = words.filter((word) => word !== '').join(', ');
      return `  ${idOf(from)} -->${label === '' ? '' : `|"${quoted(label)}"|`} ${idOf(to)}`;
    }),
    '',
  ].join('\n');

/** `end` is a word of Mermaid's own. */
const idOf = (step: string): string => `s_${step}`;

const quoted = (text: string): string => {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return short.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', ' ');
};
