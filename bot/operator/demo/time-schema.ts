/** A moment as the world's files write it, read into ISO. */
import { z } from 'zod';
import { resolveTime } from './times';

/** `now` is the business clock that relative times count from. */
export const timeSchema = (now: () => number) =>
  z.string().transform((text, context) => {
    const time = resolveTime(text, now());
    if (time !== null) return time;
    context.addIssue({ code: 'custom', message: 'write a time as "-2h", "today 14:00", "+1d 08:00" or ISO with an offset' });
    return z.NEVER;
  });
export type Time = ReturnType<typeof timeSchema>;
