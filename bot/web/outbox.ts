/**
 * What the customer wrote and the server has not yet confirmed, in the order it was written.
 * A post keeps its `clientId` over every retry and reload, so the server takes it once (I1).
 */
import type { Choice } from './choice';
import { blobOf } from './picture-file';
import type { Picked } from './picture-file';
import type { Language } from '../../knowledge/language';

/** One post that waits for its answer. `text` is what the customer sees; a `silent` one is neither shown nor kept. */
export interface Unsent {
  readonly clientId: string;
  readonly at: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly silent?: true;
  readonly file?: Picked;
}

interface Stamp {
  readonly clientId: string;
  readonly at: number;
  readonly locale: Language;
}

/** What one message is made of: words, a tapped answer, a file. */
export interface Words {
  readonly text: string;
  readonly choice?: Choice;
  readonly file?: Picked;
}

export function messageToSend({ text, choice, file }: Words, stamp: Stamp): Unsent {
  const channelData = { clientActivityID: stamp.clientId, ...(choice?.kind === 'postBack' ? { postBack: true } : {}) };
  const body = {
    type: 'message',
    text,
    textFormat: 'plain',
    locale: stamp.locale,
    from: { id: 'customer', role: 'user' },
    localTimestamp: new Date(stamp.at).toISOString(),
    channelData,
    ...(choice === undefined ? {} : { value: choice.value }),
  };
  return { clientId: stamp.clientId, at: stamp.at, text, body, ...(file === undefined ? {} : { file }) };
}

/** The message with its file, as Direct Line takes both. */
export function formOf(body: Unsent['body'], file: Picked): FormData {
  const form = new FormData();
  form.append('activity', new Blob([JSON.stringify(body)], { type: 'application/vnd.microsoft.activity' }), 'blob');
  form.append('file', blobOf(file), file.name);
  return form;
}

/** Tells the server who the signed-in visitor is. Silent: a signed proof does not belong into the browser's storage. */
export function identityToSend(jwt: string, stamp: Stamp): Unsent {
  const body = {
    type: 'event',
    name: 'hilo/identify',
    value: { token: jwt },
    locale: stamp.locale,
    from: { id: 'customer', role: 'user' },
    channelData: { clientActivityID: stamp.clientId },
  };
  return { clientId: stamp.clientId, at: stamp.at, text: '', body, silent: true };
}

/** A button's value means nothing to a conversation that did not ask; the words still do. */
export function forNewConversation(unsent: Unsent): Unsent {
  const { value: _value, ...body } = unsent.body;
  return { ...unsent, body };
}
