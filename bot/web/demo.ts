/** Reads what the demonstration shows about its fictional operator. Tolerant: what cannot be read is not shown. */
import { fieldsOf, textOf } from './activity';

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

const CODE = /(?<!\d)\d{4,8}(?!\d)/;

/** Newest first, at most `most`. Accepts a list or an object with `messages`. */
export function parseMessages(value: unknown, most: number): DemoMessage[] {
  const list: unknown = Array.isArray(value) ? value : fieldsOf(value)['messages'];
  if (!Array.isArray(list)) return [];
  const messages = list.map(fieldsOf).flatMap((fields) => {
    const text = textOf(fields['text']);
    if (text === undefined) return [];
    const code = CODE.exec(text)?.[0];
    const message = { at: textOf(fields['at']) ?? '', to: textOf(fields['to']) ?? '', text };
    return [code === undefined ? message : { ...message, code }];
  });
  return messages.map((message, index) => ({ message, index })).sort(byNewest).slice(0, most).map(({ message }) => message);
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

function listOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
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
