/**
 * The people of a flood, as people are: each comes once, says what is wrong, and some subscribe, some ask again after a while,
 * some want a person, some leave at once and some stay for a minute. Who comes when and does what follows from the seed.
 */
import { PLACES, randomOf, type Citizen } from './city';
import type { Asker } from './news';

export type Channel = 'web' | 'whatsapp';

export interface Visitor {
  readonly number: number;
  /** Milliseconds after the beginning. */
  readonly due: number;
  readonly channel: Channel;
  readonly asker: Asker;
  /** Absent: nobody that the operator knows. */
  readonly citizen?: Citizen;
  readonly says: string;
  /** Wants to be told, if that is offered; otherwise says no. */
  readonly subscribes: boolean;
  /** Asks again after so long, ms. */
  readonly asksAgainAfter?: number;
  /** Is gone after so long without a word of hers, ms. */
  readonly staysMs: number;
}

export interface Plan {
  readonly perSecond: number;
  readonly seconds: number;
  readonly seed: number;
  readonly channels: readonly Channel[];
  /** Known to the operator; each comes once at most. */
  readonly citizens: readonly Citizen[];
}

/** Of a hundred visitors so many are known to the operator, or fewer, so that there are some to the end; the others share the rest so. */
const KNOWN = 30;
const ZONE_VISITORS = 30;
const OTHER_VISITORS = 10;
const WANT_A_PERSON = 4;
const LONGEST_STAY_MS = 60_000;

export const visitorsOf = ({ perSecond, seconds, seed, channels, citizens }: Plan): readonly Visitor[] => {
  const draw = randomOf(seed);
  const longest = Math.min(LONGEST_STAY_MS, (seconds * 1_000) / 4);
  const share = Math.min(KNOWN, (citizens.length * 100) / (perSecond * seconds));
  let known = 0;
  return Array.from({ length: Math.round(perSecond * seconds) }, (_, number) => {
    const lot = draw(100);
    const citizen = lot < KNOWN && draw(1_000) * KNOWN < share * 1_000 ? citizens[known++] : undefined;
    const isPatient = draw(2) === 0;
    const staysMs = isPatient ? Math.round(longest * (0.5 + draw(50) / 100)) : draw(1_000);
    return {
      number, due: Math.round((number * 1_000) / perSecond), channel: channels[number % channels.length] ?? 'web',
      ...(citizen ? knownOne(citizen) : strangerOf(lot)),
      subscribes: draw(3) > 0, staysMs, ...(isPatient && citizen && draw(2) === 0 && { asksAgainAfter: Math.round(staysMs * 0.8) }),
    };
  });
};

const FAULT = 'no tengo internet, no sé nada de esos aparatos';

const knownOne = (citizen: Citizen): Pick<Visitor, 'asker' | 'citizen' | 'says'> => ({ asker: citizen.standing, citizen, says: FAULT });

const strangerOf = (lot: number): Pick<Visitor, 'asker' | 'says'> => {
  if (lot < KNOWN + ZONE_VISITORS) return { asker: 'zone visitor', says: `${lot % 2 === 0 ? 'no tengo internet' : 'se cayó el internet'} en ${PLACES.zone}` };
  if (lot < KNOWN + ZONE_VISITORS + OTHER_VISITORS) return { asker: 'other visitor', says: `no tengo internet en ${PLACES.elsewhere}` };
  if (lot >= 100 - WANT_A_PERSON) return { asker: 'wants a person', says: 'asesor' };
  return { asker: 'other visitor', says: 'no tengo internet' };
};

/** What a known one asks later. */
export const QUESTION = '¿hay una falla que afecte mi servicio?';

