/** What was sent to a webhook and how it went, newest first, looked at again while it is open; each may be sent once more. */
import { useState, type ReactNode } from 'react';
import type { WebhookDelivery } from '../webhook-contracts';
import { useLanguage, useNow } from '../staff/context';
import { moment } from '../staff/format';
import { Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { usePolling } from '../staff/use-polling';
import { TEAM_TEXTS } from './team-texts';
import { TOOL_TEXTS } from './tool-texts';

const BEAT_MS = 4_000;
const TONES: Readonly<Record<WebhookDelivery['state'], string>> = { waiting: 'tag', delivered: 'tag brand-tag', failed: 'tag alarm' };

export function WebhookDeliveries({ webhook }: { readonly webhook: string }): ReactNode {
  const texts = TEAM_TEXTS[useLanguage()];
  const tools = TOOL_TEXTS[useLanguage()];
  const [round, setRound] = useState(0);
  const loaded = useLoaded<{ readonly deliveries: readonly WebhookDelivery[] }>(`/webhooks/${encodeURIComponent(webhook)}/deliveries`, round);
  const look = (): void => setRound((before) => before + 1);
  usePolling(() => Promise.resolve(look()).then(() => true), BEAT_MS, webhook);
  if (loaded.kind === 'loading') return <Working>{tools.loading}</Working>;
  if (loaded.kind === 'failed') return <Notice tone="error">{loaded.why}</Notice>;
  if (loaded.body.deliveries.length === 0) return <p className="soft">{texts.noDeliveries}</p>;
  return (
    <ul className="deliveries" aria-label={texts.deliveries}>
      {loaded.body.deliveries.map((delivery) => <Delivery key={delivery.id} webhook={webhook} delivery={delivery} onSent={look} />)}
    </ul>
  );
}

interface DeliveryProps {
  readonly webhook: string;
  readonly delivery: WebhookDelivery;
  readonly onSent: () => void;
}

function Delivery({ webhook, delivery: { id, event, at, state, tries, status, reason, nextTryAt }, onSent }: DeliveryProps): ReactNode {
  const language = useLanguage();
  const texts = TEAM_TEXTS[language];
  const now = useNow();
  const calling = useCall();
  const [sent, setSent] = useState(false);
  const again = async (): Promise<void> => {
    setSent(false);
    if ((await calling.call({ method: 'POST', path: `/webhooks/${encodeURIComponent(webhook)}/deliveries/${encodeURIComponent(id)}/redeliver` })) === undefined) return;
    setSent(true);
    onSent();
  };
  const how = [
    moment(at, now, language), texts.tries(tries), ...(status === undefined ? [] : [`HTTP ${status}`]), ...(reason === undefined ? [] : [reason]),
    ...(state === 'waiting' && nextTryAt !== undefined ? [texts.nextTry(moment(nextTryAt, now, language))] : []),
  ];
  return (
    <li>
      <span className="grow">
        <span className={TONES[state]}>{texts.states[state]}</span> {texts.eventNames[event]}
        <span className="soft delivery-how">{how.join(' · ')}</span>
        {calling.error !== undefined && <span className="error" role="alert">{calling.error}</span>}
      </span>
      <span className="soft" role="status">{sent && texts.redelivered}</span>
      {state !== 'waiting' && <button type="button" className="quiet" aria-disabled={calling.busy} aria-label={`${texts.redeliver}: ${texts.eventNames[event]}, ${moment(at, now, language)}`} onClick={() => void again()}>{texts.redeliver}</button>}
    </li>
  );
}
