/**
 * What happened at the steps of the flows, what customers wrote there that was not understood, and what people say it means,
 * over HTTP. Nothing that leaves here tells who wrote it.
 */
import { z } from 'zod';
import { LANGUAGES, LEVELS, type Level } from '../../knowledge/language';
import { threadId } from '../../dialogs/ids';
import { INTENTS } from '../../knowledge/understanding';
import { readCase } from '../content/case-file';
import { caseTest, visitsIn } from '../content/case-test';
import type { Happened, StepCounts, UnheardCount } from '../content/happened';
import type { Utterances } from '../content/utterances';
import type { HttpReply, Route } from '../http/route';
import { dayOf, daysBetween } from '../quality/quality';
import type { ThreadStore } from '../runtime/ports';
import type { ReleaseInfo } from '../web/contracts';
import type { FlowConversation, HappenedReply, RecordedTest, StepRow, UnheardText, UtteranceList } from '../web/flow-contracts';
import type { FlowRouteParts } from './flow-routes';
import type { StaffRequest, StaffRoutes } from './guard';
import { badField, notFound, parseBody, staffProblem } from './problems';

const DAY_MS = 86_400_000;
const DAYS_SHOWN = 7;
const MOST_DAYS = 31;
const MOST_TEXTS = 300;
const MOST_CONVERSATIONS = 100;

const day = z.iso.date();
const word = z.string().min(1).max(80);
const query = z.object({ from: day.optional(), to: day.optional(), flow: word.optional(), step: word.optional(), release: word.optional(), level: z.enum(LEVELS).optional() });
const caseBody = z.strictObject({ thread: z.string().min(1).max(200), flow: word.optional() });
const utteranceBody = z.strictObject({ text: z.string().trim().min(1).max(300), language: z.enum(LANGUAGES), intent: z.enum(INTENTS), level: z.enum(LEVELS).optional() });

export interface FlowLearningParts extends FlowRouteParts {
  readonly happened: Happened;
  readonly utterances: Utterances;
  readonly threads: Pick<ThreadStore, 'peek' | 'read'>;
  /** Business time, ms. */
  readonly now: () => number;
}

export const flowLearningRoutes = (parts: FlowLearningParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/flows/happened', (request) => happened(parts, request)),
  staffRoute('GET /api/staff/flows/unheard', (request) => unheard(parts, request)),
  staffRoute('GET /api/staff/flows/conversations', (request) => conversations(parts, request)),
  staffRoute('POST /api/staff/flows/test-from-case', (request) => testFromCase(parts, request)),
  staffRoute('GET /api/staff/flows/utterances', () => utterances(parts)),
  staffRoute('POST /api/staff/flows/utterances', (request) => addUtterance(parts, request)),
  staffRoute('DELETE /api/staff/flows/utterances/:utterance', async ({ params }) => ((await parts.utterances.remove(params['utterance'] ?? '')) ? { status: 204 } : NO_UTTERANCE)),
  staffRoute('GET /api/staff/flows/utterances/export', (request) => exported(parts, request)),
];

interface Wanted {
  readonly from: string;
  readonly to: string;
  readonly fits: (at: Place) => boolean;
  readonly releases: readonly ReleaseInfo[];
}

/** A step key taken apart; all empty for the first words about a problem. */
interface Place {
  readonly release: string;
  readonly level: Level;
  readonly flow: string;
  readonly step: string;
}

const placeOf = (key: string): Place => {
  const [release = '', level = '', flow = '', step = ''] = key.split('/');
  return { release, level: LEVELS.find((one) => one === level) ?? 'basic', flow, step };
};

type Asked = { readonly ok: true; readonly wanted: Wanted } | { readonly ok: false; readonly reply: HttpReply };

const wantedBy = async ({ releases, now }: FlowLearningParts, request: StaffRequest): Promise<Asked> => {
  const parsed = parseBody(query, Object.fromEntries(request.query));
  if (!parsed.ok) return parsed;
  const { flow, step, release, level, to = dayOf(now()) } = parsed.value;
  const from = parsed.value.from ?? dayOf(Date.parse(`${to}T12:00:00-05:00`) - (DAYS_SHOWN - 1) * DAY_MS);
  const days = daysBetween(from, to).length;
  if (days === 0 || days > MOST_DAYS) return { ok: false, reply: badField('from', { en: `must be at most ${MOST_DAYS} days before "to"`, es: `debe estar máximo ${MOST_DAYS} días antes de «to»` }) };
  const all = await releases.list();
  const id = all.find((one) => one.id === release || one.name === release)?.id ?? release;
  const fits = (at: Place): boolean =>
    (flow === undefined || at.flow === flow) && (step === undefined || at.step === step) && (id === undefined || at.release === id) && (level === undefined || at.level === level);
  return { ok: true, wanted: { from, to, fits, releases: all } };
};

const happened = async (parts: FlowLearningParts, request: StaffRequest): Promise<HttpReply> => {
  const asked = await wantedBy(parts, request);
  if (!asked.ok) return asked.reply;
  const { from, to, fits, releases } = asked.wanted;
  const rows = (await parts.happened.steps(from, to)).map(stepRow).filter(fits);
  const seen = new Set(rows.map(({ release }) => release));
  const json: HappenedReply = { from, to, rows, releases: releases.filter(({ id }) => seen.has(id)).map(({ id, name }) => ({ id, name })) };
  return { status: 200, json };
};

const stepRow = ({ at, counts }: StepCounts): StepRow => ({ ...placeOf(at), ...counts });

const unheard = async (parts: FlowLearningParts, request: StaffRequest): Promise<HttpReply> => {
  const asked = await wantedBy(parts, request);
  if (!asked.ok) return asked.reply;
  const { from, to, fits } = asked.wanted;
  const found = (await parts.happened.unheard(from, to)).filter(({ at }) => fits(placeOf(at)));
  const texts = [...merged(found).values()].sort((one, other) => other.times - one.times || (one.day < other.day ? 1 : -1));
  return { status: 200, json: { texts: texts.slice(0, MOST_TEXTS) } };
};

/** The same words at the same step are one row, with the last day. */
const merged = (all: readonly UnheardCount[]): ReadonlyMap<string, UnheardText> => {
  const rows = new Map<string, UnheardText>();
  for (const { at, day: said, language, text, times } of all) {
    const { flow, level, release, step } = placeOf(at);
    const id = Buffer.from(`${at} ${text}`).toString('base64url').slice(0, 200);
    const before = rows.get(id);
    const where = flow === '' ? {} : { flow, step, release };
    rows.set(id, { id, text, language, level, ...where, day: before !== undefined && before.day > said ? before.day : said, times: times + (before?.times ?? 0) });
  }
  return rows;
};

const conversations = async (parts: FlowLearningParts, request: StaffRequest): Promise<HttpReply> => {
  const asked = await wantedBy(parts, request);
  if (!asked.ok) return asked.reply;
  const { from, to, fits } = asked.wanted;
  const found = (await parts.happened.conversations(from, to)).map(({ thread, day: on, last }): FlowConversation => ({ thread, day: on, ...placeOf(last) })).filter(fits);
  return { status: 200, json: { conversations: found.sort((one, other) => (one.day < other.day ? 1 : -1)).slice(0, MOST_CONVERSATIONS) } };
};

const testFromCase = async ({ releases, threads }: FlowLearningParts, { body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(caseBody, body);
  if (!parsed.ok) return parsed.reply;
  const read = await readCase(threads, threadId(parsed.value.thread));
  if (read === null) return notFound({ en: 'That case', es: 'ese caso' });
  const visits = visitsIn(read.entries, read.underWay);
  const visit = visits.findLast(({ flow }) => parsed.value.flow === undefined || flow === parsed.value.flow);
  if (visit === undefined) return NOTHING_TO_TEST;
  const test = caseTest({ visit, release: await releases.get(visit.release), name: `conversación del ${dayOf(visit.entries[0]?.at ?? 0)}`, names: read.names });
  return { status: 200, json: { ...test, flows: [...new Set(visits.map(({ flow }) => flow))] } satisfies RecordedTest };
};

const NOTHING_TO_TEST = staffProblem(422, { code: 'NothingToTest', en: 'No flow was talked through in that conversation.', es: 'En esa conversación no se recorrió ningún flujo.' });

const utterances = async ({ utterances: kept }: FlowLearningParts): Promise<HttpReply> =>
  ({ status: 200, json: { utterances: await kept.list(), intents: INTENTS } satisfies UtteranceList });

const addUtterance = async ({ utterances: kept }: FlowLearningParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(utteranceBody, body);
  if (!parsed.ok) return parsed.reply;
  const added = await kept.add(parsed.value, user);
  switch (added.kind) {
    case 'added':
      return { status: 201, json: { utterance: added.utterance } };
    case 'known':
      return staffProblem(409, { code: 'Known', en: 'That text is kept with that meaning already.', es: 'Ese texto ya está guardado con ese significado.' });
    case 'full':
      return staffProblem(409, { code: 'TooMany', en: 'Too many texts are kept. Export and remove some first.', es: 'Hay demasiados textos guardados. Primero exporte y elimine algunos.' });
  }
};

const NO_UTTERANCE = notFound({ en: 'That text', es: 'ese texto' });

const exported = async ({ utterances: kept }: FlowLearningParts, { query: asked }: StaffRequest): Promise<HttpReply> => {
  const file = asked.get('file') === 'expertise' ? 'expertise' : 'intents';
  const headers = { 'content-type': 'application/jsonl; charset=utf-8', 'cache-control': 'no-store', 'content-disposition': `attachment; filename="${file}.jsonl"` };
  return { status: 200, content: await kept.lines(file), headers };
};
