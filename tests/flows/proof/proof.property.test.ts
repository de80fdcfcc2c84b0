/** What the proof promises holds for real customers of the running machine, and what it refuses really happens. */
import fc from 'fast-check';
import { LEVELS, type Level } from '../../../knowledge/language';
import { finish } from '../../../flows/parts';
import { proveInParts } from '../../../flows/proof/prove';
import { checkSources } from '../../../flows/release';
import type { FlowEvent, Position, View } from '../../../flows/run';
import { startFlow, stepFlow } from '../../../flows/step';
import { compiled } from '../release-files';
import { flowOf, known, NOW } from '../walk';
import { randomFlow, type RandomFlow } from './random-flow';

const definitionsOf = ({ files }: RandomFlow) => {
  const { definitions, faults } = checkSources(files);
  if (definitions === undefined || faults.length > 0) throw new Error(faults.map(({ message }) => message.en).join('\n'));
  return definitions;
};

const proveRelease = (definitions: Parameters<typeof proveInParts>[0]) => finish(proveInParts(definitions));

const viewAt = (level: Level, rx: number): View => ({ level, language: 'es', now: NOW, facts: known({ 'line.rx_dbm': rx }), assumed: [] });

const EVENTS: Readonly<Record<string, readonly FlowEvent[]>> = {
  ask: ['yes', 'no', 'already_done', 'not_now'].map((value) => ({ type: 'answer', value })),
  do: ['up', 'still_down', 'fails'].map((result) => ({ type: 'result', result })),
  wait: [{ type: 'waited' }, { type: 'answer', value: 'already_done' }],
};

interface Came {
  readonly asked: number;
  readonly exit: string;
}

test('given a proven flow, then every customer who answers comes to an end before the turn limit, within the figures', () => {
  fc.assert(
    fc.property(randomFlow(), fc.constantFrom(...LEVELS), fc.integer({ min: -40, max: -30 }), fc.infiniteStream(fc.nat({ max: 11 })), (random, level, rx, picks) => {
      const { faults, proofs } = proveRelease(definitionsOf(random));
      const figures = proofs.find((proof) => proof.level === level)?.measured.start;
      const flow = flowOf(compiled(random.files), 'random');
      const came = comeThrough(flow, viewAt(level, rx), picks);
      if (figures === undefined) return false;
      const within = came.asked <= figures.questions.most && came.asked <= Math.max(figures.ownTurns, random.turns);
      return within && (faults.length > 0 || (came.exit === 'done' && came.asked >= figures.questions.least));
    }),
    { numRuns: 300 },
  );
});

const comeThrough = (flow: Parameters<typeof startFlow>[0], view: View, picks: Iterator<number>): Came => {
  let stepped = startFlow(flow, view);
  let asked = 0;
  while (stepped.position !== null) {
    asked += stepped.acts.filter((act) => act.act === 'ask').length;
    const events = EVENTS[flow.flow.steps[stepped.position.step]?.kind ?? ''] ?? [];
    const event = events[Number(picks.next().value) % events.length];
    if (event === undefined) throw new Error(`nothing to say at ${stepped.position.step}`);
    stepped = stepFlow(flow, stepped.position, event, view);
  }
  return { asked: asked + stepped.acts.filter((act) => act.act === 'ask').length, exit: stepped.end?.exit ?? '' };
};

test('given a flow without decisions, then the proof refuses it exactly when some customer is cut off', () => {
  fc.assert(
    fc.property(randomFlow(['say', 'ask', 'ask', 'do', 'wait']), fc.constantFrom(...LEVELS), (random, level) => {
      const { proofs } = proveRelease(definitionsOf(random));
      const most = proofs.find((proof) => proof.level === level)?.measured.start.ownTurns ?? 0;
      const flow = flowOf(compiled(random.files), 'random');
      return cutOff(flow, viewAt(level, -20)) === most > random.turns;
    }),
    { numRuns: 150 },
  );
});

/** Is there a customer who answers and yet meets the limit? Walks every different place once. */
const cutOff = (flow: Parameters<typeof startFlow>[0], view: View): boolean => {
  const seen = new Set<string>();
  const queue: (Position | null)[] = [];
  const first = startFlow(flow, view);
  if (first.end?.exit === 'limit') return true;
  queue.push(first.position);
  for (const position of queue) {
    const key = JSON.stringify(position);
    if (position === null || seen.has(key)) continue;
    seen.add(key);
    for (const event of EVENTS[flow.flow.steps[position.step]?.kind ?? ''] ?? []) {
      const next = stepFlow(flow, position, event, view);
      if (next.end?.exit === 'limit') return true;
      queue.push(next.position);
    }
  }
  return false;
};
