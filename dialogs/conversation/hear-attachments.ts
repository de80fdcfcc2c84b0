/**
 * Photos, recordings, files, places: kept with the message, passed on to the person who takes the case, and answered
 * honestly. Where the open question expects a photo, a photo answers it.
 */
import { asksNothing, type Attachment, type AttachmentKind } from '../attachment';
import type { OpenQuestion } from '../../flows/run';
import type { Phrase } from '../../knowledge/phrases/es';
import { hasWords } from '../../knowledge/wishes';
import type { MessageEvent } from '../event';
import { changeMode, offerPerson, tell, type Draft } from './draft';
import { advance } from './guide';
import { standAgain } from './stand';

const ANSWERS: Readonly<Record<AttachmentKind, Phrase>> = {
  image: 'gotImage', video: 'gotVideo', audio: 'gotVoice', voice: 'gotVoice', document: 'gotDocument', sticker: 'onlySigns',
  location: 'gotLocation', contact: 'gotContact', reaction: 'gotSign', edited: 'gotEdit', deleted: 'gotSign', unreadable: 'notReadable',
};

/** Worth a person's look or ear: one is offered. */
const FOR_A_PERSON: ReadonlySet<AttachmentKind> = new Set<AttachmentKind>(['image', 'video', 'audio', 'voice', 'document']);

/** A caption that points at the picture answers nothing: «así se ve». */
const POINTS = /^\s*(así (se ve|está|quedó|sale|aparece)|mire|mira|vea|ahí (está|va|le)|est[aeo] es|aquí (está|va)|look|this is|here( is|'s| it))(?![\p{L}\d])/iu;

/** Pictures sent together come one by one, and nothing between them; the first was answered for all. */
const TOGETHER_MS = 30_000;

/** True when the message is answered by that; with words of its own it is heard further. `before`: when she wrote before this. */
export const heardAttachments = (draft: Draft, event: MessageEvent, { open, before }: { readonly open: OpenQuestion | null; readonly before: number }): boolean => {
  const { attachments, text } = event;
  const [first] = attachments ?? [];
  if (!first) return false;
  const photo = open?.question.kind === 'photo' && draft.state.mode === 'guided' ? attachments?.find(isPicture) : undefined;
  const { picturedAt } = draft.state;
  const isOneMore = isPicture(first) && picturedAt !== undefined && picturedAt >= before && draft.world.now - picturedAt < TOGETHER_MS;
  if (isPicture(first)) draft.state.picturedAt = draft.world.now;
  if (!photo && asksNothing(event) && (isOneMore || isSilent(first, open))) return true;
  if (photo) {
    tell(draft, 'photoKept');
    advance(draft, { type: 'answer', value: photo.ref ?? photo.name ?? 'photo' });
    return true;
  }
  tell(draft, ANSWERS[first.kind]);
  if (hasWords(text) && !POINTS.test(text)) return false;
  if (FOR_A_PERSON.has(first.kind)) offerPerson(draft);
  if (draft.state.mode === 'idle' && isPicture(first)) changeMode(draft, { type: 'unclear' });
  else standAgain(draft);
  return true;
};

/** A sign under a message asks for nothing, unless something was asked of her. */
const isSilent = ({ kind }: Attachment, open: OpenQuestion | null): boolean => kind === 'deleted' || (kind === 'reaction' && !open);

const isPicture = ({ kind, type }: Attachment): boolean => kind === 'image' || kind === 'video' || (kind === 'document' && type?.startsWith('image/') === true);
