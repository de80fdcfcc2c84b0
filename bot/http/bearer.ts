/** Whether a caller carries the token that a door was given. */
import { sameText } from '../same-text';

export const isBearer = (header: string | undefined, token: string): boolean => sameText(header ?? '', `Bearer ${token}`);
