/**
 * The line to each address: one send at a time, and nothing overtakes a message that must be sent again (I2). While the
 * relay keeps that message for later, what comes after it is told to wait; when nobody comes back for it, the line opens
 * by itself. In this process only: after a crash a message may come twice, it is never lost.
 */
import type { Address } from '../../../dialogs/ids';
import type { Delivery } from '../channel';

/** How long after its time a held message keeps the others waiting. */
const GRACE_MS = 30_000;
/** So that what waits comes after what it waits for. */
const BEHIND_MS = 300;
/** So many lines are looked through for ones that nobody came back for. */
const MANY = 5_000;

export interface Attempt {
  /** How often the same delivery was tried before. */
  readonly tries: number;
  /** Names of its parts that were sent already. */
  readonly sent: Set<string>;
}

export interface Lines {
  /** Runs `send` when its turn has come. `position` tells deliveries of one address apart and orders them. */
  inTurn(to: Address, position: number, send: (attempt: Attempt) => Promise<Delivery>): Promise<Delivery>;
  /** Meta told that this part arrived, although our call had no answer. */
  arrived(to: Address, part: string): void;
  /** Whether it waits here to be sent again. */
  holds(to: Address, position: number): boolean;
}

interface Held extends Attempt {
  readonly position: number;
  readonly until: number;
}

interface Line {
  tail: Promise<unknown>;
  waiting: number;
  held?: Held | undefined;
}

export const makeLines = (now: () => number): Lines => {
  const lines = new Map<Address, Line>();
  const open = (to: Address): Line => {
    if (lines.size >= MANY) forget();
    const line = lines.get(to) ?? { tail: Promise.resolve(), waiting: 0 };
    lines.set(to, line);
    return line;
  };
  const holds = ({ held }: Line): boolean => held !== undefined && now() < held.until + GRACE_MS;
  const forget = (): void => {
    for (const [to, line] of lines) if (line.waiting === 0 && !holds(line)) lines.delete(to);
  };
  const close = (to: Address, line: Line): void => {
    line.waiting -= 1;
    if (line.waiting === 0 && !line.held) lines.delete(to);
  };
  const run = async (line: Line, position: number, send: (attempt: Attempt) => Promise<Delivery>): Promise<Delivery> => {
    const { held } = line;
    if (held && held.position < position && holds(line)) {
      return { kind: 'retry', afterMs: Math.max(0, held.until - now()) + BEHIND_MS, reason: 'waits for an earlier message', waits: true };
    }
    const attempt: Attempt = held?.position === position ? held : { tries: 0, sent: new Set() };
    const delivery = await send(attempt);
    if (delivery.kind === 'retry') line.held = { position, until: now() + delivery.afterMs, tries: attempt.tries + 1, sent: attempt.sent };
    else if (held && held.position <= position) line.held = undefined;
    return delivery;
  };

  return {
    inTurn(to, position, send) {
      const line = open(to);
      line.waiting += 1;
      const turn = line.tail.then(() => run(line, position, send));
      line.tail = turn.catch(() => undefined);
      return turn.finally(() => close(to, line));
    },
    holds: (to, position) => lines.get(to)?.held?.position === position,
    arrived: (to, part) => void lines.get(to)?.held?.sent.add(part),
  };
};
