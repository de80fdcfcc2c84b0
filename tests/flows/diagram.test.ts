/** Flows as pictures, as paper for agents, and their language as a page: all made from what really runs. */
import { ACTIONS, SYSTEMS } from '../../flows/contracts';
import { mermaidOf } from '../../flows/diagram/mermaid';
import { pictureOf, type Picture } from '../../flows/diagram/picture';
import { scriptOf } from '../../flows/diagram/script';
import { svgOf } from '../../flows/diagram/svg';
import { flowShape, glossaryShape, stepShapes, testsShape, textsShape, thresholdsShape, type Shape } from '../../flows/reference/json-schema';
import { FIELD_MEANINGS } from '../../flows/reference/meanings';
import { reference } from '../../flows/reference/reference';
import { checkSources } from '../../flows/release';
import { KINDS, type Flow, type Glossary } from '../../flows/schema';
import { LEVELS, type Level } from '../../knowledge/language';
import { smallFiles } from './small-release';

const STEPS = `  first: { ask: { basic: "¿Ve <luz>?", intermediate: ¿PON?, advanced: ¿PON? }, expects: choice, options: { red: Roja, green: Verde }, assume: { advanced: { answer: red, as: Se ve roja } }, tries: { most: 1, go: bye }, exits: { red: told, green: bye } }
  told: { say: "A & B", only: [basic], others: wait, go: wait }
  wait: { wait: 2 min, go: first }
`;
const ENGLISH = Object.fromEntries(['first.ask.basic', 'first.ask.intermediate', 'first.ask.advanced', 'first.options.red', 'first.options.green', 'first.assume.advanced', 'told.say'].map((key) => [key, 'x']));

const given = (): { flow: Flow; glossary: Glossary } => {
  const { definitions, faults } = checkSources(smallFiles(STEPS, ENGLISH));
  const flow = definitions?.flows[0]?.value;
  if (definitions === undefined || flow === undefined || faults.length > 0) throw new Error(faults.map(({ message }) => message.en).join('\n'));
  return { flow, glossary: definitions.glossary.value };
};
const picture = (level: Level): Picture => {
  const { flow, glossary } = given();
  return pictureOf(flow, level, glossary);
};
const ways = (level: Level): readonly string[] => picture(level).arrows.map(({ from, to, words }) => `${from} ${words.join('/')} ${to}`);

test('given a level, the picture shows the ways of that level alone', () => {
  expect(ways('basic')).toEqual(['first Roja told', 'first Verde/sin más intentos bye', 'told  wait', 'wait  first']);
  expect(ways('advanced')).toEqual(['first sin más intentos bye', 'first por hecho told', 'told otros niveles wait', 'wait  first']);
});

test('Mermaid names every step and every way, with nothing that its reader would take for markup', () => {
  const text = mermaidOf(picture('basic'));
  expect(text).toContain('s_first(["first: ¿Ve &lt;luz&gt;?"])');
  expect(text).toContain('s_first -->|"Roja"| s_told');
  expect(text.split('\n').filter((line) => line.includes('-->'))).toHaveLength(4);
});

test('the SVG holds every box and every arrow, and no box lies on another', () => {
  for (const level of LEVELS) {
    const svg = svgOf(picture(level));
    expect(svg.match(/marker-end/g)).toHaveLength(picture(level).arrows.length);
    const boxes = [...svg.matchAll(/<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/g)].map((found) => found.slice(1).map(Number));
    expect(boxes).toHaveLength(4);
    const overlaps = boxes.flatMap(([x = 0, y = 0, w = 0, h = 0], index) => boxes.slice(index + 1).filter(([x2 = 0, y2 = 0, w2 = 0, h2 = 0]) => x < x2 + w2 && x2 < x + w && y < y2 + h2 && y2 < y + h));
    expect(overlaps).toEqual([]);
  }
});

test('the paper for agents numbers the steps of each level and points from one to the next', () => {
  const { flow, glossary } = given();
  const html = scriptOf(flow, glossary);
  expect(html).toContain('<b>¿Ve &lt;luz&gt;?</b>');
  expect(html).toContain('Roja → <a href="#pbasic2">2</a>');
  expect(html).not.toContain('href="#padvanced4"');
});

test('every word of the language is explained, and the reference names every kind, system and action', () => {
  const words = (shape: Shape): readonly string[] => [
    ...Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => [name, ...words(inner)]),
    ...[shape.items, typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined, ...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap((inner) => (inner === undefined ? [] : words(inner))),
  ];
  const all = new Set([flowShape(), glossaryShape(), textsShape(), thresholdsShape(), testsShape()].flatMap(words));
  expect([...all].filter((word) => !Object.hasOwn(FIELD_MEANINGS, word))).toEqual([]);
  expect(Object.keys(stepShapes()).sort()).toEqual([...KINDS].sort());
  const page = reference();
  expect([...KINDS, ...Object.keys(SYSTEMS), ...Object.keys(ACTIONS)].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
