/** The conversation as a list, the view in which everything can be done: a card a step, in the order in which they come. */
import { lazy, Suspense, useEffect, useMemo, type ReactNode } from 'react';
import { meeting } from '../../../flows/proof/level-graph';
import { wordsFor } from '../../../flows/proof/example';
import { Working } from '../staff/parts';
import type { StepForm } from './step-form';
import { exitWord, inOrder, ownExits, summaryOf, type FlowDesk } from './flow-desk';

const fetchForm = (): Promise<{ readonly default: typeof StepForm }> => import('./step-form').then((module) => ({ default: module.StepForm }));
const Form = lazy(fetchForm);

interface StepListProps {
  readonly desk: FlowDesk;
  /** The step whose form is open. */
  readonly open: string | undefined;
  readonly onOpen: (step: string | undefined) => void;
}

export function StepList({ desk, onOpen, open }: StepListProps): ReactNode {
  const names = useMemo(() => inOrder(desk.flow), [desk.flow]);
  // There before a step is opened, behind the list itself.
  useEffect(() => void fetchForm().catch(() => undefined), []);
  return (
    <ol className="steps">
      {names.map((name) => <StepCard key={name} desk={desk} name={name} open={open === name} onOpen={() => onOpen(open === name ? undefined : name)} />)}
    </ol>
  );
}

interface StepCardProps {
  readonly desk: FlowDesk;
  readonly name: string;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function StepCard({ desk, name, onOpen, open }: StepCardProps): ReactNode {
  const { faults, flow, level, texts } = desk;
  const step = flow.steps[name];
  if (step === undefined) return null;
  const met = meeting(step, level);
  const wrong = faults.get(name) ?? [];
  const assumed = step.kind === 'ask' ? step.assume?.[level]?.as : undefined;
  return (
    <li className={`step k-${step.kind}${met === 'seen' ? '' : ' dim'}`} id={`step-${name}`}>
      <h2>
        <button type="button" className="step-head" aria-expanded={open} onClick={onOpen} data-step={name}>
          <span className={`tag kind-${step.kind}`}>{texts.kinds[step.kind]}</span> <span className="step-name">{name}</span>
          {flow.start === name && <span className="tag brand-tag">{texts.start}</span>}
          {wrong.length > 0 && <span className="tag alarm">{wrong.length}</span>}
          {met === 'hidden' && <span className="tag">{texts.hidden}</span>}
        </button>
      </h2>
      {assumed !== undefined && <p className="soft">{texts.assumed(wordsFor(desk, assumed))}</p>}
      <p className={step.kind === 'ask' || step.kind === 'say' ? 'words' : 'soft'}>{summaryOf(step, desk)}</p>
      <Ways desk={desk} name={name} />
      {wrong.map((fault, index) => <p className="error" key={index}>{fault[desk.language]}</p>)}
      {open && <Suspense fallback={<Working>{texts.opening}</Working>}><Form desk={desk} name={name} step={step} /></Suspense>}
    </li>
  );
}

function Ways({ desk, name }: { readonly desk: FlowDesk; readonly name: string }): ReactNode {
  const ways = ownExits(desk.flow, name);
  if (ways.length === 0) return null;
  return (
    <ul className="ways">
      {ways.map(({ go, on, path }) => (
        <li key={path.join('/')}>
          <span>{exitWord(desk, name, on)}</span> <span aria-hidden="true">→</span> <button type="button" className="way" onClick={() => desk.goTo(go)}>{go}</button>
        </li>
      ))}
    </ul>
  );
}
