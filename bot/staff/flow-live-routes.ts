/**
 * Releases and the conversations on them, over HTTP: the board, what a draft would take away from under somebody, and the
 * checked move, rehearsed or made.
 */
import { z } from 'zod';
import { boardOf, drainingThreads, impactOf, type StandingRows } from '../content/board';
import { changesOf } from '../content/draft';
import { MOST_BYTES, MOST_FILES } from '../content/limits';
import { moveThreads, type MoveCounts } from '../content/move';
import { placeOf, type Standing } from '../content/standing';
import type { HttpReply, Route } from '../http/route';
import type { ThreadStore } from '../runtime/ports';
import type { ReleaseInfo } from '../web/contracts';
import type { BoardReply, MoveReply, StepCount } from '../web/flow-contracts';
import { NO_DRAFT, NO_RELEASE, releaseNamed } from './flow-replies';
import type { FlowRouteParts } from './flow-routes';
import type { StaffRequest, StaffRoutes } from './guard';
import { mayUse } from './permissions';
import { badField, parseBody, staffProblem } from './problems';

/** Looked at again before the board is told. */
const MOST_NOTED = 2_000;
const MOST_AGAIN = 200;

const id = z.string().min(1).max(64);
const step = z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9_]*$/);
const impactBody = z.strictObject({
  draft: id.optional(),
  files: z.record(z.string().min(1).max(200), z.string()).refine((all) => Object.keys(all).length <= 10 * MOST_FILES).optional(),
});
const moveBody = z.strictObject({
  from: id, to: id.optional(), rehearse: z.boolean(), reason: z.string().trim().min(1).max(500).optional(),
  renamed: z.record(step, step).refine((all) => Object.keys(all).length <= 500).default({}),
});

export interface FlowLiveParts extends FlowRouteParts {
  readonly standing: Standing;
  readonly threads: Pick<ThreadStore, 'peek' | 'commit'>;
  /** Business time, ms. */
  readonly now: () => number;
}

export const flowLiveRoutes = (parts: FlowLiveParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/flows/board', () => board(parts)),
  staffRoute('POST /api/staff/flows/impact', (request) => impact(parts, request), { bodyLimit: 2 * MOST_BYTES }),
  staffRoute('POST /api/staff/flows/move', (request) => move(parts, request)),
];

const rowsNow = async ({ releases, standing }: FlowLiveParts): Promise<StandingRows> => {
  await standing.round(MOST_NOTED);
  const again = drainingThreads(releases.current().id, await standing.all());
  await standing.look(again.slice(0, MOST_AGAIN));
  return standing.all();
};

const board = async (parts: FlowLiveParts): Promise<HttpReply> => {
  await parts.releases.refresh();
  const [rows, releases] = await Promise.all([rowsNow(parts), parts.releases.list()]);
  const json: BoardReply = { at: new Date(parts.now()).toISOString(), releases: boardOf(releases, rows) };
  return { status: 200, json };
};

const impact = async (parts: FlowLiveParts, { body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(impactBody, body);
  if (!parsed.ok) return parsed.reply;
  const { draft, files } = parsed.value;
  const current = parts.releases.current().id;
  const now = await parts.releases.files(current);
  if (files !== undefined) return impactReply(parts, { current, files: now, changed: changesOf(now, files) });
  const view = await parts.drafts.get(draft ?? '');
  return view ? impactReply(parts, { current, files: now, changed: view.draft.files }) : NO_DRAFT;
};

const impactReply = async (parts: FlowLiveParts, wanted: Omit<Parameters<typeof impactOf>[0], 'rows'>): Promise<HttpReply> =>
  ({ status: 200, json: impactOf({ ...wanted, rows: await rowsNow(parts) }) });

const move = async (parts: FlowLiveParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(moveBody, body);
  if (!parsed.ok) return parsed.reply;
  const { reason, rehearse, renamed } = parsed.value;
  if (!rehearse && !mayUse(user.role, 'flows.move')) return NO_MOVER;
  if (!rehearse && reason === undefined) return badField('reason', { en: 'must say why', es: 'debe decir por qué' });
  const [from, to] = await Promise.all([releaseNamed(parts.releases, parsed.value.from), releaseNamed(parts.releases, parsed.value.to)]);
  if (from === null || to === null) return NO_RELEASE;
  if (from.id === to.id) return badField('to', { en: 'must be another release', es: 'debe ser otra versión' });
  const rows = await rowsNow(parts);
  const threads = [...rows].flatMap(([thread, { stands }]) => (stands.some((stand) => placeOf(stand).release === from.id) ? [thread] : []));
  const moving = { from: await parts.releases.get(from.id), to: await parts.releases.get(to.id), renamed };
  const counts = await moveThreads({ threads, store: parts.threads, moving, rehearse });
  if (!rehearse) await parts.standing.look(threads);
  return { status: 200, json: moveReply(counts, { from, to, rehearsed: rehearse }) };
};

const NO_MOVER = staffProblem(403, { code: 'Forbidden', en: 'Only administrators move conversations; anybody here may rehearse it.', es: 'Solo administración mueve conversaciones; el ensayo lo puede hacer cualquiera de este equipo.' });

const moveReply = ({ places, ...counts }: MoveCounts, about: { readonly from: ReleaseInfo; readonly to: ReleaseInfo; readonly rehearsed: boolean }): MoveReply => ({
  ...about, ...counts, places: Object.entries(places).map(([at, threads]) => placeCount(at, threads)).sort((one, other) => other.threads - one.threads),
});

const placeCount = (at: string, threads: number): StepCount => {
  const [flow = '', name = ''] = at.split('/');
  return { flow, step: name, threads };
};
