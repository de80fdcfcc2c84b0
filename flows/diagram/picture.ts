/** A flow as a picture for one level: the steps the level comes to, the ways between them, each with its words. */
import type { Level } from '../../knowledge/language';
import { wordsFor } from '../proof/example';
import { levelEdges, reachedFrom } from '../proof/level-graph';
import type { Flow, Glossary, Kind, Step } from '../schema';

export interface Picture {
  readonly flow: string;
  readonly title: string;
  readonly level: Level;
  readonly nodes: readonly PictureNode[];
  readonly arrows: readonly Arrow[];
}

export interface PictureNode {
  readonly step: string;
  readonly kind: Kind;
  readonly text: string;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Answers, results or conditions that lead there. */
  readonly words: readonly string[];
}

/** What follows from `defaults` and the turn limit leads out of nearly every step; it is left out. */
export const pictureOf = (flow: Flow, level: Level, glossary: Glossary): Picture => {
  const edges = levelEdges(flow, level);
  const reached = reachedFrom(flow.start, edges);
  const nodes = Object.entries(flow.steps)
    .filter(([name]) => reached.has(name))
    .map(([step, definition]) => ({ step, kind: definition.kind, text: textOf(definition, level, glossary) }));
  const arrows = new Map<string, Arrow>();
  for (const { step } of nodes) {
    for (const { go, on, path } of edges.get(step) ?? []) {
      if (path[0] !== 'steps') continue;
      const key = `${step} ${go}`;
      arrows.set(key, { from: step, to: go, words: [...(arrows.get(key)?.words ?? []), wordOf(flow.steps[step], on, { glossary, level })] });
    }
  }
  return { flow: flow.flow, title: flow.title, level, nodes, arrows: [...arrows.values()] };
};

/** What a step says, or what it does. */
export const textOf = (step: Step, level: Level, glossary: Glossary): string => {
  switch (step.kind) {
    case 'say':
      return wordsFor({ glossary, level }, step.say);
    case 'ask':
      return wordsFor({ glossary, level }, step.ask);
    case 'check':
      return step.check.join(', ');
    case 'do':
      return step.do;
    case 'decide':
      return '';
    case 'call':
      return step.call;
    case 'wait':
      return step.wait;
    case 'end':
      return step.end.code;
  }
};

const FIXED: Readonly<Record<string, string>> = {
  next: '', any: '', yes: 'sí', no: 'no', unknown: 'no sé', already_done: 'ya lo hice', not_now: 'ahora no', none_of_these: 'ninguna', not_understood: 'no se entiende',
  silence: 'silencio', tries: 'sin más intentos', others: 'otros niveles', assumed: 'por hecho', else: 'si no', fails: 'no responde', done: 'listo',
};

export const wordOf = (step: Step | undefined, on: string, { glossary, level }: { glossary: Glossary; level: Level }): string => {
  const option = step?.kind === 'ask' ? step.options?.[on] : undefined;
  if (option !== undefined) return wordsFor({ glossary, level }, option);
  if (step?.kind === 'decide') return glossary.conditions[on]?.about ?? FIXED[on] ?? on;
  return FIXED[on] ?? on;
};
