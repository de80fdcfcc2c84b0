/**
 * The words every part shares about the person who writes: language and level.
 * They stand here because `knowledge/` is the floor of the house: all may import them.
 */
export const LANGUAGES = ['es', 'en'] as const;
/** Spanish of Colombia first, English too. */
export type Language = (typeof LANGUAGES)[number];

export const LEVELS = ['basic', 'intermediate', 'advanced'] as const;
/** How practised a customer is with the service that fails. Never told to the customer as a label. */
export type Level = (typeof LEVELS)[number];
