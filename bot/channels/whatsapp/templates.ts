/**
 * What may be said after 24 hours of a customer's silence: a template that Meta approved, with what would have been said
 * as its one parameter. Her answer opens the window again, and the conversation goes on where it stands.
 * Source: Meta, "Send message templates": a parameter has no line breaks, tabs or more than four blanks in a row.
 */
import { isForCustomer, type AgentEntry, type Entry } from '../../../dialogs/transcript';
import { linkedText, type LinkOf } from '../linked';
import { shortened } from './cut';
import type { Content } from './render';

export interface Templates {
  /** A person answered. */
  readonly agent?: string | undefined;
  /** The service is back, the case changed hands. */
  readonly notice?: string | undefined;
  /** The bot asked something. */
  readonly reminder?: string | undefined;
}

/** Meta allows 1,024 for the whole body, the template's own words included. */
const LONGEST = 700;

/** `undefined` when there is no template for it, or nothing to say. */
export const templateFor = (templates: Templates, entry: Entry, linkOf: LinkOf): Content | undefined => {
  const name = nameFor(templates, entry);
  if (name === undefined || !isForCustomer(entry) || entry.kind === 'customer') return undefined;
  const text = oneLine(entry.kind === 'agent' ? [agentWords(entry, linkOf)] : [entry.text, ...optionsOf(entry)]);
  const language = 'language' in entry && entry.language === 'en' ? 'en' : 'es';
  return { type: 'template', template: { name, language: { code: language }, components: [{ type: 'body', parameters: [{ type: 'text', text }] }] } };
};

const oneLine = (texts: readonly string[]): string => shortened(texts.join(' ').replace(/\s+/g, ' ').trim(), LONGEST);

/** Her files are found behind a link; an address is of no use when it is cut, so the words give way. */
const agentWords = (entry: AgentEntry, linkOf: LinkOf): string => {
  const links = linkedText({ text: '', attachments: entry.attachments ?? [] }, linkOf);
  return `${shortened(entry.text, Math.max(1, LONGEST - links.length - 1))} ${links}`;
};

const nameFor = (templates: Templates, { kind }: Entry): string | undefined =>
  kind === 'agent' ? templates.agent : kind === 'system' ? templates.notice : kind === 'bot' ? (templates.reminder ?? templates.notice) : undefined;

const optionsOf = (entry: Entry): readonly string[] =>
  entry.kind === 'bot' ? (entry.choices ?? []).map(({ label }, index) => `${index + 1}) ${label}${index === (entry.choices?.length ?? 0) - 1 ? '' : ';'}`) : [];
