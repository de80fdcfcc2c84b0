/** Files of an agent's answer where a channel cannot carry them: each as its name and a signed address that is good for some days. */
import { signOf, type Attachment } from '../../dialogs/attachment';
import type { AgentEntry } from '../../dialogs/transcript';
import { idOf } from '../media/ref';

/** The address of a file that lies with us. */
export type LinkOf = (media: string) => string;

export const linkedText = ({ text, attachments = [] }: Pick<AgentEntry, 'text' | 'attachments'>, linkOf: LinkOf): string =>
  [text, ...attachments.map((one) => linked(one, linkOf))].filter((line) => line !== '').join('\n');

const linked = (one: Attachment, linkOf: LinkOf): string => {
  const id = idOf(one.ref);
  return id === undefined ? signOf(one) : `${signOf(one)}: ${linkOf(id)}`;
};
