/**
 * The reply to the open question: its value, or the word for what the person said instead. Each kind of question has
 * its reader; what is common to all («no sé», a person asked for, anger) is decided here, after the value.
 */
import { readChoice } from './answers/choice';
import { readDocument } from './answers/document';
import { readNumber } from './answers/number';
import { readPhone } from './answers/phone';
import { readReply, type Reply, type Verdict } from './answers/reply';
import type { ReplyCue } from './answers/reply-cues';
import { readWhen } from './answers/when';
import { asksWhetherItWorks, readYesNo, statesFailure } from './answers/yes-no';
import type { AnswerValue, Question, ReplyWord } from './question';
import { MAX_CHARS, read, readOwn, type Text } from './text';

/** Said instead of a value, in the order in which it counts. */
const INSTEAD: readonly (readonly [ReplyCue, ReplyWord])[] = [
  ['wantsHuman', 'wants_human'],
  ['unknown', 'unknown'],
  ['notNow', 'not_now'],
  ['alreadyDone', 'already_done'],
  ['frustrated', 'frustrated'],
  ['repeat', 'repeat_question'],
  ['offTopic', 'off_topic'],
];

/** A message in the forms that its readers need. */
export interface Said {
  /** As it was written. */
  readonly raw: string;
  readonly text: Text;
  /** Features of its words. */
  readonly words: readonly number[];
}

/** What a message answers to the open question. Pure; never fails. */
export function readAnswer({ raw, text, words }: Said, question: Question): Verdict<AnswerValue> | undefined {
  if (text.tokens.length === 0) return undefined;
  const reply = readReply(text, question, words);
  switch (question.kind) {
    case 'yes_no':
      return readYesNo(reply);
    case 'choice':
      return choice(reply);
    case 'number':
      return valueOr(reply, readNumber(reply));
    case 'document':
      return valueOr(reply, readDocument(reply));
    case 'phone':
      return valueOr(reply, readPhone(reply));
    case 'when':
      return ofAnotherDay(reply, valueOr(reply, readWhen(reply)));
    case 'text':
      return instead(reply, ['wantsHuman', 'repeat']) ?? { value: inOwnWords(raw), why: 'free text' };
    // Words instead of a picture are as good; that there will be no picture is an answer too.
    case 'photo':
      return instead(reply, INSTEAD.map(([cue]) => cue)) ?? { value: inOwnWords(raw), why: 'told in words' };
  }
}

/** What somebody tells is kept as she wrote it, accents and capitals too; a cut never halves a sign. */
const inOwnWords = (raw: string): string => raw.slice(0, MAX_CHARS).replace(/[\ud800-\udbff]$/, '').trim();

const IN_DOUBT = /^(?:no (?:lo |la )?se|no estoy segur[oa]|ni idea|(?:i )?don.?t know|(?:i am |i.?m )?not sure)\b/;

function choice(reply: Reply): Verdict<AnswerValue> {
  const chosen = readChoice(reply);
  if (chosen !== undefined && reply.cues.has('wantsHuman') && chosen.value === 'none_of_these') return { value: 'wants_human', why: 'asks for a person' };
  const verdict = chosen ?? instead(reply, ['wantsHuman', 'unknown', 'repeat', 'notNow', 'frustrated']) ?? { value: 'none_of_these', why: 'fits no option' };
  const doubt = verdict.value === 'unknown' ? reply.question.options?.find(({ label }) => IN_DOUBT.test(readOwn(label).folded)) : undefined;
  return doubt === undefined ? verdict : { value: doubt.id, why: 'the option for who does not know' };
}

const valueOr = (reply: Reply, value: Verdict<AnswerValue> | undefined): Verdict<AnswerValue> =>
  value ?? instead(reply, INSTEAD.map(([cue]) => cue)) ?? { value: 'unknown', why: 'no value told' };

const DEPENDS = /^(?:pues |no |ah )?(?:cuando|apenas|en cuanto|tan pronto|as soon|when|once)\b/;

/** «Cuando tenga plata» puts nothing off: she does not know the day. */
const ofAnotherDay = (reply: Reply, verdict: Verdict<AnswerValue>): Verdict<AnswerValue> =>
  verdict.value === 'not_now' && DEPENDS.test(reply.text.folded) ? { value: 'unknown', why: 'depends on something' } : verdict;

function instead(reply: Reply, allowed: readonly ReplyCue[]): Verdict<AnswerValue> | undefined {
  const found = INSTEAD.find(([cue]) => allowed.includes(cue) && reply.cues.has(cue));
  return found === undefined ? undefined : { value: found[1], why: found[0] };
}

/** She said, beside another answer, that it still fails: «ya lo hice y sigue igual» leaves nothing to ask of «¿Ya funciona?». */
export const stillFails = (text: string, question: Question): boolean => question.kind === 'yes_no' && statesFailure(readReply(read(text), question, []));

export const asksIfWorks = (question: Question): boolean => question.kind === 'yes_no' && asksWhetherItWorks(question.text ?? '');
