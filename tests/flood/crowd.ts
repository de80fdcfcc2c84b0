/**
 * The crowd: sends each visitor on her way when she is due, whatever happened to the others, and keeps what she asked and was
 * answered. Judging is left to who knows when the news were told.
 */
import { SignJWT } from 'jose';
import { setTimeout as pause } from 'node:timers/promises';
import type { FakeMeta } from '../fake-meta/server';
import { openWeb, whatsAppLine, type Heard, type Line } from './lines';
import type { Asked } from './news';
import { QUESTION, type Visitor } from './visitors';

/** Shared by the server and the page that its customers are signed in on. */
export const SIGN_IN_SECRET = 'the flood signs its customers in with this secret';
const KEY = new TextEncoder().encode(SIGN_IN_SECRET);

export interface Answered extends Asked {
  readonly visitor: number;
  readonly channel: Visitor['channel'];
  /** From the press of *send* (of the first words: from coming) to the answer, ms; absent without one. */
  readonly ms?: number;
  /** Until the server had accepted the words, ms. */
  readonly acceptedMs?: number;
}

/** One who may be owed news: what she was told, with what she answered to the offer. */
export interface Follower {
  readonly visitor: number;
  readonly channel: Visitor['channel'];
  readonly subscribes: boolean;
  /** All that the bot told her, in order. */
  readonly told: readonly string[];
}

export interface Crowd {
  /** Resolves when the last one has gone. */
  readonly gone: Promise<readonly Answered[]>;
  /** Looks at every known customer's whole conversation. */
  followers(): Promise<readonly Follower[]>;
}

export interface Streets {
  readonly server: string;
  readonly meta: FakeMeta | undefined;
  /** Epoch ms. */
  readonly began: number;
}

const OFFER = /¿Quiere que le avise cuando vuelva el servicio\?/;

export const sendCrowd = (streets: Streets, visitors: readonly Visitor[]): Crowd => {
  const answers: Answered[] = [];
  const lines = new Map<Visitor, Line>();
  const walk = async (visitor: Visitor): Promise<void> => {
    const due = streets.began + visitor.due;
    await pause(Math.max(0, due - Date.now()));
    const first = await heard(answers, { visitor, at: due, isFirst: true }, async () => {
      const line = await lineOf(streets, visitor);
      if (visitor.citizen) lines.set(visitor, line);
      return { line, ...(await line.say(visitor.says)) };
    });
    if (first) await goOn(answers, { visitor, ...first });
    first?.line.leave();
  };
  return {
    gone: Promise.all(visitors.map(walk)).then(() => answers),
    async followers() {
      const found: Follower[] = [];
      for (const [{ number, channel, subscribes }, line] of lines) {
        found.push({ visitor: number, channel, subscribes, told: await line.everything() });
      }
      return found;
    },
  };
};

interface Asking {
  readonly visitor: Visitor;
  readonly at: number;
  readonly isFirst: boolean;
}

interface Saying extends Heard {
  readonly line: Line;
}

/** Keeps what came of it; what was not answered is kept without a text. */
const heard = async (answers: Answered[], { visitor, at, isFirst }: Asking, ask: () => Promise<Saying>): Promise<Saying | undefined> => {
  const { number, channel, asker } = visitor;
  const asked = { visitor: number, channel, asker, at, isFirst };
  try {
    const said = await ask();
    answers.push({ ...asked, text: said.text, acceptedMs: said.acceptedMs, ms: Date.now() - at });
    return said;
  } catch {
    answers.push(asked);
    return undefined;
  }
};

/** After her first answer: takes the offer or not, stays, perhaps asks again. */
const goOn = async (answers: Answered[], { visitor, line, text }: Saying & { readonly visitor: Visitor }): Promise<void> => {
  const wasOffered = OFFER.test(text);
  if (wasOffered) await line.say(visitor.subscribes ? 'sí, avíseme' : 'no, gracias').catch(() => undefined);
  if (visitor.asksAgainAfter === undefined || (wasOffered && !visitor.subscribes)) return void (await pause(visitor.staysMs));
  await pause(visitor.asksAgainAfter);
  await heard(answers, { visitor, at: Date.now(), isFirst: false }, async () => ({ line, ...(await line.say(QUESTION)) }));
  await pause(visitor.staysMs - visitor.asksAgainAfter);
};

const lineOf = async ({ server, meta }: Streets, { channel, citizen, number }: Visitor): Promise<Line> => {
  if (channel === 'web' || !meta) return openWeb(server, citizen && (await proofOf(citizen.customer)));
  return whatsAppLine(citizen ? meta.user(citizen.number) : meta.user(String(573_200_000_000 + number), { hidesPhone: true }));
};

const proofOf = (customer: string): Promise<string> =>
  new SignJWT({ jti: `${customer} ${Math.random()}` }).setProtectedHeader({ alg: 'HS256' }).setSubject(customer).setAudience('hilo').setExpirationTime('1h').sign(KEY);
