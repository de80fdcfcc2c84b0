/** The first steps in the studio, for somebody who never edited a flow: what to do, in which order, and what the words mean. */
import type { ReactNode } from 'react';
import { useLanguage } from '../staff/context';
import { Dialog } from '../staff/parts';
import { FIRST_STEPS } from './first-steps-texts';

export function FirstSteps({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { keys, keysTitle, steps, title, words, wordsTitle } = FIRST_STEPS[useLanguage()];
  return (
    <Dialog title={title} wide onClose={onClose}>
      <div className="first-steps" tabIndex={0} role="region" aria-label={title}>
        <ol>{steps.map(({ what, how }) => <li key={what}><strong>{what}</strong> {how}</li>)}</ol>
        <h3>{wordsTitle}</h3>
        <Pairs pairs={words} />
        <h3>{keysTitle}</h3>
        <Pairs pairs={keys} />
      </div>
    </Dialog>
  );
}

function Pairs({ pairs }: { readonly pairs: readonly (readonly [string, string])[] }): ReactNode {
  return <dl>{pairs.map(([word, meaning]) => <div key={word}><dt>{word}</dt><dd>{meaning}</dd></div>)}</dl>;
}
