/**
 * The open question and what a reply to it may mean: the contract between understanding, flows and channels.
 * Values and reserved words are those of the public interface of `npm run understand`.
 */
export interface Option {
  readonly id: string;
  readonly label: string;
}

/** `photo` takes a picture or words: the channel gives a picture as a string, the reader gives words. */
export const QUESTION_KINDS = ['yes_no', 'choice', 'number', 'document', 'phone', 'when', 'text', 'photo'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** What was asked last. `text` is the sentence itself: its sense decides what *yes* means. */
export interface Question {
  readonly kind: QuestionKind;
  readonly text?: string;
  readonly options?: readonly Option[];
  /** Local date-time without zone (America/Bogota), `YYYY-MM-DDTHH:mm:ss`; needed by `when`. */
  readonly now?: string;
}

/** Replies that are meaningful after every question. */
const REPLY_WORDS = [
  'unknown',
  'already_done',
  'not_now',
  'repeat_question',
  'wants_human',
  'frustrated',
  'off_topic',
  'none_of_these',
] as const;
export type ReplyWord = (typeof REPLY_WORDS)[number];

/**
 * The value of an answer: `yes` or `no`, an option's id, digits of a document, a phone in E.164, free text, or a
 * ReplyWord (strings); a number in the unit of the question; a local date or date-time.
 */
export type AnswerValue = string | number | { readonly date: string } | { readonly dateTime: string };

export const isReplyWord = (value: unknown): value is ReplyWord => (REPLY_WORDS as readonly unknown[]).includes(value);
