/** Puts a chat into an element: shadow root, style, view and the browser's ports. Page and widget both stand on this. */
import { browserPorts, browserStore, wakeWithBrowser } from './browser';
import { Chat } from './chat';
import css from './chat.css?inline';
import type { ChatState } from './chat-state';
import { styleSheet } from './dom';
import { pickLanguage } from './texts';
import { View } from './view';
import type { Language } from '../../knowledge/language';

export interface MountOptions {
  readonly host: HTMLElement;
  /** Origin of the server, without a slash at the end. */
  readonly origin: string;
  /** A language that was asked for by name; it wins over what was chosen before and over the browser's. */
  readonly language: string | null | undefined;
  readonly onClose?: () => void;
  readonly statusPage?: Readonly<Record<Language, string>>;
  readonly onState?: (state: ChatState) => void;
}

export interface Mounted {
  readonly chat: Chat;
  readonly view: View;
  readonly root: ShadowRoot;
}

export function mountChat(options: MountOptions): Mounted {
  const { host, origin, onClose, onState, statusPage } = options;
  const store = browserStore();
  const language: Language = pickLanguage([options.language, store.language(), ...navigator.languages]);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [styleSheet(css)];
  const onChange = (state: ChatState): void => {
    view.render(state, Date.now());
    onState?.(state);
  };
  const chat = new Chat({ ports: browserPorts, base: `${origin}/v3/directline`, store, language, onChange, isLooking: () => document.visibilityState === 'visible' && view.showsEnd });
  const view = new View({
    onSay: (text, file) => chat.say(text, file),
    onDraft: (text) => {
      store.keepDraft(text);
      if (text !== '') chat.typed();
    },
    onChoose: (choice) => chat.choose(choice),
    onAsk: (text) => chat.ask(text),
    onLanguage: (wish) => chat.speak(wish),
    onLook: () => chat.look(),
    ...(onClose === undefined ? {} : { onClose }),
    ...(statusPage === undefined ? {} : { statusPage }),
  });
  root.append(view.element);
  onChange(chat.state);
  view.composer.restore(store.draft());
  wakeWithBrowser(chat);
  fitAboveKeyboard(host);
  return { chat, view, root };
}

/** On a phone the keyboard covers the page instead of resizing it; the chat keeps to what can be seen. */
function fitAboveKeyboard(host: HTMLElement): void {
  const seen = window.visualViewport;
  seen?.addEventListener('resize', () => {
    if (seen.scale === 1) host.style.setProperty('--hilo-height', `${Math.round(seen.height)}px`);
  });
}
