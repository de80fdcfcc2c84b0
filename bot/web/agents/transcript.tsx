/** Everything that was said and done, from the first message on; steps, facts and events as quiet lines. */
import { memo, type ReactNode } from 'react';
import type { CaseDetail, TranscriptItem } from '../contracts';
import type { MessageDelivery } from '../message-contracts';
import { useLanguage } from '../staff/context';
import { moment } from '../staff/format';
import { AGENTS_TEXTS } from './agents-texts';
import { undeliveredWords } from './event-words';
import { FILE_TEXTS } from './file-texts';
import { isQuiet, SHOWN_AS, type Outgoing } from './open-case';
import { Thumb } from './picked-files';
import { Rich } from './rich';
import { ownWords, SentFiles } from './sent-files';

interface TranscriptProps {
  readonly items: readonly TranscriptItem[];
  readonly deliveries: CaseDetail['deliveries'];
  readonly outgoing: readonly Outgoing[];
  readonly showSteps: boolean;
  /** Position of what is sought. */
  readonly foundAt: number | undefined;
  readonly now: number;
  readonly onAgain: (id: string) => void;
  readonly onTakeBack: (id: string) => void;
  readonly onCancel: (id: string) => void;
}

export function Transcript({ items, deliveries, outgoing, showSteps, foundAt, now, ...ways }: TranscriptProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const shown = showSteps ? items : items.filter((item) => !isQuiet(item));
  return (
    <div role="log" aria-label={texts.transcript} className="transcript">
      {shown.map((item, index) => <Item key={`${item.position}/${item.kind}/${index}`} item={item} delivery={deliveries[item.position]} isFound={item.position === foundAt} now={now} />)}
      {outgoing.map((message) => <Sending key={message.id} message={message} {...ways} />)}
    </div>
  );
}

interface ItemProps {
  readonly item: TranscriptItem;
  readonly delivery: MessageDelivery | undefined;
  readonly isFound: boolean;
  readonly now: number;
}

const Item = memo(function Item({ item, delivery, isFound, now }: ItemProps): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const time = <time dateTime={item.at}>{moment(item.at, now, language)}</time>;
  if (isQuiet(item) || item.kind === 'system') {
    const words = item.words ?? item.text;
    return words === '' ? null : (
      <p className={`line ${item.kind}${isFound ? ' found' : ''}`} data-position={item.position}>
        <span className="hidden">{texts.speakers[item.kind]}: </span>
        {words} · {time}
      </p>
    );
  }
  const words = ownWords(item);
  const speaker = item.kind === 'agent' ? (item.by ?? texts.speakers.agent) : texts.speakers[item.kind];
  return (
    <div className={`said ${item.kind}${isFound ? ' found' : ''}`} data-position={item.position}>
      <p className="meta">
        <strong>{speaker}</strong>{item.kind === 'note' && item.by !== undefined && ` · ${item.by}`} · {time}
        {delivery !== undefined && <Reached delivery={delivery} />}
      </p>
      {words !== '' && <p className="bubble"><Rich text={words} /></p>}
      {item.attachments !== undefined && <SentFiles files={item.attachments} at={`${speaker}, ${moment(item.at, now, language)}`} />}
      {item.choices !== undefined && item.choices.length > 0 && (
        <ul className="offered" aria-label={texts.offered}>{item.choices.map((choice) => <li key={choice}>{choice}</li>)}</ul>
      )}
    </div>
  );
});

/** How far it got, as the channel tells it: a tick, two, two in colour; what did not arrive says why. */
function Reached({ delivery: { state, reason } }: { readonly delivery: MessageDelivery }): ReactNode {
  const language = useLanguage();
  const texts = FILE_TEXTS[language];
  if (state === 'failed') return <span className="error"> · {texts.states.failed}{reason !== undefined && `: ${undeliveredWords(reason, language)}`}</span>;
  return (
    <span className={`reached ${state}`} title={texts.states[state]}>
      {' '}<svg viewBox="0 0 22 14" aria-hidden="true"><path d={state === 'sent' ? 'M4 7.500l4 4 8-9' : 'M1.500 7.500l4 4 8-9M10 10.500l1.200 1 8-9'} /></svg>
      <span className="hidden">{texts.states[state]}</span>
    </span>
  );
}

interface SendingProps {
  readonly message: Outgoing;
  readonly onAgain: (id: string) => void;
  readonly onTakeBack: (id: string) => void;
  readonly onCancel: (id: string) => void;
}

function Sending({ message, onAgain, onTakeBack, onCancel }: SendingProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const files = FILE_TEXTS[useLanguage()];
  const { id, text, voice, delivery, why, lost, progress } = message;
  const stuck = delivery === 'failed' || delivery === 'refused';
  return (
    <div className={`said ${SHOWN_AS[voice]} ${delivery}`}>
      {voice === 'note' && <p className="meta"><strong>{texts.speakers.note}</strong></p>}
      {text !== '' && <p className="bubble">{text}</p>}
      {message.files.length > 0 && <ul className="sending-files">{message.files.map((file, index) => <li key={index}><Thumb file={file} /> {file.name}</li>)}</ul>}
      {progress !== undefined && <progress max={1} value={progress} aria-label={files.progress(Math.round(progress * 100))} />}
      <p className={stuck ? 'error' : 'meta'} role={stuck ? 'alert' : undefined}>{texts.deliveries[delivery]}{why !== undefined && `: ${why}`}{lost === true && `: ${files.lost}`}</p>
      {delivery === 'sending' && message.files.length > 0 && <button type="button" className="quiet" onClick={() => onCancel(id)}>{files.cancel}</button>}
      {stuck && (
        <p className="row">
          {delivery === 'failed' && <button type="button" className="quiet" onClick={() => onAgain(id)}>{texts.resend}</button>}
          <button type="button" className="quiet" onClick={() => onTakeBack(id)}>{texts.takeBack}</button>
        </p>
      )}
    </div>
  );
}
