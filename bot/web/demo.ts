/** Reads what the demonstration shows about its fictional operator. Tolerant: what cannot be read is not shown. */
import type { ChatState } from './chat-state';
import { fieldsOf, listOf, textOf } from './fields';

/** A message that the operator "sent" to a customer's phone or e-mail. */
export interface DemoMessage {
  /** ISO time; empty when not told. */
  readonly at: string;
  readonly to: string;
  readonly text: string;
  /** The one-time code in the text. */
  readonly code?: string;
}

/** A fictional customer to try, with what is wrong with the service when the world says so. */
export interface DemoCustomer {
  readonly name: string;
  readonly document: string;
  readonly condition?: string;
}

/** The operator writes its times in whole seconds. */
const SECOND_MS = 1_000;
const CODE = /(?<!\d)\d{4,8}(?!\d)/;

/** Newest first. Accepts a list or an object with `messages`. */
export function parseMessages(value: unknown): DemoMessage[] {
  const list = Array.isArray(value) ? value : fieldsOf(value)['messages'];
  const messages = listOf(list).flatMap((fields) => {
    const text = textOf(fields['text']);
    if (text === undefined) return [];
    const code = CODE.exec(text)?.[0];
    const message = { at: textOf(fields['at']) ?? '', to: textOf(fields['to']) ?? '', text };
    return [code === undefined ? message : { ...message, code }];
  });
  return messages.map((message, index) => ({ message, index })).sort(byNewest).map(({ message }) => message);
}

/** A masked telephone or e-mail, as the bot tells where it sent a code. */
const MASKED = /(?:•{2,3} ){3}(?<end>\d{2})(?!\d)|(?<begin>\S)•{3}(?<domain>@[\w.-]+\w)/gu;

interface Contact {
  readonly begins: string;
  readonly ends: string;
}

const wentTo = ({ begins, ends }: Contact, { to }: DemoMessage): boolean => to.startsWith(begins) && to.endsWith(ends);

/** Where the bot last said in this conversation that a code went. */
export function contactToldTo({ items }: Pick<ChatState, 'items'>): Contact | undefined {
  const told = items.findLast((item) => item.kind === 'message' && item.author === 'bot' && item.text.match(MASKED) !== null);
  const groups = told?.kind === 'message' ? [...told.text.matchAll(MASKED)].at(-1)?.groups : undefined;
  return groups && { begins: groups['begin'] ?? '', ends: groups['end'] ?? groups['domain'] ?? '' };
}

/** The newest code that was sent to this conversation's contact since it began and was not said yet. */
export function codeToSay(state: Pick<ChatState, 'items' | 'pending'>, messages: readonly DemoMessage[]): string | undefined {
  const contact = contactToldTo(state);
  if (contact === undefined) return undefined;
  const said = [...state.items, ...state.pending].flatMap((item) => (item.kind === 'message' && item.author === 'me' ? [item.text.trim()] : []));
  const began = state.items.find((item) => item.kind === 'message')?.at ?? 0;
  const newest = messages.find((message) => message.code !== undefined && wentTo(contact, message) && !(Date.parse(message.at) < began - SECOND_MS));
  return newest?.code === undefined || said.includes(newest.code) ? undefined : newest.code;
}

/** Customers whose service has a story come first, one of each story, at most `most`. */
export function parseCustomers(value: unknown, most: number): DemoCustomer[] {
  const outer = fieldsOf(value);
  const world = Array.isArray(outer['customers']) ? outer : fieldsOf(outer['world']);
  const stories = storiesOf(world['services']);
  const seen = new Set<string>();
  const customers = listOf(world['customers']).flatMap((fields): DemoCustomer[] => {
    const name = textOf(fields['name']) ?? textOf(fieldsOf(fields['name'])['full']);
    const document = textOf(fields['document']) ?? textOf(fieldsOf(fields['document'])['number']);
    const condition = textOf(fields['label']) ?? textOf(fields['condition']) ?? stories.get(String(fields['id']));
    if (name === undefined || document === undefined || (condition !== undefined && seen.has(condition))) return [];
    if (condition === undefined) return [{ name, document }];
    seen.add(condition);
    return [{ name, document, condition }];
  });
  const told = customers.filter(({ condition }) => condition !== undefined);
  return [...told, ...customers.filter(({ condition }) => condition === undefined)].slice(0, most);
}

function storiesOf(services: unknown): Map<string, string> {
  return new Map(
    listOf(services).flatMap((service): [string, string][] => {
      const story = textOf(service['story']);
      return story === undefined ? [] : [[String(service['customer']), story]];
    }),
  );
}

interface Placed {
  readonly message: DemoMessage;
  readonly index: number;
}

/** Messages of one instant keep the order in which they were sent, the later one first. */
function byNewest(a: Placed, b: Placed): number {
  const byTime = Date.parse(b.message.at) - Date.parse(a.message.at);
  return Number.isNaN(byTime) || byTime === 0 ? b.index - a.index : byTime;
}
