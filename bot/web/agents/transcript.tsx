/** Everything that was said and done, from the first message on; steps, facts and events as quiet lines. */
import type { ReactNode } from 'react';
import type { CasePacket, TranscriptItem } from '../contracts';
import type { SentFile } from '../sent-file';
import { useLanguage } from '../staff/context';
import { moment } from '../staff/format';
import { AGENTS_TEXTS } from './agents-texts';
import { isQuiet, SHOWN_AS, type Outgoing } from './open-case';
import { quietText } from './quiet-lines';
import { Rich } from './rich';

interface TranscriptProps {
  readonly items: readonly TranscriptItem[];
  readonly asked: CasePacket['asked'];
  readonly outgoing: readonly Outgoing[];
  readonly showSteps: boolean;
  readonly now: number;
  readonly onAgain: (id: string) => void;
  readonly onTakeBack: (id: string) => void;
}

export function Transcript({ items, asked, outgoing, showSteps, now, onAgain, onTakeBack }: TranscriptProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const shown = showSteps ? items : items.filter((item) => !isQuiet(item));
  return (
    <div role="log" aria-label={texts.transcript} className="transcript">
      {shown.map((item, index) => <Item key={`${item.position}/${item.kind}/${index}`} item={item} asked={asked} now={now} />)}
      {outgoing.map((message) => <Sending key={message.id} message={message} onAgain={onAgain} onTakeBack={onTakeBack} />)}
    </div>
  );
}

function Item({ item, asked, now }: { readonly item: TranscriptItem; readonly asked: CasePacket['asked']; readonly now: number }): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const time = <time dateTime={item.at}>{moment(item.at, now, language)}</time>;
  if (isQuiet(item) || item.kind === 'system') {
    const words = quietText(item, { language, now, ...(asked && { asked }) });
    return words === undefined ? null : (
      <p className={`line ${item.kind}`}>
        <span className="hidden">{texts.speakers[item.kind]}: </span>
        {words} · {time}
      </p>
    );
  }
  const speaker = item.kind === 'agent' ? (item.by ?? texts.speakers.agent) : texts.speakers[item.kind];
  return (
    <div className={`said ${item.kind}`}>
      <p className="meta"><strong>{speaker}</strong>{item.kind === 'note' && item.by !== undefined && ` · ${item.by}`} · {time}</p>
      <p className="bubble"><Rich text={item.text} /></p>
      {item.attachments?.map((file, index) => <Sent key={index} file={file} />)}
      {item.choices !== undefined && item.choices.length > 0 && (
        <ul className="offered">{item.choices.map((choice) => <li key={choice}>{choice}</li>)}</ul>
      )}
    </div>
  );
}

const PICTURE = /^image\/(?:jpeg|png|gif|webp)$/;

/** A picture to look at, or a file to save; both from our own server, with the reader's own permission. */
function Sent({ file: { url, type, name, kind } }: { readonly file: SentFile }): ReactNode {
  const words = AGENTS_TEXTS[useLanguage()].sentFile(name ?? kind);
  if (url === undefined) return null;
  const isPicture = type !== undefined && PICTURE.test(type);
  return (
    <p className="sent">
      <a href={url} target="_blank" rel="noreferrer">{isPicture ? <img src={url} alt={words} loading="lazy" /> : words}</a>
    </p>
  );
}

interface SendingProps {
  readonly message: Outgoing;
  readonly onAgain: (id: string) => void;
  readonly onTakeBack: (id: string) => void;
}

function Sending({ message, onAgain, onTakeBack }: SendingProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const { id, text, voice, delivery, why } = message;
  const stuck = delivery === 'failed' || delivery === 'refused';
  return (
    <div className={`said ${SHOWN_AS[voice]} ${delivery}`}>
      {voice === 'note' && <p className="meta"><strong>{texts.speakers.note}</strong></p>}
      <p className="bubble">{text}</p>
      <p className={stuck ? 'error' : 'meta'} role={stuck ? 'alert' : undefined}>{texts.deliveries[delivery]}{why !== undefined && `: ${why}`}</p>
      {stuck && (
        <p className="row">
          {delivery === 'failed' && <button type="button" className="quiet" onClick={() => onAgain(id)}>{texts.resend}</button>}
          <button type="button" className="quiet" onClick={() => onTakeBack(id)}>{texts.takeBack}</button>
        </p>
      )}
    </div>
  );
}
