/** The browser behind the ports, and the moments at which it tells us that the page or the network is back. */
import type { Chat } from './chat';
import type { Ports } from './ports';
import { openStore } from './store';
import type { Store } from './store';

export const browserPorts: Ports = {
  fetch: (url, init) => fetch(url, init),
  openSocket: (url, hears) => {
    const socket = new WebSocket(location.protocol === 'https:' ? url.replace(/^ws:/, 'wss:') : url);
    socket.onopen = () => hears.onOpen();
    socket.onmessage = ({ data }) => hears.onFrame(data);
    socket.onclose = () => hears.onClose();
    return socket;
  },
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  now: () => Date.now(),
  random: () => Math.random(),
  newId: () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
};

export function browserStore(): Store {
  return openStore(() => localStorage);
}

export function wakeWithBrowser(chat: Chat): void {
  addEventListener('online', () => chat.wake(true));
  addEventListener('pageshow', (event) => {
    if (event.persisted) chat.wake(true);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') chat.wake(false);
  });
}
