/** Where the agent writes. Enter sends, Shift+Enter starts a line, and an input method's own Enter is left alone. */
import type { KeyboardEvent, ReactNode } from 'react';
import type { CaseSummary } from '../contracts';
import { useLanguage, useStaff } from '../staff/context';
import { AGENTS_TEXTS } from './agents-texts';

interface AnswerBoxProps {
  readonly summary: CaseSummary;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly onSend: () => void;
}

export function AnswerBox({ summary, draft, onDraft, onSend }: AnswerBoxProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const { user } = useStaff();
  const mine = summary.status === 'with_agent' && summary.agent?.id === user.id;
  if (!mine && draft === '') return <p className="answer-off soft">{reasonNot(summary, texts)}</p>;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape') return event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (mine) onSend();
  };
  return (
    <form className="answer" onSubmit={(event) => {
      event.preventDefault();
      if (mine) onSend();
    }}>
      {!mine && <p className="soft" role="status">{reasonNot(summary, texts)}</p>}
      <div className="answer-row">
        <textarea id="answer" rows={1} aria-label={texts.answer} placeholder={texts.answer} aria-describedby="answer-hint" value={draft}
          maxLength={4_000} lang={summary.language} onChange={({ target }) => onDraft(target.value)} onKeyDown={onKeyDown} />
        <button type="submit" className="send" aria-label={texts.send} disabled={!mine || draft.trim() === ''}>
          <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 19V5.500M5.800 11.500 12 5.300l6.200 6.200" /></svg>
        </button>
      </div>
      <p id="answer-hint" className="soft">{texts.answerHint}</p>
    </form>
  );
}

function reasonNot({ status, agent }: CaseSummary, texts: (typeof AGENTS_TEXTS)['es']): string {
  switch (status) {
    case 'waiting':
      return texts.claimFirst;
    case 'with_agent':
      return agent === undefined ? texts.notYoursToAnswer : `${texts.heldBy(agent.name)}. ${texts.notYoursToAnswer}`;
    case 'with_bot':
      return texts.withBot;
    case 'closed':
      return texts.closedNow;
  }
}
