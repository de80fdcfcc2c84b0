/**
 * What a customer whom an outage touches reads first, made by the very guide that will tell her (P5): a preview can promise
 * no other words than those she gets. Pure.
 */
import type { Facts, FactValue } from '../../flows/facts';
import { SYSTEMS, type System } from '../../flows/contracts';
import { timeWords } from '../../flows/format';
import type { CompiledRelease } from '../../flows/release';
import { startFlow } from '../../flows/step';
import { say, type Voice } from '../../knowledge/phrases/say';

/** What is looked up before anything is asked. */
const GUIDE = 'preflight';

export interface Reading {
  /** As the systems tell the outage; nothing else is known of her. */
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly voice: Voice;
  readonly now: number;
}

/** `undefined` when the release has no such guide, or it says nothing of the outage. */
export const firstReply = (release: CompiledRelease, { facts, voice, now }: Reading): string | undefined => {
  const flow = release.flows.get(GUIDE);
  if (!flow) return undefined;
  const looked = (Object.keys(SYSTEMS) as System[]).map((system) => [`check.${system}`, true] as const);
  const known: Facts = Object.fromEntries([...looked, ...Object.entries(facts)].map(([name, value]) => [name, { value, source: 'preview', at: now }]));
  const { acts } = startFlow(flow, { level: 'basic', ...voice, now, facts: known, assumed: [] });
  const said = acts.flatMap((act) => (act.act === 'say' ? [act.text] : act.act === 'ask' ? [act.ask.text] : []));
  return said.length === 0 ? undefined : said.join('\n\n');
};

/** Work that is told ahead, to those it touches. */
export const announcement = (voice: Voice, { since, until }: { readonly since: number; readonly until: number | undefined }, now: number): string => {
  const when = (at: number | undefined): string => (at === undefined ? undefined : timeWords(at, now, voice.language)) ?? say(voice, 'unsaid');
  return say(voice, 'announced', { since: when(since), until: when(until) });
};
