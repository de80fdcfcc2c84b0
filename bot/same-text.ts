/** Secrets are compared in a time that does not depend on where the texts differ, nor on their lengths. */
import { createHash, timingSafeEqual } from 'node:crypto';

export const sameText = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
