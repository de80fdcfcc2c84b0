/** What customers will read, word by word in both languages, and how many; an outage of everybody asks a second time. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { reachFaults } from '../../../dialogs/outages/draft-faults';
import type { OutagePreview } from '../outage-contracts';
import { useLanguage } from '../staff/context';
import { dayAndClock } from '../staff/format';
import { Notice } from '../staff/parts';
import { tagOf } from '../texts';
import { DASHBOARD_TEXTS } from './dashboard-texts';
import type { OutageForm } from './outage-form';

interface PreviewPartProps {
  readonly preview: OutagePreview;
  /** Titles of open outages that touch some of the same services. */
  readonly others: readonly string[];
  readonly draft: Pick<OutageForm, 'planned'>;
  /** How many hear of the change by themselves; absent when it is not such a change. */
  readonly tells: number | undefined;
  readonly isNew: boolean;
  readonly why?: string | undefined;
  readonly onBack: () => void;
  readonly onYes: () => void;
}

/** As the server judges it: so large a part that a second look is asked for. */
export function isEverybody({ affected, of }: Pick<OutagePreview, 'affected' | 'of'>): boolean {
  return reachFaults({ touches: affected, of, confirm: false }).length > 0;
}

export function PreviewPart({ preview, others, draft, tells, isNew, why, onBack, onYes }: PreviewPartProps): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const heading = useRef<HTMLHeadingElement>(null);
  const [sure, setSure] = useState(false);
  const everybody = isNew && isEverybody(preview);
  useEffect(() => heading.current?.focus(), []);
  const figure = (count: number): string => count.toLocaleString(tagOf(language));
  return (
    <div className="stack">
      <h3 ref={heading} tabIndex={-1}>{texts.previewTitle(figure(preview.affected), figure(preview.of))}</h3>
      <p className="soft">{texts.previewAbout}</p>
      {(['es', 'en'] as const).map((tongue) => (
        <figure key={tongue} className="said" lang={tongue}>
          <figcaption lang={tagOf(language)}>{texts.tongues[tongue]}</figcaption>
          <blockquote>{preview.texts[tongue]}</blockquote>
        </figure>
      ))}
      {tells !== undefined && <p><strong>{tells === 0 ? texts.willTellNobody : texts.willTell(figure(tells))}</strong></p>}
      {isNew && draft.planned && <p><strong>{preview.announcedAt === undefined ? texts.notAnnounced : texts.announced(dayAndClock(preview.announcedAt, language))}</strong></p>}
      {others.length > 0 && <Notice tone="warn">{texts.overlaps(others.map((title) => `«${title}»`).join(', '))}</Notice>}
      {everybody && (
        <label className="check">
          <input type="checkbox" checked={sure} onChange={({ target }) => setSure(target.checked)} />
          {texts.everybody(figure(preview.affected), figure(preview.of))}
        </label>
      )}
      {why !== undefined && <Notice tone="error">{why}</Notice>}
      <div className="actions">
        <button type="button" className="plain" onClick={onBack}>{texts.back}</button>
        <button type="button" className="main" disabled={everybody && !sure} onClick={onYes}>{!isNew ? texts.save : draft.planned ? texts.announce : texts.declare}</button>
      </div>
    </div>
  );
}
