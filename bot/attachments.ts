/**
 * Attachments between the Bot Framework's shape and ours: references only, cut to what a transcript keeps. A data URL
 * would be the bytes themselves and is left out; what Azure's channels add for their own rendering is none of it.
 */
import { ATTACHMENT_KINDS, MOST_ATTACHMENTS, type Attachment, type AttachmentKind } from '../dialogs/attachment';

const LONGEST_REF = 2_000;
const LONGEST_NAME = 200;

/** What of `Activity.attachments` is looked at. */
export interface ActivityAttachment {
  readonly contentType: string;
  readonly contentUrl?: string | null;
  readonly name?: string | null;
}

/** Kinds that a MIME type does not tell travel as this type's subtype. */
const OWN_TYPE = 'application/vnd.hilo.';
const NOT_SENT = /^(?:text\/html|application\/vnd\.microsoft\.)/;

export const toActivity = ({ kind, ref, type, name }: Attachment): { contentType: string; contentUrl?: string; name?: string } => ({
  contentType: type !== undefined && kindOf(type) === kind ? type : OWN_TYPE + kind,
  ...(ref !== undefined && { contentUrl: ref }),
  ...(name !== undefined && { name }),
});

export const fromActivity = (attachments: readonly ActivityAttachment[] | null | undefined): readonly Attachment[] =>
  (attachments ?? []).filter(({ contentType }) => !NOT_SENT.test(contentType)).slice(0, MOST_ATTACHMENTS).map(read);

const read = ({ contentType, contentUrl, name }: ActivityAttachment): Attachment => {
  const isOurs = contentType.startsWith(OWN_TYPE);
  return {
    kind: kindOf(contentType),
    ...(typeof contentUrl === 'string' && contentUrl.length <= LONGEST_REF && !contentUrl.startsWith('data:') && { ref: contentUrl }),
    ...(!isOurs && contentType !== '' && { type: contentType.slice(0, LONGEST_NAME) }),
    ...(typeof name === 'string' && name !== '' && { name: name.slice(0, LONGEST_NAME) }),
  };
};

const kindOf = (contentType: string): AttachmentKind => {
  const named = contentType.startsWith(OWN_TYPE) ? contentType.slice(OWN_TYPE.length) : contentType.slice(0, contentType.indexOf('/'));
  return ATTACHMENT_KINDS.find((kind) => kind === named) ?? 'document';
};
