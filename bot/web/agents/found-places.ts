/** Where words stand in a conversation. */
import type { TranscriptItem } from '../contracts';
import { plain } from './canned-text';
import { isQuiet } from './open-case';

/** Letters that are worth seeking. */
export const SHORTEST = 2;

/** Positions of what was said that holds all typed words, the newest first. */
export function placesOf(items: readonly TranscriptItem[], typed: string): readonly number[] {
  const words = plain(typed).split(/\s+/).filter((word) => word !== '');
  if (typed.trim().length < SHORTEST) return [];
  const found = items.filter((item) => !isQuiet(item) && words.every((word) => plain(item.text).includes(word)));
  return [...new Set(found.map(({ position }) => position))].reverse();
}
