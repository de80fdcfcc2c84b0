/** The articles as the studio edits them, over HTTP: their files, and what a change would do before it is published. */
import { z } from 'zod';
import { OWN, readLabelled } from '../cli/labelled-data';
import { articleEffect } from '../content/article-effect';
import { contentFaults, isArticlePath, MOST_BYTES } from '../content/limits';
import type { LiveArticles } from '../content/live-articles';
import type { LiveUnderstanding } from '../content/live-understanding';
import type { HttpReply, Route } from '../http/route';
import { zippedJson } from '../http/zipped';
import { flatFault } from '../web/flat-fault';
import type { ArticleFiles } from '../web/words-contracts';

import type { StaffRequest, StaffRoutes } from './guard';
import { notFound, parseBody } from './problems';

const MOST_QUESTIONS = 400;
const QUESTIONS_ASKED = 150;

const effectBody = z.strictObject({
  files: z.record(z.string().min(1).max(200), z.string().nullable()).refine((all) => Object.keys(all).length <= 200),
  questions: z.array(z.string().trim().min(1).max(300)).max(MOST_QUESTIONS).optional(),
});

const rollbackBody = z.strictObject({ name: z.string().min(1).max(20), reason: z.string().trim().min(1).max(500) });

export interface FlowArticleParts {
  readonly articles: LiveArticles;
  readonly understanding: Pick<LiveUnderstanding, 'learnt'>;
}

export const flowArticleRoutes = (parts: FlowArticleParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/flows/articles', async (request) => zippedJson(request, { files: parts.articles.files(), editions: await parts.articles.editions() } satisfies ArticleFiles)),
  staffRoute('POST /api/staff/flows/articles/rollback', (request) => rollback(parts, request)),
  staffRoute('POST /api/staff/flows/articles/effect', (request) => effect(parts, request), { bodyLimit: MOST_BYTES }),
];

const effect = async ({ articles, understanding }: FlowArticleParts, { body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(effectBody, body);
  if (!parsed.ok) return parsed.reply;
  const { files, questions = labelled() } = parsed.value;
  const odd = contentFaults(Object.fromEntries(Object.entries(files).map(([file, text]) => [`articles/${file}`, text ?? ''])), isArticlePath);
  const changed = articles.with(files);
  const faults = odd.length > 0 ? odd : changed.ok ? [] : changed.faults;
  if (faults.length > 0 || !changed.ok) return { status: 422, json: { ...FAULTS, faults: faults.map(flatFault) } };
  return { status: 200, json: await articleEffect({ before: articles.library, after: changed.library, questions, learnt: understanding.learnt() }) };
};

const rollback = async ({ articles }: FlowArticleParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(rollbackBody, body);
  if (!parsed.ok) return parsed.reply;
  const edition = await articles.rollback({ ...parsed.value, author: user.name });
  return edition ? { status: 200, json: { edition } } : NO_EDITION;
};

const NO_EDITION = notFound({ en: 'That edition of the articles', es: 'esa versión de los artículos' });

const FAULTS = { error: { code: 'Faults', message: 'The articles have faults.', message_es: 'Los artículos tienen fallas.' } } as const;

/** Of what the understanding is developed with, some of each kind: customers' words that were never learnt from. */
const labelled = (): readonly string[] => {
  const { intents } = readLabelled(OWN.development);
  const every = Math.ceil(intents.length / QUESTIONS_ASKED);
  return intents.flatMap(({ text }, index) => (index % every === 0 ? [text] : []));
};
