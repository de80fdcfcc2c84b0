/** A way through a flow told as the conversation that it is: what the bot says, the customer answers, the systems tell. */
import type { Level } from '../../knowledge/language';
import type { Line } from '../faults';
import type { AskStep, Flow, Glossary, Step, Text } from '../schema';
import type { Taken } from './explore';

export interface Telling {
  readonly flow: Flow;
  readonly level: Level;
  readonly glossary: Glossary;
  /** A conversation in a called flow that comes to the exit. */
  readonly inner: (flow: string, exit: string) => readonly Line[];
}

const FIRST_LINES = 6;
const LAST_LINES = 40;

/** Where the way ends, its last words are told too. */
export const exampleOf = (telling: Telling, { last, taken }: { readonly taken: readonly Taken[]; readonly last?: string }): readonly Line[] => {
  const lines = [...taken.flatMap((one) => linesOf(telling, one)), ...(last === undefined ? [] : restLines(telling, last))];
  if (lines.length <= FIRST_LINES + LAST_LINES + 1) return lines;
  return [...lines.slice(0, FIRST_LINES), { who: 'system', text: '…' }, ...lines.slice(-LAST_LINES)];
};

const linesOf = (telling: Telling, { step: name, link }: Taken): readonly Line[] => {
  const step = telling.flow.steps[name];
  if (step === undefined) return [];
  switch (link.how) {
    case 'said':
      return step.kind === 'say' ? [bot(telling, step.say)] : [];
    case 'asked':
      return step.kind === 'ask' ? [bot(telling, step.ask), answer(telling, step, link.on)] : [];
    case 'answered_before':
      return [system(`ya se sabe: ${name} = ${link.on}`)];
    case 'assumed':
      return [system(`se da por hecho: ${assumedText(step, telling.level)}`)];
    case 'spent':
      return [system(`«${name}» ya se intentó las veces permitidas`)];
    case 'result':
      return resultLines(telling, step, link.on);
    case 'decided':
      return link.on === 'else' ? [] : [system(telling.glossary.conditions[link.on]?.about ?? link.on)];
    case 'waited':
      return step.kind === 'wait' ? [system(`pasan ${step.wait}`)] : [];
    case 'hidden':
      return [];
  }
};

const restLines = (telling: Telling, name: string): readonly Line[] => {
  const step = telling.flow.steps[name];
  if (step?.kind === 'ask') return [bot(telling, step.ask)];
  if (step?.kind === 'say') return [bot(telling, step.say)];
  if (step?.kind === 'end') return [...(step.text === undefined ? [] : [bot(telling, step.text)]), system(`final ${step.end.code} (${step.end.exit})`)];
  return [];
};

const resultLines = ({ inner }: Telling, step: Step, on: string): readonly Line[] => {
  if (step.kind === 'call') return [...inner(step.call, on), system(`${step.call}: ${on}`)];
  if (step.kind === 'check') return [system(`${step.check.join(', ')}: ${on === 'fails' ? 'no responde' : 'responde'}`)];
  return step.kind === 'do' ? [system(`${step.do}: ${on === 'fails' ? 'no responde' : on}`)] : [];
};

const system = (text: string): Line => ({ who: 'system', text });

const bot = (telling: Telling, text: Text): Line => ({ who: 'bot', text: wordsFor(telling, text) });

/** The wording of the level; a place that the systems fill shows what stands in for it. */
export const wordsFor = ({ glossary, level }: Pick<Telling, 'glossary' | 'level'>, text: Text): string => {
  const words = typeof text === 'string' ? text : (text[level] ?? text.basic ?? text.intermediate ?? text.advanced ?? '');
  return words.replace(/\{([^{}]*)\}/g, (_, name: string) => glossary.facts[name]?.missing?.es ?? '…');
};

const assumedText = (step: Step, level: Level): string => (step.kind === 'ask' ? (step.assume?.[level]?.as ?? '') : '');

const SAID: Readonly<Record<string, string>> = {
  yes: 'sí', no: 'no', unknown: 'no sé', already_done: 'ya lo hice', not_now: 'ahora no puedo', none_of_these: 'ninguna de esas',
  not_understood: '(algo que no se entiende)', silence: '(silencio)', max_turns: '(se acaban los turnos)', any: '(contesta)',
};

const answer = (telling: Telling, step: AskStep, on: string): Line => {
  const label = step.options?.[on];
  const text = label === undefined ? (SAID[on] ?? on) : wordsFor(telling, label);
  return { who: on === 'max_turns' ? 'system' : 'customer', text };
};
