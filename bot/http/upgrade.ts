/**
 * The way of a request that wants to become a WebSocket. Node hands over its bare line here: whatever a stranger writes
 * on it, or however he drops it, ends that line alone and never the process.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { UpgradeHandler } from './route';

/** Where it wants to go; `null` when that is no address. */
export const addressOf = ({ url = '/' }: Pick<IncomingMessage, 'url'>): URL | null => (URL.canParse(url, BASE) ? new URL(url, BASE) : null);

const BASE = 'http://localhost';

/** `headers`: whole lines. Our side of the line is closed, too: a caller who never closes his would keep it for ever. */
export const refuseUpgrade = (socket: Duplex, status: string, headers = ''): void => {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${headers}connection: close\r\ncontent-length: 0\r\n\r\n`);
};

export const takingUpgrades = (takers: readonly UpgradeHandler[]) => (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
  // From here on nobody else listens: a line that breaks would be an exception of the process.
  socket.on('error', () => socket.destroy());
  if (!takers.some((take) => take(request, socket, head))) refuseUpgrade(socket, '404 Not Found');
};
