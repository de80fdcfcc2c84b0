/** Who is affected: the chosen ones on top, a filter, and a list to tick. What is chosen stays chosen while one filters. */
import { useState, type ReactNode } from 'react';
import type { Scope } from '../contracts';
import { useLanguage } from '../staff/context';
import { scopeLabel, scopesLike } from './board';
import { DASHBOARD_TEXTS } from './dashboard-texts';

interface ScopePickerProps {
  readonly scopes: readonly Scope[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly onChoose: (id: string, chosen: boolean) => void;
}

export function ScopePicker({ scopes: known, chosen, error, onChoose }: ScopePickerProps): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const [filter, setFilter] = useState('');
  const scopes = known.map((scope) => ({ ...scope, label: scopeLabel(scope.label, texts.elements) }));
  const shown = scopesLike(scopes, filter);
  return (
    <fieldset className="field" aria-describedby={error === undefined ? undefined : 'scope-error'}>
      <legend>{texts.fields.scope} <span className="soft">({texts.chosen(chosen.length)})</span></legend>
      {chosen.length > 0 && (
        <ul className="chips">
          {chosen.map((id) => {
            const label = scopes.find((scope) => scope.id === id)?.label ?? id;
            return (
              <li key={id}>
                <button type="button" className="chip" aria-label={texts.remove(label)} onClick={() => onChoose(id, false)}>{label} <span aria-hidden="true">×</span></button>
              </li>
            );
          })}
        </ul>
      )}
      <input type="search" aria-label={texts.filter} placeholder={texts.filterExample} value={filter} data-field="scope"
        aria-invalid={error === undefined ? undefined : true} onChange={({ target }) => setFilter(target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()} />
      <div className="scopes">
        {shown.length === 0 && <p className="soft">{texts.noMatch}</p>}
        {shown.map(({ id, kind, label }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={chosen.includes(id)} onChange={({ target }) => onChoose(id, target.checked)} />
            <span className="grow">{label}</span> <span className="soft">{texts.kinds[kind]}</span>
          </label>
        ))}
      </div>
      {error !== undefined && <p className="error" id="scope-error">{error}</p>}
    </fieldset>
  );
}
