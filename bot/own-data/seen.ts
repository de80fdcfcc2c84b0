/**
 * What one customer saw in a thread: a thread may have been several people's, and only the parts in which she alone proved
 * who she is are hers (I11). Never notes, steps or what a secret question was answered with. Pure.
 */
import type { Attachment } from '../../dialogs/attachment';
import { shownText, type Entry } from '../../dialogs/transcript';
import { idOf } from '../media/ref';
import { toIso } from '../operator/colombia';
import type { Positioned } from '../runtime/ports';
import type { CopiedLine } from './copy';

/** The parts of the thread that are hers, each as it was written. */
export const partsOf = (entries: readonly Positioned[], customer: string): readonly (readonly Positioned[])[] => {
  const parts: Positioned[][] = [[]];
  for (const one of entries) {
    if (isSomebodyElse(one.entry)) parts.push([]);
    parts.at(-1)?.push(one);
  }
  return parts.filter((part) => isHers(part, customer));
};

const isSomebodyElse = (entry: Entry): boolean => entry.kind === 'event' && entry.name === 'new_customer';

/** She proved who she is there, and nobody else did. */
export const isHers = (part: readonly Positioned[], customer: string): boolean => {
  const proved = new Set(part.flatMap(({ entry }) => (entry.kind === 'facts' ? (entry.facts['customer.id'] ?? []) : [])));
  return proved.size === 1 && proved.has(customer);
};

/** What answers the question for her document is masked: enough to recognise one's own. */
export const linesOf = (part: readonly Positioned[]): readonly CopiedLine[] => {
  let isDocument = false;
  return part.flatMap(({ entry }) => {
    if (entry.kind === 'bot') isDocument = entry.asks !== undefined && DOCUMENT.test(entry.asks);
    const line = lineOf(entry);
    return line === undefined ? [] : [line.by === 'you' && isDocument ? { ...line, text: line.text.replace(/[\d.]{5,}/g, maskedNumber) } : line];
  });
};

const DOCUMENT = /^identify\/ask_key/;

/** The last figures are enough to recognise one's own. */
export const maskedNumber = (number: string): string => `${'•'.repeat(Math.max(0, number.length - 3))}${number.slice(-3)}`;

const lineOf = (entry: Entry): CopiedLine | undefined => {
  const at = toIso(entry.at);
  switch (entry.kind) {
    case 'customer':
      return { at, by: 'you', text: shownText(entry), ...filesOf(entry) };
    case 'bot':
      return { at, by: 'hilo', text: entry.text };
    case 'agent':
      return { at, by: 'agent', name: entry.name, text: shownText(entry), ...filesOf(entry) };
    case 'system':
      return { at, by: 'notice', text: entry.text };
    case 'note':
    case 'steps':
    case 'facts':
    case 'level':
    case 'end':
    case 'rating':
    case 'event':
      return undefined;
  }
};

/** What lies with us: anything else that was sent stands in the text alone. */
const filesOf = ({ attachments = [] }: { readonly attachments?: readonly Attachment[] }): Pick<CopiedLine, 'files'> => {
  const files = attachments.flatMap(({ ref, kind, name }) => {
    const id = idOf(ref);
    return id === undefined ? [] : [{ id, name: name ?? kind }];
  });
  return files.length === 0 ? {} : { files };
};

const NEWS: ReadonlySet<string> = new Set(['restored', 'outage_changed', 'called_off', 'announced', 'confirmed']);

export const newsOf = (part: readonly Positioned[]): readonly { readonly at: string; readonly text: string }[] =>
  part.flatMap(({ entry }) => (entry.kind === 'system' && NEWS.has(entry.name) ? [{ at: toIso(entry.at), text: entry.text }] : []));

/** When she asked to be told of an outage's end. */
export const subscriptionsOf = (part: readonly Positioned[]): readonly number[] =>
  part.flatMap(({ entry }) =>
    entry.kind === 'steps' && entry.passages.some(({ outcomes }) => outcomes.some((one) => one.outcome === 'result' && one.value === 'subscribed')) ? [entry.at] : []);
