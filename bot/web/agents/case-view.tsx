/** One case: head with its actions, the card, the whole transcript, and the answer box. */
import { useState, type Dispatch, type ReactNode } from 'react';
import type { CaseSummary } from '../contracts';
import { useLanguage, useNow, useStaff } from '../staff/context';
import { Empty, Skeleton } from '../staff/parts';
import { AGENTS_TEXTS } from './agents-texts';
import { AnswerBox, isMine, mayAttach } from './answer-box';
import { CaseHead } from './case-head';
import { FILE_TEXTS } from './file-texts';
import { FindInCase, useFinding } from './find-in-case';
import type { OnForgotten } from './forget-dialog';
import type { CaseEvent, OpenCase } from './open-case';
import { PacketCard } from './packet-card';
import { Transcript } from './transcript';
import { useDropping, usePicking } from './use-picking';
import { useSticky } from './use-sticky';

interface CaseViewProps {
  readonly open: OpenCase;
  readonly tell: Dispatch<CaseEvent>;
  /** Calls off files on their way. */
  readonly onCancel: (id: string) => void;
  readonly onSummary: (summary: CaseSummary) => void;
  readonly onForgotten: OnForgotten;
  readonly onBack: () => void;
}

export function CaseView({ open, tell, onCancel, onSummary, onForgotten, onBack }: CaseViewProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  if (open.missing) return <section className="case"><Empty title={texts.missing}><p>{texts.missingAbout}</p><BackButton onBack={onBack} /></Empty></section>;
  if (open.detail === undefined) return <section className="case"><div className="pad"><Skeleton rows={6}>{texts.loadingCase}</Skeleton></div></section>;
  return (
    <section className="case" aria-label={open.detail.summary.name ?? texts.noName}>
      <CaseHead key={open.thread} open={open} detail={open.detail} onSummary={onSummary} onForgotten={onForgotten} onBack={onBack} />
      <CaseBody open={open} detail={open.detail} tell={tell} onCancel={onCancel} />
    </section>
  );
}

/** Hours of today stand without their day; nothing else of the transcript moves with the clock. */
const HOUR_MS = 3_600_000;

interface CaseBodyProps {
  readonly open: OpenCase;
  readonly detail: NonNullable<OpenCase['detail']>;
  readonly tell: Dispatch<CaseEvent>;
  readonly onCancel: (id: string) => void;
}

function CaseBody({ open, detail, tell, onCancel }: CaseBodyProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const files = FILE_TEXTS[useLanguage()];
  const { user } = useStaff();
  const picking = usePicking(open, tell);
  const dropping = useDropping(user.role !== 'auditor' && mayAttach(open.voice, isMine(detail.summary, user.id)), picking.offer);
  const [showSteps, setShowSteps] = useState(true);
  const finding = useFinding(open.thread, detail.transcript);
  const now = useNow();
  const stuck = open.outgoing.filter(({ delivery }) => delivery === 'failed' || delivery === 'refused').length;
  const said = detail.transcript.length + open.outgoing.length + stuck;
  const sticky = useSticky(open.thread, said, open.outgoing.length);
  return (
    <div className="case-body" {...dropping.zone}>
      {dropping.over && <p className="drop-here" aria-hidden="true">{files.dropHere}</p>}
      <div className="case-scroll" ref={sticky.ref} onScroll={sticky.onScroll}>
        <PacketCard packet={detail.packet} thread={open.thread} />
        <div className="talk">
          <div className="talk-head">
            <h2>{texts.transcript}</h2>
            <FindInCase finding={finding} many={detail.transcript.length} />
            <label className="check"><input type="checkbox" checked={showSteps} onChange={({ target }) => setShowSteps(target.checked)} />{texts.showSteps}</label>
          </div>
          <Transcript items={detail.transcript} deliveries={detail.deliveries} outgoing={open.outgoing} showSteps={showSteps} foundAt={finding.at} now={now - (now % HOUR_MS)}
            onCancel={onCancel} onAgain={(id) => tell({ type: 'again', id })} onTakeBack={(id) => tell({ type: 'taken-back', id })} />
        </div>
      </div>
      <div className="case-foot">
        {sticky.behind && <button type="button" className="plain newer" onClick={sticky.toEnd}>{texts.newer}</button>}
        <p className="typing soft" role="status">{detail.customerTyping && <>{files.typing(detail.summary.name)}<span className="dots" aria-hidden="true"><i /><i /><i /></span></>}</p>
        <AnswerBox open={open} detail={detail} tell={tell} picking={picking} />
      </div>
    </div>
  );
}

function BackButton({ onBack }: { readonly onBack: () => void }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  return <button type="button" className="plain" onClick={onBack}>{texts.back}</button>;
}
