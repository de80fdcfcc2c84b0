/** What every view of a flow works with, and the few ways to look at a flow that views share. */
import { textOf } from '../../../flows/diagram/picture';
import { exitsOf, type Exit } from '../../../flows/exits';
import { wordsFor } from '../../../flows/proof/example';
import type { Flow, Glossary, Step, Text } from '../../../flows/schema';
import type { Language, Level } from '../../../knowledge/language';
import type { FlowFault } from '../contracts';
import type { FlowFiles, Texts } from './step-edit';
import { askedWords } from './system-words';
import type { ViewTexts } from './view-texts';

export interface FlowDesk {
  readonly flow: Flow;
  readonly files: FlowFiles;
  readonly glossary: Glossary;
  /** Every flow's title, by name. */
  readonly flows: Readonly<Record<string, string>>;
  readonly level: Level;
  /** Texts are read here, not changed. */
  readonly locked: boolean;
  readonly language: Language;
  readonly texts: ViewTexts;
  readonly faults: ReadonlyMap<string, readonly FlowFault[]>;
  readonly change: (texts: Texts) => void;
  readonly goTo: (step: string) => void;
  readonly tryFrom: (step: string) => void;
}

/** In the order in which the conversation comes to them; what nothing leads to stands last. */
export function inOrder(flow: Flow): readonly string[] {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name) || !Object.hasOwn(flow.steps, name)) return;
    seen.add(name);
    for (const { go, path } of exitsOf(flow, name)) if (path[0] === 'steps') visit(go);
  };
  visit(flow.start);
  const rest = Object.keys(flow.steps).filter((name) => !seen.has(name));
  const isEnd = (name: string): boolean => flow.steps[name]?.kind === 'end';
  const found = [...seen];
  return [...found.filter((name) => !isEnd(name)), ...rest.filter((name) => !isEnd(name)), ...found.filter(isEnd), ...rest.filter(isEnd)];
}

/** Exits that stand in the step itself; the others come from the flow's defaults. */
export const ownExits = (flow: Flow, name: string): readonly Exit[] => exitsOf(flow, name).filter(({ path }) => path[0] === 'steps');
export const defaultExits = (flow: Flow, name: string): readonly Exit[] => exitsOf(flow, name).filter(({ path }) => path[0] === 'defaults');

export function exitWord({ flow, glossary, level, texts }: Pick<FlowDesk, 'flow' | 'glossary' | 'level' | 'texts'>, name: string, on: string): string {
  const step = flow.steps[name];
  const option = step?.kind === 'ask' ? step.options?.[on] : undefined;
  if (option !== undefined) return wordsFor({ glossary, level }, option);
  return texts.words[on] ?? (step?.kind === 'decide' ? (glossary.conditions[on]?.about ?? on) : on);
}

export const mainText = (step: Step): Text | undefined => (step.kind === 'ask' ? step.ask : step.kind === 'say' ? step.say : step.kind === 'end' ? step.text : undefined);

export function summaryOf(step: Step, { glossary, language, level, flows }: Pick<FlowDesk, 'glossary' | 'language' | 'level' | 'flows'>): string {
  if (step.kind === 'call') return flows[step.call] ?? step.call;
  if (step.kind === 'check' || step.kind === 'do') return askedWords({ checks: step.kind === 'check' ? step.check : [], ...(step.kind === 'do' && { action: step.do }) }, language);
  const text = textOf(step, level, glossary);
  return step.kind === 'end' && step.text !== undefined ? `${text} · ${wordsFor({ glossary, level }, step.text)}` : text;
}

/** The step that a line of the file stands in. */
export function stepAtLine(text: string, line: number): string | undefined {
  const lines = text.split('\n');
  for (let at = Math.min(line, lines.length) - 1; at >= 0; at -= 1) {
    const found = /^ {2}([a-z][a-z0-9_]*):/.exec(lines[at] ?? '')?.[1];
    if (found !== undefined) return lines.slice(0, at).some((one) => /^steps:/.test(one)) ? found : undefined;
    if (/^\S/.test(lines[at] ?? '') && !(lines[at] ?? '').startsWith('#')) return undefined;
  }
  return undefined;
}

export function faultsByStep(faults: readonly FlowFault[], file: string, text: string): ReadonlyMap<string, readonly FlowFault[]> {
  const found = new Map<string, FlowFault[]>();
  for (const fault of faults) {
    const step = fault.file === file ? stepAtLine(text, fault.line) : undefined;
    if (step !== undefined) found.set(step, [...(found.get(step) ?? []), fault]);
  }
  return found;
}
