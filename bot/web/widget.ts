/** The one script a site adds to its pages: a button that opens the chat, and `window.Hilo` to steer it. */
import type { ChatState } from './chat-state';
import { el, setAttributes, setText } from './dom';
import { markIcon } from './icons';
import { mountChat } from './mount';
import { textsIn } from './texts';
import { countUnread } from './unread';

/** What the site that carries the widget may call, from the moment the script has run. */
export interface HiloWidget {
  /** Hands over the signed proof (JWT) of who is signed in on the site. */
  identify(jwt: string): void;
  open(): void;
  close(): void;
}

declare global {
  interface Window {
    Hilo?: HiloWidget;
  }
}

const script = document.currentScript as HTMLScriptElement | null;
const origin = script === null ? location.origin : new URL(script.src).origin;
const wish = script?.dataset['lang'];

if (window.Hilo === undefined) window.Hilo = promised();

/** The widget at once; what is asked of it before the page has a body is done when it has one. */
function promised(): HiloWidget {
  let widget: HiloWidget | undefined;
  const waiting: ((ready: HiloWidget) => void)[] = [];
  const soon = (work: (ready: HiloWidget) => void): void => {
    if (widget === undefined) waiting.push(work);
    else work(widget);
  };
  const begin = (): void => {
    const ready = carry();
    widget = ready;
    waiting.forEach((work) => work(ready));
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
  return { identify: (jwt) => soon((ready) => ready.identify(jwt)), open: () => soon((ready) => ready.open()), close: () => soon((ready) => ready.close()) };
}

function carry(): HiloWidget {
  const host = el('div');
  const launcher = drawLauncher();
  const unread = countUnread();
  let open = false;
  const show = (wanted: boolean): void => {
    if (open === wanted) return;
    open = wanted;
    setAttributes(host, { 'data-open': open });
    launcher.render(chat.state, open, unread(chat.state, open));
    if (!open) return launcher.element.focus();
    chat.start();
    view.scrollToEnd();
    view.composer.focus();
    chat.look();
  };
  const onState = (state: ChatState): void => launcher.render(state, open, unread(state, open));
  document.body.append(host);
  setAttributes(host, { class: 'hilo', 'data-widget': true });
  const { chat, view, root } = mountChat({ host, origin, language: wish, onClose: () => show(false), onState });
  setAttributes(view.element, { role: 'dialog', 'aria-label': 'Hilo' });
  root.append(launcher.element);
  launcher.element.addEventListener('click', () => show(!open));
  view.element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(false);
  });
  if (chat.hasHistory) chat.start();
  return { identify: (jwt) => chat.identify(jwt), open: () => show(true), close: () => show(false) };
}

interface Launcher {
  readonly element: HTMLElement;
  render(state: ChatState, open: boolean, unread: number): void;
}

function drawLauncher(): Launcher {
  const badge = el('span', { class: 'badge' });
  const element = el('button', { type: 'button', class: 'launcher' }, markIcon(), badge);
  const render = ({ language }: ChatState, open: boolean, unread: number): void => {
    const texts = textsIn(language);
    const news = unread > 0 ? ` (${unread} ${texts.unread})` : '';
    setAttributes(element, { 'aria-label': (open ? texts.close : texts.open) + news, 'aria-expanded': String(open), lang: language });
    setText(badge, unread > 0 ? String(unread) : '');
  };
  return { element, render };
}
