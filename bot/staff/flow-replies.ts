/** How drafts and releases are told to the studio's page, and what it hears when something cannot be. */
import type { StoredDraft } from '../content/draft';
import { shownLock } from '../content/draft-lock';
import type { DraftView } from '../content/drafts';
import type { Releases } from '../content/releases';
import type { HttpReply } from '../http/route';
import type { ReleaseInfo } from '../web/contracts';
import type { DraftEnd, DraftSummary, FlowDraft } from '../web/flow-contracts';
import { notFound, staffProblem } from './problems';

export const summaryOf = ({ draft, lock }: DraftView, releases: readonly ReleaseInfo[], now: number): DraftSummary => {
  const { files, base, ...told } = draft;
  const release = releases.find(({ id }) => id === base);
  return { ...told, base: { id: base, name: release?.name ?? base.slice(0, 8), current: release?.current ?? false }, changed: Object.keys(files).sort(), lock: shownLock(lock, now) };
};

export const draftOf = (view: DraftView, releases: readonly ReleaseInfo[], now: number): FlowDraft => ({ ...summaryOf(view, releases, now), files: view.draft.files });

/** By id, by the name that people use, or `current`. */
export const releaseNamed = async (releases: Releases, wanted: string | undefined): Promise<ReleaseInfo | null> => {
  const all = await releases.list();
  return all.find((release) => (wanted === undefined || wanted === 'current' ? release.current : release.id === wanted || release.name === wanted)) ?? null;
};

export const NO_RELEASE = notFound({ en: 'That release', es: 'esa versión' });
export const NO_DRAFT = notFound({ en: 'That draft', es: 'ese borrador' });

/** With what became of it, where that is still known. */
export const goneDraft = (ended: DraftEnd | null): HttpReply => (ended === null ? NO_DRAFT : { ...NO_DRAFT, json: Object.assign({ ended }, NO_DRAFT.json) });

export const DRAFT_CHANGED = staffProblem(409, {
  code: 'DraftChanged', en: 'Somebody saved this draft meanwhile. Load it and go on from there.', es: 'Alguien guardó este borrador mientras tanto. Cárguelo y siga desde ahí.',
});

export const lockedBy = (by: string): HttpReply =>
  staffProblem(423, { code: 'Locked', en: `${by} is editing this draft. Ask for it, or wait.`, es: `${by} está editando este borrador. Pídalo o espere.`, more: { by } });

/** Somebody published `name` since the page was read. */
export const notCurrent = ({ author, name }: Pick<ReleaseInfo, 'author' | 'name'>): HttpReply =>
  staffProblem(409, {
    code: 'NotCurrent', en: `Meanwhile ${author} published ${name}. Load it and apply your changes again.`,
    es: `Mientras tanto ${author} publicó ${name}. Cárguela y aplique sus cambios de nuevo.`,
  });

export const notApproved = ({ review }: Pick<StoredDraft, 'review'>): HttpReply =>
  review.state === 'sent_back'
    ? staffProblem(409, { code: 'NotApproved', en: 'The reviewer sent this draft back. Change it and ask for review again.', es: 'La revisión devolvió este borrador. Ajústelo y pida revisión de nuevo.' })
    : staffProblem(409, { code: 'NotApproved', en: 'Another person has to approve this draft before it is published.', es: 'Otra persona debe aprobar este borrador antes de publicarlo.' });
