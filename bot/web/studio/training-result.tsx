/** What a training would change: figures on sentences that nothing learns from, and every sentence that is read otherwise. */
import type { ReactNode } from 'react';
import type { Language } from '../../../knowledge/language';
import { useLanguage, useNow } from '../staff/context';
import { moment } from '../staff/format';
import { Notice } from '../staff/parts';
import type { Reading, Training, TrainingFigure } from '../understanding-contracts';
import { intentName } from './intent-names';
import { TRAINING_TEXTS, type TrainingTexts } from './training-texts';
import { VIEW_TEXTS } from './view-texts';

export function TrainingResult({ training }: { readonly training: Training }): ReactNode {
  const language = useLanguage();
  const texts = TRAINING_TEXTS[language];
  const now = useNow();
  const taught = training.readings.filter(({ from }) => from === 'taught');
  const others = training.readings.filter(({ from }) => from !== 'taught');
  const learnt = taught.filter(({ after, wanted }) => after === wanted).length;
  return (
    <div className="stack" role="region" aria-label={texts.result}>
      <h3>{texts.result}</h3>
      <p className="soft"><time dateTime={training.at}>{moment(training.at, now, language)}</time> · {texts.made(training.by.name, training.sentences)}</p>
      {training.worse && <Notice tone="error">{texts.worse}</Notice>}
      <p>{texts.learnt(learnt, taught.length)}</p>
      <Readings readings={taught} />
      {learnt < taught.length && <p className="soft">{texts.missing}</p>}
      <p>{others.length === 0 ? texts.noReadings : texts.readings(others.length)}</p>
      <Readings readings={others} />
      <Figures figures={training.figures} />
    </div>
  );
}

function Readings({ readings }: { readonly readings: readonly Reading[] }): ReactNode {
  const language = useLanguage();
  const texts = TRAINING_TEXTS[language];
  if (readings.length === 0) return null;
  return (
    <ul className="unheard">
      {readings.map((reading, index) => (
        <li key={index}>
          <q>{reading.text}</q>
          <span className="soft">{reading.before === reading.after ? '' : `${readAs(reading.before, reading, language)} → `}<strong>{readAs(reading.after, reading, language)}</strong> · {texts.from[reading.from]}</span>
          <Verdict reading={reading} texts={texts} />
        </li>
      ))}
    </ul>
  );
}

const readAs = (value: string, { what }: Reading, language: Language): string => {
  const levels: Readonly<Record<string, string>> = VIEW_TEXTS[language].levels;
  return what === 'intent' ? intentName(value, language) : (levels[value] ?? value);
};

function Verdict({ reading, texts }: { readonly reading: Reading; readonly texts: TrainingTexts }): ReactNode {
  const verdict = verdictOf(reading);
  return <span className={verdict === 'worse' || verdict === 'missing' ? 'tag' : 'tag brand-tag'}>{texts.verdict[verdict]}</span>;
}

const verdictOf = ({ after, before, from, wanted }: Reading): keyof TrainingTexts['verdict'] => {
  if (from === 'taught') return after === wanted ? 'learnt' : 'missing';
  if (wanted === undefined) return 'other';
  if (after === wanted) return 'better';
  return before === wanted ? 'worse' : 'other';
};

function Figures({ figures }: { readonly figures: readonly TrainingFigure[] }): ReactNode {
  const texts = TRAINING_TEXTS[useLanguage()];
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={texts.figures}>
      <table className="figures narrow">
        <caption>{texts.figures}</caption>
        <thead><tr><td />{(['of', 'before', 'after'] as const).map((column) => <th scope="col" key={column}>{texts.columns[column]}</th>)}</tr></thead>
        <tbody>
          {figures.map(({ after, before, lines, of, what }) => (
            <tr key={`${lines} ${what}`}>
              <th scope="row">{texts.lines[lines]}: {texts.what[what]}</th>
              {[of, before, after].map((value, column) => <td key={column}>{value}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
