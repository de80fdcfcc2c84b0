/**
 * The packet of a hand-off (P1, P4): what the agent must never ask again. What the customer said stands apart from what
 * systems told, and what was only assumed apart from both.
 */
import type { ThreadState } from '../../dialogs/conversation/state';
import type { HandoffReason } from '../../dialogs/effect';
import type { Entry } from '../../dialogs/transcript';
import type { FactValue } from '../../flows/facts';
import type { CasePacket, PacketStep } from '../web/contracts';
import { isoOf, isTellable, valueText } from './lines';

export interface PacketSource {
  readonly state: ThreadState;
  readonly entries: readonly Entry[];
  readonly reason: HandoffReason;
  /** The flow's title by flow and release, in the desk's language. */
  readonly titleOf: (flow: string, release: string) => string;
  readonly releaseName: (id: string) => string;
}

export const packetOf = ({ state, entries, reason, titleOf, releaseName }: PacketSource): CasePacket => {
  const service = serviceOf(state);
  const top = state.stack.at(-1);
  return {
    who: whoOf(state),
    ...(service && { service }),
    level: { value: state.level, evidence: entries.flatMap((entry) => (entry.kind === 'level' ? entry.cues : [])) },
    language: state.language,
    ...(top && { place: { flow: top.flow, title: titleOf(top.flow, top.release), release: releaseName(top.release), step: top.step } }),
    reason,
    steps: entries.flatMap(stepsOf),
    said: factsBy(state, (source) => source === 'customer'),
    verified: factsBy(state, (source) => source !== 'customer'),
    assumed: state.assumed.map(({ text }) => text),
  };
};

const whoOf = (state: ThreadState): CasePacket['who'] => {
  const id = textFact(state, 'customer.id');
  const name = textFact(state, 'customer.name');
  return { verified: id !== undefined, ...(id !== undefined && { customerId: id }), ...(name !== undefined && { name }) };
};

const serviceOf = (state: ThreadState): CasePacket['service'] | undefined => {
  const id = textFact(state, 'service.id');
  if (id === undefined) return undefined;
  const kind = textFact(state, 'service.kind');
  const address = textFact(state, 'service.address');
  return { id, ...(kind !== undefined && { kind }), ...(address !== undefined && { address }) };
};

export const textFact = ({ facts }: ThreadState, name: string): string | undefined => {
  const value: FactValue | undefined = facts[name]?.value;
  return typeof value === 'string' ? value : undefined;
};

const stepsOf = (entry: Entry): readonly PacketStep[] => {
  if (entry.kind !== 'steps') return [];
  return entry.outcomes
    .filter(({ outcome }) => outcome !== 'asked' && outcome !== 'decided')
    .map((outcome) => ({
      step: `${entry.flow}/${outcome.step}`,
      outcome: outcome.outcome,
      ...('value' in outcome && { value: valueText(outcome.value) }),
      at: isoOf(entry.at),
    }));
};

const factsBy = ({ facts }: ThreadState, accept: (source: string) => boolean): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([name, { source }]) => isTellable(name) && accept(source))
      .map(([name, { value }]) => [name, valueText(value)]),
  );
