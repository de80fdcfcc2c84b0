/**
 * What somebody whom we do not know hears of the place that she names: what stands on the public page and nothing of anybody's
 * service (I11). Who asks about an outage is answered; who says what fails hears it first, and is then helped as anybody is.
 */
import { timeWords } from '../../flows/format';
import { say } from '../../knowledge/phrases/say';
import { fold, plainOf } from '../../knowledge/text';
import type { Intent } from '../../knowledge/understanding';
import { remember, tell, voiceOf, type Draft } from './draft';
import type { ZoneOutage } from './world';

/** What an outage may be behind. */
const FAULTS: ReadonlySet<Intent> = new Set<Intent>(['outage_question', 'no_internet', 'slow_internet', 'intermittent', 'tv', 'telephone', 'mobile_data']);

/** Who asked of a place and goes on asking means the same one. */
const PLACE = 'zone.place';
const MEANT_MS = 60 * 60_000;

/** Answers a question about outages of a place. A fault that is told with a place is not answered by it, only put into its light. */
export const answerFromZone = (draft: Draft, about: Intent, text: string): boolean => {
  if (!FAULTS.has(about) || draft.state.facts['service.id'] !== undefined) return false;
  const isAsked = about === 'outage_question';
  const place = placeIn(draft, text, isAsked) ?? (isAsked ? placeMeant(draft) : undefined);
  if (place === undefined) return false;
  const zone = (draft.world.zones?.outages ?? []).find((each) => touches(each, place) && (isAsked || each.since <= draft.world.now));
  if (!zone && !isAsked) return false;
  remember(draft, 'customer', { [PLACE]: place });
  if (zone) tellZone(draft, zone, { place: zone.places.includes(place) ? place : (zone.places.find(isIn(place)) ?? place), isAsked });
  else tell(draft, 'zoneQuiet', { place });
  return isAsked;
};

const placeMeant = ({ state, world }: Draft): string | undefined => {
  const meant = state.facts[PLACE];
  return meant && world.now - meant.at < MEANT_MS ? String(meant.value) : undefined;
};

const touches = ({ places }: ZoneOutage, place: string): boolean => places.includes(place) || places.some(isIn(place));

/** `Laureles, Medellín` is in `Medellín`. */
const isIn = (city: string) => (place: string): boolean => place.endsWith(`, ${city}`);

/** The place that the text names, a neighbourhood before its city. Beside a fault it must say that it is one: names are words too (`Suba`, `El Centro`). */
const placeIn = ({ world }: Draft, text: string, isAsked: boolean): string | undefined => {
  const words = ` ${plainOf(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const named = (world.zones?.places ?? []).filter((place) => {
    const name = ` ${fold(place.split(',')[0] ?? place)} `;
    const at = words.indexOf(name);
    return at >= 0 && (isAsked || WHERE.test(words.slice(0, at)));
  });
  return named.find((place) => place.includes(',')) ?? named[0];
};

const WHERE = /(?: (?:en|de|desde|por|barrio|sector|zona|localidad|ciudad|in|at|from|around)(?: (?:el|la|los|las|the))?)$/;

interface Telling {
  readonly place: string;
  readonly isAsked: boolean;
}

const tellZone = (draft: Draft, { since, eta, cause, nextUpdate, planned }: ZoneOutage, { place, isAsked }: Telling): void => {
  const voice = voiceOf(draft);
  const { state: { language }, world: { now } } = draft;
  const when = (at: number | undefined): string => (at === undefined ? undefined : timeWords(at, now, language)) ?? say(voice, 'unsaid');
  const parts = [
    planned === true ? say(voice, 'zoneWork', { place, since: when(since), until: when(eta) }) : say(voice, 'zoneOutage', { place, since: when(since), eta: when(eta) }),
    cause && say(voice, 'outageCause', { cause: withoutStop(cause[language]) }),
    nextUpdate !== undefined && planned !== true && say(voice, 'outageNext', { when: when(nextUpdate) }),
    isAsked && say(voice, 'zoneAsk'),
  ];
  draft.texts.push(parts.filter((part) => typeof part === 'string').join(' '));
};

/** In the operator's words, which may end with a point of their own. */
export const tellCause = (draft: Draft, cause: unknown): void => {
  if (typeof cause === 'string') tell(draft, 'outageCause', { cause: withoutStop(cause) });
};

const withoutStop = (words: string): string => words.replace(/\.$/, '');
