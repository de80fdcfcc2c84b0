/** A customer's account in the demo's files: what she owes, what she signed, and what became of it while the demo runs. */
import { z } from 'zod';
import { texts } from './fact-values';

/** How everything in the world is called. */
export const id = z.string().regex(/^[\w./-]{1,64}$/, 'use letters, digits, ".", "/", "_" and "-"');
const pesos = z.number().int();

const contractShape = <T extends z.ZodType<string>>(time: T) => ({
  /** Day of the month on which a billing period ends. */
  cut_day: z.number().int().min(1).max(28).default(25),
  permanence: z.strictObject({ until: time, value_cop: pesos.min(0) }).optional(),
  /** Without service longer than the rules allow: a ground for ending without the permanence's price. */
  unavailable: z.boolean().default(false),
  offer: texts.optional(),
  /** Kept by the demo once the customer asked to end it. */
  ending: z.strictObject({ number: z.string(), has_cun: z.boolean(), part: z.string(), ends: time }).optional(),
  promise_until: z.string().optional(),
});

export const accountSchema = <T extends z.ZodType<string>>(time: T) =>
  z.strictObject({
    customer: id,
    state: z.enum(['active', 'suspended']),
    suspended_since: time.optional(),
    /** Somebody at home depends on the service. */
    priority: z.boolean().default(false),
    /** Whether a promise of payment is taken. */
    promises: z.boolean().default(true),
    /** Paid, and still on its way to the account. */
    transit_since: time.optional(),
    contract: z.strictObject(contractShape(time)).prefault({}),
    bills: z
      .array(
        z.strictObject({
          number: id,
          issued: time,
          due: time,
          amount_cop: pesos.min(0),
          paid_cop: pesos.min(0).default(0),
          paid_at: time.optional(),
          /** What differs from the bill before, in words. */
          changes: texts.optional(),
        }),
      )
      .default([]),
  });
