/**
 * The demo operator's world: the shape of its files, of `PUT /api/demo/world` and of what is stored. One strict schema
 * is the door for all three; its faults carry the path of the value at fault. Times come out as ISO (see times.ts).
 */
import { z } from 'zod';

import { DOWN_CAUSES, LINE_STATES, SERVICE_KINDS, TICKET_STATES } from '../ports';
import { COMMANDS } from '../telemetry';
import { accountSchema, id } from './account-schema';
import { alsoPatchSchema, alsoSchema, words } from './fact-values';
import { brokenLinks } from './links';
import { outageSchema, type newOutageSchema, type outagePatchSchema } from './outage-schema';
import { timeSchema, type Time } from './time-schema';

const SYSTEM_NAMES = [
  'directory', 'account', 'line', 'outage', 'tickets', 'visits', 'messages', 'equipment', 'tv', 'voice', 'mobile', 'office', 'cun',
] as const;
export type SystemName = (typeof SYSTEM_NAMES)[number];

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the hour as "08:00"');
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const days = z.array(z.enum(WEEK)).min(1);
/** People work on holidays only where it is said. */
const shiftDays = z.array(z.enum([...WEEK, 'holiday'])).min(1);

/** What the line test measures. Absent = unknown. */
const readingsShape = (time: Time) => ({
  state: z.enum(LINE_STATES),
  rx_dbm: z.number().min(-60).max(10).optional(),
  session: z.enum(['up', 'down']).optional(),
  online_since: time.optional(),
  last_down_at: time.optional(),
  last_down_cause: z.enum(DOWN_CAUSES).optional(),
  traffic: z.boolean().optional(),
});

/**
 * What heals a service. `power_back` and `waiting` begin with the first test that sees the fault, the others when the
 * bot runs that command. `sets` are the readings after it; without them the line is healthy.
 */
const cureSchema = (time: Time) =>
  z.strictObject({
    on: z.enum(['power_back', 'waiting', 'restart', 'session_reset', ...COMMANDS]),
    after_min: z.number().min(0).max(1_440).default(0),
    sets: alsoSchema(time).optional(),
  });

const serviceSchema = (time: Time) =>
  z.strictObject({
    id,
    customer: id,
    kind: z.enum(SERVICE_KINDS),
    plan: words,
    /** A month, without taxes. */
    fee_cop: z.number().int().min(0).max(100_000_000).optional(),
    address: words,
    label: words,
    place: id,
    attached: id.optional(),
    story: words.optional(),
    readings: z.strictObject({ ...readingsShape(time), also: alsoSchema(time).optional() }),
    cure: cureSchema(time).optional(),
    /** Set by the demo: when the cure takes effect. */
    cured_at: time.optional(),
  });

const customerSchema = () =>
  z.strictObject({
    id,
    name: z.strictObject({ first: words, full: words }),
    document: z.strictObject({ type: z.enum(['CC', 'CE', 'NIT', 'PA', 'PPT', 'TI']), number: z.string().regex(/^[\dA-Z]{5,12}$/) }),
    account: z.string().regex(/^\d{6,12}$/, 'an account number has 6 to 12 digits'),
    contacts: z
      .array(
        z.discriminatedUnion('channel', [
          z.strictObject({ channel: z.literal('sms'), value: z.string().regex(/^\+57\d{10}$/, 'write the phone as "+573000000001"') }),
          z.strictObject({ channel: z.literal('email'), value: z.email() }),
        ]),
      )
      .min(1, 'the first contact receives the codes'),
  });

const agendaShape = (time: Time) => ({
  /** Technicians' hours by city: slots are offered from them, day by day. */
  crews: z
    .array(
      z.strictObject({
        place: id,
        days,
        windows: z.array(z.strictObject({ from: clock, to: clock })).min(1),
        capacity: z.number().int().min(0).max(50),
      }),
    )
    .default([]),
  visits: z
    .array(
      z.strictObject({
        id,
        service: id,
        slot: id.optional(),
        from: time,
        to: time,
        state: z.enum(['booked', 'replaced', 'cancelled', 'done']).default('booked'),
        thread: z.string().optional(),
      }),
    )
    .default([]),
  shifts: z.array(z.strictObject({ agent: words, skills: z.array(id).default([]), days: shiftDays, from: clock, to: clock })).default([]),
});

const ticketSchema = (time: Time) =>
  z.strictObject({
    id,
    kind: z.enum(['fault', 'petition', 'complaint', 'appeal', 'data_correction', 'data_deletion']),
    customer: id,
    service: id.optional(),
    status: z.enum(TICKET_STATES),
    summary: words.optional(),
    /** The regulator's single code of a petition, complaint or appeal. */
    cun: z.string().regex(/^\d{4}-\d{2}-\d{10}$/, 'write the CUN as "9999-26-0000000001"').optional(),
    /** The number of the request whose answer an appeal is against. */
    against: z.string().max(40).optional(),
    /** Last day for the answer. */
    answer_by: time.optional(),
    told: z.string().max(4_000).optional(),
    opened_at: time,
    notes: z.array(z.strictObject({ at: time, text: words })).default([]),
    thread: z.string().optional(),
  });

/** What the demo keeps while it runs; files may leave all of it out. */
const recordsShape = (time: Time) => ({
  messages: z
    .array(
      z.strictObject({ key: z.string(), at: time, channel: z.enum(['sms', 'email']), to: z.string(), text: z.string() }),
    )
    .default([]),
  notices: z.array(z.strictObject({ at: time, service: id, thread: z.string() })).default([]),
  human_requests: z
    .array(
      z.strictObject({
        id,
        at: time,
        thread: z.string(),
        language: z.enum(['es', 'en']),
        customer: id.optional(),
        service: id.optional(),
        priority: z.literal(true).optional(),
      }),
    )
    .default([]),
  codes: z
    .record(
      z.string(),
      z.strictObject({
        sentAt: z.array(z.number()),
        active: z.strictObject({ code: z.string(), expiresAt: z.number() }).optional(),
        wrong: z.number().int(),
        blockedUntil: z.number().optional(),
      }),
    )
    .default({}),
  /** Results of the writes already done, by key. */
  done: z.record(z.string(), z.json()).default({}),
  /** Numbers given out so far. */
  counter: z.number().int().min(0).default(0),
});

const systemState = z.enum(['ok', 'down', 'slow']).default('ok');

const operatorShape = () => ({
  format: z.literal(1),
  /** `sic_code`: the operator's four figures in a CUN; the demo's belongs to nobody. */
  operator: z.strictObject({ name: words, sic_code: z.string().regex(/^\d{4}$/).default('9999'), compensation: z.strictObject({ threshold_min: z.number().int().min(0).default(150), verified_by: words.optional(), multiplier: z.number().min(0).max(10).default(1), show_amount: z.boolean().default(false) }).prefault({}) }),
  systems: z.strictObject(Object.fromEntries(SYSTEM_NAMES.map((name) => [name, systemState])) as Record<SystemName, typeof systemState>).prefault({}),
  places: z.array(z.strictObject({ id, name: words })).min(1),
  plant: z.array(z.strictObject({ id, kind: z.enum(['olt', 'port', 'node', 'site']), parent: id.optional() })).default([]),
});

/** `now` is the business clock that relative times count from. */
export const worldSchema = (now: () => number) => {
  const time = timeSchema(now);
  return z
    .strictObject({
      ...operatorShape(),
      customers: z.array(customerSchema()),
      services: z.array(serviceSchema(time)),
      accounts: z.array(accountSchema(time)).default([]),
      tickets: z.array(ticketSchema(time)).default([]),
      outages: z.array(outageSchema(time)).default([]),
      ...agendaShape(time),
      ...recordsShape(time),
    })
    .superRefine((world, context) => {
      for (const fault of brokenLinks(world)) context.addIssue({ code: 'custom', path: [...fault.path], message: fault.message });
    });
};

/** Body of `PATCH services/:id`: `null` forgets a reading. */
export const readingsPatchSchema = (now: () => number) => {
  const time = timeSchema(now);
  const { state, ...others } = readingsShape(time);
  const nullable = Object.fromEntries(Object.entries(others).map(([name, schema]) => [name, schema.nullable()])) as {
    [K in keyof typeof others]: z.ZodNullable<(typeof others)[K]>;
  };
  return z.strictObject({
    state: state.optional(),
    ...nullable,
    also: alsoPatchSchema(time).optional(),
    cure: cureSchema(time).nullable().optional(),
  });
};

type Frozen<T> = T extends readonly (infer E)[] ? readonly Frozen<E>[] : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** A world is never changed in place: a change makes a new one. */
export type World = Frozen<z.output<ReturnType<typeof worldSchema>>>;
export type DemoCustomer = World['customers'][number];
export type DemoService = World['services'][number];
export type Readings = DemoService['readings'];
export type Also = NonNullable<Readings['also']>;
export type DemoAccount = World['accounts'][number];
export type DemoOutage = World['outages'][number];
export type DemoVisit = World['visits'][number];
export type DemoTicket = World['tickets'][number];
export type ReadingsPatch = z.output<ReturnType<typeof readingsPatchSchema>>;
export type NewOutage = Frozen<z.output<ReturnType<typeof newOutageSchema>>>;
export type OutagePatch = Frozen<z.output<ReturnType<typeof outagePatchSchema>>>;
