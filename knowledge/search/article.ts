/**
 * An article: what a customer can read about one matter, in every language and in the wording of each level. Values
 * only; `bot/content/articles.ts` reads them from the Markdown files beside this folder.
 */
import type { Language, Level } from '../language';
import type { Intent } from '../understanding';

/** What an article is about. `account` is contract, bill and rights. */
export const ARTICLE_SERVICES = ['internet', 'tv', 'telephone', 'mobile', 'account'] as const;
export type ArticleService = (typeof ARTICLE_SERVICES)[number];

export const EQUIPMENT = ['ont', 'cable_modem', 'router', 'tv_box', 'remote', 'telephone', 'phone', 'sim'] as const;
export type Equipment = (typeof EQUIPMENT)[number];

export interface ArticleText {
  readonly title: string;
  /** How customers call the matter, in their own words. */
  readonly keywords: readonly string[];
  /** Paragraphs in order; each can be sent by itself. A level without its own wording reads the one below. */
  readonly wording: { readonly basic: readonly string[] } & Partial<Record<Level, readonly string[]>>;
}

export interface Article {
  readonly id: string;
  readonly services: readonly ArticleService[];
  /** For whom it is a help; it ranks and never hides. */
  readonly levels: readonly Level[];
  readonly equipment: readonly Equipment[];
  readonly intents: readonly Intent[];
  /** The day it was last looked through, ISO. */
  readonly updated: string;
  readonly texts: Readonly<Record<Language, ArticleText>>;
}

/** The paragraphs for a level: its own, else those of the level below. `null` (not known yet) reads basic. */
export function paragraphsFor(text: ArticleText, level: Level | null): readonly string[] {
  const { basic, intermediate, advanced } = text.wording;
  switch (level) {
    case 'advanced':
      return advanced ?? intermediate ?? basic;
    case 'intermediate':
      return intermediate ?? basic;
    case 'basic':
    case null:
      return basic;
  }
}
