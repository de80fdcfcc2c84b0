/** One conversation as both channels show it: the web chat, and WhatsApp under its limits by the channel's own rules. */
import type { ReactNode } from 'react';
import type { Language } from '../../../knowledge/language';
import { LIMITS, shown, type Content } from '../../channels/whatsapp/render';
import type { SimulatorTexts } from './simulator-texts';
import { askedWords, resultLabels } from './system-words';
import type { Scene, SystemAnswer } from './worker/messages';

interface TalkProps {
  readonly scene: Scene;
  readonly texts: SimulatorTexts;
}

/** A click on what the customer said goes back to just before it. */
export function WebTalk({ count, language, onBack, scene, texts }: TalkProps & { readonly language: Language; readonly count: number; readonly onBack: (index: number) => void }): ReactNode {
  return (
    <section className="phone">
      <h2>{texts.web}</h2>
      <ol className="talk">
        {scene.talk.map(({ after, answered, choices, passed, text, who }, index) => (
          <li key={index} className={who}>
            {passed === undefined ? (answered === undefined ? text : answerWords(answered, { texts, language })) : texts.passed[passed.why](`${passed.flow}/${passed.step}`, inWords(passed.told, texts))}
            {choices !== undefined && <span className="choices">{choices.map(({ id, label }) => <span className="choice" key={id}>{label}</span>)}</span>}
            {who !== 'bot' && passed === undefined && after > 0 && after <= count && (
              <button type="button" className="back" aria-label={texts.goBack(after)} title={texts.goBack(after)} onClick={() => onBack(after - 1)}>↶</button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

const answerWords = (answered: SystemAnswer, { texts, language }: { readonly texts: SimulatorTexts; readonly language: Language }): string =>
  `${askedWords(answered, language)}: ${resultLabels([answered.result], { texts, language }).join('')}${answered.slow ? ' (90 s)' : ''}`;

const inWords = (told: string, { no, yes }: SimulatorTexts): string => (/^(true|yes)$/.test(told) ? yes : /^(false|no)$/.test(told) ? no : told);

export function PhoneTalk({ language, scene, texts }: TalkProps & { readonly language: Language }): ReactNode {
  return (
    <section className="phone green">
      <h2>{texts.phone}</h2>
      <ol className="talk">
        {scene.talk.flatMap(({ choices, text, who }, index) =>
          who === 'bot'
            ? shown({ text, language, choices: choices ?? [] }).map((content, part) => <li key={`${index}.${part}`} className="bot"><PhoneContent content={content} /></li>)
            : who === 'customer' ? [<li key={index} className="customer">{text}</li>] : [],
        )}
      </ol>
      <p className="soft">{texts.limits(LIMITS.text, LIMITS.body)}</p>
    </section>
  );
}

function PhoneContent({ content }: { readonly content: Content }): ReactNode {
  if (content.type === 'text') return content.text.body;
  // Templates open a conversation; a flow says none.
  if (content.type !== 'interactive') return null;
  const { interactive } = content;
  if (interactive.type === 'button') {
    return <>{interactive.body.text}<span className="choices">{interactive.action.buttons.map(({ reply }) => <span className="choice" key={reply.id}>{reply.title}</span>)}</span></>;
  }
  return (
    <>
      {interactive.body.text}
      <span className="choices">
        <span className="choice">☰ {interactive.action.button}</span>
        {interactive.action.sections[0].rows.map(({ description, id, title }) => <span className="choice row-of-list" key={id}>{title}{description !== undefined && <small>{description}</small>}</span>)}
      </span>
    </>
  );
}
