/**
 * The studio's side of releases: read, check, publish, roll back. What is published is checked here whatever the page
 * said; the author is the session's user.
 */
import { z } from 'zod';
import { approverOf, filesOf, partsOf, type StoredDraft } from '../content/draft';
import type { Drafts } from '../content/drafts';
import type { LiveArticles } from '../content/live-articles';
import type { LiveUnderstanding } from '../content/live-understanding';
import { MOST_BYTES, MOST_FILES } from '../content/limits';
import type { Published, Releases } from '../content/releases';
import { readTyped } from '../content/typed';
import { QUESTION_KINDS, type Question } from '../../knowledge/question';
import type { Learnt } from '../../knowledge/learnt';
import { understand } from '../../knowledge/understand';
import type { Fault } from '../../flows/faults';
import type { HttpReply, Route } from '../http/route';
import { zippedJson } from '../http/zipped';
import type { FlowsReply, ReleaseInfo, StaffUser } from '../web/contracts';
import type { ReleaseFiles } from '../web/flow-contracts';
import type { Heard, UnderstoodReply } from '../web/words-contracts';
import type { ApprovalNeeded } from './flow-approval';
import { flatFault } from '../web/flat-fault';
import { DRAFT_CHANGED, lockedBy, NO_DRAFT, NO_RELEASE, notApproved, notCurrent, releaseNamed } from './flow-replies';
import type { StaffRequest, StaffRoutes } from './guard';
import { makePace, type Pace } from './pace';
import { parseBody, staffProblem } from './problems';

/** JSON escapes make a body larger than its texts. */
const BODY_LIMIT = 2 * MOST_BYTES;

const files = z.record(z.string().min(1).max(200), z.string()).refine((all) => Object.keys(all).length <= 10 * MOST_FILES);
const reason = z.string().trim().min(1).max(500);
const checkBody = z.strictObject({ files, articles: z.array(z.string().max(100)).max(MOST_FILES).optional() });
const id = z.string().min(1).max(64);
const publishBody = z.strictObject({ files, base: id, reason });
const publishDraftBody = z.strictObject({ draft: id, version: z.number().int().min(1), reason, articles: id.optional() });
const question = z.strictObject({
  kind: z.enum(QUESTION_KINDS),
  text: z.string().max(2_000).optional(),
  options: z.array(z.strictObject({ id: z.string().max(100), label: z.string().max(300) })).max(50).optional(),
  now: z.string().max(30).optional(),
});
/** Words that a person types into the simulator, and the customers' lines of tests. */
const understandBody = z.strictObject({
  lines: z.array(z.strictObject({
    text: z.string().max(1_000),
    question: question.optional(),
  })).max(100),
});
const rollbackBody = z.strictObject({ id, reason });

export interface FlowRouteParts {
  readonly releases: Releases;
  readonly drafts: Drafts;
  readonly articles: LiveArticles;
  readonly understanding: Pick<LiveUnderstanding, 'learnt'>;
  readonly approvalNeeded: ApprovalNeeded;
}

/** Lines that one person may have understood at once, and how many come back a second: a page with all its tests, again and again. */
const LINES_AT_ONCE = 3_000;
const LINES_A_SECOND = 100;

export const flowRoutes = (parts: FlowRouteParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/flows', async (request) => zippedJson(request, await overview(parts.releases))),
  staffRoute('POST /api/staff/flows/check', (request) => check(parts, request), { bodyLimit: BODY_LIMIT }),
  understandRoute(parts, staffRoute),
  staffRoute('POST /api/staff/flows/publish', (request) => (hasDraft(request.body) ? publishDraft(parts, request) : publish(parts, request)), { bodyLimit: BODY_LIMIT }),
  staffRoute('POST /api/staff/flows/rollback', (request) => rollback(parts.releases, request)),
  staffRoute('GET /api/staff/flows/releases/:release', (request) => filesOfRelease(parts.releases, request)),
];

const understandRoute = (parts: FlowRouteParts, staffRoute: StaffRoutes['staffRoute']): Route => {
  const pace = makePace({ most: LINES_AT_ONCE, aSecond: LINES_A_SECOND, now: () => performance.now() });
  return staffRoute('POST /api/staff/flows/understand', (request) => understood({ pace, learnt: parts.understanding.learnt() }, request));
};

const overview = async (releases: Releases): Promise<FlowsReply> => {
  await releases.refresh();
  const all = await releases.list();
  const current = all.find((release) => release.current);
  if (!current) throw new Error('the current release is not listed');
  return { files: await releases.files(current.id), current, releases: all };
};

const check = async ({ releases, articles }: FlowRouteParts, { body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(checkBody, body);
  if (!parsed.ok) return parsed.reply;
  const faults = await releases.check(parsed.value.files, parsed.value.articles ?? articles.library.articles.keys());
  return { status: 200, json: { faults: faults.map(flatFault) } };
};

/** As in a conversation; `null` where nothing answers the question. */
const understood = ({ pace, learnt }: { readonly pace: Pace; readonly learnt: Learnt }, { body, user }: StaffRequest): HttpReply => {
  const parsed = parseBody(understandBody, body);
  if (!parsed.ok) return parsed.reply;
  const { lines } = parsed.value;
  const wait = pace.take(user.id, Math.max(1, lines.length));
  if (wait > 0) return tooFast(wait);
  const values = lines.map(({ question, text }) => (question === undefined ? null : (readTyped(text, definedOnly(question)) ?? null)));
  const heard = lines.map(({ question, text }): Heard => {
    const { also, confidence, intent, language, level } = understand(text, question && definedOnly(question), learnt);
    return { intent, confidence, level, language, ...(also && { also }) };
  });
  return { status: 200, json: { values, heard } satisfies UnderstoodReply };
};

const tooFast = (wait: number): HttpReply => {
  const seconds = Math.ceil(wait / 1_000);
  return staffProblem(429, { code: 'TooFast', en: `Try again in ${seconds} s.`, es: `Intente de nuevo en ${seconds} s.`, headers: { 'retry-after': String(seconds) } });
};

const definedOnly = ({ kind, now, options, text }: z.infer<typeof question>): Question =>
  ({ kind, ...(text !== undefined && { text }), ...(options && { options }), ...(now !== undefined && { now }) });

const publish = async ({ articles, releases, approvalNeeded }: FlowRouteParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(publishBody, body);
  if (!parsed.ok) return parsed.reply;
  // Nobody can have looked at files that are sent along.
  if (await approvalNeeded([user])) return NEEDS_DRAFT;
  return replyOf(await releases.publish({ ...parsed.value, articles: articles.library.articles.keys(), author: user.name }));
};

const hasDraft = (body: unknown): boolean => typeof body === 'object' && body !== null && 'draft' in body;

/** What is published is what stands in the store at that version, approved or not to be approved. */
const publishDraft = async ({ approvalNeeded, articles, drafts, releases }: FlowRouteParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(publishDraftBody, body);
  if (!parsed.ok) return parsed.reply;
  const view = await drafts.get(parsed.value.draft);
  if (view === null) return NO_DRAFT;
  const { draft, lock } = view;
  if (lock !== null && lock.holder.id !== user.id) return lockedBy(lock.holder.name);
  if (draft.version !== parsed.value.version) return DRAFT_CHANGED;
  const approver = approverOf(draft);
  if (approver === undefined && (await approvalNeeded(draft.authors))) return notApproved(draft);
  const author = authorOf(draft, user);
  const { articles: changed } = partsOf(draft.files);
  const touches = Object.keys(changed).length > 0;
  const edition = touches && parsed.value.articles !== undefined ? (await articles.editions()).find(({ current }) => current) : undefined;
  if (edition !== undefined && edition.name !== parsed.value.articles) return notCurrent(edition);
  const looked = articles.with(changed);
  if (!looked.ok) return replyOf({ kind: 'faults', faults: looked.faults.map(inArticles) });
  const files = filesOf(await releases.files(draft.base), draft.files);
  const published = await releases.publish({ files, base: draft.base, articles: looked.library.articles.keys(), author, approvedBy: approver?.name, reason: parsed.value.reason });
  if (published.kind !== 'published') return replyOf(published);
  const written = !touches ? undefined : await articles.publish({ files: changed, author, approvedBy: approver?.name, reason: parsed.value.reason });
  await drafts.remove(draft, { what: 'published', release: published.release.name, by: user });
  return { status: 200, json: { release: published.release, ...(written?.kind === 'published' && { articles: written.edition }) } };
};

/** Paths as the draft has them. */
const inArticles = (fault: Fault): Fault => ({ ...fault, file: `articles/${fault.file}` });

/** A reviewer who publishes did not write it. */
const authorOf = ({ authors }: StoredDraft, user: StaffUser): string =>
  authors.length === 0 || authors.some(({ id: author }) => author === user.id) ? user.name : authors.map(({ name }) => name).join(', ');

const NEEDS_DRAFT = staffProblem(409, {
  code: 'NotApproved', en: 'Another person has to approve this first: save it as a draft and ask for review.', es: 'Otra persona debe aprobarlo primero: guárdelo como borrador y pida revisión.',
});

const filesOfRelease = async (releases: Releases, { params }: StaffRequest): Promise<HttpReply> => {
  const release = await releaseNamed(releases, params['release']);
  return release ? { status: 200, json: { release, files: await releases.files(release.id) } satisfies ReleaseFiles } : NO_RELEASE;
};

const rollback = async (releases: Releases, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(rollbackBody, body);
  if (!parsed.ok) return parsed.reply;
  const release: ReleaseInfo | null = await releases.rollback({ ...parsed.value, author: user.name });
  return release ? { status: 200, json: { release } } : NO_RELEASE;
};

const replyOf = (published: Published): HttpReply => {
  switch (published.kind) {
    case 'published':
      return { status: 200, json: { release: published.release } };
    case 'faults':
      return { status: 422, json: { ...FAULTS, faults: published.faults.map(flatFault) } };
    case 'conflict':
      return notCurrent(published.current);
  }
};

const FAULTS = {
  error: { code: 'Faults', message: 'The flows have faults; nothing was published.', message_es: 'Los flujos tienen fallas; no se publicó nada.' },
} as const;
