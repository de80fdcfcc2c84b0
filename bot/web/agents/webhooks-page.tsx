/** Who is told of cases over webhooks: add one, see its key once, look at what was sent, send again, pause, delete. For administrators. */
import { useState, type ReactNode } from 'react';
import { WEBHOOK_EVENTS, type Webhook, type WebhookEvent } from '../webhook-contracts';
import { useLanguage } from '../staff/context';
import { dayAndClock } from '../staff/format';
import { Confirm, Dialog, Empty, Field, FormDialog, Notice, Skeleton } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { Choices } from './team-page';
import { TEAM_TEXTS } from './team-texts';
import { TOOL_TEXTS } from './tool-texts';
import { WebhookDeliveries } from './webhook-deliveries';

type Asking = { readonly kind: 'add' } | { readonly kind: 'secret'; readonly secret: string } | { readonly kind: 'remove'; readonly webhook: Webhook };

export function WebhooksPage(): ReactNode {
  const texts = TEAM_TEXTS[useLanguage()];
  const tools = TOOL_TEXTS[useLanguage()];
  const [round, setRound] = useState(0);
  const [asking, setAsking] = useState<Asking>();
  const loaded = useLoaded<{ readonly webhooks: readonly Webhook[] }>('/webhooks', round);
  const close = (): void => setAsking(undefined);
  const again = (next?: Asking): void => {
    setAsking(next);
    setRound(round + 1);
  };
  return (
    <div className="sheet">
      <div className="sheet-head">
        <h1>{texts.webhooks}</h1>
        <button type="button" className="main" onClick={() => setAsking({ kind: 'add' })}>{texts.addWebhook}</button>
      </div>
      <p className="soft">{texts.webhooksAbout}</p>
      {loaded.kind === 'loading' && <Skeleton rows={3}>{tools.loading}</Skeleton>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && loaded.body.webhooks.length === 0 && <Empty title={texts.noWebhooks}><p>{texts.noWebhooksAbout}</p></Empty>}
      {loaded.kind === 'there' && (
        <ul className="stack">{loaded.body.webhooks.map((webhook) => (
          <li key={webhook.id}><Hook webhook={webhook} onChanged={() => again()} onRemove={() => setAsking({ kind: 'remove', webhook })} /></li>
        ))}</ul>
      )}
      {asking?.kind === 'add' && <AddDialog onAdded={(secret) => again({ kind: 'secret', secret })} onClose={close} />}
      {asking?.kind === 'secret' && <SecretDialog secret={asking.secret} onClose={close} />}
      {asking?.kind === 'remove' && <Remove webhook={asking.webhook} onDone={() => again()} onClose={close} />}
    </div>
  );
}

interface HookProps {
  readonly webhook: Webhook;
  readonly onChanged: () => void;
  readonly onRemove: () => void;
}

function Hook({ webhook, onChanged, onRemove }: HookProps): ReactNode {
  const language = useLanguage();
  const texts = TEAM_TEXTS[language];
  const calling = useCall();
  const [shown, setShown] = useState(false);
  const { id, url, events, active, createdAt } = webhook;
  const turn = async (): Promise<void> => {
    if (await calling.call({ method: 'PATCH', path: `/webhooks/${encodeURIComponent(id)}`, body: { active: !active } })) onChanged();
  };
  return (
    <article className="tile" aria-label={url}>
      <h2 className="url">{url}</h2>
      <p className="marks">
        <span className={active ? 'tag brand-tag' : 'tag warm'}>{active ? texts.on : texts.off}</span>
        <span className="soft">{texts.since(dayAndClock(createdAt, language))}</span>
      </p>
      <p className="marks">{events.map((event) => <span key={event} className="tag">{texts.eventNames[event]}</span>)}</p>
      {calling.error !== undefined && <Notice tone="error">{calling.error}</Notice>}
      <div className="row">
        <button type="button" className="plain" aria-expanded={shown} onClick={() => setShown(!shown)}>{texts.deliveries}</button>
        <button type="button" className="quiet" aria-disabled={calling.busy} onClick={() => void turn()}>{active ? texts.turnOff : texts.turnOn}</button>
        <button type="button" className="quiet" onClick={onRemove}>{texts.removeWebhook}</button>
      </div>
      {shown && <WebhookDeliveries webhook={id} />}
    </article>
  );
}

const ADDRESS = /^https?:\/\/[^\s/]+/i;

function AddDialog({ onAdded, onClose }: { readonly onAdded: (secret: string) => void; readonly onClose: () => void }): ReactNode {
  const texts = TEAM_TEXTS[useLanguage()];
  const calling = useCall();
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(WEBHOOK_EVENTS);
  const [tried, setTried] = useState(false);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!ADDRESS.test(url.trim()) || events.length === 0) return;
    const added = await calling.call<{ readonly secret: string }>({ method: 'POST', path: '/webhooks', body: { url: url.trim(), events } });
    if (added) onAdded(added.secret);
  };
  return (
    <FormDialog title={texts.addWebhook} yes={texts.addWebhook} {...calling} onSubmit={() => void submit()} onClose={onClose}>
      <Field label={texts.url} hint={texts.urlHint} error={tried && !ADDRESS.test(url.trim()) ? texts.urlWrong : undefined}>
        {(marks) => <input {...marks} type="url" maxLength={500} autoComplete="off" value={url} onChange={({ target }) => setUrl(target.value)} />}
      </Field>
      <Choices name={texts.events} all={WEBHOOK_EVENTS} labels={texts.eventNames} chosen={events} onChosen={setEvents} />
      {tried && events.length === 0 && <p className="error" role="alert">{texts.eventsMissing}</p>}
    </FormDialog>
  );
}

function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }): ReactNode {
  const texts = TEAM_TEXTS[useLanguage()];
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret).then(() => setCopied(true), () => undefined);
  };
  return (
    <Dialog title={texts.secretTitle} onClose={onClose}>
      <p><strong>{texts.secretAbout}</strong></p>
      <input className="secret" readOnly aria-label={texts.secretTitle} value={secret} onFocus={({ target }) => target.select()} />
      <p className="hint">{texts.secretHow}</p>
      <p className="hint" role="status">{copied && texts.copied}</p>
      <div className="actions">
        <button type="button" className="plain" onClick={() => void copy()}>{texts.copy}</button>
        <button type="button" className="main" onClick={onClose}>{texts.done}</button>
      </div>
    </Dialog>
  );
}

function Remove({ webhook, onDone, onClose }: { readonly webhook: Webhook; readonly onDone: () => void; readonly onClose: () => void }): ReactNode {
  const texts = TEAM_TEXTS[useLanguage()];
  const calling = useCall();
  const yes = async (): Promise<void> => {
    if (await calling.call({ method: 'DELETE', path: `/webhooks/${encodeURIComponent(webhook.id)}` })) onDone();
  };
  return (
    <Confirm title={texts.removeWebhookTitle} about={texts.removeWebhookAbout(webhook.url)} yes={texts.removeWebhook} danger busy={calling.busy} error={calling.error}
      onYes={() => void yes()} onClose={onClose} />
  );
}
