/**
 * Training over HTTP: what people taught is learnt, looked at, published by somebody who did not teach it, and taken back by
 * name. What is worse is refused here whatever the page said.
 */
import { z } from 'zod';
import type { Happened } from '../content/happened';
import type { LiveUnderstanding } from '../content/live-understanding';
import type { PublishedTraining, Trainings } from '../content/trainings';
import type { HttpReply, Route } from '../http/route';
import { zippedJson } from '../http/zipped';
import { dayOf } from '../quality/quality';
import type { StaffUser } from '../web/contracts';
import type { UnderstandingReply } from '../web/understanding-contracts';
import type { ApprovalNeeded } from './flow-approval';
import type { StaffRequest, StaffRoutes } from './guard';
import { mayUse } from './permissions';
import { notFound, parseBody, staffProblem } from './problems';

const DAY_MS = 86_400_000;
/** Whose words are read before and after, to see what would change. */
const DAYS_LOOKED_AT = 3;
const MOST_CUSTOMERS = 200;

const reason = z.string().trim().min(1).max(500);
const trainBody = z.strictObject({});
const publishBody = z.strictObject({ training: z.string().min(1).max(64), reason });
const rollbackBody = z.strictObject({ name: z.string().min(1).max(20), reason });

export interface FlowTrainingParts {
  readonly trainings: Trainings;
  readonly understanding: LiveUnderstanding;
  readonly happened: Pick<Happened, 'unheard'>;
  readonly approvalNeeded: ApprovalNeeded;
  /** Business time, ms. */
  readonly now: () => number;
}

export const flowTrainingRoutes = (parts: FlowTrainingParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/flows/understanding', (request) => overview(parts, request)),
  staffRoute('POST /api/staff/flows/understanding/train', (request) => train(parts, request)),
  staffRoute('POST /api/staff/flows/understanding/publish', (request) => publish(parts, request)),
  staffRoute('POST /api/staff/flows/understanding/rollback', (request) => rollback(parts, request)),
];

const overview = async (parts: FlowTrainingParts, request: StaffRequest): Promise<HttpReply> => {
  const [editions, training] = await Promise.all([parts.understanding.editions(), parts.trainings.latest()]);
  const awaitsOther = (await howPublished(parts, request.user)) === 'by_another';
  return zippedJson(request, { editions, training, awaitsOther } satisfies UnderstandingReply);
};

/** Whoever had no part in it and may review approves it by publishing it. */
const howPublished = async ({ approvalNeeded, trainings }: FlowTrainingParts, user: StaffUser): Promise<'freely' | 'approving' | 'by_another'> => {
  const authors = await trainings.authors();
  if (!authors.some(({ id }) => id === user.id) && mayUse(user.role, 'flows.review')) return 'approving';
  return (await approvalNeeded([...authors, user])) ? 'by_another' : 'freely';
};

const train = async ({ happened, now, trainings }: FlowTrainingParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(trainBody, body);
  if (!parsed.ok) return parsed.reply;
  const lately = await happened.unheard(dayOf(now() - DAYS_LOOKED_AT * DAY_MS), dayOf(now()));
  const customers = [...new Set(lately.map(({ text }) => text))].slice(0, MOST_CUSTOMERS);
  const trained = await trainings.train({ id: user.id, name: user.name }, customers);
  switch (trained.kind) {
    case 'trained':
      return { status: 200, json: { training: trained.training } };
    case 'busy':
      return staffProblem(409, { code: 'Busy', en: 'Somebody is training already. Look again in a moment.', es: 'Alguien ya está entrenando. Mire de nuevo en un momento.' });
    case 'nothing':
      return staffProblem(409, { code: 'NothingTaught', en: 'No example is kept yet. Teach one first.', es: 'Todavía no hay ejemplos guardados. Primero enseñe uno.' });
  }
};

const publish = async (parts: FlowTrainingParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(publishBody, body);
  if (!parsed.ok) return parsed.reply;
  const how = await howPublished(parts, user);
  if (how === 'by_another') return NOT_APPROVED;
  return replyOf(await parts.trainings.publish({ ...parsed.value, by: { id: user.id, name: user.name }, approves: how === 'approving' }));
};

const NOT_APPROVED = staffProblem(409, {
  code: 'NotApproved', en: 'Another person, who taught none of it, has to look at this and publish it.', es: 'Otra persona, que no haya enseñado nada de esto, lo debe mirar y publicar.',
});

const replyOf = (published: PublishedTraining): HttpReply => {
  switch (published.kind) {
    case 'published':
      return { status: 200, json: { edition: published.edition } };
    case 'worse':
      return staffProblem(409, { code: 'Worse', en: 'Other sentences would be understood worse; nothing was published.', es: 'Otras frases se entenderían peor; no se publicó nada.' });
    case 'outdated':
      return staffProblem(409, { code: 'Outdated', en: 'Examples or editions changed since. Train again and look at it.', es: 'Los ejemplos o las versiones cambiaron desde entonces. Entrene de nuevo y mírelo.' });
    case 'unknown':
      return notFound({ en: 'That training', es: 'ese entrenamiento' });
  }
};

const rollback = async ({ now, understanding }: FlowTrainingParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(rollbackBody, body);
  if (!parsed.ok) return parsed.reply;
  const { name, reason: why } = parsed.value;
  const edition = await understanding.rollback(name, { at: new Date(now()).toISOString(), author: user.name, reason: why });
  return edition ? { status: 200, json: { edition } } : NO_EDITION;
};

const NO_EDITION = notFound({ en: 'That edition of the understanding', es: 'esa versión del entendimiento' });
