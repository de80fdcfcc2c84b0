/** A real conversation, without anything personal, as a test of this flow. */
import { useState, type FormEvent, type ReactNode } from 'react';
import type { RecordedTest } from '../flow-contracts';
import { Field, Notice } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { DRAFT_TEXTS } from './draft-texts';
import type { FlowDesk } from './flow-desk';
import { addWrittenTest } from './step-edit';

export function FromCase({ desk }: { readonly desk: FlowDesk }): ReactNode {
  const texts = DRAFT_TEXTS[desk.language];
  const { busy, call, error } = useCall();
  const [thread, setThread] = useState('');
  const [brought, setBrought] = useState<RecordedTest>();
  const bring = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (thread.trim() === '' || busy) return;
    const reply = await call<RecordedTest>({ method: 'POST', path: '/flows/test-from-case', body: { thread: thread.trim(), flow: desk.flow.flow } });
    if (reply === undefined) return;
    desk.change(addWrittenTest(desk.files, desk.flow.flow, reply));
    setBrought(reply);
  };
  return (
    <details>
      <summary>{texts.fromCase}</summary>
      <p className="soft">{texts.fromCaseAbout}</p>
      <form className="in-line" onSubmit={(event) => void bring(event)}>
        <Field label={texts.thread}>{(marks) => <input {...marks} value={thread} maxLength={100} onChange={({ target }) => setThread(target.value)} />}</Field>
        <button type="submit" className="main" aria-disabled={busy}>{texts.bring}</button>
      </form>
      {error !== undefined && <Notice tone="error">{error}</Notice>}
      {brought !== undefined && <Notice tone={brought.passes ? 'good' : 'warn'}><p>{texts.brought(brought.name)}</p>{brought.fault !== undefined && <p>{texts.broughtFails(brought.fault[desk.language])}</p>}</Notice>}
    </details>
  );
}
