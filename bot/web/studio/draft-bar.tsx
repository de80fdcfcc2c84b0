/** Which draft is under work, whether it is saved, who has the turn to edit it, and how it changes hands. */
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useLanguage, useStaff } from '../staff/context';
import { clock } from '../staff/format';
import { Confirm, Field, FormDialog, Notice } from '../staff/parts';
import { mayChange } from '../staff/roles';
import { DRAFT_TEXTS } from './draft-texts';
import { STUDIO_TEXTS } from './studio-texts';
import type { SharedDraft } from './use-shared-draft';

const FirstSteps = lazy(() => import('./first-steps').then((module) => ({ default: module.FirstSteps })));

export function DraftBar({ shared }: { readonly shared: SharedDraft }): ReactNode {
  const language = useLanguage();
  const texts = DRAFT_TEXTS[language];
  const [asking, setAsking] = useState<'name' | 'remove' | 'steps'>();
  const { desk, list, mine, open, opening, saving } = shared;
  const drafts = list?.drafts ?? [];
  const known = open === undefined || drafts.some(({ id }) => id === open.id) ? drafts : [open, ...drafts];
  return (
    <div className="draft-bar">
      <p className="row">
        <label className="level">{texts.draft}{' '}
          <select value={open?.id ?? ''} disabled={opening} onChange={({ target }) => void desk.open(target.value === '' ? undefined : target.value)}>
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
        <span className="soft" role="status">{opening === true ? texts.opening : (open !== undefined || saving !== 'saved') && mine ? texts.saving[saving] : ''}</span>
      </p>
      <DraftNews shared={shared} />
      <Turn shared={shared} />
      {asking === 'name' && open !== undefined && <Rename name={open.name} onName={(name) => desk.rename(name)} onClose={() => setAsking(undefined)} />}
      {asking === 'steps' && <Suspense fallback={null}><FirstSteps onClose={() => setAsking(undefined)} /></Suspense>}
      {asking === 'remove' && open !== undefined && (
        <Remove name={open.name} onRemove={() => desk.remove()} onClose={() => setAsking(undefined)} />
      )}
    </div>
  );
}

/** What became of the draft elsewhere. */
function DraftNews({ shared: { desk, elsewhere, ended, mine, notOpened, open, refusal, saving } }: { readonly shared: SharedDraft }): ReactNode {
  const language = useLanguage();
  const texts = DRAFT_TEXTS[language];
  const isStranded = open !== undefined && !mine && saving !== 'saved';
  return (
    <>
      {notOpened === true && <Notice tone="error">{texts.notOpened}</Notice>}
      {refusal !== undefined && <Notice tone="error">{refusal[language]}</Notice>}
      {(elsewhere || isStranded) && (
        <Notice tone="warn">
          <p>{isStranded ? texts.stranded : texts.elsewhere}</p>
          <p className="row">
            <button type="button" className="quiet" onClick={() => void desk.settle(isStranded ? 'apart' : 'mine')}>{isStranded ? texts.apart : texts.keepMine}</button>
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
  /** Whether it worked. */
  readonly onName: (name: string) => Promise<boolean>;
  readonly onClose: () => void;
}

function Rename({ name, onClose, onName }: RenameProps): ReactNode {
  const texts = DRAFT_TEXTS[useLanguage()];
  const [next, setNext] = useState(name);
  const { busy, error, act } = useAct(onClose);
  return (
    <FormDialog title={texts.rename} yes={texts.save} busy={busy} error={error} onClose={onClose} onSubmit={() => next.trim() !== '' && void act(() => onName(next.trim()))}>
      <Field label={texts.nameLabel}>{(marks) => <input {...marks} value={next} maxLength={100} onChange={({ target }) => setNext(target.value)} />}</Field>
    </FormDialog>
  );
}

interface RemoveProps {
  readonly name: string;
  readonly onRemove: () => Promise<boolean>;
  readonly onClose: () => void;
}

function Remove({ name, onClose, onRemove }: RemoveProps): ReactNode {
  const texts = DRAFT_TEXTS[useLanguage()];
  const { busy, error, act } = useAct(onClose);
  return <Confirm title={texts.remove} about={texts.removeAbout(name)} yes={texts.remove} danger busy={busy} error={error} onYes={() => void act(onRemove)} onClose={onClose} />;
}

/** A dialog stays until its answer is there, and says when it was a no. */
function useAct(onDone: () => void): { readonly busy: boolean; readonly error: string | undefined; readonly act: (work: () => Promise<boolean>) => Promise<void> } {
  const texts = DRAFT_TEXTS[useLanguage()];
  const [state, setState] = useState<'open' | 'busy' | 'failed'>('open');
  const act = async (work: () => Promise<boolean>): Promise<void> => {
    setState('busy');
    if (await work()) return onDone();
    setState('failed');
  };
  return { busy: state === 'busy', error: state === 'failed' ? texts.notDone : undefined, act };
}
