/**
 * Where the agent writes: to the customer, between colleagues, or what a caller says. Enter sends, Shift+Enter starts a
 * line, `/` in an empty box opens the ready replies, and an input method's own Enter is left alone.
 */
import { useState, type Dispatch, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react';
import type { CaseDetail, CaseSummary } from '../contracts';
import { useLanguage, useStaff } from '../staff/context';
import { AGENTS_TEXTS } from './agents-texts';
import { ArticleDialog } from './article-dialog';
import { CannedDialog } from './canned-dialog';
import { GAP } from './canned-text';
import { CASE_TEXTS } from './case-texts';
import type { CaseEvent, OpenCase, Voice } from './open-case';
import { FILE_TEXTS } from './file-texts';
import { AttachButton, PickedFiles } from './picked-files';
import { hintsOf, type Hint } from './text-hints';
import type { Picking } from './use-picking';

interface AnswerBoxProps {
  readonly open: OpenCase;
  readonly detail: CaseDetail;
  readonly tell: Dispatch<CaseEvent>;
  readonly picking: Picking;
}

export function AnswerBox({ open, detail, tell, picking }: AnswerBoxProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const { user } = useStaff();
  const [dialog, setDialog] = useState<Ready>();
  const { draft } = open;
  if (user.role === 'auditor') return <p className="answer-off soft">{texts.notYoursToAnswer}</p>;
  const insert = (text: string): void => {
    tell({ type: 'typed', draft: draft.trim() === '' ? text : `${draft.trimEnd()}\n${text}` });
    setDialog(undefined);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('#answer')?.focus());
  };
  const ways = { detail, onInsert: insert, onClose: () => setDialog(undefined) };
  return (
    <>
      <Writing open={open} detail={detail} tell={tell} picking={picking} onReady={setDialog} />
      {dialog === 'canned' && <CannedDialog {...ways} />}
      {dialog === 'articles' && <ArticleDialog {...ways} />}
    </>
  );
}

/** What is ready to be put into the answer. */
type Ready = 'canned' | 'articles';

/** With files beside it. */
const LONGEST_CAPTION = 1_000;

function Writing({ open: { draft, voice, picked }, detail, tell, picking, onReady }: AnswerBoxProps & { readonly onReady: (ready: Ready) => void }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const words = CASE_TEXTS[useLanguage()];
  const { user } = useStaff();
  const files = FILE_TEXTS[useLanguage()];
  const { summary } = detail;
  const mine = isMine(summary, user.id);
  const why = whyNot({ summary, voice, mine, files: picked.length, length: draft.trim().length }, texts, files);
  const may = why === undefined;
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!may) return;
    tell({ type: 'said', id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` });
    picking.clear();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape') return event.currentTarget.blur();
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) return send(event);
    if (event.key !== '/' || draft !== '' || voice !== 'answer') return;
    event.preventDefault();
    onReady('canned');
  };
  return (
    <form className={`answer as-${voice}`} onSubmit={send}>
      <div className="answer-tools">
        <Voices summary={summary} voice={voice} mine={mine} onVoice={(next) => tell({ type: 'voiced', voice: next })} />
        <button type="button" className="quiet" id="canned" onClick={() => onReady('canned')}>{words.canned} <kbd aria-hidden="true">/</kbd></button>
        <button type="button" className="quiet" id="articles" onClick={() => onReady('articles')}>{words.articles}</button>
      </div>
      {why !== undefined && <p className="soft pad-line" role="status">{why}</p>}
      {voice === 'answer' && draft !== '' && <Hints hints={hintsOf(draft, detail.packet)} gap={draft.includes(GAP)} />}
      <PickedFiles files={picked} faults={picking.faults} onRemove={(index) => tell({ type: 'unpicked', index })} />
      <div className="answer-row">
        <AttachButton disabled={!mayAttach(voice, mine)} offer={picking.offer} />
        <textarea id="answer" rows={1} aria-label={words.fields[voice]} placeholder={words.fields[voice]} aria-describedby="answer-hint" value={draft}
          maxLength={4_000} lang={summary.language} onChange={({ target }) => tell({ type: 'typed', draft: target.value })} onKeyDown={onKeyDown} onPaste={(event) => {
            if (event.clipboardData.files.length === 0 || !mayAttach(voice, mine)) return;
            event.preventDefault();
            picking.offer(event.clipboardData.files);
          }} />
        <button type="submit" className="send" aria-label={texts.send} disabled={!may || (draft.trim() === '' && picked.length === 0)}>
          <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 19V5.500M5.800 11.500 12 5.300l6.200 6.200" /></svg>
        </button>
      </div>
      <p id="answer-hint" className="soft">{{ answer: '', note: `${words.noteHint} `, said: `${words.saidHint} ` }[voice]}{texts.answerHint}</p>
    </form>
  );
}

interface VoicesProps {
  readonly summary: CaseSummary;
  readonly voice: Voice;
  readonly mine: boolean;
  readonly onVoice: (voice: Voice) => void;
}

function Voices({ summary, voice, mine, onVoice }: VoicesProps): ReactNode {
  const texts = CASE_TEXTS[useLanguage()];
  const voices: readonly Voice[] = summary.channel === 'phone' && mine ? ['answer', 'said', 'note'] : ['answer', 'note'];
  return (
    <div className="voices" role="group" aria-label={texts.voicesLabel}>
      {voices.map((one) => (
        <button key={one} type="button" data-voice={one} aria-pressed={voice === one} onClick={() => {
          onVoice(one);
          document.querySelector<HTMLElement>('#answer')?.focus();
        }}>{texts.voices[one]}</button>
      ))}
    </div>
  );
}

/** Advice beside the answer, read out when it changes; it never stands in the way. */
function Hints({ hints, gap }: { readonly hints: readonly Hint[]; readonly gap: boolean }): ReactNode {
  const texts = CASE_TEXTS[useLanguage()];
  const lines = [...(gap ? [texts.gap] : []), ...hints.map((hint) => (hint.kind === 'known' ? texts.hints.known(hint.answer) : texts.hints[hint.kind]))];
  return (
    <ul className="hints" aria-live="polite">
      {lines.map((line) => <li key={line}>{line}</li>)}
    </ul>
  );
}

export function isMine({ status, agent }: CaseSummary, user: string): boolean {
  return status === 'with_agent' && agent?.id === user;
}

/** A caller's words come without files; a colleague may get one with a note at any time. */
export function mayAttach(voice: Voice, mine: boolean): boolean {
  return voice === 'note' || (voice === 'answer' && mine);
}

interface Written {
  readonly summary: CaseSummary;
  readonly voice: Voice;
  readonly mine: boolean;
  readonly files: number;
  readonly length: number;
}

/** Why this cannot be sent as it is; nothing when it can. */
function whyNot({ summary, voice, mine, files, length }: Written, texts: (typeof AGENTS_TEXTS)['es'], words: (typeof FILE_TEXTS)['es']): string | undefined {
  if (voice !== 'note' && !mine) return reasonNot(summary, texts);
  if (files > 0 && voice === 'said') return words.notOnCalls;
  return files > 0 && length > LONGEST_CAPTION ? words.longText : undefined;
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
