/** Which draft is under work, whether it is saved, who has the turn to edit it, and how it changes hands. */
import { lazy, Suspense, useState, type FormEvent, type ReactNode } from 'react';
import { useLanguage, useStaff } from '../staff/context';
import { clock } from '../staff/format';
import { Confirm, Dialog, Field, Notice } from '../staff/parts';
import { mayChange } from '../staff/roles';
import { DRAFT_TEXTS } from './draft-texts';
import { STUDIO_TEXTS } from './studio-texts';
import type { SharedDraft } from './use-shared-draft';

const FirstSteps = lazy(() => import('./first-steps').then((module) => ({ default: module.FirstSteps })));

export function DraftBar({ shared }: { readonly shared: SharedDraft }): ReactNode {
  const language = useLanguage();
  const texts = DRAFT_TEXTS[language];
  const [asking, setAsking] = useState<'name' | 'remove' | 'steps'>();
  const { desk, list, mine, open, saving } = shared;
  const drafts = list?.drafts ?? [];
  const known = open === undefined || drafts.some(({ id }) => id === open.id) ? drafts : [open, ...drafts];
  return (
    <div className="draft-bar">
      <p className="row">
        <label className="level">{texts.draft}{' '}
          <select value={open?.id ?? ''} onChange={({ target }) => void desk.open(target.value === '' ? undefined : target.value)}>
            <option value="">{texts.none}</option>
            {known.map(({ changed, id, name }) => <option key={id} value={id}>{texts.of(name, changed.length)}</option>)}
          </select>
        </label>
        {open !== undefined && mine && (
          <>
            <button type="button" className="quiet" onClick={() => setAsking('name')}>{texts.rename}</button>
            <button type="button" className="quiet" onClick={() => setAsking('remove')}>{texts.remove}</button>
          </>
        )}
        <button type="button" className="quiet" onClick={() => setAsking('steps')}>{STUDIO_TEXTS[language].firstSteps}</button>
        <span className="soft" role="status">{(open !== undefined || saving !== 'saved') && mine ? texts.saving[saving] : ''}</span>
      </p>
      <DraftNews shared={shared} />
      <Turn shared={shared} />
      {asking === 'name' && open !== undefined && <Rename name={open.name} onName={(name) => void desk.rename(name)} onClose={() => setAsking(undefined)} />}
      {asking === 'steps' && <Suspense fallback={null}><FirstSteps onClose={() => setAsking(undefined)} /></Suspense>}
      {asking === 'remove' && open !== undefined && (
        <Confirm title={texts.remove} about={texts.removeAbout(open.name)} yes={texts.remove} danger onClose={() => setAsking(undefined)} onYes={() => {
          setAsking(undefined);
          void desk.remove();
        }} />
      )}
    </div>
  );
}

/** What became of the draft elsewhere. */
function DraftNews({ shared: { desk, elsewhere, ended } }: { readonly shared: SharedDraft }): ReactNode {
  const texts = DRAFT_TEXTS[useLanguage()];
  return (
    <>
      {elsewhere && (
        <Notice tone="warn">
          <p>{texts.elsewhere}</p>
          <p className="row">
            <button type="button" className="quiet" onClick={() => void desk.settle('mine')}>{texts.keepMine}</button>
            <button type="button" className="quiet" onClick={() => void desk.settle('theirs')}>{texts.takeTheirs}</button>
          </p>
        </Notice>
      )}
      {ended !== undefined && (
        <Notice tone={ended.kept ? 'warn' : 'info'}>
          <p>{texts.ended(ended)}{ended.kept ? ` ${texts.endedKept}` : ''}</p>
          <p className="row"><button type="button" className="quiet" onClick={() => desk.noticed()}>{texts.understood}</button></p>
        </Notice>
      )}
    </>
  );
}

function Turn({ shared: { desk, list, mine, open } }: { readonly shared: SharedDraft }): ReactNode {
  const language = useLanguage();
  const { user } = useStaff();
  const texts = DRAFT_TEXTS[language];
  const lock = open?.lock ?? undefined;
  if (lock?.asked !== undefined && mine && lock.asked.id !== user.id) {
    return (
      <Notice tone="error">
        <p>{texts.wants(lock.asked.name)}</p>
        <p className="row">
          <button type="button" className="main" onClick={() => void desk.lock('give')}>{texts.give}</button>
          <button type="button" className="plain" onClick={() => void desk.lock('refuse')}>{texts.keep}</button>
        </p>
      </Notice>
    );
  }
  if (mine) return null;
  if (!mayChange(user.role, 'studio')) return <Notice tone="info">{texts.readOnly}</Notice>;
  if (lock === undefined || lock.id === user.id) return null;
  const isAsked = lock.asked?.id === user.id;
  return (
    <Notice tone="info">
      <p>{texts.theirs(lock.name, clock(lock.since, language))}{isAsked ? ` ${texts.asked(Math.round((list?.answerMs ?? 0) / 60_000))}` : ''}</p>
      <p className="row">
        <button type="button" className="quiet" onClick={() => void desk.lock(isAsked ? 'leave' : 'ask')}>{isAsked ? texts.stopWaiting : texts.askTurn}</button>
      </p>
    </Notice>
  );
}

interface RenameProps {
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

function Rename({ name, onClose, onName }: RenameProps): ReactNode {
  const texts = DRAFT_TEXTS[useLanguage()];
  const [next, setNext] = useState(name);
  const rename = (event: FormEvent): void => {
    event.preventDefault();
    if (next.trim() === '') return;
    onName(next.trim());
    onClose();
  };
  return (
    <Dialog title={texts.rename} onClose={onClose}>
      <form className="stack" onSubmit={rename}>
        <Field label={texts.nameLabel}>{(marks) => <input {...marks} value={next} maxLength={100} onChange={({ target }) => setNext(target.value)} />}</Field>
        <button type="submit" className="main">{texts.save}</button>
      </form>
    </Dialog>
  );
}
