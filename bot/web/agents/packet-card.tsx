/** The card that spares the customer every question: who, service, level, place, what was tried, said, told, assumed. */
import type { ReactNode } from 'react';
import type { CasePacket } from '../contracts';
import { useLanguage, useNow } from '../staff/context';
import { clock } from '../staff/format';
import { AGENTS_TEXTS } from './agents-texts';
import { factName, factValue, isCardFact } from './names';
import { tellStep } from './step-words';

export function PacketCard({ packet }: { readonly packet: CasePacket }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  return (
    <details className="card" open>
      <summary><h2>{texts.card}</h2></summary>
      <div className="card-body">
        <Essentials packet={packet} />
        <Part title={texts.steps}>
          <Tried packet={packet} />
        </Part>
        <Part title={texts.said}><Facts facts={packet.said} shown={(name) => isCardFact(name) || (name === 'key.typed' && !packet.who.verified)} /></Part>
        <Part title={texts.told}><Facts facts={packet.verified} shown={isCardFact} /></Part>
        {packet.assumed.length > 0 && (
          <Part title={texts.assumed}>
            <ul className="assumed">{packet.assumed.map((one) => <li key={one}>{one}</li>)}</ul>
          </Part>
        )}
        {packet.next !== undefined && (
          <Part title={texts.next}>
            <ul className="assumed">{packet.next.map((one) => <li key={one}>{one}</li>)}</ul>
          </Part>
        )}
      </div>
    </details>
  );
}

function Essentials({ packet }: { readonly packet: CasePacket }): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const { who, service, level, place } = packet;
  const question = place && packet.asked?.[`${place.flow}/${place.step}`]?.question;
  return (
    <dl className="essentials">
      <dt>{texts.who}</dt>
      <dd>
        {who.name !== undefined && <strong>{who.name} </strong>}
        <span className={who.verified ? 'tag brand-tag' : 'tag warm'}>{who.verified ? texts.verified : texts.notVerified}</span>
        {who.customerId !== undefined && <p className="soft">{texts.customerId} {who.customerId}</p>}
      </dd>
      {service !== undefined && (
        <>
          <dt>{texts.service}</dt>
          <dd>
            {service.kind !== undefined && `${factValue('service.kind', service.kind, { language, now: 0 })} · `}{service.id}
            {service.address !== undefined && <p className="soft">{service.address}</p>}
          </dd>
        </>
      )}
      <dt>{texts.level}</dt>
      <dd>
        {level.value === null ? texts.noLevel : <strong>{texts.levels[level.value]}</strong>}
        {level.evidence.length > 0 && <p className="soft">{texts.evidence}: {level.evidence.map((one) => `«${one}»`).join(', ')}</p>}
      </dd>
      <dt>{texts.place}</dt>
      <dd>
        {place === undefined ? <span className="soft">{texts.noPlace}</span> : (
          <>{place.title}<p className="soft">{question !== undefined && `«${question}» · `}{texts.release} {place.release}</p></>
        )}
      </dd>
    </dl>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return <section><h3>{title}</h3>{children}</section>;
}

/** What was tried and answered about the fault, in its order. */
function Tried({ packet: { steps, asked } }: { readonly packet: CasePacket }): ReactNode {
  const language = useLanguage();
  const told = steps.flatMap(({ step, at, ...passed }) => {
    const words = tellStep({ ...passed, asked: asked?.[step] }, language);
    return words === undefined ? [] : [{ ...words, at }];
  });
  if (told.length === 0) return <p className="soft">{AGENTS_TEXTS[language].noSteps}</p>;
  return (
    <ol className="tried">
      {told.map(({ what, became, at }, index) => (
        <li key={index}>
          <time className="soft" dateTime={at}>{clock(at, language)}</time>
          <span>{what}{became !== undefined && <>{what.endsWith('?') ? ' ' : ': '}<strong>{became}</strong></>}</span>
        </li>
      ))}
    </ol>
  );
}

interface FactsProps {
  readonly facts: Readonly<Record<string, string>>;
  readonly shown: (name: string) => boolean;
}

function Facts({ facts, shown }: FactsProps): ReactNode {
  const language = useLanguage();
  const now = useNow();
  const entries = Object.entries(facts).filter(([name]) => shown(name));
  if (entries.length === 0) return <p className="soft">{AGENTS_TEXTS[language].nothing}</p>;
  return (
    <dl className="facts">
      {entries.map(([name, value]) => (
        <div key={name}><dt>{factName(name, language)}</dt><dd>{factValue(name, value, { language, now })}</dd></div>
      ))}
    </dl>
  );
}
