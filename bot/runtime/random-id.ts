/** Ids that nobody guesses, as short as they may be: they stand in every key and every record of a conversation. */
import { randomUUID } from 'node:crypto';

/** 122 random bits in 22 letters. By way of a UUID, whose bits are drawn in advance: `randomBytes` asks the system each time. */
export const randomId = (): string => Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');

/** 90 random bits in 16 letters: enough among all conversations of a century. */
export const shortRandomId = (): string => randomId().slice(0, 16);
