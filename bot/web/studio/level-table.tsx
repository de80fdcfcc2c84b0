/** The level lens: which step each level sees, in which words, and how long its conversations may become. */
import type { ReactNode } from 'react';
import { wordsFor } from '../../../flows/proof/example';
import { meeting } from '../../../flows/proof/level-graph';
import { LEVELS, type Level } from '../../../knowledge/language';
import { inOrder, mainText, summaryOf, type FlowDesk } from './flow-desk';
import { Talk } from './talk';
import type { ProvenFlow } from './worker/messages';

export function LevelTable({ desk, figures }: { readonly desk: FlowDesk; readonly figures: ProvenFlow['figures'] }): ReactNode {
  const { flow, texts } = desk;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={texts.views.levels}>
      <table>
        <thead>
          <tr><th scope="col">{texts.step}</th>{LEVELS.map((level) => <th scope="col" key={level}>{texts.levels[level]}</th>)}</tr>
        </thead>
        <tbody>
          {figures !== undefined && (
            <tr>
              <td />
              {LEVELS.map((level) => (
                <td key={level}>
                  <p>{texts.figures(figures[level].steps, figures[level].leastQuestions, figures[level].mostQuestions)}</p>
                  <details><summary>{texts.longest}</summary><Talk lines={figures[level].longestTalk} texts={texts} /></details>
                </td>
              ))}
            </tr>
          )}
          {inOrder(flow).map((name) => (
            <tr key={name}>
              <th scope="row"><button type="button" className="way" onClick={() => desk.goTo(name)}>{name}</button></th>
              {LEVELS.map((level) => <td key={level} className={sees(desk, name, level) ? undefined : 'soft'}>{cellOf(desk, { name, level }, figures?.[level].reached)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sees = ({ flow }: FlowDesk, name: string, level: Level): boolean => {
  const step = flow.steps[name];
  return step !== undefined && meeting(step, level) === 'seen';
};

function cellOf(desk: FlowDesk, { level, name }: { readonly level: Level; readonly name: string }, reached: readonly string[] | undefined): string {
  const { flow, glossary, texts } = desk;
  const step = flow.steps[name];
  if (step === undefined) return '';
  if (reached?.includes(name) === false) return texts.neverHere;
  const assumed = step.kind === 'ask' ? step.assume?.[level]?.as : undefined;
  if (assumed !== undefined) return texts.assumed(wordsFor({ glossary, level }, assumed));
  if (meeting(step, level) === 'hidden') return texts.skips('others' in step ? (step.others ?? '') : '');
  const text = mainText(step);
  return text === undefined ? summaryOf(step, desk) || texts.seen : wordsFor({ glossary, level }, text);
}
