/** The browser behind the ports, and the moments at which it tells us that the page or the network is back. */
import type { Chat } from './chat';
import type { Ports, Sending } from './ports';
import { openStore } from './store';
import type { Store } from './store';

export const browserPorts: Ports = {
  fetch: (url, init) => fetch(url, init),
  upload: send,
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

/** `fetch` tells nothing of how far an upload is. */
function send(url: string, { headers, body, signal, onProgress }: Sending): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const retry = request.getResponseHeader('Retry-After');
      resolve(new Response(request.responseText, { status: request.status, headers: retry === null ? {} : { 'Retry-After': retry } }));
    };
    request.onerror = request.onabort = () => reject(new Error('broken line'));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

export function browserStore(): Store {
  return openStore(() => localStorage);
}

export function wakeWithBrowser(chat: Chat): void {
  addEventListener('online', () => chat.wake(true));
  addEventListener('offline', () => chat.away());
  addEventListener('pageshow', (event) => {
    if (event.persisted) chat.wake(true);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') chat.wake(false);
  });
}
