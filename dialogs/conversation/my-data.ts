/**
 * What we keep about her, told on request from what this case holds; a wish to delete or correct it is recorded for a
 * person, who can carry it out (P14, Ley 1581 de 2012). Only what the customer proved to be hers is named (I11).
 */
import { say } from '../../knowledge/phrases/say';
import type { Phrase } from '../../knowledge/phrases/es';
import { tell, voiceOf, type Draft } from './draft';
import { requestHuman } from './human';
import { standAgain } from './stand';

export const showData = (draft: Draft): void => {
  const { state, world } = draft;
  draft.entries.push({ kind: 'event', at: world.now, name: 'data_shown' });
  if (state.facts['customer.id'] === undefined) tell(draft, 'dataNone');
  else tell(draft, 'dataHeld', { list: lines(draft).map((line) => `• ${line}`).join('\n') });
  standAgain(draft);
};

export const requestAboutData = (draft: Draft, what: 'data_deletion' | 'data_correction'): void => {
  draft.entries.push({ kind: 'event', at: draft.world.now, name: what });
  tell(draft, 'dataRequested');
  requestHuman(draft);
};

const lines = (draft: Draft): readonly string[] => {
  const { facts } = draft.state;
  const named = NAMED.flatMap(([fact, phrase]) => {
    const value = facts[fact]?.value;
    return typeof value === 'string' ? [`${words(draft, phrase)}: ${value}`] : [];
  });
  const shown = Object.entries(facts).filter(([name]) => !/^(?:check|code|channel|candidate|customer|service)\./.test(name));
  const said = shown.filter(([, { source }]) => source === 'customer').length;
  return [
    ...named,
    ...(said > 0 ? [words(draft, 'dataSaid', said)] : []),
    ...(shown.length > said ? [words(draft, 'dataTold', shown.length - said)] : []),
    words(draft, 'dataChat'),
  ];
};

const NAMED: readonly (readonly [fact: string, phrase: Phrase])[] = [
  ['customer.name', 'dataName'], ['service.address', 'dataAddress'], ['channel.phone', 'dataPhone'],
];

const words = (draft: Draft, phrase: Phrase, n = 0): string => say(voiceOf(draft), phrase, { n });
