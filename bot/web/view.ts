/**
 * The screen as a function of the state. Rows are kept by key and only moved or touched where they differ;
 * the view holds no truth of its own but where the reader has scrolled to.
 */
import type { Choice } from './choice';
import type { ChatState } from './chat-state';
import { openChoices } from './chat-state';
import { drawComposer } from './composer';
import type { Composer, ComposerHandlers } from './composer';
import { el, setAttributes, setText } from './dom';
import { closeIcon, downIcon, markIcon, waveIcon } from './icons';
import { drawChoices, drawRow } from './row-view';
import type { DrawnRow } from './row-view';
import { otherThan, textsIn } from './texts';
import { rowsOf } from './timeline';
import type { Language } from '../../knowledge/language';

export interface ViewHandlers {
  readonly onSay: ComposerHandlers['onSay'];
  readonly onDraft: ComposerHandlers['onDraft'];
  readonly onChoose: (choice: Choice) => void;
  readonly onAsk: (text: string) => void;
  readonly onLanguage: (language: Language) => void;
  /** She came to the end of the conversation. */
  readonly onLook: () => void;
  /** Given when the chat stands in a panel that can be closed. */
  readonly onClose?: () => void;
  /** Addresses of the page that tells what fails where; a link leads there when they are given. */
  readonly statusPage?: Readonly<Record<Language, string>>;
}

const NEAR_END_PX = 96;

export class View {
  readonly element: HTMLElement;
  readonly composer: Composer;
  readonly #handlers: ViewHandlers;
  readonly #rows = new Map<string, DrawnRow>();
  readonly #about = el('p', { class: 'about' });
  readonly #switch = el('button', { type: 'button', class: 'round language' });
  readonly #close = el('button', { type: 'button', class: 'round' }, closeIcon());
  readonly #statusLink = el('a', { class: 'round link', target: '_blank' });
  readonly #log = el('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: 0 });
  readonly #thread = el('div', { class: 'thread' });
  readonly #typing = el('div', { class: 'typing', 'aria-hidden': 'true' }, waveIcon());
  readonly #status = el('div', { class: 'status', role: 'status' });
  readonly #newerWords = el('span');
  readonly #newer = el('button', { type: 'button', class: 'newer' }, downIcon(), this.#newerWords);
  #choices: readonly Choice[] = [];
  #choicesLanguage: Language | undefined;
  #group: HTMLElement | undefined;
  #language: Language = 'es';
  #ownCount = 0;
  /** The reader follows the conversation; false once scrolled up to read something older. */
  #atEnd = true;
  #height = 0;

  constructor(handlers: ViewHandlers) {
    this.#handlers = handlers;
    this.composer = drawComposer({ ...handlers, onPerson: () => handlers.onAsk(textsIn(this.#language).wantsPerson) });
    const tools = [...(handlers.statusPage === undefined ? [] : [this.#statusLink]), this.#switch, ...(handlers.onClose === undefined ? [] : [this.#close])];
    const title = el('div', { class: 'title' }, el(handlers.onClose === undefined ? 'h1' : 'h2', {}, 'Hilo'), this.#about);
    const header = el('header', {}, markIcon(), title, ...tools);
    this.#log.append(this.#thread, this.#typing);
    const foot = el('div', { class: 'foot' }, this.#newer, this.#status);
    this.element = el('section', { class: 'chat' }, header, this.#log, foot, this.composer.element);
    this.#listen();
  }

  /** Puts something of the page's own between the header and the conversation. */
  place(extra: HTMLElement): void {
    this.#log.before(extra);
  }

  render(state: ChatState, now: number): void {
    const newest = this.#thread.lastElementChild;
    this.#language = state.language;
    this.#renderFrame(state);
    this.#renderRows(state, now);
    this.#renderChoices(state);
    const spoke = state.pending.length > this.#ownCount;
    this.#ownCount = state.pending.length;
    if (this.#atEnd || spoke) this.scrollToEnd();
    else if (newest !== this.#thread.lastElementChild) setAttributes(this.#newer, { 'data-shown': true });
  }

  /** A panel that is closed shows nothing. */
  get showsEnd(): boolean {
    return this.#atEnd && this.#log.clientHeight > 0;
  }

  scrollToEnd(): void {
    this.#atEnd = true;
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  #listen(): void {
    this.#newer.addEventListener('click', () => {
      this.scrollToEnd();
      this.#log.focus({ preventScroll: true });
    });
    this.#log.addEventListener('scroll', () => {
      // The log became lower or higher by itself: nobody scrolled.
      if (this.#log.clientHeight !== this.#height) return;
      this.#atEnd = this.#nearEnd();
      if (!this.#atEnd) return;
      setAttributes(this.#newer, { 'data-shown': false });
      this.#handlers.onLook();
    });
    this.#switch.addEventListener('click', () => this.#handlers.onLanguage(otherThan(this.#language)));
    this.#close.addEventListener('click', () => this.#handlers.onClose?.());
    const follow = new ResizeObserver(() => {
      this.#height = this.#log.clientHeight;
      if (this.#atEnd) this.scrollToEnd();
    });
    // The log gets lower, or a picture in it arrives.
    follow.observe(this.#log);
    follow.observe(this.#thread);
  }

  #nearEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  #renderFrame(state: ChatState): void {
    const texts = textsIn(state.language);
    const { items, pending, link } = state;
    setAttributes(this.element, { lang: state.language, 'data-away': state.hint });
    setText(this.#about, texts.about);
    setText(this.#switch, texts.otherLanguageShort);
    setAttributes(this.#switch, { 'aria-label': `${texts.otherLanguageShort}: ${texts.otherLanguage}`, title: texts.otherLanguage, lang: otherThan(state.language) });
    setText(this.#statusLink, texts.statusShort);
    setAttributes(this.#statusLink, { href: this.#handlers.statusPage?.[state.language], title: texts.statusPage });
    setAttributes(this.#close, { 'aria-label': texts.close, title: texts.close });
    setAttributes(this.#log, { 'aria-label': texts.conversation, 'aria-busy': state.restoring ? 'true' : 'false' });
    setText(this.#newerWords, texts.newer);
    this.composer.render(texts);
    const waiting = items.length + pending.length === 0 && link !== 'offline';
    setAttributes(this.#typing, { 'data-shown': state.typing || waiting });
    setText(this.#status, statusOf(state));
  }

  #renderRows(state: ChatState, now: number): void {
    const rows = rowsOf(state, now);
    const keys = new Set(rows.map((row) => row.key));
    for (const [key, drawn] of this.#rows) {
      if (keys.has(key)) continue;
      drawn.element.remove();
      this.#rows.delete(key);
    }
    let before: ChildNode | null = this.#thread.firstChild;
    for (const row of rows) {
      const element = this.#drawn(row.key, () => drawRow(row, { language: state.language, onChoose: this.#handlers.onChoose }), (drawn) => drawn.update(row, state.language));
      if (element === before) before = element.nextSibling;
      else this.#thread.insertBefore(element, before);
    }
  }

  #drawn(key: string, draw: () => DrawnRow, update: (drawn: DrawnRow) => boolean): HTMLElement {
    const known = this.#rows.get(key);
    if (known !== undefined && update(known)) return known.element;
    known?.element.remove();
    const drawn = draw();
    this.#rows.set(key, drawn);
    return drawn.element;
  }

  #renderChoices(state: ChatState): void {
    const choices = openChoices(state);
    if (choices === this.#choices && state.language === this.#choicesLanguage) return;
    this.#choices = choices;
    this.#choicesLanguage = state.language;
    const held = this.#group?.matches(':focus-within') === true;
    this.#group?.remove();
    if (held) this.#log.focus({ preventScroll: true });
    this.#group = choices.length === 0 ? undefined : drawChoices(choices, textsIn(state.language), this.#handlers.onChoose);
    if (this.#group !== undefined) this.#thread.after(this.#group);
  }
}

/** What is said about the line; silence while all is well or has been unwell for a moment only. */
function statusOf(state: ChatState): string {
  const texts = textsIn(state.language);
  if (state.hint) {
    const line = state.conversationId === '' && !state.restoring ? texts.connecting : texts.reconnecting;
    return state.pending.some((message) => message.delivery === 'sending') ? `${line} ${texts.kept}` : line;
  }
  if (state.restoring) return texts.restoring;
  return state.typing ? texts.typing : '';
}
