/**
 * The help of a question: own words, or an article that answers who asks how. The articles stand in `knowledge/articles` and are
 * published apart from flows: one that is gone leaves the question without help, never without its words.
 */
import type { AskStep, Help, Text } from './schema';

/** What a help may name. */
export const ARTICLE_NAMES = [
  'apn-android', 'apn-iphone', 'balance-usage', 'bill-claim', 'bridge-mode', 'cable-modem-lights', 'call-diversion',
  'case-numbers', 'change-dns', 'compensation', 'end-contract', 'fibre-care', 'file-pqr', 'first-bill', 'fraud-codes',
  'gpon-lights', 'hdmi-source', 'home-phone', 'lost-phone', 'megabits-megabytes', 'moving-house', 'open-ports', 'outage-news',
  'parental-control', 'pause-service', 'pay-bill', 'permanence', 'personal-data', 'portability', 'power-cut', 'priority-care',
  'public-ip', 'read-bill', 'reconnection', 'remote-pairing', 'restart-equipment', 'roaming', 'router-place', 'sim-esim',
  'speed-test', 'talk-to-person', 'technician-visit', 'tv-box-lights', 'tv-box-restart', 'tv-channels', 'voicemail',
  'wifi-bands', 'wifi-find-password', 'wifi-password', 'wifi-unknown-devices',
] as const;

export const helpArticle = ({ help }: Pick<AskStep, 'help'>): string | undefined => (isArticle(help) ? help.article : undefined);

export const helpText = ({ help }: Pick<AskStep, 'help'>): Text | undefined => (isArticle(help) ? undefined : help);

const isArticle = (help: Help | undefined): help is Help & { readonly article: string } => typeof help === 'object' && 'article' in help;
