/** One case in the list: name, request, clock, topic, what was said last. Drawn anew only when it changed. */
import { memo, type ReactNode } from 'react';
import type { CaseSummary, SlaMark } from '../contracts';
import { useLanguage, useStaff } from '../staff/context';
import { span } from '../staff/format';
import { AGENTS_TEXTS } from './agents-texts';
import { CASE_TEXTS, type CaseTexts } from './case-texts';

interface CaseRowProps {
  readonly summary: CaseSummary;
  /** In words; `undefined` when nobody waits. */
  readonly waited: string | undefined;
  readonly long: boolean;
  readonly open: boolean;
  readonly onOpen: (thread: string) => void;
}

export const CaseRow = memo(function CaseRow({ summary, waited, long, open, onOpen }: CaseRowProps): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const { user } = useStaff();
  const { agent, last } = summary;
  const topic = summary.topics?.[language] ?? summary.topic;
  return (
    <button type="button" className="case-row" aria-current={open || undefined} data-thread={summary.thread} onClick={() => onOpen(summary.thread)}>
      <span className="case-row-head">
        <strong>{summary.name ?? texts.noName} {summary.number !== undefined && <span className="number soft">{summary.number}</span>}</strong>
        {waited !== undefined && <span className={long ? 'tag warm' : 'tag'}><span className="hidden">{texts.waits} </span>{waited}</span>}
      </span>
      <Marks summary={summary} />
      {topic !== undefined && <span className="topic">{topic}</span>}
      {/* That a person comes or came is known: what people say tells cases apart. */}
      {last !== undefined && (last.by === 'customer' || last.by === 'agent') && <span className="last soft">{texts.speakers[last.by]}: {last.text}</span>}
      <span className="soft">{[...traits(summary, texts), agent !== undefined && agent.id !== user.id ? texts.heldBy(agent.name) : texts.reasons[summary.reason]].join(' · ')}</span>
    </button>
  );
});

/** What asks for haste; nothing when all is well. */
function Marks({ summary: { sla, priority, reservedFor, returns } }: { readonly summary: CaseSummary }): ReactNode {
  const texts = CASE_TEXTS[useLanguage()];
  const { user } = useStaff();
  if (sla.state === 'ok' && priority === 'normal' && reservedFor === undefined && returns === 0) return null;
  return (
    <span className="marks">
      {sla.state !== 'ok' && <SlaTag sla={sla} />}
      {priority !== 'normal' && <span className="tag alarm">{texts.priority}: {texts.priorities[priority]}</span>}
      {reservedFor !== undefined && <span className="tag brand-tag">{reservedFor.id === user.id ? texts.forYou : reservedFor.name}</span>}
      {returns > 0 && <span className="tag">{texts.returned(returns)}</span>}
    </span>
  );
}

const TONES: Readonly<Record<SlaMark['state'], string>> = { ok: 'tag brand-tag', warning: 'tag warm', breached: 'tag alarm', paused: 'tag' };

export function SlaTag({ sla }: { readonly sla: SlaMark }): ReactNode {
  return <span className={TONES[sla.state]}>{slaWords(sla, CASE_TEXTS[useLanguage()])}</span>;
}

/** What is left of the time that a case may take, or how much it went over. */
function slaWords({ state, limitMs, spentMs }: SlaMark, { sla }: CaseTexts): string {
  return state === 'paused' ? sla.paused : `${sla[state]}: ${span(Math.abs(limitMs - spentMs))}`;
}

export function traits(summary: CaseSummary, texts: (typeof AGENTS_TEXTS)['es']): readonly string[] {
  return [
    summary.level === null ? texts.noLevel : texts.levels[summary.level],
    texts.languages[summary.language],
    texts.channels[summary.channel] ?? summary.channel,
    ...(summary.zone === undefined ? [] : [summary.zone]),
  ];
}
