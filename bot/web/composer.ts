/** The place to write: Enter sends, Shift+Enter breaks the line, and the field grows with the text. */
import { el, setAttributes, setText } from './dom';
import { personIcon, sendIcon } from './icons';
import type { Texts } from './texts';

export interface Composer {
  readonly element: HTMLElement;
  render(texts: Texts): void;
  focus(): void;
  /** Puts words into the field, to be sent or changed by the customer. */
  fill(text: string): void;
}

export interface ComposerHandlers {
  readonly onSay: (text: string) => void;
  readonly onPerson: () => void;
}

const LONGEST = 2_000;

export function drawComposer({ onSay, onPerson }: ComposerHandlers): Composer {
  const field = el('textarea', { rows: 1, maxlength: LONGEST, enterkeyhint: 'send', autocomplete: 'off' });
  const send = el('button', { type: 'submit', class: 'send' }, sendIcon());
  const personWords = el('span');
  const person = el('button', { type: 'button', class: 'person' }, personIcon(), personWords);
  const form = el('form', { class: 'composer' }, el('div', { class: 'field' }, field, send), person);
  const changed = (): void => {
    setAttributes(send, { 'data-empty': field.value.trim() === '' });
    grow(field);
  };
  const submit = (): void => {
    onSay(field.value);
    field.value = '';
    changed();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    field.focus();
  });
  field.addEventListener('input', changed);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  person.addEventListener('click', onPerson);
  changed();
  return {
    element: form,
    render: (texts) => {
      setAttributes(field, { placeholder: texts.write, 'aria-label': texts.write });
      setAttributes(send, { 'aria-label': texts.send, title: texts.send });
      setText(personWords, texts.person);
    },
    focus: () => field.focus(),
    fill: (text) => {
      field.value = text;
      changed();
      field.focus();
    },
  };
}

/** Browsers that size a field by its content need no help. */
function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
