/** Whether a caller carries the token that a door was given: compared in a time that tells nothing of where they differ. */
import { createHash, timingSafeEqual } from 'node:crypto';

export const isBearer = (header: string | undefined, token: string): boolean => timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
