/**
 * The world of a flood: thousands of customers made from a seed, on the operator's own file format, so that the server reads
 * them as it reads any world. One part of the city loses its service; the others are there to hear nothing of it.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundledWorldDir, loadWorld } from '../../bot/operator/demo/world-files';

/** Where it happens, as people call it and as the operator names it. */
export const ZONE = { id: 'bogota/suba', spoken: 'Suba', named: 'Suba, Bogotá' } as const;
/** Where nothing happens. */
const ELSEWHERE = { id: 'medellin/laureles', spoken: 'Laureles' } as const;
/** What breaks, and what else stands in the zone and works. */
export const TERMINAL = 'BOG-9';
const OTHER_TERMINAL = 'BOG-8';
const FAR_TERMINAL = 'MED-9';
const PORTS = 16;

/**
 * `affected`: hangs on what broke. `possible`: lives there, on something else, without light. `near`: lives there and her
 * line works. `elsewhere`: far away, and her line works too.
 */
export type Standing = 'affected' | 'possible' | 'near' | 'elsewhere';

export interface Citizen {
  readonly customer: string;
  readonly service: string;
  /** `573…`: writes from here on WhatsApp. */
  readonly number: string;
  readonly standing: Standing;
}

/** Of twenty customers. */
const SHARES: readonly Standing[] = [
  'affected', 'affected', 'elsewhere', 'affected', 'affected', 'possible', 'elsewhere', 'affected', 'elsewhere', 'affected',
  'affected', 'near', 'affected', 'elsewhere', 'affected', 'affected', 'elsewhere', 'possible', 'elsewhere', 'affected',
];
const NAMES = ['Ana', 'Luis', 'Marta', 'Jorge', 'Luz', 'Pedro', 'Sara', 'Iván', 'Nora', 'Saúl', 'Rosa', 'Hugo', 'Elsa', 'Raúl', 'Inés', 'Juan'];

export const citizensOf = (count: number): readonly Citizen[] =>
  Array.from({ length: count }, (_, index) => ({
    customer: `F-${index + 1}`, service: `FS-${index + 1}`, number: `57316${String(index).padStart(7, '0')}`, standing: SHARES[index % SHARES.length] ?? 'elsewhere',
  }));

/** Writes the world into the folder, which is then a `DEMO_DIR`. The bundled operator, its places and its staff stay. */
export const makeCity = (folder: string, citizens: readonly Citizen[], seed: number): void => {
  const bundled = loadWorld(bundledWorldDir(), Date.now);
  if (!bundled.ok) throw new Error(bundled.faults.join('\n'));
  const { format, operator, places, plant, shifts, crews } = bundled.world;
  const draw = randomOf(seed);
  const own = { format, operator, places, shifts, crews, plant: [...plant, ...plantOf(TERMINAL), ...plantOf(OTHER_TERMINAL), ...plantOf(FAR_TERMINAL)] };
  const customers = citizens.map(({ customer, number }, index) => ({
    id: customer, account: String(20_000_000 + index), document: { type: 'CC', number: String(9_910_000_000 + index) },
    name: nameOf(draw), contacts: [{ channel: 'sms', value: `+${number}` }],
  }));
  const services = citizens.map(({ customer, service, standing }) => ({
    id: service, customer, kind: 'gpon', plan: 'Fibra 300 Mb/s', ...homeOf(draw), ...lineOf(standing, draw),
  }));
  writeFileSync(path.join(folder, 'world.json'), JSON.stringify({ ...own, customers, services }));
};

const plantOf = (olt: string): readonly object[] => [
  { id: olt, kind: 'olt' }, ...Array.from({ length: PORTS }, (_, port) => ({ id: `${olt}/${port + 1}`, kind: 'port', parent: olt })),
];

const lineOf = (standing: Standing, draw: Draw): object => {
  const attached = { affected: TERMINAL, possible: OTHER_TERMINAL, near: OTHER_TERMINAL, elsewhere: FAR_TERMINAL }[standing];
  const place = standing === 'elsewhere' ? ELSEWHERE.id : ZONE.id;
  const readings = standing === 'near' || standing === 'elsewhere'
    ? { state: 'online', rx_dbm: -19, session: 'up', traffic: true }
    : { state: 'los', rx_dbm: -40, session: 'down', last_down_at: '-20m', last_down_cause: 'los', traffic: false };
  return { place, attached: `${attached}/${draw(PORTS) + 1}`, readings };
};

const homeOf = (draw: Draw): object => {
  const street = `Calle ${draw(180) + 1}`;
  return { label: street, address: `${street} # ${draw(90) + 1}-${draw(99) + 100}` };
};

const nameOf = (draw: Draw): object => {
  const first = NAMES[draw(NAMES.length)] ?? 'Ana';
  return { first, full: `${first} de Prueba` };
};

/** A whole number below `limit`. */
export type Draw = (limit: number) => number;

/** Mulberry32: the same city for the same seed. */
export const randomOf = (seed: number): Draw => {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
};

/** What somebody whom we do not know says of where she is. */
export const PLACES = { zone: ZONE.spoken, elsewhere: ELSEWHERE.spoken } as const;
