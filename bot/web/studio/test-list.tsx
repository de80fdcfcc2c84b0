/** The flow's tests, run at the page: which pass, why one fails, which exits nobody tries. */
import { useEffect, type ReactNode } from 'react';
import { Working } from '../staff/parts';
import type { FlowDesk } from './flow-desk';
import { FromCase } from './from-case';
import { Talk } from './talk';
import type { CheckerInUse } from './use-checker';

export function TestList({ checker, desk }: { readonly checker: CheckerInUse; readonly desk: FlowDesk }): ReactNode {
  const { language, texts } = desk;
  const { proven, test, tested } = checker;
  useEffect(() => test(), [test, proven]);
  if (tested === undefined) return <><Working>{texts.running}</Working><button type="button" className="plain" onClick={test}>{texts.runTests}</button></>;
  const { all, came, missed, ran } = tested;
  const passed = ran.filter(({ fault }) => fault === null).length;
  return (
    <div className="stack">
      <p role="status">{ran.length === 0 ? texts.noTests : `${texts.ranOf(passed, ran.length)}. ${texts.coverage(came, all)}.`}</p>
      <progress value={came} max={Math.max(1, all)} aria-label={texts.coverage(came, all)} />
      <ul className="tests">
        {ran.map(({ fault, heard, level, name }, index) => (
          <li key={index}>
            <details>
              <summary>
                <span className={fault === null ? 'tag brand-tag' : 'tag alarm'}>{fault === null ? texts.passes : texts.failsTest}</span> {name} <span className="soft">{texts.levels[level]}</span>
              </summary>
              {fault !== null && <p className="error">{fault[language]}</p>}
              <Talk lines={heard} texts={texts} />
            </details>
          </li>
        ))}
      </ul>
      <FromCase desk={desk} />
      {missed.length > 0 && (
        <details>
          <summary>{texts.untested} ({missed.length})</summary>
          <ul className="missed">{missed.map((name) => <li key={name}>{name}</li>)}</ul>
        </details>
      )}
    </div>
  );
}
