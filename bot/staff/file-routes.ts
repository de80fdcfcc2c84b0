/**
 * Photos and files that an agent sends, to the customer or to colleagues: whose case it is is looked at before a byte is
 * read, what a file is before it is kept, and it is kept before the message that refers to it is accepted (I1: a form
 * that is sent again has its effect once).
 */
import { z } from 'zod';
import type { Attachment } from '../../dialogs/attachment';
import type { ThreadId } from '../../dialogs/ids';
import type { HttpReply, Route } from '../http/route';
import { FORM_BYTES, MOST_FILES, nameOf, readForm } from '../media/form';
import { LARGEST_FILE, type Media } from '../media/media';
import { refOf } from '../media/ref';
import type { FilesSent } from '../web/message-contracts';
import { actedReply, agentOf, caseOf } from './case-routes';
import type { StaffForm, StaffRequest, StaffRoutes } from './guard';
import type { Acted, Desk } from './ports';
import { badField, parseBody, staffProblem } from './problems';

const LONGEST_CAPTION = 1_000;

const fields = z.object({ id: z.string().min(1).max(100), text: z.string().trim().max(LONGEST_CAPTION).default('') });

export interface FileRouteParts {
  readonly desk: Pick<Desk, 'owns' | 'knows' | 'say' | 'note'>;
  readonly media: Pick<Media, 'keep'>;
}

export const fileRoutes = (parts: FileRouteParts, { formRoute }: StaffRoutes): readonly Route[] => [
  formRoute('POST /api/staff/cases/:thread/files', (form) => send(parts, form), { bodyLimit: FORM_BYTES, admit: (request) => admit(parts, request) }),
];

const isNote = ({ query }: Pick<StaffRequest, 'query'>): boolean => query.get('note') === 'true';

/** A note may stand in any case; a word to the customer is for who has it. */
const admit = async ({ desk }: FileRouteParts, request: StaffRequest): Promise<HttpReply | null> => {
  const thread = caseOf(request.params);
  const may: Acted = isNote(request) ? noteIn(await desk.knows(thread)) : await desk.owns(thread, agentOf(request.user));
  return may.ok ? null : actedReply(may);
};

const noteIn = (isKnown: boolean): Acted => (isKnown ? { ok: true } : { ok: false, reason: 'unknown' });

const send = async ({ desk, media }: FileRouteParts, request: StaffForm): Promise<HttpReply> => {
  const form = await readForm(request.raw, request.headers['content-type']);
  if (form === 'not_form') return NOT_FORM;
  if (form === 'incomplete') return INCOMPLETE;
  const parsed = parseBody(fields, { id: form.get('id'), text: form.get('text') ?? undefined });
  if (!parsed.ok) return parsed.reply;
  const files = form.getAll('file').filter((part) => typeof part !== 'string');
  if (files.length === 0 || files.length > MOST_FILES) return WRONG_NUMBER;
  const thread = caseOf(request.params);
  const kept = await keepAll(media, thread, files);
  if (!kept.ok) return kept.reply;
  const message = { ...parsed.value, attachments: kept.attachments };
  const acted = await (isNote(request) ? desk.note : desk.say)(thread, agentOf(request.user), message);
  return acted.ok ? { status: 200, json: { files: files.length } satisfies FilesSent } : actedReply(acted);
};

type KeptAll = { readonly ok: true; readonly attachments: readonly Attachment[] } | { readonly ok: false; readonly reply: HttpReply };

const keepAll = async (media: Pick<Media, 'keep'>, thread: ThreadId, files: readonly File[]): Promise<KeptAll> => {
  const attachments: Attachment[] = [];
  for (const file of files) {
    const kept = await media.keep(`staff ${thread}`, Buffer.from(await file.arrayBuffer()));
    if (kept === 'too_large' || kept === 'unknown_type') return { ok: false, reply: REFUSED_FILE[kept](nameOf(file)) };
    const kind = kept.type === 'application/pdf' ? 'document' : 'image';
    attachments.push({ kind, ref: refOf(kept.id), type: kept.type, name: nameOf(file) });
  }
  return { ok: true, attachments };
};

const MEGABYTES = LARGEST_FILE / 1024 / 1024;

const REFUSED_FILE = {
  too_large: (name: string) => staffProblem(413, {
    code: 'TooLarge', field: 'file', en: `${name}: a file may have at most ${MEGABYTES} MB.`, es: `${name}: un archivo puede tener máximo ${MEGABYTES} MB.`,
  }),
  unknown_type: (name: string) => staffProblem(415, {
    code: 'UnknownType', field: 'file',
    en: `${name}: only photos (JPEG, PNG, WebP, GIF, HEIC) and PDF are sent.`, es: `${name}: solo se envían fotos (JPEG, PNG, WebP, GIF, HEIC) y PDF.`,
  }),
} as const;

const NOT_FORM = staffProblem(415, { code: 'UnsupportedMediaType', en: 'Send files as multipart/form-data.', es: 'Envíe los archivos como multipart/form-data.' });
const INCOMPLETE = staffProblem(400, { code: 'BadArgument', en: 'The form did not arrive whole. Send it again.', es: 'El formulario no llegó completo. Envíelo otra vez.' });
const WRONG_NUMBER = badField('file', { en: `must be there 1 to ${MOST_FILES} times`, es: `debe venir entre 1 y ${MOST_FILES} veces` });
