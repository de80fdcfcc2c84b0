/** The place to write: Enter sends, Shift+Enter breaks the line, the field grows with the text, and a file may go along. */
import { drawAttach } from './attach';
import { el, setAttributes, setText } from './dom';
import { personIcon, sendIcon } from './icons';
import type { Picked } from './picture-file';
import { textsIn } from './texts';
import type { Texts } from './texts';

export interface Composer {
  readonly element: HTMLElement;
  render(texts: Texts): void;
  focus(): void;
  /** Puts words into the field, to be sent or changed by the customer. */
  fill(text: string): void;
  /** Puts back what was typed before a reload; the focus stays where it is. */
  restore(draft: string): void;
}

export interface ComposerHandlers {
  readonly onSay: (text: string, file?: Picked) => void;
  /** What was typed and not sent yet: it is there again after a reload. */
  readonly onDraft: (text: string) => void;
  readonly onPerson: () => void;
}

const LONGEST = 2_000;

export function drawComposer({ onSay, onDraft, onPerson }: ComposerHandlers): Composer {
  const field = el('textarea', { rows: 1, maxlength: LONGEST, enterkeyhint: 'send', autocomplete: 'off' });
  const send = el('button', { type: 'submit', class: 'send' }, sendIcon());
  const personWords = el('span');
  const person = el('button', { type: 'button', class: 'person' }, personIcon(), personWords);
  let texts = textsIn('es');
  const attach = drawAttach(() => texts, () => changed());
  const form = el('form', { class: 'composer' }, attach.preview, el('div', { class: 'field' }, attach.button, field, send), person);
  const changed = (): void => {
    setAttributes(send, { 'data-empty': field.value.trim() === '' && !attach.ready });
    grow(field);
  };
  const submit = (): void => {
    onSay(field.value, attach.take());
    field.value = '';
    onDraft('');
    changed();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    field.focus();
  });
  hearField(field, submit, () => {
    onDraft(field.value);
    changed();
  });
  person.addEventListener('click', onPerson);
  changed();
  return {
    element: form,
    render: (next) => {
      texts = next;
      attach.render(texts);
      setAttributes(field, { placeholder: texts.write, 'aria-label': texts.write });
      setAttributes(send, { 'aria-label': texts.send, title: texts.send });
      setText(personWords, texts.person);
    },
    focus: () => field.focus(),
    restore: (draft) => {
      field.value = draft;
      changed();
    },
    fill: (text) => {
      field.value = text;
      changed();
      field.focus();
    },
  };
}

/** An input method's own Enter is left alone. */
function hearField(field: HTMLTextAreaElement, onEnter: () => void, onInput: () => void): void {
  field.addEventListener('input', onInput);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onEnter();
  });
}

/** Browsers that size a field by its content need no help. */
function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
