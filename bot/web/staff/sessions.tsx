/** The browsers where an account is open, each of which can be ended: one's own, or a colleague's for administrators. */
import { useState, type ReactNode } from 'react';
import type { SessionRow } from '../desk-contracts';
import { ACCOUNT_TEXTS } from './account-texts';
import { useLanguage, useNow } from './context';
import { moment } from './format';
import { Notice, Working } from './parts';
import { useCall } from './use-call';
import { useLoaded } from './use-loaded';

/** `path` from `/api/staff` on: `/sessions`, or `/users/:id/sessions`. */
export function SessionList({ path }: { readonly path: string }): ReactNode {
  const texts = ACCOUNT_TEXTS[useLanguage()];
  const [round, setRound] = useState(0);
  const calling = useCall();
  const loaded = useLoaded<{ readonly sessions: readonly SessionRow[] }>(path, round);
  const end = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) if (!(await calling.call({ method: 'DELETE', path: `${path}/${encodeURIComponent(id)}` }))) break;
    setRound((before) => before + 1);
  };
  if (loaded.kind === 'loading') return <Working>{texts.loading}</Working>;
  if (loaded.kind === 'failed') return <Notice tone="error">{loaded.why}</Notice>;
  const { sessions } = loaded.body;
  const others = sessions.filter(({ here }) => here !== true);
  return (
    <>
      {calling.error !== undefined && <Notice tone="error">{calling.error}</Notice>}
      <p className="hidden" role="status">{round > 0 && texts.ended}</p>
      {sessions.length === 0 && <p className="soft">{texts.none}</p>}
      <ul className="sessions">{sessions.map((session) => <Session key={session.id} session={session} onEnd={() => void end([session.id])} />)}</ul>
      {others.length > 1 && (
        <button type="button" className="plain" aria-disabled={calling.busy} onClick={() => void end(others.map(({ id }) => id))}>
          {others.length === sessions.length ? texts.endAll : texts.endOthers}
        </button>
      )}
    </>
  );
}

function Session({ session: { device, here, since, seenAt }, onEnd }: { readonly session: SessionRow; readonly onEnd: () => void }): ReactNode {
  const language = useLanguage();
  const texts = ACCOUNT_TEXTS[language];
  const now = useNow();
  return (
    <li>
      <span className="grow">
        <strong>{device}</strong> {here === true && <span className="tag brand-tag">{texts.here}</span>}
        <span className="soft session-when">{texts.since(moment(since, now, language))} · {texts.seen(moment(seenAt, now, language))}</span>
      </span>
      {here !== true && <button type="button" className="quiet" aria-label={texts.endOf(device)} onClick={onEnd}>{texts.end}</button>}
    </li>
  );
}
