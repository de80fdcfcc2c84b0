/**
 * Drafts of flows that several people share, over HTTP: autosave, the lock with its hand-over, review, and going on from a
 * newer release. Faults in the texts are allowed here; publishing is where they are not.
 */
import { z } from 'zod';
import { changesOf, rebased } from '../content/draft';
import { ANSWER_MS, HEARTBEAT_MS, LOCK_MS, shownLock } from '../content/draft-lock';
import type { DraftRefusal, Drafts, DraftView, Reviewed } from '../content/drafts';
import { contentFaults, isArticlePath, isKnownPath, MOST_BYTES, MOST_FILES } from '../content/limits';
import type { Releases } from '../content/releases';
import type { HttpReply, Route } from '../http/route';
import type { ChangedFiles, DraftList, LockReply, RebaseReply } from '../web/flow-contracts';
import type { ApprovalNeeded } from './flow-approval';
import { DRAFT_CHANGED, draftOf, goneDraft, lockedBy, NO_DRAFT, NO_RELEASE, notCurrent, releaseNamed, summaryOf } from './flow-replies';
import type { StaffRequest, StaffRoutes } from './guard';
import { mayUse } from './permissions';
import { badField, parseBody, staffProblem } from './problems';

/** JSON escapes make a body larger than its texts. */
const BODY_LIMIT = { bodyLimit: 2 * MOST_BYTES };

const fewer = (all: object): boolean => Object.keys(all).length <= 10 * MOST_FILES;
const path = z.string().min(1).max(200);
const changed = z.record(path, z.string().nullable()).refine(fewer);
const whole = z.record(path, z.string()).refine(fewer);
const name = z.string().trim().min(1).max(120);
const version = z.number().int().min(1);
const comment = z.string().trim().min(1).max(2_000);
const newBody = z.strictObject({ name, base: z.string().min(1).max(64).optional(), files: whole.optional() });
const saveBody = z.strictObject({ version, files: changed, name: name.optional() });
const rebaseBody = z.strictObject({ version, onto: z.string().min(1).max(64).optional(), take: z.record(path, z.enum(['mine', 'theirs'])).default({}) });
const lockBody = z.strictObject({ act: z.enum(['hold', 'ask', 'give', 'refuse', 'leave']) });
const reviewBody = z.strictObject({ act: z.enum(['ask', 'withdraw', 'approve', 'send_back']), version, comment: comment.optional() });

export interface DraftRouteParts {
  readonly releases: Releases;
  readonly drafts: Drafts;
  readonly approvalNeeded: ApprovalNeeded;
}

export const flowDraftRoutes = (parts: DraftRouteParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/flows/drafts', (request) => list(parts, request)),
  staffRoute('POST /api/staff/flows/drafts', (request) => add(parts, request), BODY_LIMIT),
  staffRoute('GET /api/staff/flows/drafts/:draft', (request) => read(parts, request)),
  staffRoute('PUT /api/staff/flows/drafts/:draft', (request) => save(parts, request), BODY_LIMIT),
  staffRoute('DELETE /api/staff/flows/drafts/:draft', (request) => remove(parts, request)),
  staffRoute('POST /api/staff/flows/drafts/:draft/rebase', (request) => rebase(parts, request)),
  staffRoute('POST /api/staff/flows/drafts/:draft/lock', (request) => lock(parts, request)),
  staffRoute('POST /api/staff/flows/drafts/:draft/review', (request) => review(parts, request)),
];

const idOf = ({ params }: StaffRequest): string => params['draft'] ?? '';

const list = async ({ drafts, releases, approvalNeeded }: DraftRouteParts, { user }: StaffRequest): Promise<HttpReply> => {
  const [all, known, reviewNeeded] = await Promise.all([drafts.list(), releases.list(), approvalNeeded([user])]);
  const json: DraftList = { drafts: all.map((view) => summaryOf(view, known, drafts.now())), reviewNeeded, heartbeatMs: HEARTBEAT_MS, lockMs: LOCK_MS, answerMs: ANSWER_MS };
  return { status: 200, json };
};

const add = async ({ drafts, releases }: DraftRouteParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(newBody, body);
  if (!parsed.ok) return parsed.reply;
  const base = await releaseNamed(releases, parsed.value.base);
  if (base === null) return NO_RELEASE;
  const files = parsed.value.files === undefined ? {} : changesOf(await releases.files(base.id), parsed.value.files);
  const refusal = unfit(files);
  if (refusal) return refusal;
  const view = await drafts.add({ name: parsed.value.name, base: base.id, files }, user);
  return view ? { status: 201, json: { draft: draftOf(view, await releases.list(), drafts.now()) } } : TOO_MANY;
};

const TOO_MANY = staffProblem(409, { code: 'TooMany', en: 'There are too many drafts. Finish or remove some first.', es: 'Hay demasiados borradores. Primero termine o elimine algunos.' });

const read = async ({ drafts, releases }: DraftRouteParts, request: StaffRequest): Promise<HttpReply> => {
  const view = await drafts.get(idOf(request));
  if (view !== null) return { status: 200, json: { draft: draftOf(view, await releases.list(), drafts.now()) } };
  return goneDraft(await drafts.endOf(idOf(request)));
};

const save = async (parts: DraftRouteParts, request: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(saveBody, request.body);
  if (!parsed.ok) return parsed.reply;
  const refusal = unfit(parsed.value.files);
  if (refusal) return refusal;
  return summaryReply(parts, await parts.drafts.save(idOf(request), parsed.value, request.user));
};

/** What is no file of flows, or too much of one, is told before it is kept. */
const unfit = (files: ChangedFiles): HttpReply | null => {
  const [fault] = contentFaults(Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text ?? ''])), isKept);
  if (!fault) return null;
  const { file, message: { es, en } } = fault;
  const [status, code] = isKept(file) ? [413, 'TooLarge'] : [400, 'BadArgument'];
  return staffProblem(status, { code, field: `files.${file}`, en: `${capital(en)}.`, es: `${capital(es)}.` });
};

const isKept = (file: string): boolean => isKnownPath(file) || isArticlePath(file);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const remove = async ({ drafts }: DraftRouteParts, request: StaffRequest): Promise<HttpReply> => {
  const view = await drafts.get(idOf(request));
  if (view === null) return NO_DRAFT;
  if (view.lock !== null && view.lock.holder.id !== request.user.id) return lockedBy(view.lock.holder.name);
  await drafts.remove(view.draft, { what: 'removed', by: request.user });
  return { status: 204 };
};

const rebase = async ({ drafts, releases }: DraftRouteParts, request: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(rebaseBody, request.body);
  if (!parsed.ok) return parsed.reply;
  const [view, current] = await Promise.all([drafts.get(idOf(request)), releaseNamed(releases, undefined)]);
  if (view === null || current === null) return NO_DRAFT;
  if (parsed.value.onto !== undefined && parsed.value.onto !== current.id) return notCurrent(current);
  const { draft } = view;
  const [base, onto, known] = await Promise.all([releases.files(draft.base), releases.files(current.id), releases.list()]);
  const { files, conflicts } = rebased(draft.files, { base, onto, take: parsed.value.take });
  const tell = (shown: DraftView): HttpReply => ({ status: 200, json: { draft: draftOf(shown, known, drafts.now()), conflicts } satisfies RebaseReply });
  if (conflicts.length > 0) return draft.version === parsed.value.version ? tell(view) : DRAFT_CHANGED;
  const saved = await drafts.save(draft.id, { version: parsed.value.version, files, base: current.id }, request.user);
  return saved.kind === 'saved' ? tell(saved.view) : refusedDraft(saved);
};

const lock = async ({ drafts }: DraftRouteParts, request: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(lockBody, request.body);
  if (!parsed.ok) return parsed.reply;
  const view = await drafts.lock(idOf(request), parsed.value.act, request.user);
  if (view === null) return NO_DRAFT;
  const json: LockReply = { lock: shownLock(view.lock, drafts.now()), mine: view.lock?.holder.id === request.user.id, version: view.draft.version };
  return { status: 200, json };
};

const review = async (parts: DraftRouteParts, request: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(reviewBody, request.body);
  if (!parsed.ok) return parsed.reply;
  const { act } = parsed.value;
  const judges = act === 'approve' || act === 'send_back';
  if (!mayUse(request.user.role, judges ? 'flows.review' : 'flows.edit')) return judges ? NO_REVIEWER : NO_EDITOR;
  if (act === 'send_back' && parsed.value.comment === undefined) return badField('comment', { en: 'must say what to change', es: 'debe decir qué cambiar' });
  return summaryReply(parts, await parts.drafts.review(idOf(request), parsed.value, request.user));
};

const NO_REVIEWER = staffProblem(403, { code: 'Forbidden', en: 'Only reviewers and administrators approve drafts.', es: 'Solo revisión y administración aprueban borradores.' });
const NO_EDITOR = staffProblem(403, { code: 'Forbidden', en: 'Only editors and administrators ask for review.', es: 'Solo edición y administración piden revisión.' });

const summaryReply = async ({ drafts, releases }: DraftRouteParts, saved: Reviewed): Promise<HttpReply> =>
  saved.kind === 'saved' ? { status: 200, json: { draft: summaryOf(saved.view, await releases.list(), drafts.now()) } } : refusedDraft(saved);

const refusedDraft = (refused: DraftRefusal | Exclude<Reviewed, { kind: 'saved' }>): HttpReply => {
  switch (refused.kind) {
    case 'unknown':
      return NO_DRAFT;
    case 'changed':
      return DRAFT_CHANGED;
    case 'locked':
      return lockedBy(refused.by);
    case 'own_work':
      return staffProblem(403, { code: 'OwnWork', en: 'You changed this draft: somebody else has to review it.', es: 'Usted cambió este borrador: debe revisarlo otra persona.' });
    case 'nothing_changed':
      return staffProblem(409, { code: 'NothingChanged', en: 'Nothing is changed in this draft yet.', es: 'Este borrador todavía no cambia nada.' });
    case 'not_asked':
      return staffProblem(409, { code: 'NotAsked', en: 'Nobody asked for a review of this draft as it is now.', es: 'Nadie ha pedido revisar este borrador tal como está.' });
  }
};
