/**
 * The quiet lines of a transcript as sentences in the reader's language: for the page, for paper, for who calls the API. What
 * was done at the operator's systems is named by the flow itself; all else reads as it does on the page.
 */
import type { CompiledFlow } from '../../flows/compile';
import type { FactValue } from '../../flows/facts';
import type { Assumption } from '../../flows/run';
import type { Glossary } from '../../flows/schema';
import type { Entry, FactsEntry } from '../../dialogs/transcript';
import type { Language } from '../../knowledge/language';
import { quietText } from '../web/agents/quiet-lines';
import { tellStep } from '../web/agents/step-words';
import type { CasePacket } from '../web/contracts';
import { resultWords } from '../web/action-words';
import { valueText, type Line } from './lines';
import { cutShort, shownFacts, workLabel } from './packet-words';

export interface LineReading {
  readonly language: Language;
  readonly now: number;
  readonly flowOf: (flow: string, release: string) => CompiledFlow | undefined;
  readonly asked: CasePacket['asked'];
  readonly glossary: Glossary;
  /** With its sentence. */
  readonly assumed: readonly Assumption[];
}

/** `''` for what would only name the insides of a guide. */
export const lineWords = (reading: LineReading) => (line: Line, entry: Entry): string => {
  const { language, now, flowOf, asked } = reading;
  if (entry.kind === 'facts') return factWords(entry, reading);
  const stepped = entry.kind === 'steps' ? (workWords(line, flowOf, { release: entry.release, language }) ?? assumedWords(line, reading)) : undefined;
  return stepped ?? quietText({ position: 0, at: '', ...line }, { language, now, ...(asked && { asked }) }) ?? '';
};

const factWords = ({ at, source, facts }: FactsEntry, { language, now, glossary }: LineReading): string => {
  const known = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value: value as FactValue, source, at }]));
  return shownFacts({ language, level: 'basic', now, facts: known, glossary }, () => true).map(({ label, value }) => `${label}: ${value}`).join(' · ');
};

/** `Se dio por hecho: En la casa hay corriente.` */
const assumedWords = ({ text, by = '' }: Line, { assumed, language }: LineReading): string | undefined => {
  const taken = text.startsWith('assumed: ') ? assumed.find(({ flow, step }) => `${flow}/${step}` === by) : undefined;
  const told = taken && tellStep({ outcome: 'assumed', text: taken.text }, language);
  return told && `${told.what}: ${told.became ?? ''}`;
};

interface Work {
  readonly release: string;
  readonly language: Language;
}

const RESULT = 'result: ';
const ANSWERED = 'answered: ';

/** `Reinicio del equipo: hecho`. */
const workWords = ({ text, by = '' }: Line, flowOf: LineReading['flowOf'], { release, language }: Work): string | undefined => {
  const [name = '', step = ''] = by.split('/');
  const flow = flowOf(name, release);
  const what = workLabel(flow, step, language);
  // A wait is answered by who does not wait for its end.
  if (what !== undefined && text.startsWith(ANSWERED)) return `${what}: ${cutShort(language)}`;
  if (!text.startsWith(RESULT)) return undefined;
  const became = resultWords(valueText(text.slice(RESULT.length)), language);
  return what === undefined || became === undefined ? undefined : `${what}: ${became}`;
};
