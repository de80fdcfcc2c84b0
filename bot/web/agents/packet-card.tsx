/**
 * The card that spares the customer every question: why she is here, who, service, level, place, what was tried, said,
 * told, assumed. In the agent's language, as the server words it.
 */
import type { ReactNode } from 'react';
import type { CasePacket, PacketStep, ShownFact } from '../contracts';
import { useLanguage, useNow } from '../staff/context';
import { clock, moment } from '../staff/format';
import { AGENTS_TEXTS } from './agents-texts';
import { CASE_TEXTS } from './case-texts';
import { CustomerPanel } from './customer-panel';
import { factValue, valueWord } from './names';
import { tellStep } from './step-words';

export function PacketCard({ packet, thread }: { readonly packet: CasePacket; readonly thread: string }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const words = CASE_TEXTS[useLanguage()];
  return (
    <details className="card" open>
      <summary><h2>{texts.card}</h2></summary>
      <div className="card-body">
        <p className="why"><strong>{words.why}:</strong> {packet.why}</p>
        <Essentials packet={packet} />
        <Part title={texts.steps}><Path packet={packet} /></Part>
        <Part title={texts.said}><Said packet={packet} /></Part>
        <Part title={texts.told}><Facts facts={packet.shown.verified} /></Part>
        {packet.lineTest !== undefined && <Part title={words.lineTest}><Facts facts={packet.lineTest.facts} /></Part>}
        <Part title={words.outage}><Outage outage={packet.outage} /></Part>
        {packet.assumed.length > 0 && <Part title={texts.assumed}><List of={packet.assumed} /></Part>}
        {packet.next !== undefined && <Part title={texts.next}><List of={packet.next} /></Part>}
        {packet.who.verified && <CustomerPanel key={thread} thread={thread} />}
      </div>
    </details>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return <section><h3>{title}</h3>{children}</section>;
}

function List({ of }: { readonly of: readonly string[] }): ReactNode {
  return <ul className="assumed">{of.map((one) => <li key={one}>{one}</li>)}</ul>;
}

function Essentials({ packet }: { readonly packet: CasePacket }): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const words = CASE_TEXTS[language];
  const { who, service, level } = packet;
  return (
    <dl className="essentials">
      {packet.topic !== undefined && <><dt>{texts.topic}</dt><dd><strong>{packet.topic}</strong></dd></>}
      <dt>{texts.who}</dt>
      <dd>
        {who.name !== undefined && <strong>{who.name} </strong>}
        <span className={who.verified ? 'tag brand-tag' : 'tag warm'}>{who.verified ? texts.verified : texts.notVerified}</span>
        {who.customerId !== undefined && <p className="soft">{texts.customerId} {who.customerId}{who.how !== undefined && ` · ${words.hows360[who.how]}`}</p>}
      </dd>
      {service !== undefined && (
        <>
          <dt>{texts.service}</dt>
          <dd>
            {service.kind !== undefined && `${factValue('service.kind', service.kind, { language, now: 0 })} · `}<span className="number">{service.id}</span>
            {service.address !== undefined && <p className="soft">{service.address}</p>}
          </dd>
        </>
      )}
      <dt>{texts.level}</dt>
      <dd>
        {level.value === null ? texts.noLevel : <strong>{texts.levels[level.value]}</strong>}
        {level.evidence.length > 0 && <p className="soft">{texts.evidence}: {level.evidence.map((one) => `«${one}»`).join(', ')}</p>}
      </dd>
      {packet.mood === 'frustrated' && <><dt>{words.mood}</dt><dd><span className="tag warm">{words.frustrated}</span></dd></>}
      {packet.preferredTime !== undefined && <><dt>{words.preferred}</dt><dd>{packet.preferredTime}</dd></>}
      <dt>{texts.place}</dt>
      <dd><Place packet={packet} /></dd>
    </dl>
  );
}

function Place({ packet: { place, asked } }: { readonly packet: CasePacket }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  if (place === undefined) return <span className="soft">{texts.noPlace}</span>;
  const question = asked?.[`${place.flow}/${place.step}`]?.question;
  return <>{place.title}<p className="soft">{question !== undefined && `«${question}» · `}{texts.release} {place.release}</p></>;
}

/** The way through the guide, from top to bottom: what each step was, what came of it, and when. */
function Path({ packet: { steps, asked } }: { readonly packet: CasePacket }): ReactNode {
  const language = useLanguage();
  const told = steps.flatMap((step) => {
    const words = wordsOf(step, asked, language);
    return words === undefined ? [] : [{ ...words, step }];
  });
  if (told.length === 0) return <p className="soft">{AGENTS_TEXTS[language].noSteps}</p>;
  return (
    <ol className="path">
      {told.map(({ what, became, step: { at, outcome } }, index) => (
        <li key={index} data-outcome={outcome}>
          <span>{what}{became !== undefined && <>{what.endsWith('?') ? ' ' : ': '}<strong>{became}</strong></>}</span>
          <time className="soft" dateTime={at}>{clock(at, language)}</time>
        </li>
      ))}
    </ol>
  );
}

function wordsOf(step: PacketStep, asked: CasePacket['asked'], language: 'es' | 'en'): { readonly what: string; readonly became?: string } | undefined {
  if (step.label !== undefined && step.result !== undefined) return { what: step.label, became: step.result };
  return tellStep({ ...step, asked: asked?.[step.step] }, language);
}

/** Her own sentences before what was made of them. */
function Said({ packet: { words = [], shown: { said } } }: { readonly packet: CasePacket }): ReactNode {
  return (
    <>
      {words.length > 0 && <ul className="assumed">{words.map(({ text, at }, index) => <li key={`${at} ${index}`}><q>{text}</q></li>)}</ul>}
      {(said.length > 0 || words.length === 0) && <Facts facts={said} />}
    </>
  );
}

function Facts({ facts }: { readonly facts: readonly ShownFact[] }): ReactNode {
  const language = useLanguage();
  if (facts.length === 0) return <p className="soft">{AGENTS_TEXTS[language].nothing}</p>;
  return (
    <dl className="facts">
      {facts.map(({ name, label, value }) => <div key={name}><dt>{label}</dt><dd>{valueWord(name, value, language) ?? value}</dd></div>)}
    </dl>
  );
}

function Outage({ outage: { checked, at, told, known } }: { readonly outage: CasePacket['outage'] }): ReactNode {
  const language = useLanguage();
  const texts = CASE_TEXTS[language];
  const now = useNow();
  if (known !== undefined) return <p><span className="tag warm">{known}</span></p>;
  if (told !== undefined) return <p>{texts.outageTold}: {told}</p>;
  return <p className="soft">{checked ? texts.outageChecked : texts.outageNot}{at !== undefined && ` · ${moment(at, now, language)}`}</p>;
}
