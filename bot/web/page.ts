/** The chat page at `/`: the same chat as the widget, over the whole page, with the demonstration strip where there is a demo. */
import { DemoStrip } from './demo-strip';
import { mountChat } from './mount';
import type { ChatState } from './chat-state';
import { textsIn } from './texts';
import { countUnread } from './unread';

const host = document.querySelector<HTMLElement>('#chat');
if (host !== null) openPage(host);

/** The code of a resume link, taken out of the address so that a reload does not say it again. */
function resumeCode(): string | undefined {
  const url = new URL(location.href);
  const code = url.searchParams.get('code');
  if (code === null || !/^[A-Z0-9]{4,16}$/i.test(code)) return undefined;
  url.searchParams.delete('code');
  history.replaceState(null, '', url);
  return code.toUpperCase();
}

/** Who waits for an answer may look at something else meanwhile: the name of the tab tells, without a sound, that it came. */
function tabName(): (state: ChatState) => void {
  const unread = countUnread();
  return (state) => {
    const count = unread(state, document.visibilityState === 'visible');
    document.title = `${count > 0 ? `(${count}) ` : ''}${textsIn(state.language).page}`;
  };
}

function openPage(chatHost: HTMLElement): void {
  const nameTab = tabName();
  const strip = new DemoStrip((text) => mounted.view.composer.fill(text));
  const onState = (state: ChatState): void => {
    document.documentElement.lang = state.language;
    nameTab(state);
    strip.follow(state);
  };
  const mounted = mountChat({
    host: chatHost,
    origin: location.origin,
    language: new URLSearchParams(location.search).get('lang'),
    onState,
    statusPage: { es: '/estado', en: '/estado/en' },
  });
  document.addEventListener('visibilitychange', () => nameTab(mounted.chat.state));
  mounted.chat.start();
  const code = resumeCode();
  if (code !== undefined) mounted.chat.say(`HILO-${code}`);
  if (matchMedia('(pointer: fine)').matches) mounted.view.composer.focus();
  void strip.appearIn(mounted);
}
