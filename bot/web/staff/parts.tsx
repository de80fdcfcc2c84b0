/** The small pieces all staff pages are built of: notices, progress, fields with their message, dialogs. */
import { useEffect, useId, useRef, type DialogHTMLAttributes, type FormEvent, type ReactNode, type RefObject } from 'react';
import { useStaffTexts } from './context';

export function Notice({ tone, children }: { readonly tone: 'info' | 'warn' | 'error' | 'good'; readonly children: ReactNode }): ReactNode {
  return (
    <div className={`notice ${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** A bar without an end in sight, with words for what is under way. */
export function Working({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className="working" role="status">
      <span className="bar" aria-hidden="true" />
      {children}
    </div>
  );
}

/** The shape of what is on its way, with words for those who do not see it. */
export function Skeleton({ rows, children }: { readonly rows: number; readonly children: ReactNode }): ReactNode {
  return (
    <div className="skeleton" role="status">
      <span className="hidden">{children}</span>
      {Array.from({ length: rows }, (_, row) => <span key={row} className="bone" aria-hidden="true"><i /><i /><i /></span>)}
    </div>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <svg viewBox="0 0 96 48" aria-hidden="true">
        <path d="M2 34c12 0 14-22 26-22s10 24 22 24 12-20 22-20 10 12 22 12" />
      </svg>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export interface FieldMarks {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly children: (marks: FieldMarks) => ReactNode;
}

/** A labelled field; what is wrong with it stands right under it and is read out with it. */
export function Field({ label, hint, error, children }: FieldProps): ReactNode {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter((name) => name !== false);
  const marks: FieldMarks = {
    id,
    ...(described.length > 0 && { 'aria-describedby': described.join(' ') }),
    ...(error !== undefined && { 'aria-invalid': true as const }),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      {children(marks)}
      {error !== undefined && <p className="error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}

interface DialogProps {
  readonly title: string;
  readonly wide?: boolean;
  /** Something is under way whose answer belongs here: it stays until that came. */
  readonly busy?: boolean | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({ title, wide, busy = false, onClose, children }: DialogProps): ReactNode {
  const texts = useStaffTexts();
  const id = useId();
  const ref = useModal();
  return (
    <dialog ref={ref} className={wide === true ? 'wide' : undefined} aria-labelledby={id} {...staying(busy, onClose)}>
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="round" aria-label={texts.close} aria-disabled={busy} onClick={() => !busy && ref.current?.close()}>
          <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6.5 6.5l11 11M17.5 6.5l-11 11" /></svg>
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** Escape pressed twice closes a dialog whatever it is told: one that is to stay opens again. */
export function staying(isKept: boolean, onClose?: () => void): Pick<DialogHTMLAttributes<HTMLDialogElement>, 'onCancel' | 'onClose'> {
  return {
    onCancel: (event) => isKept && event.preventDefault(),
    onClose: ({ currentTarget }) => (isKept ? currentTarget.showModal() : onClose?.()),
  };
}

export function useModal(): RefObject<HTMLDialogElement | null> {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    const around = ancestorsOf(before);
    if (dialog !== null && !dialog.open) {
      dialog.showModal();
      // A form begins at its first field that is to be filled in, not at the button that closes it.
      (dialog.querySelector<HTMLElement>('[data-begin]') ?? dialog.querySelector<HTMLElement>('input, select, textarea'))?.focus();
    }
    return () => focusNear(before, around);
  }, []);
  return ref;
}

function ancestorsOf(element: Element | null): readonly Element[] {
  const all: Element[] = [];
  for (let one = element?.parentElement; one && one !== document.body; one = one.parentElement) all.push(one);
  return all;
}

/** Where it was; when that is gone, at what it was about, where a key pressed too often does nothing, and otherwise as near as can be. */
function focusNear(before: Element | null, around: readonly Element[]): void {
  const left = around.filter((one) => one.isConnected);
  const near = ['h1[tabindex], h2[tabindex], h3[tabindex]', 'button, summary, a[href], input, select, textarea'].flatMap((kind) => left.flatMap((one) => [...one.querySelectorAll(kind)]));
  for (const one of [before, ...near]) {
    if (!(one instanceof HTMLElement) || !one.isConnected || one === document.body) continue;
    one.focus();
    if (document.activeElement === one) return;
  }
}

interface ConfirmProps {
  readonly title: string;
  readonly about: string;
  readonly yes: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly error?: string | undefined;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

export function Confirm({ title, about, yes, danger, busy = false, error, onYes, onClose }: ConfirmProps): ReactNode {
  return (
    <Dialog title={title} busy={busy} onClose={onClose}>
      <p>{about}</p>
      <WaysOut busy={busy} error={error} onClose={onClose}>
        <button type="button" className={danger === true ? 'danger' : 'main'} aria-disabled={busy} onClick={() => !busy && onYes()}>{yes}</button>
      </WaysOut>
    </Dialog>
  );
}

/** What went wrong or is under way, and the two ways out of a dialog. */
function WaysOut({ busy, error, onClose, children }: Pick<FormDialogProps, 'busy' | 'error' | 'onClose' | 'children'>): ReactNode {
  const texts = useStaffTexts();
  return (
    <>
      {error !== undefined && <Notice tone="error">{error}</Notice>}
      {busy && <Working>{texts.underWay}</Working>}
      <div className="actions">
        <button type="button" className="plain" aria-disabled={busy} onClick={() => !busy && onClose()}>{texts.cancel}</button>
        {children}
      </div>
    </>
  );
}

interface FormDialogProps {
  readonly title: string;
  readonly yes: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that asks for something before it is done: fields, what went wrong, and the two ways out. */
export function FormDialog({ title, yes, danger, busy, error, onSubmit, onClose, children }: FormDialogProps): ReactNode {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <Dialog title={title} busy={busy} onClose={onClose}>
      <form className="stack" noValidate onSubmit={submit}>
        {children}
        <WaysOut busy={busy} error={error} onClose={onClose}>
          <button type="submit" className={danger === true ? 'danger' : 'main'} aria-disabled={busy}>{yes}</button>
        </WaysOut>
      </form>
    </Dialog>
  );
}
