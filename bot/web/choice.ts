/** Answers that can be tapped, under a message or on a card. */
import { listOf, textOf } from './fields';

/** `imBack` shows and sends its title; `postBack` also carries a value for the bot. */
export interface Choice {
  readonly kind: 'imBack' | 'postBack';
  readonly title: string;
  readonly value: unknown;
}

export function parseChoices(actions: unknown): Choice[] {
  return listOf(actions).flatMap((action) => {
    const title = textOf(action['title']);
    const kind = action['type'];
    if (title === undefined || (kind !== 'imBack' && kind !== 'postBack')) return [];
    return [{ kind, title, value: action['value'] ?? title }];
  });
}
