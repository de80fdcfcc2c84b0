/**
 * What a person does to a flow, as changes of its texts: every edit gives the files it changes, whole, so that it is one
 * entry of the history. References follow a name that changes, in the flow, in its other languages and in its tests.
 */
import type { Step } from '../../../flows/schema';
import type { FlowFault } from '../contracts';
import { LEVELS } from '../../../knowledge/language';
import { beginningOf } from './recording';
import { textsIn } from './wording';
import { addPairIn, removeIn, renameKeys, replaceScalars, scalar, setIn, type YamlPath } from './yaml-edit';

export type Texts = Readonly<Record<string, string>>;

/** A flow with what stands beside it: its other languages and its tests, by path. */
export interface FlowFiles {
  readonly file: string;
  readonly sides: readonly string[];
  readonly tests: readonly string[];
  readonly all: Texts;
}

const own = ({ all, file }: FlowFiles): string => all[file] ?? '';

/** Only what became different. */
const changed = (files: FlowFiles, next: Texts): Texts => Object.fromEntries(Object.entries(next).filter(([file, text]) => files.all[file] !== text));

export const setValue = (files: FlowFiles, path: YamlPath, value: string): Texts =>
  changed(files, { [files.file]: setIn(own(files), path, scalar(value)) });

export const setSource = (files: FlowFiles, path: YamlPath, source: string): Texts => changed(files, { [files.file]: setIn(own(files), path, source) });

export const removeValue = (files: FlowFiles, path: YamlPath): Texts => changed(files, { [files.file]: removeIn(own(files), path) });

export interface NewStep {
  readonly name: string;
  readonly kind: Step['kind'];
  /** The words, or the action, system, flow, condition, time or closing code. */
  readonly text: string;
  readonly english: string;
  readonly go: string;
  /** The step it stands behind. */
  readonly after: string;
  /** The way out of that step that leads here from now on. */
  readonly from?: YamlPath | undefined;
}

export const addStep = (files: FlowFiles, step: NewStep): Texts => {
  const added = addPairIn(own(files), ['steps'], { key: step.name, source: sourceOf(step), after: step.after });
  const text = step.from === undefined ? added : setIn(added, step.from, step.name);
  const key = `${step.name}.${step.kind === 'end' ? 'text' : step.kind}`;
  const sides = step.english === '' ? {} : sideTexts(files, (side) => addPairIn(side, ['texts'], { key, source: scalar(step.english) }));
  return changed(files, { [files.file]: text, ...sides });
};

/** Spoken English only: tú differs from usted where somebody says so. */
const sideTexts = ({ all, sides }: FlowFiles, change: (text: string) => string): Texts =>
  Object.fromEntries(sides.filter((side) => side.endsWith('.en.yaml')).map((side) => [side, change(all[side] ?? '')]));

const sourceOf = ({ go, kind, text }: NewStep): string => {
  switch (kind) {
    case 'say':
      return `\n  say: ${scalar(text)}\n  go: ${go}`;
    case 'ask':
      return `\n  ask: ${scalar(text)}\n  expects: yes_no\n  exits: { yes: ${go}, no: ${go} }`;
    case 'check':
      return `{ check: [${text}], exits: { done: ${go}, fails: ${go} } }`;
    case 'do':
      return `{ do: ${text}, exits: { fails: ${go} } }`;
    case 'decide':
      return `\n  decide:\n    - { when: ${text}, go: ${go} }\n    - else: ${go}`;
    case 'call':
      return `{ call: ${text}, exits: {} }`;
    case 'wait':
      return `{ wait: ${text}, go: ${go} }`;
    case 'end':
      return `{ end: { code: ${text}, exit: ${text.toLowerCase()} } }`;
  }
};

/** Where the name of a step stands as the place that something leads to. */
const isTarget = (path: YamlPath): boolean => {
  const last = path.at(-1);
  if (path.length === 1) return last === 'start';
  if (path[0] === 'max_turns') return last === 'go';
  if (path[0] === 'defaults') return path.length === 2 || last === 'go';
  if (path[0] !== 'steps') return false;
  return last === 'go' || last === 'else' || last === 'others' || (path[2] === 'exits' && path.length === 4);
};

const isTestedStep = (path: YamlPath): boolean => path.includes('assumed') || (path.includes('ends') && path.at(-1) === 'step');

export const renameStep = (files: FlowFiles, from: string, to: string): Texts => {
  const renamed = (name: string): string => (name === from ? to : name);
  const flow = replaceScalars(renameKeys(own(files), ['steps'], renamed), isTarget, renamed);
  const key = (name: string): string => (name.startsWith(`${from}.`) ? to + name.slice(from.length) : name);
  const sides = files.sides.map((side) => [side, renameKeys(files.all[side] ?? '', ['texts'], key)] as const);
  const tests = files.tests.map((test) => [test, replaceScalars(files.all[test] ?? '', isTestedStep, renamed)] as const);
  return changed(files, { [files.file]: flow, ...Object.fromEntries([...sides, ...tests]) });
};

/** What led there leads to `instead` from now on. */
export const removeStep = (files: FlowFiles, name: string, instead: string): Texts => {
  const flow = replaceScalars(removeIn(own(files), ['steps', name]), isTarget, (target) => (target === name ? instead : target));
  return changed(files, { [files.file]: flow, ...withoutTexts(files, (key) => key.startsWith(`${name}.`)) });
};

const withoutTexts = ({ all, sides }: FlowFiles, isGone: (key: string) => boolean): Texts =>
  Object.fromEntries(sides.map((side) => {
    const text = all[side] ?? '';
    const keys = [...text.matchAll(/^ {2}([^\s:]+):/gm)].map((match) => match[1] ?? '').filter(isGone);
    return [side, keys.reduce((rest, key) => removeIn(rest, ['texts', key]), text)];
  }));

export interface NewOption {
  readonly step: string;
  readonly id: string;
  readonly label: string;
  readonly english: string;
  readonly go: string;
}

export const addOption = (files: FlowFiles, { english, go, id, label, step }: NewOption): Texts => {
  const labelled = setIn(own(files), ['steps', step, 'options', id], scalar(label));
  const key = `${step}.options.${id}`;
  const sides = english === '' ? {} : sideTexts(files, (side) => addPairIn(side, ['texts'], { key, source: scalar(english) }));
  return changed(files, { [files.file]: setIn(labelled, ['steps', step, 'exits', id], go), ...sides });
};

export const removeOption = (files: FlowFiles, step: string, id: string): Texts => {
  const flow = removeIn(removeIn(own(files), ['steps', step, 'options', id]), ['steps', step, 'exits', id]);
  const key = `${step}.options.${id}`;
  return changed(files, { [files.file]: flow, ...withoutTexts(files, (one) => one === key || one.startsWith(`${key}.`)) });
};

export const sideOf = ({ all, sides }: FlowFiles, side: 'en' | 'tu'): string => all[sides.find((name) => name.endsWith(`.${side}.yaml`)) ?? ''] ?? '';

/** One text becomes one for each level, in all its languages. */
export const splitByLevel = (files: FlowFiles, { key, path, text }: { readonly key: string; readonly path: YamlPath; readonly text: string }): Texts => {
  const sides = files.sides.map((name): [string, string] => {
    const side = files.all[name] ?? '';
    const said = textsIn(side)[key];
    return [name, said === undefined ? side : LEVELS.reduce((rest, level) => setIn(rest, ['texts', `${key}.${level}`], scalar(said)), removeIn(side, ['texts', key]))];
  });
  const byLevel = LEVELS.map((level) => `${level}: ${JSON.stringify(text)}`).join(', ');
  return changed(files, { ...Object.fromEntries(sides), [files.file]: setIn(own(files), path, `{ ${byLevel} }`) });
};

/** A text of another language; the file is begun when there is none. */
export const setSideText = (files: FlowFiles, { flow, key, side, value }: { flow: string; key: string; side: 'en' | 'tu'; value: string }): Texts => {
  const file = files.sides.find((name) => name.endsWith(`.${side}.yaml`)) ?? `texts/${flow}.${side}.yaml`;
  const begun = files.all[file] ?? `schema: 1\nflow: ${flow}\nlanguage: ${side === 'tu' ? 'es-tu' : 'en'}\ntexts:\n  ${key}: ""\n`;
  return changed(files, { [file]: value === '' ? removeIn(begun, ['texts', key]) : setIn(begun, ['texts', key], scalar(value)) });
};

/** `name: test` of a recorded conversation. In a file of its own: what other tests take as given was not played. */
export const addTest = (files: FlowFiles, flow: string, { name, source }: { readonly name: string; readonly source: string }): Texts => {
  const file = `tests/${flow}-recorded.yaml`;
  const text = files.all[file];
  if (text !== undefined && /^tests:/m.test(text)) return changed(files, { [file]: addPairIn(text, ['tests'], { key: scalar(name), source: `\n  ${source.replaceAll('\n', '\n  ')}` }) });
  return { [file]: `schema: 1\nflow: ${flow}\ntests:\n  ${scalar(name)}:\n    ${source.replaceAll('\n', '\n    ')}\n` };
};

/** A test that was written elsewhere: `text` as it stands under `tests:`, its name first. */
export const addWrittenTest = (files: FlowFiles, flow: string, { name, text }: { readonly name: string; readonly text: string }): Texts =>
  addTest(files, flow, { name, source: text.trimEnd().split('\n').slice(1).map((line) => line.replace(/^ {4}/, '')).join('\n') });

/** Tests that expect what used to be said expect what is said now: `faults` of tests that name both. */
export const acceptNew = (all: Texts, faults: readonly FlowFault[]): Texts => {
  const next: Record<string, string> = {};
  for (const { file, instead } of faults) {
    if (instead !== undefined) next[file] = setIn(next[file] ?? all[file] ?? '', instead.path, scalar(beginningOf(instead.said)));
  }
  return next;
};
