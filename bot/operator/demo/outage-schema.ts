/** Outages in the demo's world: as they are stored, declared and changed. Texts stand in both languages. */
import { z } from 'zod';
import { CONFIDENCES, OUTAGE_STATES } from '../ports';
import { id } from './account-schema';
import { texts, words } from './fact-values';
import type { Time } from './time-schema';

const confidence = z.enum(CONFIDENCES);

const changeSchema = (time: Time) =>
  z.strictObject({
    at: time,
    by: words,
    what: z.enum(['declared', 'changed', 'merged', 'restored', 'cancelled', 'reopened', 'part']),
    fields: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])),
  });

const scope = z.strictObject({
  services: z.array(id).default([]),
  resources: z.array(id).default([]),
  places: z.array(id).default([]),
});

export const outageSchema = (time: Time) =>
  z.strictObject({
    id,
    title: texts,
    state: z.enum(OUTAGE_STATES),
    planned: z.boolean().default(false),
    scope,
    /** Where it is over already: touched no more. */
    back: scope.optional(),
    since: time,
    cause: texts.optional(),
    text: texts.optional(),
    eta: time.optional(),
    confidence: confidence.optional(),
    next_update: time.optional(),
    compensation: z.boolean().optional(),
    /** The estimate was moved. */
    eta_moved: z.boolean().default(false),
    restored_at: time.optional(),
    updated_at: time,
    /** Grows with every change: what two people who change at once are told apart by. */
    version: z.number().int().min(1).default(1),
    source: z.enum(['staff', 'feed', 'detected', 'demo']).default('demo'),
    /** Its places and followers are that one's. */
    merged_into: id.optional(),
    /** It is where that one was over sooner: what of its scope was touched by that one. */
    part_of: id.optional(),
    /** When the newest event of the feed about it happened there; older ones are passed over. */
    feed_at: time.optional(),
    history: z.array(changeSchema(time)).default([]),
  });

/** Body of `POST outages`; ids in the scope are checked against the world by the caller. */
export const newOutageSchema = (time: Time) =>
  z.strictObject({
    title: texts.prefault({ es: 'Falla en el servicio', en: 'Service failure' }),
    state: z.enum(OUTAGE_STATES).default('investigating'),
    planned: z.boolean().default(false),
    services: z.array(id).default([]),
    resources: z.array(id).default([]),
    places: z.array(id).default([]),
    since: time.prefault('now'),
    cause: texts.optional(),
    text: texts.optional(),
    eta: time.optional(),
    confidence: confidence.optional(),
    next_update: time.optional(),
    compensation: z.boolean().optional(),
  });

/** Body of `PATCH outages/:id`: `null` forgets a value. */
export const outagePatchSchema = (time: Time) =>
  z.strictObject({
    state: z.enum(OUTAGE_STATES).optional(),
    restored: z.boolean().optional(),
    title: texts.optional(),
    cause: texts.nullable().optional(),
    text: texts.nullable().optional(),
    eta: time.nullable().optional(),
    confidence: confidence.nullable().optional(),
    next_update: time.nullable().optional(),
    compensation: z.boolean().nullable().optional(),
  });
