/**
 * The quiet lines of a transcript as sentences in the reader's language: for the page, for paper, for who calls the API. What
 * was done at the operator's systems is named by the flow itself; all else reads as it does on the page.
 */
import type { CompiledFlow } from '../../flows/compile';
import type { Entry } from '../../dialogs/transcript';
import type { Language } from '../../knowledge/language';
import { quietText } from '../web/agents/quiet-lines';
import type { CasePacket } from '../web/contracts';
import { resultWords } from './action-words';
import { valueText, type Line } from './lines';
import { workLabel } from './packet-words';

export interface LineReading {
  readonly language: Language;
  readonly now: number;
  readonly flowOf: (flow: string, release: string) => CompiledFlow | undefined;
  readonly asked: CasePacket['asked'];
}

/** `''` for what would only name the insides of a guide. */
export const lineWords = ({ language, now, flowOf, asked }: LineReading) => (line: Line, entry: Entry): string => {
  const worked = entry.kind === 'steps' ? workWords(line, flowOf, { release: entry.release, language }) : undefined;
  return worked ?? quietText({ position: 0, at: '', ...line }, { language, now, ...(asked && { asked }) }) ?? '';
};

interface Work {
  readonly release: string;
  readonly language: Language;
}

const RESULT = 'result: ';

/** `Reinicio del equipo: hecho`. */
const workWords = ({ text, by = '' }: Line, flowOf: LineReading['flowOf'], { release, language }: Work): string | undefined => {
  if (!text.startsWith(RESULT)) return undefined;
  const [flow = '', step = ''] = by.split('/');
  const what = workLabel(flowOf(flow, release), step, language);
  const became = resultWords(valueText(text.slice(RESULT.length)), language);
  return what === undefined || became === undefined ? undefined : `${what}: ${became}`;
};
