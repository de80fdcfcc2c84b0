/** The chat page at `/`: the same chat as the widget, over the whole page, with the demonstration strip where there is a demo. */
import { DemoStrip } from './demo-strip';
import { mountChat } from './mount';
import type { ChatState } from './chat-state';

const host = document.querySelector<HTMLElement>('#chat');
if (host !== null) openPage(host);

function openPage(chatHost: HTMLElement): void {
  const strip = new DemoStrip((text) => mounted.view.composer.fill(text));
  const onState = ({ language }: ChatState): void => {
    document.documentElement.lang = language;
    strip.speak(language);
  };
  const mounted = mountChat({
    host: chatHost,
    origin: location.origin,
    language: new URLSearchParams(location.search).get('lang'),
    onState,
  });
  mounted.chat.start();
  if (matchMedia('(pointer: fine)').matches) mounted.view.composer.focus();
  void strip.appearIn(mounted);
}
