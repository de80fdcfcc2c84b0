/**
 * The studio's side of releases: read, check, publish, roll back. What is published is checked here whatever the page
 * said; the author is the session's user.
 */
import { z } from 'zod';
import { MOST_BYTES, MOST_FILES } from '../content/limits';
import type { Published, Releases } from '../content/releases';
import { readTyped } from '../content/typed';
import { QUESTION_KINDS, type Question } from '../../knowledge/question';
import type { Fault } from '../../flows/faults';
import type { HttpReply, Route } from '../http/route';
import type { FlowFault, FlowsReply, ReleaseInfo } from '../web/contracts';
import type { StaffRequest, StaffRoutes } from './guard';
import { notFound, parseBody, staffProblem } from './problems';

/** JSON escapes make a body larger than its texts. */
const BODY_LIMIT = 2 * MOST_BYTES;

const files = z.record(z.string().min(1).max(200), z.string()).refine((all) => Object.keys(all).length <= 10 * MOST_FILES);
const reason = z.string().trim().min(1).max(500);
const checkBody = z.strictObject({ files });
const publishBody = z.strictObject({ files, base: z.string().min(1).max(64), reason });
/** Words that a person types into the simulator, and the customers' lines of tests. */
const understandBody = z.strictObject({
  lines: z.array(z.strictObject({
    text: z.string().max(1_000),
    question: z.strictObject({
      kind: z.enum(QUESTION_KINDS),
      text: z.string().max(2_000).optional(),
      options: z.array(z.strictObject({ id: z.string().max(100), label: z.string().max(300) })).max(50).optional(),
      now: z.string().max(30).optional(),
    }),
  })).max(100),
});
const rollbackBody = z.strictObject({ id: z.string().min(1).max(64), reason });

export const flowRoutes = (releases: Releases, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/flows', async () => ({ status: 200, json: await overview(releases) })),
  staffRoute('POST /api/staff/flows/check', (request) => check(releases, request), { bodyLimit: BODY_LIMIT }),
  staffRoute('POST /api/staff/flows/understand', understood),
  staffRoute('POST /api/staff/flows/publish', (request) => publish(releases, request), { bodyLimit: BODY_LIMIT }),
  staffRoute('POST /api/staff/flows/rollback', (request) => rollback(releases, request)),
];

const overview = async (releases: Releases): Promise<FlowsReply> => {
  await releases.refresh();
  const all = await releases.list();
  const current = all.find((release) => release.current);
  if (!current) throw new Error('the current release is not listed');
  return { files: await releases.files(current.id), current, releases: all };
};

const check = async (releases: Releases, { body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(checkBody, body);
  return parsed.ok ? { status: 200, json: { faults: (await releases.check(parsed.value.files)).map(flat) } } : parsed.reply;
};

/** As in a conversation; `null` where nothing answers the question. */
const understood = ({ body }: StaffRequest): HttpReply => {
  const parsed = parseBody(understandBody, body);
  if (!parsed.ok) return parsed.reply;
  const values = parsed.value.lines.map(({ question, text }) => readTyped(text, definedOnly(question)) ?? null);
  return { status: 200, json: { values } };
};

const definedOnly = ({ kind, now, options, text }: z.infer<typeof understandBody>['lines'][number]['question']): Question =>
  ({ kind, ...(text !== undefined && { text }), ...(options && { options }), ...(now !== undefined && { now }) });

const publish = async (releases: Releases, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(publishBody, body);
  return parsed.ok ? replyOf(await releases.publish({ ...parsed.value, author: user.name })) : parsed.reply;
};

const rollback = async (releases: Releases, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(rollbackBody, body);
  if (!parsed.ok) return parsed.reply;
  const release: ReleaseInfo | null = await releases.rollback({ ...parsed.value, author: user.name });
  return release ? { status: 200, json: { release } } : notFound({ en: 'That release', es: 'esa versión' });
};

const replyOf = (published: Published): HttpReply => {
  switch (published.kind) {
    case 'published':
      return { status: 200, json: { release: published.release } };
    case 'faults':
      return { status: 422, json: { ...FAULTS, faults: published.faults.map(flat) } };
    case 'conflict':
      return staffProblem(409, {
        code: 'NotCurrent',
        en: `Meanwhile ${published.current.author} published ${published.current.name}. Load it and apply your changes again.`,
        es: `Mientras tanto ${published.current.author} publicó ${published.current.name}. Cárguela y aplique sus cambios de nuevo.`,
      });
  }
};

const FAULTS = {
  error: { code: 'Faults', message: 'The flows have faults; nothing was published.', message_es: 'Los flujos tienen fallas; no se publicó nada.' },
} as const;

const flat = ({ column, example, file, line, message }: Fault): FlowFault => ({ file, line, column, ...message, ...(example && { example }) });
