/**
 * The messages that a delivery is made of, each under a key by which Meta tells later what became of it. The key names the
 * thread too: joined into another, its places are not that one's places.
 */
import { threadId, type Address, type ThreadId } from '../../../dialogs/ids';
import type { Positioned } from '../../runtime/ports';
import type { LinkOf } from '../linked';
import { render, type Content, type OutgoingFile } from './render';
import { templateFor, type Templates } from './templates';

export interface Part {
  /** `biz_opaque_callback_data`: unique for the address, the entry and the place in it. */
  readonly key: string;
  /** Position, and the place of a further message of the entry behind. */
  readonly name: string;
  readonly content: Content | OutgoingFile;
  /** What may be said instead when the window of free messages is closed; it stands for the whole entry. */
  readonly template: Content | undefined;
}

export interface Place {
  readonly to: Address;
  /** Absent in what an older version sent. */
  readonly thread?: ThreadId;
  readonly position: number;
  /** As `Part.name`. */
  readonly name: string;
}

interface Source {
  readonly to: Address;
  readonly thread: ThreadId;
  readonly templates: Templates;
  readonly linkOf: LinkOf;
}

export const partsOf = ({ to, thread, templates, linkOf }: Source, { position, entry }: Positioned): readonly Part[] => {
  const template = templateFor(templates, entry, linkOf);
  return render(entry, linkOf).map((content, index) => {
    const name = `${position}${index === 0 ? '' : `.${index}`}`;
    return { key: `${to}|${name}|${thread}`, name, content, template };
  });
};

export const isOfOneEntry = (one: Part, other: Part): boolean => Number.parseInt(one.name, 10) === Number.parseInt(other.name, 10);

const KEY = /^([^|]+)\|((\d{1,9})(?:\.\d{1,3})?)(?:\|([\w-]{1,100}))?$/;

export const placeIn = (key: string): Place | undefined => {
  const [, to = '', name = '', position = '', thread] = KEY.exec(key) ?? [];
  if (to === '') return undefined;
  return { to: to as Address, name, position: Number(position), ...(thread !== undefined && { thread: threadId(thread) }) };
};
