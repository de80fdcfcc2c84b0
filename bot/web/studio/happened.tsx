/** What happened at each step of the flow, by release and level, and the texts that were not understood there. */
import { useState, type ReactNode } from 'react';
import { LEVELS } from '../../../knowledge/language';
import type { HappenedReply, StepRow } from '../flow-contracts';
import { Notice, Working } from '../staff/parts';
import { useLoaded } from '../staff/use-loaded';
import { DRAFT_TEXTS } from './draft-texts';
import { inOrder, type FlowDesk } from './flow-desk';
import { FIGURES, sumByStep } from './step-figures';
import { Unheard } from './unheard';

const SPANS = [1, 7, 30] as const;
const DAY_MS = 86_400_000;

/** Days are Colombia's. */
const dayBefore = (days: number): string => new Date(Date.now() - 5 * 3_600_000 - days * DAY_MS).toISOString().slice(0, 10);

export function Happened({ desk }: { readonly desk: FlowDesk }): ReactNode {
  const texts = DRAFT_TEXTS[desk.language];
  const [days, setDays] = useState<number>(7);
  const [release, setRelease] = useState('');
  const [level, setLevel] = useState('');
  const span = `from=${dayBefore(days - 1)}&to=${dayBefore(0)}&flow=${encodeURIComponent(desk.flow.flow)}${level === '' ? '' : `&level=${level}`}`;
  const query = `${span}${release === '' ? '' : `&release=${encodeURIComponent(release)}`}`;
  // Of all releases: each row names its own.
  const loaded = useLoaded<HappenedReply>(`/flows/happened?${span}`);
  const releases = loaded.kind === 'there' ? loaded.body.releases : [];
  return (
    <div className="stack">
      <p className="soft">{texts.happenedAbout}</p>
      <div className="in-line">
        <label className="level">{texts.days} <select value={days} onChange={({ target }) => setDays(Number(target.value))}>{SPANS.map((one) => <option key={one} value={one}>{texts.lastDays(one)}</option>)}</select></label>
        <label className="level">{texts.release} <select value={release} onChange={({ target }) => setRelease(target.value)}><option value="">{texts.allReleases}</option>{releases.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
        <label className="level">{texts.levelOf} <select value={level} onChange={({ target }) => setLevel(target.value)}><option value="">{texts.everyLevel}</option>{LEVELS.map((one) => <option key={one} value={one}>{desk.texts.levels[one]}</option>)}</select></label>
      </div>
      {loaded.kind === 'loading' && <Working>{desk.texts.opening}</Working>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && <StepFiguresTable desk={desk} rows={loaded.body.rows.filter((row) => release === '' || row.release === release)} />}
      <Unheard desk={desk} query={query} />
    </div>
  );
}

function StepFiguresTable({ desk, rows }: { readonly desk: FlowDesk; readonly rows: readonly StepRow[] }): ReactNode {
  const texts = DRAFT_TEXTS[desk.language];
  const sums = sumByStep(rows);
  if (sums.size === 0) return <p>{texts.nothingHappened}</p>;
  const here = inOrder(desk.flow).filter((name) => sums.has(name));
  const gone = [...sums.keys()].filter((name) => !here.includes(name));
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={desk.texts.views.happened}>
      <table className="figures">
        <thead><tr><th scope="col">{desk.texts.step}</th>{FIGURES.map((name) => <th scope="col" key={name}>{texts.figures[name]}</th>)}</tr></thead>
        <tbody>
          {[...here, ...gone].map((name) => (
            <tr key={name}>
              <th scope="row">{here.includes(name) ? <button type="button" className="way" onClick={() => desk.goTo(name)}>{name}</button> : <s>{name}</s>}</th>
              {FIGURES.map((figure) => <td key={figure}>{sums.get(name)?.[figure] ?? 0}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
