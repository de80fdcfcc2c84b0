/**
 * The demonstration strip of the chat page: customers to try, and the one-time code that the fictional operator "sent" in
 * this conversation. One line while it is closed; it exists only where the server has a demo, and never asks by the clock.
 */
import type { ChatState } from './chat-state';
import css from './demo.css?inline';
import { codeToSay, contactToldTo, parseCustomers, parseMessages } from './demo';
import type { DemoCustomer, DemoMessage } from './demo';
import { el, setAttributes, setText, styleSheet } from './dom';
import { downIcon } from './icons';
import type { Mounted } from './mount';
import type { Language } from '../../knowledge/language';

const TEXTS = {
  es: { title: 'Demostración', about: 'La empresa y sus clientes son inventados. Elija a quién representar.', code: 'Código que le llegó', use: 'Usar el código' },
  en: { title: 'Demo', about: 'The company and its customers are made up. Choose who to be.', code: 'The code you received', use: 'Use the code' },
} as const satisfies Record<Language, Record<string, string>>;

const MESSAGES = '/api/demo/messages';
const WORLD = '/api/demo/world';
const MOST_CUSTOMERS = 12;
const MOST_LOOKS = 4;
const LOOK_AGAIN_MS = 700;

export class DemoStrip {
  readonly #onUse: (text: string) => void;
  readonly #title = el('span');
  readonly #toggle = el('button', { type: 'button', class: 'demo-toggle', 'aria-expanded': 'false' }, this.#title, downIcon());
  readonly #code = el('div', { class: 'demo-code', role: 'status' });
  readonly #about = el('p');
  readonly #people = el('ul');
  readonly #body = el('div', { class: 'demo-body', hidden: true }, this.#about, this.#people);
  readonly #strip = el('section', { class: 'demo' }, el('div', { class: 'demo-bar' }, this.#toggle, this.#code), this.#body);
  #customers: readonly DemoCustomer[] = [];
  #sent: readonly DemoMessage[] = [];
  #state: ChatState | undefined;
  #isHere = false;
  /** What was heard when the operator's messages were last looked at. */
  #looked = 0;
  #shownCode: string | undefined;
  #language: Language | undefined;

  constructor(onUse: (text: string) => void) {
    this.#onUse = onUse;
    this.#toggle.addEventListener('click', () => this.#open(this.#body.hidden));
    this.#strip.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#body.hidden) return;
      this.#open(false);
      this.#toggle.focus();
    });
  }

  /** Asks once whether there is a demo; without one nothing is added to the page. */
  async appearIn({ view, root }: Mounted): Promise<void> {
    if ((await fetchJson(MESSAGES)) === undefined) return;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet(css)];
    this.#isHere = true;
    if (this.#state !== undefined) this.follow(this.#state);
    view.place(this.#strip);
  }

  /** A code is looked for when this conversation says that one went out, and is gone once it was said. */
  follow(state: ChatState): void {
    this.#state = state;
    if (!this.#isHere) return;
    this.#speak(state.language);
    this.#showCode(codeToSay(state, this.#sent));
    if (state.items.length === this.#looked) return;
    this.#looked = state.items.length;
    if (contactToldTo(state) !== undefined) void this.#look();
  }

  /** The word that a code goes out may be here before the code. */
  async #look(tries = MOST_LOOKS): Promise<void> {
    const looked = this.#looked;
    this.#sent = parseMessages(await fetchJson(MESSAGES));
    if (looked !== this.#looked || this.#state === undefined) return;
    this.#showCode(codeToSay(this.#state, this.#sent));
    if (this.#shownCode === undefined && tries > 1) setTimeout(() => looked === this.#looked && void this.#look(tries - 1), LOOK_AGAIN_MS);
  }

  #showCode(code: string | undefined): void {
    if (code === this.#shownCode) return;
    this.#shownCode = code;
    const { code: words, use } = TEXTS[this.#language ?? 'es'];
    this.#code.replaceChildren(...(code === undefined ? [] : [el('span', {}, words), this.#useButton(code, el('span', { class: 'hidden' }, use), ` ${code}`)]));
  }

  #speak(language: Language): void {
    if (language === this.#language) return;
    this.#language = language;
    setAttributes(this.#strip, { 'aria-label': TEXTS[language].title });
    setText(this.#title, TEXTS[language].title);
    setText(this.#about, TEXTS[language].about);
    const code = this.#shownCode;
    this.#showCode(undefined);
    this.#showCode(code);
  }

  #open(wanted: boolean): void {
    this.#body.hidden = !wanted;
    setAttributes(this.#toggle, { 'aria-expanded': String(wanted) });
    if (wanted && this.#customers.length === 0) void this.#loadPeople();
  }

  async #loadPeople(): Promise<void> {
    this.#customers = parseCustomers(await fetchJson(WORLD), MOST_CUSTOMERS);
    this.#people.replaceChildren(...this.#customers.map((person) => el('li', {}, this.#person(person))));
  }

  #person({ name, document, condition }: DemoCustomer): HTMLElement {
    const words = condition === undefined ? [] : [el('span', { lang: 'es' }, condition)];
    return this.#useButton(document, el('strong', {}, name), el('span', { class: 'demo-number' }, document), ...words);
  }

  #useButton(value: string, ...content: (Node | string)[]): HTMLElement {
    const button = el('button', { type: 'button' }, ...content);
    button.addEventListener('click', () => {
      this.#open(false);
      this.#onUse(value);
    });
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
