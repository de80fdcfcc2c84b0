/** The names in tests of flows: a slip there would test nothing. */
import { ACTIONS, type Action } from '../contracts';
import { unknownName, type Fault } from '../faults';
import { FORGETFUL, type Memory } from '../memory';
import type { Located } from '../parse';
import type { Path } from '../parse-yaml';
import type { Definitions } from '../sources';
import type { FlowTest, FlowTests, Reaction } from './schema';

export const testNameFaults = (definitions: Definitions, memory: Memory = FORGETFUL): readonly Fault[] => {
  const names = [...definitions.flows.map(({ value }) => value.flow), ...definitions.unread.flows];
  const steps = new Set(definitions.flows.flatMap(({ value, unread }) => [...Object.keys(value.steps), ...(unread ?? [])]));
  const seenByAll = [definitions.glossary.value, definitions.unread.words, names.join(), [...steps].join()];
  return definitions.tests.flatMap((located) => memory.of(`names in ${located.source.file}`, [located, ...seenByAll], () => fileFaults({ located, definitions }, names, steps)));
};

const fileFaults = ({ located, definitions }: Omit<At, 'path'>, names: readonly string[], steps: ReadonlySet<string>): readonly Fault[] => {
  const { source, value } = located;
  const flow = names.includes(value.flow) ? [] : [unknownName(source.at(['flow']), { es: 'Flujo', en: 'flow', name: value.flow }, names)];
  const given = value.given === undefined ? [] : givenFaults({ located, definitions, path: ['given'] }, value.given);
  const tests = Object.entries(value.tests).flatMap(([name, test]) => testFaults({ located, definitions, path: ['tests', name] }, test, steps));
  return [...flow, ...given, ...tests];
};

interface At {
  readonly located: Located<FlowTests>;
  readonly definitions: Definitions;
  readonly path: Path;
}

const testFaults = (at: At, test: FlowTest, steps: ReadonlySet<string>): readonly Fault[] => {
  const { located: { source }, path } = at;
  const assumed = (test.assumed ?? []).flatMap((step, index) =>
    steps.has(step) ? [] : [unknownName(source.at([...path, 'assumed', index]), { es: 'Paso', en: 'step', name: step }, steps)],
  );
  const does = (test.does ?? []).flatMap((action, index) => actionFaults(at, action, ['does', index]));
  return [...givenFaults(at, test), ...factFaults(at, Object.keys(test.packet ?? {}), 'packet'), ...assumed, ...does];
};

const givenFaults = (at: At, { actions = {}, checks, facts = {} }: NonNullable<FlowTests['given']>): readonly Fault[] => {
  const sheets = Array.isArray(checks) ? checks : checks === undefined ? [] : [checks];
  const told = sheets.flatMap((sheet) => (typeof sheet === 'string' ? [] : Object.keys(sheet)));
  return [
    ...factFaults(at, Object.keys(facts), 'facts'),
    ...factFaults(at, told, 'checks'),
    ...Object.entries(actions).flatMap(([action, reactions]) => [
      ...actionFaults(at, action, ['actions', action]),
      ...(Array.isArray(reactions) ? reactions : [reactions]).flatMap((one) => reactionFaults(at, action, one)),
    ]),
  ];
};

const factFaults = ({ definitions, located: { source }, path }: At, facts: readonly string[], part: string): readonly Fault[] => {
  const known = definitions.glossary.value.facts;
  if (definitions.unread.words) return [];
  return facts
    .filter((fact) => !Object.hasOwn(known, fact))
    .map((fact) => unknownName(source.at([...path, part, fact], 'key'), { es: 'Dato', en: 'fact', name: fact }, Object.keys(known)));
};

const actionFaults = ({ located: { source }, path }: At, action: string, part: Path): readonly Fault[] =>
  Object.hasOwn(ACTIONS, action) ? [] : [unknownName(source.at([...path, ...part], part[0] === 'does' ? 'value' : 'key'), { es: 'Acción', en: 'action', name: action }, Object.keys(ACTIONS))];

const reactionFaults = (at: At, action: string, reaction: Reaction): readonly Fault[] => {
  const { located: { source }, path } = at;
  if (!Object.hasOwn(ACTIONS, action)) return [];
  const results: readonly string[] = [...ACTIONS[action as Action].results, 'fails'];
  const result = typeof reaction === 'string' ? reaction : reaction.result;
  const place = source.at([...path, 'actions', action]);
  const facts = typeof reaction === 'string' ? [] : factFaults({ ...at, path: [...path, 'actions', action] }, Object.keys(reaction.facts), 'facts');
  return results.includes(result) ? facts : [unknownName(place, { es: 'Resultado', en: 'result', name: result }, results), ...facts];
};
