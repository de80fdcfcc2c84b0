/**
 * What we keep about her, told on request from what this case holds; a wish to delete or correct it is recorded for a
 * person, who can carry it out, and what the law keeps is told with it (P14, Ley 1581 de 2012). Only what the customer proved to be hers is named (I11).
 */
import type { Level } from '../../knowledge/language';
import { say } from '../../knowledge/phrases/say';
import type { Phrase } from '../../knowledge/phrases/es';
import { tell, voiceOf, type Draft } from './draft';
import { requestHuman } from './human';
import { isHoldersOnly } from './proof';
import { standAgain } from './stand';

export const showData = (draft: Draft): void => {
  const { state, world } = draft;
  draft.entries.push({ kind: 'event', at: world.now, name: 'data_shown' });
  if (isHoldersOnly(draft, 'data')) tell(draft, 'onlyHolder');
  else if (state.facts['customer.id'] === undefined) tell(draft, 'dataNone');
  else tell(draft, 'dataHeld', { list: lines(draft).map((line) => `• ${line}`).join('\n') });
  standAgain(draft);
};

/** `text`: what she wrote, read back where it tells how it should be. */
export const requestAboutData = (draft: Draft, what: 'data_deletion' | 'data_correction', text: string): void => {
  draft.entries.push({ kind: 'event', at: draft.world.now, name: what });
  if (what === 'data_deletion') tell(draft, 'dataDeletion');
  else if (tellsHow(text)) tell(draft, 'dataCorrection', { words: text.trim() });
  else tell(draft, 'dataRequested');
  const number = filedHere(draft);
  if (what === 'data_deletion' && number !== undefined) tell(draft, 'dataProof', { number });
  requestHuman(draft);
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

const FILED = ['cancel.number', 'pqr.number'];

/** Only who files learns when it was filed; looking a request up does not tell it. */
const filedHere = (draft: Draft): string | undefined => {
  const { facts } = draft.state;
  return facts['cancel.number'] === undefined && facts['pqr.filed_at'] === undefined ? undefined : filed(draft)[0];
};

const words = (draft: Draft, phrase: Phrase, n = 0): string => say(voiceOf(draft), phrase, { n });
