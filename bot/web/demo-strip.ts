/**
 * The demonstration strip of the chat page: one-time codes the fictional operator "sent", and customers to try.
 * It exists only where the server has a demo, and asks for news only while it stands open.
 */
import css from './demo.css?inline';
import { parseCustomers, parseMessages } from './demo';
import type { DemoCustomer, DemoMessage } from './demo';
import { el, setText, styleSheet } from './dom';
import { downIcon } from './icons';
import type { Mounted } from './mount';
import type { Language } from '../../knowledge/language';

const TEXTS = {
  es: {
    title: 'Demostración',
    about: 'La empresa y sus clientes son inventados. Elija a quién representar y cuéntele a Hilo qué le pasa.',
    customers: 'Clientes para probar',
    messages: 'Mensajes que envió el operador',
    none: 'Aquí verá los códigos y avisos que le llegarían al celular o al correo.',
    use: 'Usar',
  },
  en: {
    title: 'Demo',
    about: 'The company and its customers are made up. Choose who to be and tell Hilo what is wrong.',
    customers: 'Customers to try',
    messages: 'Messages the operator sent',
    none: 'The codes and notices that would reach your phone or e-mail appear here.',
    use: 'Use',
  },
} as const satisfies Record<Language, Record<string, string>>;

const MESSAGES = '/api/demo/messages';
const WORLD = '/api/demo/world';
const EVERY_MS = 3_000;
const SMALL = '(max-width: 639px), (max-height: 479px)';
const MOST_MESSAGES = 4;
const MOST_CUSTOMERS = 8;

export class DemoStrip {
  readonly #onUse: (text: string) => void;
  readonly #title = el('span');
  readonly #about = el('p', { class: 'demo-about' });
  readonly #customersTitle = el('h2');
  readonly #messagesTitle = el('h2');
  readonly #customers = el('ul', { class: 'demo-people' });
  readonly #messages = el('ul', { class: 'demo-messages', 'aria-live': 'polite' });
  readonly #strip: HTMLDetailsElement;
  #language: Language = 'es';
  #people: readonly DemoCustomer[] = [];
  #sent: readonly DemoMessage[] = [];
  #shown = '';
  #timer = 0;

  constructor(onUse: (text: string) => void) {
    this.#onUse = onUse;
    const summary = el('summary', {}, this.#title, downIcon());
    const column = el('div', {}, this.#messagesTitle, this.#messages);
    const people = el('div', {}, this.#customersTitle, this.#customers);
    this.#strip = el('details', { class: 'demo' }, summary, el('div', { class: 'demo-body' }, this.#about, column, people));
    this.#strip.addEventListener('toggle', () => this.#toggled());
    this.#strip.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.#strip.open) return;
      this.#strip.open = false;
      summary.focus();
    });
  }

  /** Asks once whether there is a demo; without one nothing is added to the page. */
  async appearIn({ view, root }: Mounted): Promise<void> {
    const messages = await fetchJson(MESSAGES);
    if (messages === undefined) return;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet(css)];
    this.#sent = parseMessages(messages, MOST_MESSAGES);
    this.#render();
    view.place(this.#strip);
  }

  speak(language: Language): void {
    if (language === this.#language) return;
    this.#language = language;
    this.#render();
  }

  /** On a small screen a code that was sent makes room for the conversation. */
  said(text: string): void {
    const code = this.#sent.some((message) => message.code === text.trim());
    if (code && matchMedia(SMALL).matches) this.#strip.open = false;
  }

  #toggled(): void {
    clearTimeout(this.#timer);
    if (!this.#strip.open) return;
    void this.#refresh();
    if (this.#people.length === 0) void this.#loadPeople();
  }

  async #refresh(): Promise<void> {
    this.#sent = parseMessages(await fetchJson(MESSAGES), MOST_MESSAGES);
    this.#render();
    clearTimeout(this.#timer);
    if (this.#strip.open) this.#timer = setTimeout(() => void this.#refresh(), EVERY_MS);
  }

  async #loadPeople(): Promise<void> {
    this.#people = parseCustomers(await fetchJson(WORLD), MOST_CUSTOMERS);
    this.#render();
  }

  /** Rebuilt only when something changed, so that focus and screen readers are left in peace. */
  #render(): void {
    const shown = JSON.stringify([this.#language, this.#people, this.#sent]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const texts = TEXTS[this.#language];
    setText(this.#title, texts.title);
    setText(this.#about, texts.about);
    setText(this.#customersTitle, this.#people.length === 0 ? '' : texts.customers);
    setText(this.#messagesTitle, texts.messages);
    this.#customers.replaceChildren(...this.#people.map((person) => this.#person(person)));
    const none = this.#sent.length === 0 ? [el('li', { class: 'demo-none' }, texts.none)] : [];
    this.#messages.replaceChildren(...none, ...this.#sent.map((message) => this.#message(message)));
  }

  #person({ name, document, condition }: DemoCustomer): HTMLElement {
    const words = el('span', { class: 'demo-words' }, el('strong', {}, name), ...(condition === undefined ? [] : [el('span', {}, condition)]));
    return el('li', {}, words, this.#useButton(document));
  }

  #message({ to, text, code }: DemoMessage): HTMLElement {
    const words = el('span', { class: 'demo-words' }, el('strong', {}, to), el('span', {}, text));
    return el('li', {}, words, ...(code === undefined ? [] : [this.#useButton(code)]));
  }

  #useButton(value: string): HTMLElement {
    const button = el('button', { type: 'button', 'aria-label': `${TEXTS[this.#language].use} ${value}` }, value);
    button.addEventListener('click', () => this.#onUse(value));
    return button;
  }
}

async function fetchJson(path: string): Promise<unknown> {
  try {
    const response = await fetch(path, { cache: 'no-store' });
    return response.status === 200 ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
