/**
 * The WebSocket of Direct Line. Browsers cannot send a header here, so a short ticket in the address opens it; what a
 * client sends (an empty frame every 20 s) only shows that it is alive.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { callerOf } from '../../http/limit';
import type { UpgradeHandler } from '../../http/route';
import { addressOf, refuseUpgrade } from '../../http/upgrade';
import type { MediaLinks } from '../../media/links';
import type { Directory } from '../../runtime/directory';
import { positionOf } from './activity';
import { webAddress } from './adapter';
import type { Hub } from './hub';
import type { Tokens } from './tokens';

const STREAM = /^\/v3\/directline\/conversations\/([\w-]+)\/stream$/;
const PING_MS = 20_000;
const LONGEST_FRAME = 4_096;
const COME_BACK_SECONDS = 15;

interface StreamParts {
  readonly hub: Hub;
  readonly tokens: Tokens;
  readonly directory: Directory;
  readonly links: MediaLinks;
  readonly publicUrl: string | undefined;
  readonly proxies: number;
  /** Sockets that one address may hold; many customers may share one. */
  readonly mostPerAddress: number;
}

export interface Streams {
  readonly upgrade: UpgradeHandler;
  stop(): void;
}

export const makeStreams = (parts: StreamParts): Streams => {
  const server = new WebSocketServer({ noServer: true, maxPayload: LONGEST_FRAME });
  const alive = new WeakSet<WebSocket>();
  const held = new Map<string, number>();
  server.on('connection', (socket, request: IncomingMessage) => {
    const caller = callerOf(request, parts.proxies);
    held.set(caller, (held.get(caller) ?? 0) + 1);
    socket.on('close', () => letGo(held, caller));
    alive.add(socket);
    const live = (): void => void alive.add(socket);
    socket.on('pong', live);
    socket.on('message', live);
  });
  const pings = setInterval(() => server.clients.forEach((socket) => probe(socket, alive)), PING_MS);
  pings.unref();

  const upgrade: UpgradeHandler = (request, socket, head) => {
    const url = addressOf(request);
    const conversation = url && STREAM.exec(url.pathname)?.[1];
    if (!conversation) return false;
    if ((held.get(callerOf(request, parts.proxies)) ?? 0) >= parts.mostPerAddress) {
      refuseUpgrade(socket, '429 Too Many Requests', `retry-after: ${COME_BACK_SECONDS}\r\n`);
      return true;
    }
    void open(parts, { server, request, socket, head, url, conversation }).catch(() => socket.destroy());
    return true;
  };
  return {
    upgrade,
    stop() {
      clearInterval(pings);
      server.close();
    },
  };
};

interface Opening {
  readonly server: WebSocketServer;
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly url: URL;
  readonly conversation: string;
}

const open = async ({ hub, tokens, directory, links, publicUrl }: StreamParts, { server, request, socket, head, url, conversation }: Opening): Promise<void> => {
  const viewer = tokens.redeem(url.searchParams.get('t') ?? '');
  if (viewer?.conversation !== conversation) return refuseUpgrade(socket, '403 Forbidden');
  const thread = await directory.lookUp(webAddress(conversation));
  if (!thread) return refuseUpgrade(socket, '404 Not Found');
  const origin = publicUrl ?? `http://${request.headers.host ?? 'localhost'}`;
  const reader = { ...viewer, fileUrl: (id: string) => links.urlOf(id, origin) };
  server.handleUpgrade(request, socket, head, (webSocket) => {
    server.emit('connection', webSocket, request);
    hub.attach(webSocket, { viewer: reader, thread, from: positionOf(url.searchParams.get('watermark'), thread) });
  });
};

const letGo = (held: Map<string, number>, caller: string): void => {
  const left = (held.get(caller) ?? 1) - 1;
  if (left > 0) held.set(caller, left);
  else held.delete(caller);
};

/** A client that was silent since the last ping is gone: mobile lines drop without a word. */
const probe = (socket: WebSocket, alive: WeakSet<WebSocket>): void => {
  if (!alive.delete(socket)) return socket.terminate();
  socket.ping();
  // Browsers do not see pings: the empty frame tells a client that its line is alive.
  socket.send('');
};
