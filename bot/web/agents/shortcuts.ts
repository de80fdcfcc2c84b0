/** Single keys of the agents' page. They rest while somebody types, with a modifier held, or when switched off. */
export type Shortcut = 'next' | 'previous' | 'claim' | 'answer' | 'note' | 'articles' | 'attach' | 'search' | 'help';

export interface Press {
  readonly key: string;
  readonly modified: boolean;
  /** The focus is where letters are typed, or a dialog is open. */
  readonly typing: boolean;
}

const KEYS: Readonly<Record<string, Shortcut>> = {
  j: 'next', k: 'previous', c: 'claim', r: 'answer', n: 'note', a: 'articles', f: 'attach', s: 'search', '?': 'help',
};

export function shortcutOf({ key, modified, typing }: Press): Shortcut | undefined {
  return modified || typing ? undefined : KEYS[key.toLowerCase()];
}
