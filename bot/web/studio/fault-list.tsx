/** What the check found, in the reader's language; each fault leads to its place. */
import type { ReactNode } from 'react';
import type { FlowFault } from '../contracts';
import { useLanguage } from '../staff/context';
import { STUDIO_TEXTS } from './studio-texts';
import type { Check } from './workbench';

interface FaultListProps {
  readonly check: Check;
  readonly onGo: (fault: FlowFault) => void;
}

export function FaultList({ check, onGo }: FaultListProps): ReactNode {
  const language = useLanguage();
  const texts = STUDIO_TEXTS[language];
  const { faults, kind } = check;
  return (
    <section className="side-part">
      <h2>{texts.faults} {faults.length > 0 && <span className="tag alarm">{faults.length}</span>}</h2>
      <p className={kind === 'unreachable' ? 'error' : 'soft'} role="status">{statusOf(check, texts)}</p>
      <ul className="faults">
        {faults.map((fault, index) => (
          <li key={`${fault.file}:${fault.line}:${fault.column}:${index}`}>
            <button type="button" onClick={() => onGo(fault)}>
              <span className="soft">{fault.file} · {texts.place(fault.line, fault.column)}</span>
              <span>{fault[language]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function statusOf({ kind, faults }: Check, texts: (typeof STUDIO_TEXTS)['es']): string {
  switch (kind) {
    case 'idle':
      return texts.noFaultsIdle;
    case 'waiting':
    case 'running':
      return texts.checks.running;
    case 'unreachable':
      return texts.checks.unreachable;
    case 'done':
      return faults.length === 0 ? texts.noFaults : texts.faultCount(faults.length);
  }
}
