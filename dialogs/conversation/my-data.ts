/**
 * What we keep about her: told on request from what this case holds, as a whole copy by the guide that proves first who she
 * is, and corrected or deleted by a claim that she confirms and whose number she keeps (P14, Ley 1581 de 2012). Only what the customer proved to
 * be hers is named (I11).
 */
import type { Level } from '../../knowledge/language';
import { fold } from '../../knowledge/text';
import { say } from '../../knowledge/phrases/say';
import type { Phrase } from '../../knowledge/phrases/es';
import type { ClaimSettledEvent } from '../event';
import { openGuide } from './cases';
import { leaveGuide, PERSON_ONLY, remember, tell, voiceOf, type Draft } from './draft';
import { notice, requestHuman } from './human';
import { FORMER, isHoldersOnly } from './proof';
import { standAgain } from './stand';

const COPY = 'my-data';
/** The summary that she was shown. */
const SHOWN = 'data.held';
const SHOWN_MS = 60 * 60_000;
const CLAIM = 'data-claim';

export const showData = (draft: Draft): void => {
  const { state } = draft;
  if (isHoldersOnly(draft, 'data')) return onlyHolder(draft);
  if (state.facts['customer.id'] === undefined) return copyData(draft);
  note(draft, 'data_shown');
  const list = lines(draft).map((line) => `• ${line}`).join('\n');
  remember(draft, 'conversation', { [SHOWN]: list });
  tell(draft, 'dataHeld', { list });
  standAgain(draft);
};

/** The guide asks who she is; a release without it can only tell what stands here. */
export const copyData = (draft: Draft): void => {
  if (isHoldersOnly(draft, 'data')) return onlyHolder(draft);
  note(draft, 'data_shown');
  if (openGuide(draft, COPY, { [PERSON_ONLY]: 'copy' })) return;
  tell(draft, 'dataNone');
  standAgain(draft);
};

const onlyHolder = (draft: Draft): void => {
  tell(draft, 'onlyHolder');
  standAgain(draft);
};

type Wish = 'data_deletion' | 'data_correction';

/** `text`: what she wrote, read back where it tells how it should be. A release without the guide has a person do it. */
export const requestAboutData = (draft: Draft, what: Wish, text: string): void => {
  if (isHoldersOnly(draft, 'data')) return onlyHolder(draft);
  note(draft, what);
  forgetClaim(draft);
  if (draft.state.stack[0]?.flow === COPY) leaveGuide(draft, 'ESPERA');
  const told = what === 'data_correction' && tellsHow(text) ? { 'claim.facts': text.trim() } : {};
  if (openGuide(draft, CLAIM, { [PERSON_ONLY]: 'claim', 'claim.kind': what, ...told })) return;
  tell(draft, what === 'data_deletion' ? 'dataDeletion' : 'dataRequested');
  requestHuman(draft);
};

/** «Bórrenlos», said of the data that she asked for, or has just been shown. */
export const meansHerData = ({ state, world }: Draft, text: string): boolean => {
  const shown = state.facts[SHOWN];
  const isAboutData = state.stack[0]?.flow === COPY || (state.stack.length === 0 && shown !== undefined && world.now - shown.at < SHOWN_MS);
  return isAboutData && text.length <= LONGEST_ORDER && DELETE_THEM.test(fold(text));
};
const LONGEST_ORDER = 60;
const DELETE_THEM = /^\W*(?:(?:no|bueno|pues|entonces|quiero que|quiero|por favor|ok|listo|please|then|i want (?:you )?to|can you)[\s,]+)*(?:borr|elimin|quit|suprim|delete|erase|remove)\w*(?: (?:eso|todo|todos|los|them|it|all|that|everything|por favor|please|of))*\W*$/;

const note = (draft: Draft, name: Wish | 'data_shown'): void => void draft.entries.push({ kind: 'event', at: draft.world.now, name });

/** She is told where she asked, unless somebody else writes there now. A word between: what is open stays open. */
export const claimSettled = (draft: Draft, event: ClaimSettledEvent): void => {
  const { facts } = draft.state;
  if ((facts['customer.id'] ?? facts[FORMER])?.value !== event.customer) return;
  const { number, how, deleted, about, done } = event;
  const said = say(voiceOf(draft), done ? DONE[about] : 'claimRefused', { number, how, n: deleted });
  notice(draft, 'claim_settled', [said, ...(done && how !== '' ? [how] : [])].join(' '));
};

const DONE = { data_correction: 'claimCorrected', data_deletion: 'claimDeleted' } as const satisfies Record<Wish, Phrase>;

/** Each claim is one of its own: the words of the last one are not those of this. */
const forgetClaim = ({ state }: Draft): void => {
  state.facts = Object.fromEntries(Object.entries(state.facts).filter(([name]) => !name.startsWith('claim.')));
};

/** «Corregir mi correo» only announces it. */
const tellsHow = (text: string): boolean => /[\d@]/.test(text) || text.trim().split(/\s+/).length > MOST_ANNOUNCING;
const MOST_ANNOUNCING = 5;

const lines = (draft: Draft): readonly string[] => {
  const { facts } = draft.state;
  const named = NAMED.flatMap(([fact, phrase]) => {
    const value = facts[fact]?.value;
    return typeof value === 'string' ? [`${words(draft, phrase)}: ${value}`] : [];
  });
  const shown = Object.entries(facts).filter(([name]) => !/^(?:check|code|channel|candidate|customer|service)\./.test(name));
  const said = shown.filter(([, { source }]) => source === 'customer').length;
  const { level } = draft.state;
  return [
    ...named,
    ...(level === null ? [] : [say(voiceOf(draft), 'dataLevel', { level: words(draft, LEVEL_WORDS[level]) })]),
    ...filed(draft).map((number) => say(voiceOf(draft), 'dataFiled', { number })),
    ...(said > 0 ? [words(draft, 'dataSaid', said)] : []),
    ...(shown.length > said ? [words(draft, 'dataTold', shown.length - said)] : []),
    words(draft, 'dataChat'),
  ];
};

const NAMED: readonly (readonly [fact: string, phrase: Phrase])[] = [
  ['customer.name', 'dataName'], ['service.address', 'dataAddress'], ['channel.phone', 'dataPhone'],
];

const LEVEL_WORDS = { basic: 'levelBasic', intermediate: 'levelIntermediate', advanced: 'levelAdvanced' } as const satisfies Record<Level, Phrase>;

/** Numbers of what she filed, here or elsewhere. */
const filed = ({ state: { facts } }: Draft): readonly string[] =>
  FILED.flatMap((name) => {
    const value = facts[name]?.value;
    return typeof value === 'string' ? [value] : [];
  });

const FILED = ['cancel.number', 'pqr.number', 'claim.number'];

const words = (draft: Draft, phrase: Phrase, n = 0): string => say(voiceOf(draft), phrase, { n });
