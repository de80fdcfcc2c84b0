/**
 * Every text of a flow under a stable key (`step.ask.basic`): the keys of the side files, so that a translator never
 * touches the logic and a missing translation is a computed fact.
 */
import type { Level } from '../knowledge/language';
import { LEVELS } from '../knowledge/language';
import { visibleLevels } from './exits';
import { helpText } from './help';
import type { Path } from './parse-yaml';
import type { Flow, Step, Text } from './schema';

export interface Slot {
  /** `title`, `step.ask`, `step.help`, `step.options.<id>`, `step.assume.<level>`, `step.say`, `step.text`. */
  readonly key: string;
  readonly text: Text;
  readonly path: Path;
  /** The levels that will read it. */
  readonly levels: readonly Level[];
}

export const slotsOf = (flow: Flow): readonly Slot[] => [
  { key: TITLE, text: flow.title, path: ['title'], levels: LEVELS },
  ...Object.entries(flow.steps).flatMap(([name, step]) => stepSlots(name, step)),
];

/** The key of the flow's name as customers read it. */
export const TITLE = 'title';

const stepSlots = (name: string, step: Step): Slot[] => {
  const slot = (part: string, text: Text, levels: readonly Level[] = visibleLevels(step)): Slot => ({
    key: `${name}.${part}`,
    text,
    path: ['steps', name, ...part.split('.')],
    levels,
  });
  switch (step.kind) {
    case 'say':
      return [slot('say', step.say)];
    case 'ask': {
      const words = helpText(step);
      return [
        slot('ask', step.ask),
        ...(words === undefined ? [] : [slot('help', words)]),
        ...Object.entries(step.options ?? {}).map(([id, label]) => slot(`options.${id}`, label)),
        ...LEVELS.flatMap((level) => {
          const assumed = step.assume?.[level];
          return assumed === undefined ? [] : [{ ...slot(`assume.${level}`, assumed.as, [level]), path: ['steps', name, 'assume', level, 'as'] }];
        }),
      ];
    }
    case 'end':
      return step.text === undefined ? [] : [slot('text', step.text)];
    case 'check':
    case 'do':
    case 'decide':
    case 'call':
    case 'wait':
      return [];
  }
};

/** The slot's texts as flat keys: one, or one a level. */
export const flatTexts = (slot: Slot): readonly (readonly [key: string, text: string, path: Path])[] => {
  if (typeof slot.text === 'string') return [[slot.key, slot.text, slot.path]];
  const byLevel = slot.text;
  return LEVELS.flatMap((level) => {
    const text = byLevel[level];
    return text === undefined ? [] : [[`${slot.key}.${level}`, text, [...slot.path, level]] as const];
  });
};
