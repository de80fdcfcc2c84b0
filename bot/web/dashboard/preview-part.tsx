/** What customers will read, word by word in both languages, and how many; an outage of everybody asks a second time. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { OutagePreview } from '../outage-contracts';
import { useLanguage } from '../staff/context';
import { Notice } from '../staff/parts';
import { tagOf } from '../texts';
import { DASHBOARD_TEXTS } from './dashboard-texts';

interface PreviewPartProps {
  readonly preview: OutagePreview;
  readonly isNew: boolean;
  readonly why?: string | undefined;
  readonly onBack: () => void;
  readonly onYes: () => void;
}

export function PreviewPart({ preview, isNew, why, onBack, onYes }: PreviewPartProps): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const heading = useRef<HTMLHeadingElement>(null);
  const [sure, setSure] = useState(false);
  const everybody = isNew && preview.affected >= preview.of;
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
      {preview.overlaps.length > 0 && <Notice tone="warn">{texts.overlaps(preview.overlaps.join(', '))}</Notice>}
      {everybody && (
        <label className="check">
          <input type="checkbox" checked={sure} onChange={({ target }) => setSure(target.checked)} />
          {texts.everybody}
        </label>
      )}
      {why !== undefined && <Notice tone="error">{why}</Notice>}
      <div className="actions">
        <button type="button" className="plain" onClick={onBack}>{texts.back}</button>
        <button type="button" className="main" disabled={everybody && !sure} onClick={onYes}>{isNew ? texts.declare : texts.save}</button>
      </div>
    </div>
  );
}
