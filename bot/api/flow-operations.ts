/** What each address of the studio takes and gives, beside `operations.ts`. */
import type { StaffRouteKey } from '../staff/permissions';
import type { Operation } from './operations';

const NOTHING = {} as const;
const FILTERS = ['from', 'to', 'flow', 'step', 'release', 'level'] as const;

export const FLOW_OPERATIONS: Readonly<Partial<Record<StaffRouteKey, Operation>>> = {
  'GET /api/staff/flows': { summary: 'The flows of the current release', reply: 'FlowsReply' },
  'POST /api/staff/flows/check': { summary: 'Check flows: form, meaning, proof and tests', body: NOTHING, reply: { faults: ['FlowFault'] } },
  'POST /api/staff/flows/understand': { summary: 'Typed words as answers to questions', body: NOTHING, reply: 'UnderstoodReply' },
  'POST /api/staff/flows/publish': { summary: 'Publish a draft, or files', body: NOTHING, reply: { release: 'ReleaseInfo', articles: 'ArticleEdition' } },
  'POST /api/staff/flows/rollback': { summary: 'Go back to a release', body: { id: 'string', reason: 'string' }, reply: { release: 'ReleaseInfo' } },
  'GET /api/staff/flows/releases/:release': { summary: 'All files of a release, by id or name', reply: 'ReleaseFiles' },
  'GET /api/staff/flows/drafts': { summary: 'Drafts that are being worked on', reply: 'DraftList' },
  'POST /api/staff/flows/drafts': { summary: 'Begin a draft, empty or out of files', body: NOTHING, reply: { draft: 'FlowDraft' }, status: 201 },
  'GET /api/staff/flows/drafts/:draft': { summary: 'One draft with its changed files', reply: { draft: 'FlowDraft' } },
  'PUT /api/staff/flows/drafts/:draft': { summary: 'Save a draft', body: NOTHING, reply: { draft: 'DraftSummary' } },
  'DELETE /api/staff/flows/drafts/:draft': { summary: 'Throw a draft away', reply: NOTHING, status: 204 },
  'POST /api/staff/flows/drafts/:draft/rebase': { summary: 'Go on from the current release', body: NOTHING, reply: 'RebaseReply' },
  'POST /api/staff/flows/drafts/:draft/lock': { summary: 'Take, keep, ask for, give or leave the lock', body: { act: 'LockAct' }, reply: 'LockReply' },
  'POST /api/staff/flows/drafts/:draft/review': { summary: 'Ask for review, approve, send back', body: NOTHING, reply: { draft: 'DraftSummary' } },
  'GET /api/staff/flows/board': { summary: 'Releases with the conversations on them', reply: 'BoardReply' },
  'POST /api/staff/flows/impact': { summary: 'Who stands in steps that a draft takes away', body: NOTHING, reply: 'ImpactReply' },
  'POST /api/staff/flows/move': { summary: 'Move conversations to another release, or rehearse it', body: NOTHING, reply: 'MoveReply' },
  'GET /api/staff/flows/happened': { summary: 'What happened at each step', query: FILTERS, reply: 'HappenedReply' },
  'GET /api/staff/flows/unheard': { summary: 'Texts that were not understood, anonymised', query: FILTERS, reply: { texts: ['UnheardText'] } },
  'GET /api/staff/flows/articles': { summary: 'The articles as files', reply: 'ArticleFiles' },
  'POST /api/staff/flows/articles/effect': { summary: 'Which questions another article would answer', body: NOTHING, reply: 'ArticleEffect' },
  'POST /api/staff/flows/articles/rollback': { summary: 'Go back to an edition of the articles', body: { name: 'string', reason: 'string' }, reply: { edition: 'ArticleEdition' } },
  'GET /api/staff/flows/conversations': { summary: 'Conversations that a test can be made of', query: FILTERS, reply: { conversations: ['FlowConversation'] } },
  'POST /api/staff/flows/test-from-case': { summary: 'A conversation, anonymised, as a test of its flow', body: { thread: 'string' }, reply: 'RecordedTest' },
  'GET /api/staff/flows/utterances': { summary: 'Texts with what they should mean', reply: 'UtteranceList' },
  'POST /api/staff/flows/utterances': { summary: 'Keep a text with its meaning', body: NOTHING, reply: { utterance: 'Utterance' }, status: 201 },
  'DELETE /api/staff/flows/utterances/:utterance': { summary: 'Take a text out', reply: NOTHING, status: 204 },
  'GET /api/staff/flows/understanding': { summary: 'Editions of the understanding, and what was trained last', reply: 'UnderstandingReply' },
  'POST /api/staff/flows/understanding/train': { summary: 'Learn from the kept texts, and judge it', body: NOTHING, reply: { training: 'Training' } },
  'POST /api/staff/flows/understanding/publish': { summary: 'Read messages with what was trained', body: { training: 'string', reason: 'string' }, reply: { edition: 'UnderstandingEdition' } },
  'POST /api/staff/flows/understanding/rollback': { summary: 'Go back to an edition of the understanding', body: { name: 'string', reason: 'string' }, reply: { edition: 'UnderstandingEdition' } },
  'GET /api/staff/flows/utterances/export': { summary: 'Kept texts as JSON lines for training', query: ['file'], reply: 'string', type: 'application/jsonl' },
};
