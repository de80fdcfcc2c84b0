/** What the bot makes of one message: the output of `understand` and, line by line, of `npm run understand`. */
import type { Language, Level } from './language';
import type { AnswerValue } from './question';

export const INTENTS = [
  'no_internet', 'slow_internet', 'intermittent', 'wifi_password', 'wifi_coverage', 'site_or_dns', 'advanced_network',
  'tv', 'telephone', 'mobile_data', 'bill', 'payment_suspended', 'outage_question', 'compensation', 'cancel_contract',
  'pqr_complaint', 'ticket_status', 'technician_visit', 'talk_to_human', 'greeting', 'resume', 'thanks_bye', 'other',
] as const;
export type Intent = (typeof INTENTS)[number];

export interface Entity {
  readonly kind: 'number' | 'document' | 'phone' | 'email' | 'power_dbm' | 'speed_mbps' | 'case_number';
  readonly text: string;
  readonly value: string | number;
}

export interface Understanding {
  readonly intent: Intent;
  /** Further intents the message honestly carries. */
  readonly also?: readonly Intent[];
  /** 0..1, calibrated on the development data by cross-validation. */
  readonly confidence: number;
  readonly level: Level | 'unknown';
  readonly language: Language;
  /** The language, when the words leave no doubt about it: only then a conversation changes to it. */
  readonly surely?: Language;
  readonly entities: readonly Entity[];
  /** Present when a question was open and the message says something about it. */
  readonly answer?: AnswerValue;
  /** The message was longer than what is looked at: ask for it in fewer words. */
  readonly cut?: true;
  /** What decided, for the transcript and for people who debug: `level: …`, `intent: …`, `answer: …`. */
  readonly why: readonly string[];
}
