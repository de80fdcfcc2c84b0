/** How well people were helped: a chart of one measure with all of them in a table beside it, and the same as CSV. */
import { useState, type ReactNode } from 'react';
import { QUALITY_CUTS, type QualityCut, type QualityReply, type QualityRow } from '../desk-contracts';
import { useLanguage } from '../staff/context';
import { Field, Notice, Working } from '../staff/parts';
import { useLoaded } from '../staff/use-loaded';
import { measureText, measureValue, MEASURES, type Measure } from './quality';
import { TOOL_TEXTS } from './tool-texts';

export function QualityPage(): ReactNode {
  const language = useLanguage();
  const texts = TOOL_TEXTS[language];
  const [by, setBy] = useState<QualityCut>('day');
  const [days, setDays] = useState({ from: '', to: '' });
  const query = new URLSearchParams([...Object.entries(days).filter(([, value]) => value !== ''), ['by', by], ['lang', language]]);
  const loaded = useLoaded<QualityReply>(`/quality?${query}`);
  return (
    <div className="sheet">
      <div className="sheet-head">
        <h1>{texts.quality}</h1>
        <a className="plain" href={`/api/staff/quality?${query}&format=csv`} download={`hilo-${by}.csv`}>{texts.csv}</a>
      </div>
      <div className="sheet-filters">
        {(['from', 'to'] as const).map((name) => (
          <Field key={name} label={texts[name]}>
            {(marks) => <input {...marks} type="date" value={days[name] || (loaded.kind === 'there' ? loaded.body[name] : '')} onChange={({ target }) => setDays({ ...days, [name]: target.value })} />}
          </Field>
        ))}
        <Field label={texts.by}>
          {(marks) => (
            <select {...marks} value={by} onChange={({ target }) => setBy(QUALITY_CUTS.find((cut) => cut === target.value) ?? 'day')}>
              {QUALITY_CUTS.map((cut) => <option key={cut} value={cut}>{texts.cuts[cut]}</option>)}
            </select>
          )}
        </Field>
      </div>
      {loaded.kind === 'loading' && <Working>{texts.loading}</Working>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && <Figures quality={loaded.body} query={query.toString()} />}
    </div>
  );
}

function Figures({ quality, query }: { readonly quality: QualityReply; readonly query: string }): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  const [measure, setMeasure] = useState<Measure>('resolvedConfirmed');
  const { total, rows, unansweredNow, affectedSilent } = quality;
  const tiles = [
    [texts.measures.resolvedConfirmed, total.resolvedConfirmed], [texts.measures.resolvedUnconfirmed, total.resolvedUnconfirmed],
    [texts.measures.repeatedQuestions, total.repeatedQuestions], [texts.unansweredNow, unansweredNow], [texts.affectedSilent, affectedSilent],
  ] as const;
  return (
    <>
      <dl className="tiles">{tiles.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <div className="sheet-filters"><Field label={texts.measure}>
        {(marks) => (
          <select {...marks} value={measure} onChange={({ target }) => setMeasure(MEASURES.find((one) => one === target.value) ?? 'conversations')}>
            {MEASURES.map((one) => <option key={one} value={one}>{texts.measures[one]}</option>)}
          </select>
        )}
      </Field></div>
      <Chart rows={rows} measure={measure} />
      <Table rows={rows} total={total} by={texts.cuts[quality.by]} />
      {quality.handOffSteps.length > 0 && <Steps steps={quality.handOffSteps} query={query} />}
    </>
  );
}

/** Bars with their figure at the end; the table beside it says the same to who does not see them. */
function Chart({ rows, measure }: { readonly rows: readonly QualityRow[]; readonly measure: Measure }): ReactNode {
  const language = useLanguage();
  const texts = TOOL_TEXTS[language];
  const most = Math.max(1, ...rows.map((row) => measureValue(row, measure) ?? 0));
  if (rows.length === 0) return <p className="soft">{texts.nothing}</p>;
  return (
    <div className="bars" role="img" aria-label={texts.chart(texts.measures[measure])}>
      {rows.map((row) => {
        const value = measureValue(row, measure);
        return (
          <div key={row.key} className="bar-row">
            <span>{row.label}</span>
            <span className="bar-track"><span style={{ width: `${((value ?? 0) / most) * 100}%` }} /></span>
            <span>{measureText(row, measure, language)}</span>
          </div>
        );
      })}
    </div>
  );
}

interface TableProps {
  readonly rows: readonly QualityRow[];
  readonly total: QualityRow;
  readonly by: string;
}

function Table({ rows, total, by }: TableProps): ReactNode {
  const language = useLanguage();
  const texts = TOOL_TEXTS[language];
  const all = [...rows.map((row) => [row.label, row] as const), [texts.total, total] as const];
  return (
    <div className="table-box" role="region" aria-label={texts.quality} tabIndex={0}>
      <table className="figures">
        <thead><tr><th scope="col">{by}</th>{MEASURES.map((one) => <th key={one} scope="col">{texts.measures[one]}</th>)}</tr></thead>
        <tbody>
          {all.map(([label, row]) => (
            <tr key={row.key + label}><th scope="row">{label}</th>{MEASURES.map((one) => <td key={one}>{measureText(row, one, language)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Steps({ steps, query }: { readonly steps: QualityReply['handOffSteps']; readonly query: string }): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  return (
    <section>
      <div className="sheet-head">
        <h2>{texts.handOffSteps}</h2>
        <a className="quiet" href={`/api/staff/quality?${query}&format=csv&table=steps`} download="hilo-steps.csv">{texts.csv}</a>
      </div>
      <div className="table-box" role="region" aria-label={texts.handOffSteps} tabIndex={0}>
        <table className="figures">
          <thead><tr>{[texts.step, texts.reached, texts.handedOff, '%'].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>
            {steps.map(({ step, title, reached, handedOff }) => (
              <tr key={step}><th scope="row" title={step}>{title}</th><td>{reached}</td><td>{handedOff}</td><td>{reached === 0 ? '–' : Math.round((handedOff / reached) * 100)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
