/** A flow on paper for an agent on the telephone: what to say, what to listen for, and where to go on. */
import type { Level } from '../../knowledge/language';
import { LEVELS } from '../../knowledge/language';
import { helpArticle, helpText } from '../help';
import { meeting } from '../proof/level-graph';
import { wordsFor } from '../proof/example';
import type { AskStep, Flow, Glossary, Step, Text } from '../schema';
import { escaped } from './escape';
import { pictureOf, wordOf, type Arrow, type Picture } from './picture';

const TITLES: Readonly<Record<Level, string>> = { basic: 'Para quien empieza', intermediate: 'Para quien conoce su equipo', advanced: 'Para quien sabe de redes' };

/** One page of HTML that needs nothing else. */
export const scriptOf = (flow: Flow, glossary: Glossary): string =>
  [
    '<!doctype html><html lang="es"><head><meta charset="utf-8">',
    `<title>${escaped(flow.title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escaped(flow.title)}</h1>`,
    '<p class="how">Diga lo que está en negrilla con sus palabras, una cosa a la vez. Escuche, y siga en el número que indica la flecha. Si la persona pide otra ayuda, se la da.</p>',
    ...LEVELS.map((level) => levelPart(flow, level, glossary)),
    '</body></html>',
    '',
  ].join('\n');

const levelPart = (flow: Flow, level: Level, glossary: Glossary): string => {
  const picture = pictureOf(flow, level, glossary);
  const seen = picture.nodes.filter(({ step }) => isTold(flow.steps[step], level));
  const numbers = new Map(inOrder(picture, flow.start).filter((step) => seen.some((node) => node.step === step)).map((step, index) => [step, index + 1]));
  const steps = [...numbers].map(([step, number]) => stepPart({ flow, level, glossary, picture, numbers }, step, number));
  return `<section><h2>${TITLES[level]}</h2><ol>${steps.join('\n')}</ol></section>`;
};

const isTold = (step: Step | undefined, level: Level): boolean => step !== undefined && meeting(step, level) === 'seen';

/** From the start on, as one comes to the steps. */
const inOrder = ({ arrows, nodes }: Picture, start: string): readonly string[] => {
  const order = new Set([start]);
  for (const step of order) for (const { from, to } of arrows) if (from === step) order.add(to);
  return [...order, ...nodes.map(({ step }) => step).filter((step) => !order.has(step))];
};

interface Paper {
  readonly flow: Flow;
  readonly level: Level;
  readonly glossary: Glossary;
  readonly picture: Picture;
  readonly numbers: ReadonlyMap<string, number>;
}

const stepPart = (paper: Paper, name: string, number: number): string => {
  const step = paper.flow.steps[name];
  const ways = paper.picture.arrows.filter(({ from }) => from === name).map((arrow) => wayPart(paper, arrow));
  return `<li id="p${paper.level}${number}">${step === undefined ? '' : told(paper, step)}${ways.length === 0 ? '' : `<ul>${ways.join('')}</ul>`}</li>`;
};

const helpOf = (step: AskStep, words: (text: Text) => string): string => {
  const [own, article] = [helpText(step), helpArticle(step)];
  const help = article === undefined ? own && words(own) : `Artículo «${article}»`;
  return help === undefined ? '' : `<p class="help">${escaped(help)}</p>`;
};

const told = ({ glossary, level }: Paper, step: Step): string => {
  const words = (text: Parameters<typeof wordsFor>[1]): string => `<b>${escaped(wordsFor({ glossary, level }, text))}</b>`;
  switch (step.kind) {
    case 'say':
      return words(step.say);
    case 'ask':
      return `${words(step.ask)}${helpOf(step, (text) => wordsFor({ glossary, level }, text))}`;
    case 'end':
      return `${step.text === undefined ? '' : words(step.text)} <span class="code">${step.end.code}</span>`;
    case 'check':
      return `Mire en el sistema: ${escaped(step.check.join(', '))}.`;
    case 'do':
      return `Haga: ${escaped(step.do)}.`;
    case 'decide':
      return 'Según lo que se sabe:';
    case 'call':
      return `Siga la guía «${escaped(step.call)}».`;
    case 'wait':
      return `Espere ${escaped(step.wait)}.`;
  }
};

/** Steps that this level does not meet are passed on the paper too. */
const wayPart = ({ flow, glossary, level, numbers, picture }: Paper, { from, to, words }: Arrow): string => {
  let goal = to;
  for (let passed = 0; passed < picture.nodes.length && !numbers.has(goal); passed++) {
    goal = picture.arrows.find((arrow) => arrow.from === goal && arrow.words.some((word) => word === wordOf(flow.steps[goal], 'assumed', { glossary, level }) || word === wordOf(undefined, 'others', { glossary, level })))?.to ?? goal;
  }
  const label = words.filter((word) => word !== '').join(', ');
  const number = numbers.get(goal);
  return `<li>${label === '' ? (from === goal ? '' : 'siga') : escaped(label)} → ${number === undefined ? escaped(goal) : `<a href="#p${level}${number}">${number}</a>`}</li>`;
};

const STYLE = `body{font:14px/1.45 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
h1{font-size:1.5rem}h2{font-size:1.15rem;border-bottom:1px solid #c9d1dc;padding-bottom:.2rem;margin-top:2rem}ol>li{margin:.9rem 0;break-inside:avoid}
ul{margin:.25rem 0;padding-left:1.2rem;list-style:none}.help{margin:.2rem 0;color:#4b5563}.code{border:1px solid #8a94a3;border-radius:3px;padding:0 .3rem;font-size:.8rem}
.how{color:#4b5563}@media print{section{break-before:page}section:first-of-type{break-before:auto}a{color:inherit;text-decoration:none}}`;
