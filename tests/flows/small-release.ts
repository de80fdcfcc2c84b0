/** A release small enough to read in a test: one flow with the steps given, a glossary of two facts. */
import type { SourceFiles } from '../../flows/sources';

export const GLOSSARY = `schema: 1
facts:
  line.rx_dbm: { type: dbm, about: potencia, missing: { es: sin dato, en: no reading } }
  lights.seen: { type: text, about: luces }
  home.powered: { type: yes_no, about: hay corriente }
  visit.slots: { type: list, about: franjas }
  visit.slot: { type: text, about: franja }
conditions:
  dark: { fact: line.rx_dbm, is: below, threshold: darkness, fresh: 10 min, about: sin luz }
`;

export const THRESHOLDS = `schema: 1
thresholds:
  darkness: { value: -35, unit: dBm, about: sin luz }
`;

const HEAD = `schema: 1
flow: small
title: Prueba
intents: [no_internet]
start: first
max_turns: { turns: 4, go: bye }
defaults:
  not_understood: { tries: 1, go: bye }
  silence: { after: 30 min, remind: 1, go: bye }
  unknown: bye
  already_done: bye
  not_now: bye
steps:
`;
const END = '  bye: { end: { code: ESPERA, exit: left }, text: Hasta luego. }\n';

/** `steps` are YAML lines of steps, two spaces in; `bye` is there to end at. */
export const smallFiles = (steps: string, english: Readonly<Record<string, string>> = {}): SourceFiles => ({
  'glossary.yaml': GLOSSARY,
  'thresholds.yaml': THRESHOLDS,
  'small.yaml': `${HEAD}${steps}${END}`,
  'texts/small.en.yaml': englishFile({ title: 'Test', 'bye.text': 'Good bye.', ...english }),
});

const englishFile = (texts: Readonly<Record<string, string>>): string => {
  const lines = Object.entries(texts).map(([key, text]) => `  ${key}: ${JSON.stringify(text)}`);
  return ['schema: 1', 'flow: small', 'language: en', 'texts:', ...lines, ''].join('\n');
};
