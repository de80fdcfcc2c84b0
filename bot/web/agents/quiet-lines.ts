/**
 * The quiet lines in the agent's language. The server tells them in the transcript's own words (`answered: yes`,
 * `line.state = los`, `level: basic (said)`); what is not known here is shown as it came, and nothing at all where a
 * line would only name the insides of a guide.
 */
import type { CasePacket, TranscriptItem } from '../contracts';
import type { Telling } from '../../../flows/format';
import { eventText, splitAt } from './event-words';
import { factName, factValue } from './names';
import { tellStep } from './step-words';

export interface Reading extends Telling {
  readonly asked?: CasePacket['asked'];
}

export function quietText({ kind, text, by }: TranscriptItem, reading: Reading): string | undefined {
  switch (kind) {
    case 'step':
      return stepText(text, by ?? '', reading);
    case 'fact':
      return factsText(text, reading);
    case 'event':
      return eventText({ text, by }, reading.language, reading.asked);
    case 'customer':
    case 'bot':
    case 'agent':
    case 'system':
    case 'note':
      return text;
  }
}

function stepText(text: string, step: string, { asked, language }: Reading): string | undefined {
  const [outcome, value] = splitAt(text);
  const told = tellStep({ outcome, value, asked: asked?.[step] }, language);
  if (told === undefined) return undefined;
  return told.became === undefined ? told.what : `${told.what}${told.what.endsWith('?') ? '' : ':'} ${told.became}`;
}

/** `a.one = x, a.two = y, with a comma`: a value goes on until the next name. */
const FACT = /([a-z_]+(?:\.[a-z_]+)+) = (.*?)(?=, [a-z_]+(?:\.[a-z_]+)+ = |$)/gs;

function factsText(text: string, reading: Reading): string | undefined {
  const named = [...text.matchAll(FACT)].map(([, name = '', value = '']) => `${factName(name, reading.language)}: ${factValue(name, value, reading)}`);
  return named.length === 0 ? undefined : named.join(' · ');
}
