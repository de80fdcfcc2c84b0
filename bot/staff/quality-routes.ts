/** Whether the help helps (P10), over HTTP: as JSON for the page, as CSV for everybody else. */
import { z } from 'zod';
import type { HttpReply, Route } from '../http/route';
import { dayOf, daysBetween, type Quality } from '../quality/quality';
import { csvOf, reportOf, stepsCsvOf } from '../quality/report';
import type { Silent } from '../quality/silent';
import { QUALITY_CUTS, type QualityReply } from '../web/desk-contracts';
import type { StaffRequest, StaffRoutes } from './guard';
import { badField, parseBody } from './problems';

const DAY_MS = 86_400_000;
const DAYS_SHOWN = 7;
const MOST_DAYS = 92;

const day = z.iso.date();
const query = z.object({ from: day.optional(), to: day.optional(), by: z.enum(QUALITY_CUTS).default('day'), format: z.enum(['json', 'csv']).default('json'), lang: z.enum(['es', 'en']).default('es'), table: z.enum(['rows', 'steps']).default('rows') });

export interface QualityRouteParts {
  readonly quality: {
    readonly quality: Quality;
    readonly unanswered: () => Promise<number>;
    readonly silent: Pick<Silent, 'count' | 'on'>;
  };
  /** Business time, ms. */
  readonly now: () => number;
}

export const qualityRoutes = (parts: QualityRouteParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/quality', (request) => read(parts, request)),
];

const read = async ({ quality: { quality, unanswered, silent }, now }: QualityRouteParts, request: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(query, Object.fromEntries(request.query));
  if (!parsed.ok) return parsed.reply;
  const { by, format, table, lang: language, to = dayOf(now()) } = parsed.value;
  const from = parsed.value.from ?? dayOf(Date.parse(`${to}T12:00:00-05:00`) - (DAYS_SHOWN - 1) * DAY_MS);
  if (daysBetween(from, to).length > MOST_DAYS) return badField('from', { en: `must be at most ${MOST_DAYS} days before "to"`, es: `debe estar máximo ${MOST_DAYS} días antes de «to»` });
  const days = await Promise.all((await quality.days(from, to)).map(async (one) => ({ ...one, silent: await silent.on(one.day) })));
  const report = reportOf(days, { by, now: now(), language, titleOf: quality.titleOf, stepTitleOf: quality.stepTitleOf });
  if (format === 'csv') {
    const headers = { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store', 'content-disposition': `attachment; filename="quality-${table}-${from}-${to}.csv"` };
    return { status: 200, content: table === 'steps' ? stepsCsvOf(report) : csvOf(report), headers };
  }
  const reply: QualityReply = { from, to, by, ...report, unansweredNow: await unanswered(), affectedSilent: await silent.count() };
  return { status: 200, json: reply };
};
