/** The reference of the language as Markdown, made from the schema and the contracts, so that it cannot fall behind them. */
import { BUILT_IN } from '../conditions';
import { ACTIONS, END_CODES, SYSTEMS } from '../contracts';
import { WORD_EXITS } from '../exits';
import { conditionShapes, flowShape, glossaryShape, stepShapes, testsShape, textsShape, thresholdsShape, type Shape } from './json-schema';
import { FIELD_MEANINGS, KIND_MEANINGS } from './meanings';

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const HEAD = [
  '# The flow language / el lenguaje de los flujos',
  '',
  '<!-- Made by `npm run flows:docs`; edit the schema and flows/reference/meanings.ts instead. -->',
  '',
  'One YAML file a flow in `definitions/`; the texts in it are Spanish with *usted*. A strict subset of YAML 1.2: no anchors, tags or',
  'repeated keys. `npm run flows:check` says what is wrong, at its line; `npm run flows:graph` draws.',
  '',
];

const ANSWERS = [
  '## Respuestas y salidas / answers and exits',
  '',
  `Toda pregunta dice a dónde va cada respuesta (\`yes\`/\`no\`, el nombre de una opción, o \`any\`), y además ${list(WORD_EXITS)}, \`not_understood\` y \`silence\`; lo que no diga lo dice \`defaults\`.`,
  '',
  `Every question says where each answer leads (\`yes\`/\`no\`, the name of an option, or \`any\`), and also ${list(WORD_EXITS)}, \`not_understood\` and \`silence\`; what it does not say, \`defaults\` says.`,
  '',
  `Códigos de cierre / closing codes: ${list(END_CODES)}.`,
  '',
];

export const reference = (): string =>
  [
    ...HEAD,
    ...section('Un flujo / a flow', '`<flow>.yaml`', flowShape()),
    '## Clases de paso / kinds of steps',
    '',
    'La clase de un paso es la única de estas palabras que lleva. / A step is of the kind whose word it carries.',
    '',
    ...Object.entries(stepShapes()).flatMap(([kind, shape]) => kindSection(kind as keyof typeof KIND_MEANINGS, shape)),
    ...ANSWERS,
    ...section('Glosario / glossary', '`glossary.yaml`, `glossary/<name>.yaml`', glossaryShape()),
    '### Condiciones / conditions',
    '',
    `Sin glosario / built in: ${list(Object.keys(BUILT_IN))}.`,
    '',
    ...Object.entries(conditionShapes()).flatMap(([kind, shape]) => [`**\`${kind}\`**`, '', ...fieldTable(shape), '']),
    ...section('Límites / thresholds', '`thresholds.yaml`, `thresholds/<name>.yaml`', thresholdsShape()),
    ...section('Textos / texts', '`texts/<flow>.en.yaml`, `texts/<flow>.tu.yaml`', textsShape()),
    ...section('Pruebas / tests', '`tests/<flow>.yaml`', testsShape()),
    ...contracts(),
  ].join('\n');

const section = (title: string, file: string, shape: Shape): readonly string[] => [`## ${title}`, '', file, '', ...fieldTable(shape), ''];

const kindSection = (kind: keyof typeof KIND_MEANINGS, shape: Shape): readonly string[] => [
  `### \`${kind}\``, '', `${KIND_MEANINGS[kind].es} / ${KIND_MEANINGS[kind].en}`, '', ...fieldTable(shape), '',
];

const fieldTable = (shape: Shape): readonly string[] => [
  '| | | es | en |',
  '|---|---|---|---|',
  ...Object.entries(shape.properties ?? {}).map(([name, inner]) => {
    const meaning = FIELD_MEANINGS[name];
    const required = shape.required?.includes(name) === true ? '' : '?';
    return `| \`${name}\`${required} | ${typeOf(inner).replaceAll('|', '\\|')} | ${meaning?.es ?? ''} | ${meaning?.en ?? ''} |`;
  }),
];

const PATTERNS: readonly (readonly [pattern: string, name: string])[] = [
  ['(s|min|h|d)', '«30 min»'],
  ['[a-z0-9-]', 'a-name'],
  ['\\.', 'group.fact'],
  ['[a-z0-9_]', 'a_name'],
];

const typeOf = (shape: Shape): string => {
  if (shape.const !== undefined) return `\`${String(shape.const)}\``;
  if (shape.enum !== undefined) return list(shape.enum.map(String));
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices !== undefined) return choices.length > 6 ? 'paso / step' : [...new Set(choices.map(typeOf))].join(' · ');
  if (shape.type === 'array') return `[${typeOf(shape.items ?? {})}]`;
  if (shape.properties !== undefined) return `{ ${Object.entries(shape.properties).map(([name, inner]) => fieldOf(name, inner, shape)).join(', ')} }`;
  if (shape.type === 'object') return `{ …: ${typeof shape.additionalProperties === 'object' ? typeOf(shape.additionalProperties) : '…'} }`;
  if (shape.pattern !== undefined) return PATTERNS.find(([part]) => shape.pattern?.includes(part) === true)?.[1] ?? 'text';
  if (shape.type === 'integer' || shape.type === 'number') return rangeOf(shape);
  return { boolean: 'true · false', string: 'text' }[shape.type ?? ''] ?? '…';
};

const fieldOf = (name: string, inner: Shape, outer: Shape): string => `${name}${outer.required?.includes(name) === true ? '' : '?'}: ${typeOf(inner)}`;

const rangeOf = ({ maximum, minimum }: Shape): string =>
  minimum === undefined || maximum === undefined || maximum > 1e6 ? 'number' : `${minimum}-${maximum}`;

const contracts = (): readonly string[] => [
  '## Sistemas / systems',
  '',
  '| `check` | datos / facts |',
  '|---|---|',
  ...Object.entries(SYSTEMS).map(([name, { facts }]) => `| \`${name}\` | ${list(facts)} |`),
  '',
  '## Acciones / actions',
  '',
  'Además de sus resultados, toda acción puede terminar en `fails`. / Besides its results, every action may end in `fails`.',
  '',
  '| `do` | necesita / needs | resultados / results | datos / facts |',
  '|---|---|---|---|',
  ...Object.entries(ACTIONS).map(([name, { facts, needs, results }]) => `| \`${name}\` | ${list(needs)} | ${list(results)} | ${list(facts)} |`),
  '',
];
