/** Two releases side by side, as sentences: what the newer one changed, against the one before it or any other. */
import { useMemo, useState, type ReactNode } from 'react';
import type { ReleaseInfo } from '../contracts';
import type { ReleaseFiles } from '../flow-contracts';
import { useLanguage } from '../staff/context';
import { Dialog, Field, Notice, Working } from '../staff/parts';
import { useLoaded } from '../staff/use-loaded';
import { ChangeList } from './change-list';
import { DRAFT_TEXTS } from './draft-texts';
import { STUDIO_TEXTS } from './studio-texts';
import { changesBetween } from './worker/changes';

interface CompareProps {
  readonly release: ReleaseInfo;
  /** Newest first. */
  readonly releases: readonly ReleaseInfo[];
  readonly onClose: () => void;
}

export function CompareDialog({ onClose, release, releases }: CompareProps): ReactNode {
  const language = useLanguage();
  const texts = DRAFT_TEXTS[language];
  const others = releases.filter(({ id }) => id !== release.id);
  const before = releases[releases.findIndex(({ id }) => id === release.id) + 1] ?? others[0];
  const [other, setOther] = useState(before?.id ?? '');
  return (
    <Dialog title={texts.compareOf(release.name)} wide onClose={onClose}>
      <div className="stack">
        <Field label={texts.compareWith}>
          {(marks) => <select {...marks} value={other} onChange={({ target }) => setOther(target.value)}>{others.map(({ id, name, reason }) => <option key={id} value={id}>{name} · {STUDIO_TEXTS[language].because(reason)}</option>)}</select>}
        </Field>
        <Differences key={other} before={other} after={release.id} />
      </div>
    </Dialog>
  );
}

function Differences({ after, before }: { readonly after: string; readonly before: string }): ReactNode {
  const language = useLanguage();
  const texts = DRAFT_TEXTS[language];
  const sides = [useLoaded<ReleaseFiles>(`/flows/releases/${before}`), useLoaded<ReleaseFiles>(`/flows/releases/${after}`)] as const;
  const [was, is] = sides;
  const changes = useMemo(() => (was.kind === 'there' && is.kind === 'there' ? changesBetween(was.body.files, is.body.files) : undefined), [was, is]);
  const failed = sides.find((side) => side.kind === 'failed');
  if (failed?.kind === 'failed') return <Notice tone="error">{failed.why}</Notice>;
  if (changes === undefined) return <Working>{texts.comparing}</Working>;
  return (
    <div role="status">
      <p className="soft">{texts.differences(changes.length)}</p>
      <ChangeList changes={changes} language={language} />
    </div>
  );
}
