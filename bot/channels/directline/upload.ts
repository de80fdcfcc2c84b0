/**
 * A message with files: one multipart body with the activity and the bytes. What the bytes are is seen in the bytes; the
 * files are kept before the message is accepted, and the message refers to them (I1: both may be sent again).
 */
import { randomUUID } from 'node:crypto';
import type { Attachment } from 'botbuilder';
import { problem, type HttpReply, type HttpRequest } from '../../http/route';
import { FORM_BYTES, MOST_FILES, nameOf, readForm } from '../../media/form';
import { LARGEST_FILE } from '../../media/media';
import { refOf } from '../../media/ref';
import { inbound, parseActivity, type Posted } from './activity';
import { entitled, isReply, type DirectLineParts, type Known } from './door';
import { postedReply } from './posted';

/** Files and activity together. */
export const UPLOAD_BYTES = FORM_BYTES;

/** Asked before a byte of the body is read. */
export const admitUpload = (parts: DirectLineParts, request: HttpRequest): HttpReply | null => {
  const claims = entitled(parts, request);
  if (isReply(claims)) return claims;
  const { uploads, uploadsByAddress } = parts.limits;
  return uploads.refuse(claims.conversation) ?? uploadsByAddress.refuse(request.remote);
};

interface Form {
  readonly activity: Posted;
  readonly files: readonly File[];
}

export const upload = async (parts: DirectLineParts, request: HttpRequest, { claims }: Known): Promise<HttpReply> => {
  const form = await formOf(request);
  if ('status' in form) return form;
  const attachments: Attachment[] = [];
  for (const file of form.files) {
    const kept = await parts.media.keep(claims.conversation, Buffer.from(await file.arrayBuffer()));
    if (kept === 'too_large') return problem(413, 'TooLarge', `${nameOf(file)}: a file may have at most ${LARGEST_FILE / 1024 / 1024} MB.`);
    if (kept === 'unknown_type') return problem(415, 'UnsupportedFile', `${nameOf(file)}: only photos (JPEG, PNG, WebP, GIF, HEIC) and PDF are taken.`);
    attachments.push({ contentType: kept.type, contentUrl: refOf(kept.id), name: nameOf(file) });
  }
  const own = `s:${randomUUID()}`;
  return postedReply(parts, { claims, own }, { ...inbound(form.activity, claims, own), attachments });
};

const formOf = async ({ raw, headers }: HttpRequest): Promise<Form | HttpReply> => {
  const form = await readForm(raw, headers['content-type']);
  if (form === 'not_form') return problem(415, 'UnsupportedMediaType', 'Send files as multipart/form-data.');
  if (form === 'incomplete') return problem(400, 'BadArgument', 'The body is not complete multipart/form-data.');
  const files = [...form].flatMap(([name, part]) => (typeof part === 'string' || name === 'activity' ? [] : [part]));
  if (files.length === 0) return problem(400, 'BadArgument', 'file: there is none.');
  if (files.length > MOST_FILES) return problem(400, 'BadArgument', `file: at most ${MOST_FILES} in one message.`);
  const parsed = parseActivity(await activityOf(form.get('activity')));
  return parsed.ok ? { activity: parsed.activity, files } : problem(400, 'BadArgument', `${parsed.field}: ${parsed.message}`);
};

/** A client may send files alone. */
const activityOf = async (part: File | string | null): Promise<unknown> => {
  if (part === null) return { type: 'message' };
  const text = typeof part === 'string' ? part : await part.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
