/** How things are named in the files of flows; the regular expressions' messages are keys of `parse-issues.ts`. */
import { z } from 'zod';

export const stepName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'step_name');
export const flowName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'flow_name');
export const factName = z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/, 'fact_name');
export const sentence = z.string().min(1);
