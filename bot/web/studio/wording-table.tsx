/** All texts of a flow, es, tú and English side by side, each editable where it stands. */
import { useMemo, useState, type ReactNode } from 'react';
import { CommittedText } from './committed-text';
import type { FlowDesk } from './flow-desk';
import { setSideText, setValue, sideOf } from './step-edit';
import { isGap, wordingsOf, type Wording } from './wording';

const HARD = 55;

export function WordingTable({ desk }: { readonly desk: FlowDesk }): ReactNode {
  const { files, flow, texts } = desk;
  const [gapsOnly, setGapsOnly] = useState(false);
  const [en, tu] = [sideOf(files, 'en'), sideOf(files, 'tu')];
  const all = useMemo(() => wordingsOf(flow, { en, tu }), [flow, en, tu]);
  const shown = gapsOnly ? all.filter(isGap) : all;
  return (
    <>
      <p className="row">
        <span>{texts.gaps(all.filter((one) => one.en === '' || one.wantsTu).length)}</span>
        <label className="check"><input type="checkbox" checked={gapsOnly} onChange={({ target }) => setGapsOnly(target.checked)} /> {texts.onlyGaps}</label>
      </p>
      <div className="scroll" tabIndex={0} role="region" aria-label={texts.views.texts}>
        <table className="wordings">
          <thead><tr>{[texts.key, texts.usted, texts.tu, texts.english].map((word) => <th scope="col" key={word}>{word}</th>)}</tr></thead>
          <tbody>{shown.map((one) => <WordingRow key={one.key} desk={desk} wording={one} />)}</tbody>
        </table>
      </div>
    </>
  );
}

function WordingRow({ desk, wording }: { readonly desk: FlowDesk; readonly wording: Wording }): ReactNode {
  const { change, files, flow: { flow }, texts } = desk;
  const { ease, en, es, key, most, path, tu, wantsTu } = wording;
  const write = (side: 'en' | 'tu') => (value: string): void => change(setSideText(files, { flow, key, side, value }));
  return (
    <tr>
      <th scope="row">
        {key}
        <span className={es.length > most ? 'error' : 'soft'}>{es.length > most ? texts.tooLong(es.length, most) : texts.letters(es.length)}</span>
        {ease !== undefined && <span className={ease < HARD ? 'error' : 'soft'}>{texts.ease(ease)}{ease < HARD ? ` · ${texts.hard}` : ''}</span>}
      </th>
      <td><CommittedText label={`${key}, ${texts.usted}`} lang="es" value={es} onCommit={(value) => change(setValue(files, path, value))} /></td>
      <td>
        <CommittedText label={`${key}, ${texts.tu}`} lang="es" value={tu} placeholder={wantsTu ? texts.missingText : texts.sameAsUsted} onCommit={write('tu')} />
      </td>
      <td className={en === '' ? 'gap' : undefined}><CommittedText label={`${key}, ${texts.english}`} lang="en" value={en} placeholder={texts.missingText} onCommit={write('en')} /></td>
    </tr>
  );
}
