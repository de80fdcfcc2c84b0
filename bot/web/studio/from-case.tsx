/** A real conversation, without anything personal, as a test of this flow. */
import { useState, type ReactNode } from 'react';
import type { FlowConversation, RecordedTest } from '../flow-contracts';
import { dayName } from '../staff/format';
import { Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { DRAFT_TEXTS } from './draft-texts';
import type { FlowDesk } from './flow-desk';
import { addWrittenTest } from './step-edit';

export function FromCase({ desk }: { readonly desk: FlowDesk }): ReactNode {
  const texts = DRAFT_TEXTS[desk.language];
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{texts.fromCase}</summary>
      <p className="soft">{texts.fromCaseAbout}</p>
      {open && <Conversations desk={desk} />}
    </details>
  );
}

function Conversations({ desk }: { readonly desk: FlowDesk }): ReactNode {
  const texts = DRAFT_TEXTS[desk.language];
  const { busy, call, error } = useCall();
  const loaded = useLoaded<{ readonly conversations: readonly FlowConversation[] }>(`/flows/conversations?flow=${encodeURIComponent(desk.flow.flow)}`);
  const [brought, setBrought] = useState<RecordedTest>();
  const bring = async (thread: string): Promise<void> => {
    const reply = await call<RecordedTest>({ method: 'POST', path: '/flows/test-from-case', body: { thread } });
    if (reply === undefined) return;
    // The guide in which it began, which may call this one.
    desk.change(addWrittenTest(desk.files, reply.flow, reply));
    setBrought(reply);
  };
  if (loaded.kind === 'loading') return <Working>{desk.texts.opening}</Working>;
  if (loaded.kind === 'failed') return <Notice tone="error">{loaded.why}</Notice>;
  const { conversations } = loaded.body;
  return (
    <>
      {conversations.length === 0 && <p>{texts.nothingHappened}</p>}
      <ul className="unheard">
        {conversations.map(({ day, level, step, thread }) => (
          <li key={thread}>
            {dayName(day, desk.language)} · {desk.texts.levels[level]} · {step}
            <button type="button" className="quiet" disabled={busy} aria-label={texts.bringOne(dayName(day, desk.language), step)} onClick={() => void bring(thread)}>{texts.bring}</button>
          </li>
        ))}
      </ul>
      {error !== undefined && <Notice tone="error">{error}</Notice>}
      {brought !== undefined && (
        <Notice tone={brought.passes ? 'good' : 'warn'}>
          <p>{texts.brought(brought.name, brought.flow)}</p>
          {brought.fault !== undefined && <p>{texts.broughtFails(brought.fault[desk.language])}</p>}
        </Notice>
      )}
    </>
  );
}
