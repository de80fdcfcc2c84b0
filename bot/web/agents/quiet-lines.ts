/**
 * The quiet lines in the agent's language. The server tells them in the transcript's own words (`answered: yes`,
 * `line.state = los`, `level: basic (said)`); what is not known here is shown as it came.
 */
import type { Language } from '../../../knowledge/language';
import type { TranscriptItem } from '../contracts';
import { AGENTS_TEXTS, type AgentsTexts } from './agents-texts';
import { factName, plainValue, stepName } from './names';

export function quietText({ kind, text, by }: TranscriptItem, language: Language): string {
  const texts = AGENTS_TEXTS[language];
  switch (kind) {
    case 'step':
      return by === undefined ? text : `${stepName(by)}: ${outcomeText(text, texts, language)}`;
    case 'fact':
      return factsText(text, language);
    case 'event':
      return eventText(text, texts);
    case 'customer':
    case 'bot':
    case 'agent':
    case 'system':
      return text;
  }
}

function outcomeText(text: string, texts: AgentsTexts, language: Language): string {
  const [outcome, value] = splitAt(text);
  const known = texts.outcomes[outcome];
  if (known === undefined) return text;
  return value === undefined ? known : `${known} ${plainValue(value, language)}`;
}

function factsText(text: string, language: Language): string {
  const named = text.replaceAll(/(^|, )([a-z_]+\.[a-z_]+) = ("?)([^,]*)/g, (_, gap: string, name: string, quote: string, value: string) =>
    `${gap === '' ? '' : ' · '}${factName(name, language)}: ${quote}${plainValue(value, language)}`);
  return named === '' ? AGENTS_TEXTS[language].nothing : named;
}

function eventText(text: string, texts: AgentsTexts): string {
  const [name, detail] = splitAt(text);
  const level = /^(basic|intermediate|advanced) \(\w+(?:: (.*))?\)$/s.exec(detail ?? '');
  if (name === 'level' && level !== null) {
    const value = texts.levels[level[1] as keyof AgentsTexts['levels']];
    return `${texts.level}: ${value}${level[2] === undefined ? '' : ` (${level[2]})`}`;
  }
  return texts.events[name] ?? text;
}

function splitAt(text: string): readonly [string, string | undefined] {
  const at = text.indexOf(': ');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 2)];
}
