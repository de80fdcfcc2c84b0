/**
 * Finds words in a long conversation. Nothing is hidden meanwhile: the newest place is shown first, Enter goes to older ones,
 * and Escape ends it. What was sought in one case is not sought in the next.
 */
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { TranscriptItem } from '../contracts';
import { useLanguage } from '../staff/context';
import { placesOf, SHORTEST } from './found-places';
import { TOOL_TEXTS } from './tool-texts';

/** Fewer are seen at a glance. */
const WORTH_SEEKING = 15;

export interface Finding {
  readonly typed: string;
  /** Places that hold it. */
  readonly many: number;
  /** Which of them is shown, from 0; the newest first. */
  readonly nth: number;
  /** Its position in the transcript. */
  readonly at: number | undefined;
  type(text: string): void;
  step(by: 1 | -1): void;
}

export function useFinding(thread: string, items: readonly TranscriptItem[]): Finding {
  const [sought, seek] = useState({ in: thread, typed: '', nth: 0 });
  const typed = sought.in === thread ? sought.typed : '';
  const places = useMemo(() => placesOf(items, typed), [items, typed]);
  const nth = places.length === 0 ? 0 : sought.nth % places.length;
  const at = places[nth];
  useEffect(() => {
    if (at !== undefined) document.querySelector(`.transcript [data-position="${at}"]`)?.scrollIntoView({ block: 'center' });
  }, [at]);
  return {
    typed, nth, at, many: places.length,
    type: (text) => seek({ in: thread, typed: text, nth: 0 }),
    step: (by) => seek({ in: thread, typed, nth: nth + by + places.length }),
  };
}

export function FindInCase({ finding, many }: { readonly finding: Finding; readonly many: number }): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()].find;
  if (many < WORTH_SEEKING) return null;
  const { typed, nth } = finding;
  const isSought = typed.trim().length >= SHORTEST;
  return (
    <div className="find" role="search">
      <input type="search" aria-label={texts.label} placeholder={texts.label} maxLength={80} autoComplete="off" value={typed}
        onChange={({ target }) => finding.type(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finding.step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') finding.type('');
        }} />
      <span className="soft" role="status">{isSought && (finding.many === 0 ? texts.none : texts.place(nth + 1, finding.many))}</span>
      {finding.many > 1 && (
        <>
          <button type="button" className="round" aria-label={texts.older} title={texts.older} onClick={() => finding.step(1)}>↑</button>
          <button type="button" className="round" aria-label={texts.newer} title={texts.newer} onClick={() => finding.step(-1)}>↓</button>
        </>
      )}
    </div>
  );
}
