/**
 * The door of the chat: what the server sends becomes our own words, or is left out.
 * Nothing behind this file looks at a raw activity again. Shapes follow Direct Line 3.0.
 */
import { parseCards } from './cards';
import type { Card } from './cards';
import { parseChoices } from './choice';
import type { Choice } from './choice';
import { fieldsOf, languageOf, listOf, textOf } from './fields';
import type { Language } from '../../knowledge/language';

/** A message of the conversation as the server keeps it; `clientId` is set on the echo of a message of ours. */
export interface IncomingMessage {
  readonly type: 'message';
  readonly id: string;
  readonly author: 'me' | 'bot';
  readonly name?: string;
  readonly text: string;
  readonly lang?: Language;
  /** Milliseconds since 1970, by the server's clock; 0 when it did not say. */
  readonly at: number;
  readonly clientId?: string;
  /** What happened, such as an agent who took over: said by nobody. */
  readonly notice?: true;
  readonly choices: readonly Choice[];
  readonly files?: readonly SentFile[];
  readonly cards?: readonly Card[];
}

/** A picture or file that goes with a message. `url`: of the web, or the picture itself as `data:` before it was sent. */
export interface SentFile {
  readonly url: string;
  readonly type: string;
  readonly name: string;
}

export type Incoming = IncomingMessage | { readonly type: 'typing' };

/** One frame of the stream or one answer to polling. An absent watermark leaves the old one in force. */
export interface ActivitySet {
  readonly incoming: readonly Incoming[];
  readonly watermark?: string;
}

/** Text of a frame to an activity set; undefined for the empty heartbeat and for anything else that is not one. */
export function parseFrame(text: unknown): ActivitySet | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return parseActivitySet(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function parseActivitySet(value: unknown): ActivitySet | undefined {
  const { activities, watermark } = fieldsOf(value);
  if (!Array.isArray(activities)) return undefined;
  const incoming = activities.flatMap(parseActivity);
  const mark = textOf(watermark);
  return mark === undefined ? { incoming } : { incoming, watermark: mark };
}

function parseActivity(value: unknown): Incoming[] {
  const activity = fieldsOf(value);
  const from = fieldsOf(activity['from']);
  const author = from['role'] === 'user' ? 'me' : 'bot';
  if (activity['type'] === 'typing') return author === 'bot' ? [{ type: 'typing' }] : [];
  const id = textOf(activity['id']);
  if (activity['type'] !== 'message' || id === undefined) return [];
  const channelData = fieldsOf(activity['channelData']);
  const choices = parseChoices(fieldsOf(activity['suggestedActions'])['actions']);
  const text = textOf(activity['text']) ?? '';
  const files = parseFiles(activity['attachments']);
  const cards = parseCards(activity['attachments']);
  if (text === '' && choices.length + files.length + cards.length === 0) return [];
  const name = textOf(from['name']);
  const lang = languageOf(channelData['lang'] ?? activity['locale']);
  const clientId = textOf(channelData['clientActivityID']);
  return [
    {
      type: 'message', id, author, text, choices, at: timeOf(activity['timestamp']),
      ...(name === undefined ? {} : { name }),
      ...(lang === undefined ? {} : { lang }),
      ...(clientId === undefined ? {} : { clientId }),
      ...(textOf(channelData['notice']) === undefined ? {} : { notice: true as const }),
      ...(files.length === 0 ? {} : { files }),
      ...(cards.length === 0 ? {} : { cards }),
    },
  ];
}

function parseFiles(value: unknown): SentFile[] {
  return listOf(value).flatMap(({ contentUrl, contentType, name }) => {
    const url = textOf(contentUrl);
    return url === undefined || !/^https?:\/\//.test(url) ? [] : [{ url, type: textOf(contentType) ?? '', name: textOf(name) ?? '' }];
  });
}

function timeOf(value: unknown): number {
  const at = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? 0 : at;
}
