/** The card that spares the customer every question: who, service, level, place, what was tried, said, told, assumed. */
import type { ReactNode } from 'react';
import type { CasePacket, PacketStep } from '../contracts';
import { useLanguage } from '../staff/context';
import { clock, plainName } from '../staff/format';
import { AGENTS_TEXTS } from './agents-texts';
import { factName, plainValue, saidWords, stepName } from './names';

export function PacketCard({ packet }: { readonly packet: CasePacket }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  return (
    <details className="card" open>
      <summary><h2>{texts.card}</h2></summary>
      <div className="card-body">
        <Essentials packet={packet} />
        <Part title={texts.steps}>
          {packet.steps.length === 0 ? <p className="soft">{texts.noSteps}</p> : <ol className="tried">{packet.steps.map(toStep)}</ol>}
        </Part>
        <Part title={texts.said}><Facts facts={packet.said} /></Part>
        <Part title={texts.told}><Facts facts={packet.verified} /></Part>
        {packet.assumed.length > 0 && (
          <Part title={texts.assumed}>
            <ul className="assumed">{packet.assumed.map((one) => <li key={one}>{one}</li>)}</ul>
          </Part>
        )}
      </div>
    </details>
  );
}

function Essentials({ packet }: { readonly packet: CasePacket }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const { who, service, level, place } = packet;
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
            {[service.kind?.toUpperCase(), service.id].filter((part) => part !== undefined).join(' · ')}
            {service.address !== undefined && <p className="soft">{service.address}</p>}
          </dd>
        </>
      )}
      <dt>{texts.level}</dt>
      <dd>
        {level.value === null ? texts.noLevel : <strong>{texts.levels[level.value]}</strong>}
        {level.evidence.length > 0 && <p className="soft">{texts.evidence}: {level.evidence.map((one) => `«${saidWords(one)}»`).join(', ')}</p>}
      </dd>
      <dt>{texts.place}</dt>
      <dd>
        {place === undefined ? <span className="soft">{texts.noPlace}</span> : (
          <>{place.title}<p className="soft">{stepName(place.step)} · {texts.release} {place.release}</p></>
        )}
      </dd>
    </dl>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return <section><h3>{title}</h3>{children}</section>;
}

function toStep(step: PacketStep, index: number): ReactNode {
  return <Step key={`${step.step} ${index}`} {...step} />;
}

function Step({ step, outcome, value, at }: PacketStep): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  return (
    <li>
      <time className="soft" dateTime={at}>{clock(at, language)}</time>
      <span>{stepName(step)}: <span className="soft">{texts.outcomes[outcome] ?? plainName(outcome)}</span>{value !== undefined && <strong> {plainValue(value, language)}</strong>}</span>
    </li>
  );
}

function Facts({ facts }: { readonly facts: Readonly<Record<string, string>> }): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const entries = Object.entries(facts);
  if (entries.length === 0) return <p className="soft">{texts.nothing}</p>;
  return (
    <dl className="facts">
      {entries.map(([name, value]) => (
        <div key={name}><dt>{factName(name, language)}</dt><dd>{plainValue(value, language)}</dd></div>
      ))}
    </dl>
  );
}
