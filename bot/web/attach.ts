/** Picking a photo or a file: a button, pasting, dropping it on the chat, and a preview that can be taken back before it is sent. */
import { el, setAttributes, setText } from './dom';
import { closeIcon, photoIcon } from './icons';
import { ACCEPTED, readyToSend } from './picture-file';
import type { Picked } from './picture-file';
import type { Texts } from './texts';

export interface Attach {
  readonly button: HTMLElement;
  readonly preview: HTMLElement;
  render(texts: Texts): void;
  /** Whatever is ready, which is then no longer here. */
  take(): Picked | undefined;
  readonly ready: boolean;
}

export function drawAttach(texts: () => Texts, onChange: () => void): Attach {
  let picked: Picked | undefined;
  const input = el('input', { type: 'file', accept: ACCEPTED, class: 'hidden', tabindex: -1, 'aria-hidden': 'true' });
  const pick = el('button', { type: 'button', class: 'round attach' }, photoIcon());
  const said = el('span', { class: 'said', role: 'status' });
  const remove = el('button', { type: 'button', class: 'round' }, closeIcon());
  const shown = el('span', { class: 'shown' });
  const preview = el('div', { class: 'preview' }, shown, said, remove);
  const show = (next: Picked | undefined, words: string): void => {
    picked = next;
    shown.replaceChildren(...(next?.type.startsWith('image/') === true ? [el('img', { src: next.data, alt: '' })] : []));
    setText(said, words);
    setAttributes(preview, { 'data-shown': words !== '' });
    setAttributes(remove, { hidden: next === undefined });
    onChange();
  };
  const offer = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const made = await readyToSend(file);
    if (typeof made === 'string') show(undefined, made === 'too_large' ? texts().fileTooLarge : texts().fileUnknown);
    else show(made, `${texts().fileReady} ${made.name}`);
  };
  pick.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    void offer(input.files?.[0]);
    input.value = '';
  });
  remove.addEventListener('click', () => {
    show(undefined, '');
    pick.focus();
  });
  whenHandedOver(preview, (file) => void offer(file));
  return {
    button: el('span', { class: 'picker' }, input, pick),
    preview,
    render: ({ attach, removeFile }) => {
      setAttributes(pick, { 'aria-label': attach, title: attach });
      setAttributes(remove, { 'aria-label': removeFile, title: removeFile });
    },
    take: () => {
      const taken = picked;
      show(undefined, '');
      return taken;
    },
    get ready() {
      return picked !== undefined;
    },
  };
}

/** What is pasted, or dropped, into the chat that the element stands in. */
function whenHandedOver(within: HTMLElement, offer: (file: File | undefined) => void): void {
  const isHere = (event: Event): boolean => event.composedPath().includes(within.getRootNode());
  document.addEventListener('paste', (event) => {
    if (isHere(event)) offer(event.clipboardData?.files[0]);
  });
  // Without this the browser would leave the conversation to show what was dropped.
  document.addEventListener('dragover', (event) => {
    if (isHere(event) && event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    const file = event.dataTransfer?.files[0];
    if (!isHere(event) || file === undefined) return;
    event.preventDefault();
    offer(file);
  });
}
