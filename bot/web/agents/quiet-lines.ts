/**
 * The quiet lines in the agent's language. The server tells them in the transcript's own words (`answered: yes`,
 * `line.state = los`, `level: basic (said)`); what is not known here is shown as it came, and nothing at all where a
 * line would only name the insides of a guide.
 */
import type { CasePacket, TranscriptItem } from '../contracts';
import type { Telling } from '../../../flows/format';
import type { Language } from '../../../knowledge/language';
import { AGENTS_TEXTS, type AgentsTexts } from './agents-texts';
import { CASE_TEXTS, causeWord } from './case-texts';
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
      return eventText(text, reading.language);
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

/** Events whose detail is for people to read; that of the others is a word of the machine. */
const SAYS_WHAT = /^(case_|rating$|phone$)/;

function eventText(text: string, language: Language): string | undefined {
  const texts = AGENTS_TEXTS[language];
  const [name, detail] = splitAt(text);
  const level = /^(basic|intermediate|advanced) \(\w+(?:: (.*))?\)$/s.exec(detail ?? '');
  if (name === 'level' && level !== null) {
    const value = texts.levels[level[1] as keyof AgentsTexts['levels']];
    return `${texts.level}: ${value}${level[2] === undefined ? '' : ` («${level[2]}»)`}`;
  }
  const words = texts.events[name];
  if (name === 'case_closed' && detail !== undefined) return `${words}: ${closedWords(detail, language)}`;
  return words !== undefined && detail !== undefined && SAYS_WHAT.test(name) ? `${words}: ${detail}` : (words ?? text);
}

/** `wifi` or `wifi confirmed`. */
function closedWords(detail: string, language: Language): string {
  const [code = '', confirmed] = detail.split(' ');
  const cause = causeWord(code, language);
  return confirmed === undefined ? cause : `${cause} · ${CASE_TEXTS[language].confirmed}`;
}

function splitAt(text: string): readonly [string, string | undefined] {
  const at = text.indexOf(': ');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 2)];
}
