/** Who saw, took and changed what, newest first, for whoever checks it. Nothing here can be changed. */
import { useState, type ReactNode } from 'react';
import type { AuditRecord } from '../desk-contracts';
import { useLanguage } from '../staff/context';
import { dayAndClock } from '../staff/format';
import { Field, Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { didWords } from './audit-words';
import { TOOL_TEXTS } from './tool-texts';

interface AuditPart {
  readonly records: readonly AuditRecord[];
  readonly cursor?: string;
}

export function AuditPage(): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  const [filter, setFilter] = useState({ from: '', to: '' });
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  const loaded = useLoaded<AuditPart>(`/audit?${query}`);
  return (
    <div className="sheet">
      <h1>{texts.audit}</h1>
      <div className="sheet-filters">
        {(['from', 'to'] as const).map((name) => (
          <Field key={name} label={texts[name]}>
            {(marks) => <input {...marks} type="date" value={filter[name]} onChange={({ target }) => setFilter({ ...filter, [name]: target.value })} />}
          </Field>
        ))}
      </div>
      {loaded.kind === 'loading' && <Working>{texts.loading}</Working>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && <Records key={query.toString()} first={loaded.body} query={query.toString()} />}
    </div>
  );
}

function Records({ first, query }: { readonly first: AuditPart; readonly query: string }): ReactNode {
  const language = useLanguage();
  const texts = TOOL_TEXTS[language];
  const calling = useCall();
  const [part, setPart] = useState(first);
  const older = async (): Promise<void> => {
    const next = await calling.call<AuditPart>({ method: 'GET', path: `/audit?${query}&cursor=${encodeURIComponent(part.cursor ?? '')}` });
    if (next) setPart({ ...next, records: [...part.records, ...next.records] });
  };
  if (part.records.length === 0) return <p className="soft">{texts.nothing}</p>;
  return (
    <>
      <div className="table-box" role="region" aria-label={texts.audit} tabIndex={0}>
        <table>
          <thead><tr>{[texts.when, texts.who, texts.action, texts.subject, texts.detail].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>
            {part.records.map(({ id, at, user, action, thread, subject, detail }) => (
              <tr key={id}>
                <td><time dateTime={at}>{dayAndClock(at, language)}</time></td>
                <th scope="row">{user.name}</th>
                <td>{didWords(action, language) ?? <code>{action}</code>}</td>
                <td>{thread === undefined ? subject : <a href={`#${encodeURIComponent(thread)}`}>{subject ?? thread}</a>}</td>
                <td>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {calling.error !== undefined && <Notice tone="error">{calling.error}</Notice>}
      {part.cursor !== undefined && <button type="button" className="plain" aria-disabled={calling.busy} onClick={() => void older()}>{texts.older}</button>}
    </>
  );
}
