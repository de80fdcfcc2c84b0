/**
 * Conversations with the product as a web customer has them: Direct Line over HTTP, answers on the conversation's
 * WebSocket. An answer counts only when it comes after the echo of the message it answers.
 */
import { HttpLink, type HttpRequest } from './http-link';
import type { Seat } from './contract';
import { StreamEar } from './stream-ear';
import { customerMessage, type Conversation, type Door } from './talk';

const BASE = '/v3/directline';
/** How long the very first conversation waits to learn whether the bot greets (milliseconds). */
const GREETING_MS = 1500;

interface Started {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
}

interface Line {
  readonly port: number;
  readonly link: HttpLink;
}

let counter = 0;
let greets: boolean | null = null;

const call = async <T>(line: Line, request: HttpRequest): Promise<T> => {
  const answer = await line.link.send(request);
  if (answer.status >= 300) throw new Error(`${request.path}: HTTP ${answer.status} ${answer.body.slice(0, 200)}`);
  return JSON.parse(answer.body) as T;
};

const start = (line: Line, user: string): Promise<Started> => {
  const body = JSON.stringify({ user: { id: user }, locale: 'es-CO' });
  return call<Started>(line, { method: 'POST', path: `${BASE}/conversations`, body });
};

const resume = (line: Line, seat: Seat): Promise<Started> =>
  call<Started>(line, { method: 'GET', path: `${BASE}/conversations/${seat.conversationId}?watermark=${seat.watermark}`, bearer: seat.token });

const listen = (line: Line, started: Started): Promise<StreamEar> => {
  const url = new URL(started.streamUrl);
  url.protocol = 'ws:';
  url.host = `127.0.0.1:${line.port}`;
  return StreamEar.open(url.href);
};

const greeting = async (ear: StreamEar): Promise<void> => {
  if (greets === false) return;
  greets = await ear.anyBotMessage(greets === null ? GREETING_MS : GREETING_MS * 2);
};

/** As long as the ids that stock clients make, since it is stored with the message. */
const markOf = (user: string, turn: number): string => `${user.slice(-7)}${turn}`.padStart(11, 'x');

const conversation = (line: Line, ear: StreamEar, on: Started & { user: string }): Conversation => {
  const path = `${BASE}/conversations/${on.conversationId}/activities`;
  let turn = 0;
  return {
    say: async (text) => {
      const mark = markOf(on.user, turn++);
      const heard = ear.answerTo(mark);
      const posted = call(line, { method: 'POST', path, bearer: on.token, body: customerMessage(on.user, text, { clientActivityID: mark }) });
      const [next] = await Promise.all([heard, posted]);
      return next;
    },
    seat: (next) => ({ conversationId: on.conversationId, token: on.token, watermark: ear.watermark, next }),
    end: () => ear.close(),
  };
};

export const directlineDoor = async (port: number): Promise<Door> => {
  const line: Line = { port, link: await HttpLink.open(port) };
  const open = async (seat?: Seat): Promise<Conversation> => {
    const user = `dl_bench-${process.pid.toString(36)}-${(counter++).toString(36)}`;
    const started = seat === undefined ? await start(line, user) : await resume(line, seat);
    const ear = await listen(line, started);
    if (seat === undefined) await greeting(ear);
    return conversation(line, ear, { ...started, user });
  };
  return { open, close: () => line.link.close() };
};
