/** What the systems answer in the simulator: each result as a button, also *fails* and *late*, with the facts they tell. */
import { useState, type ReactNode } from 'react';
import type { Glossary } from '../../../flows/schema';
import type { Language } from '../../../knowledge/language';
import { FactSheet, type Sheet } from './fact-sheet';
import type { SimulatorTexts } from './simulator-texts';
import { askedWords, resultLabels } from './system-words';
import type { PlayMove, Scene } from './worker/messages';

interface SystemAnswersProps {
  readonly pending: NonNullable<Scene['pending']>;
  readonly glossary: Glossary;
  readonly texts: SimulatorTexts;
  readonly language: Language;
  readonly make: (move: PlayMove) => void;
}

export function SystemAnswers({ glossary, language, make, pending, texts }: SystemAnswersProps): ReactNode {
  const [sheet, setSheet] = useState<Sheet>({});
  const { action } = pending;
  const answer = (result: string, slow?: true): void =>
    make({ move: 'result', result, facts: result === 'fails' ? {} : sheet, action, ...(slow && { slow }) });
  const [first] = pending.results;
  const labels = resultLabels(pending.results, { texts, language });
  const title = texts.waiting(askedWords(pending, language));
  return (
    <div className="stack" role="group" aria-label={title}>
      <h2>{title}</h2>
      {pending.facts.length > 0 && (
        <details>
          <summary>{texts.tells}</summary>
          <FactSheet glossary={glossary} names={pending.facts} sheet={sheet} texts={texts} onSheet={setSheet} />
        </details>
      )}
      <p className="row">
        {pending.results.map((result, index) => <button type="button" className="plain" key={result} onClick={() => answer(result)}>{labels[index]}</button>)}
        {first !== undefined && <button type="button" className="quiet" onClick={() => answer(first, true)}>{texts.slow}</button>}
      </p>
    </div>
  );
}
