/**
 * Going on elsewhere (P3): a code that is said on one channel and typed on another joins the two threads. It stands for
 * whoever was verified here, so it is made of chance, short-lived and good for once.
 */
import { resumeCodeIn, wantsElsewhere } from '../../knowledge/elsewhere';
import type { MessageEvent, PerformedEvent } from '../event';
import { cause, tell, type Draft } from './draft';
import { askAgain } from './guide';

/** Whether the message was about that; then it is answered. */
export const heardElsewhere = (draft: Draft, { text, from }: MessageEvent): boolean => {
  const code = resumeCodeIn(text);
  if (code !== undefined) {
    draft.state.errand = cause(draft, (ticket) => ({ kind: 'redeem_code', code, address: from, ticket }));
    return true;
  }
  if (!wantsElsewhere(text)) return false;
  draft.state.errand = cause(draft, (ticket) => ({ kind: 'offer_code', ticket }));
  return true;
};

/** The answer to either; a code that fits has joined this thread into the other one, which speaks for itself. */
export const errandDone = (draft: Draft, { result, facts }: PerformedEvent): void => {
  delete draft.state.errand;
  const { code = '', link = '' } = facts as Readonly<Record<string, string>>;
  if (result === 'offered') tell(draft, 'elsewhereCode', { code, link });
  else tell(draft, 'elsewhereUnknown');
  if (draft.state.owner.kind === 'bot' && draft.state.mode === 'guided' && !draft.state.pending) askAgain(draft);
};
