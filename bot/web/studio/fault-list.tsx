/** What the check found, in the reader's language, with the conversation that shows it; each fault leads to its place. */
import type { ReactNode } from 'react';
import type { FlowFault } from '../contracts';
import { useLanguage } from '../staff/context';
import { DRAFT_TEXTS } from './draft-texts';
import { STUDIO_TEXTS } from './studio-texts';
import { Talk } from './talk';
import { VIEW_TEXTS } from './view-texts';
import type { Check } from './workbench';

interface FaultListProps {
  readonly check: Check;
  /** Its faults stand first. */
  readonly file: string;
  readonly warnings: readonly FlowFault[];
  readonly onGo: (fault: FlowFault) => void;
  /** Tests are to expect what is said now. */
  readonly onAccept: (faults: readonly FlowFault[]) => void;
}

const MOST_SHOWN = 40;

export function FaultList({ check, file, onAccept, onGo, warnings }: FaultListProps): ReactNode {
  const language = useLanguage();
  const texts = STUDIO_TEXTS[language];
  const { faults, kind } = check;
  const changedTalks = faults.filter(({ instead }) => instead !== undefined);
  return (
    <section className="side-part">
      <h2>{texts.faults} {faults.length > 0 && <span className="tag alarm">{faults.length}</span>}</h2>
      <p className={kind === 'unreachable' ? 'error' : 'soft'} role="status">{statusOf(check, texts)}</p>
      {changedTalks.length > 0 && (
        <div className="stack">
          <button type="button" className="plain" onClick={() => onAccept(changedTalks)}>{DRAFT_TEXTS[language].acceptAll(changedTalks.length)}</button>
          <p className="soft">{DRAFT_TEXTS[language].acceptAbout}</p>
        </div>
      )}
      <Faults faults={[...faults.filter((one) => one.file === file), ...faults.filter((one) => one.file !== file)]} onGo={onGo} />
      {warnings.length > 0 && (
        <details>
          <summary>{VIEW_TEXTS[language].warnings} ({warnings.length})</summary>
          <Faults faults={warnings} onGo={onGo} mild />
        </details>
      )}
    </section>
  );
}

interface FaultsProps {
  readonly faults: readonly FlowFault[];
  readonly onGo: (fault: FlowFault) => void;
  readonly mild?: boolean;
}

function Faults({ faults, mild, onGo }: FaultsProps): ReactNode {
  const language = useLanguage();
  const texts = STUDIO_TEXTS[language];
  const viewTexts = VIEW_TEXTS[language];
  return (
    <ul className={mild === true ? 'faults mild' : 'faults'}>
      {faults.slice(0, MOST_SHOWN).map((fault, index) => (
        <li key={`${fault.file}:${fault.line}:${fault.column}:${index}`}>
          <button type="button" onClick={() => onGo(fault)}>
            <span className="soft">{fault.file} · {texts.place(fault.line, fault.column)}</span>
            <span>{fault[language]}</span>
          </button>
          {fault.example !== undefined && <details><summary>{viewTexts.example}</summary><Talk lines={fault.example} texts={viewTexts} /></details>}
        </li>
      ))}
    </ul>
  );
}

function statusOf({ faults, kind }: Check, texts: (typeof STUDIO_TEXTS)['es']): string {
  switch (kind) {
    case 'idle':
      return texts.noFaultsIdle;
    case 'waiting':
      return texts.checks.running;
    case 'proven':
    case 'running':
      return texts.checks.testing;
    case 'unreachable':
      return texts.checks.unreachable;
    case 'done':
      return faults.length === 0 ? texts.noFaults : texts.faultCount(faults.length);
  }
}
