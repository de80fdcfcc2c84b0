/** What holds for every customer: whatever is answered, whatever the systems say, nobody is stranded (P12). */
import fc from 'fast-check';
import { LEVELS } from '../../knowledge/language';
import { END_CODES, ACTIONS } from '../../flows/contracts';
import type { FlowEvent, Position, Stepped, View } from '../../flows/run';
import { openQuestion, startFlow, stepFlow } from '../../flows/step';
import { compiled, shippedFiles } from './release-files';
import { flowOf, known, NOW, walk } from './walk';

const release = compiled(shippedFiles());
const names = [...release.flows.keys()];

const slots = [{ id: 'A', label: 'hoy' }];
const sheet = fc.record(
  {
    'customer.id': fc.constant('C-1'),
    'service.id': fc.constant('S-1'),
    'service.kind': fc.constantFrom('gpon', 'hfc'),
    'account.state': fc.constantFrom('active', 'active', 'suspended'),
    'outage.active': fc.boolean(),
    'outage.match': fc.constantFrom('exact', 'place'),
    'ticket.open': fc.boolean(),
    'line.state': fc.constantFrom('online', 'los', 'dying_gasp', 'registering', 'admin_down', 'unprovisioned', 'offline'),
    'line.last_down_cause': fc.constantFrom('dying_gasp', 'los', 'unknown'),
    'line.rx_dbm': fc.integer({ min: -40, max: -10 }),
    'line.session': fc.constantFrom('up', 'down'),
    'line.uptime_min': fc.integer({ min: 0, max: 500 }),
    'line.neighbours_down': fc.integer({ min: 0, max: 5 }),
    'services.list': fc.constant(slots),
    'visit.slots': fc.constant(slots),
  },
  { requiredKeys: [] },
);
const WORDS = ['yes', 'no', 'unknown', 'already_done', 'not_now', 'none_of_these', 'repeat_question', 'frustrated', 'A', 'ok', 'loose', 'damaged', 'los_red', 'all_green', 'all_fine', 'something_not', '123', 'x'];
const RESULTS = ['done', 'fails', ...Object.values(ACTIONS).flatMap(({ results }) => [...results]), 'identified', 'anonymous', 'left', 'booked', 'ticket', 'changed', 'nonsense'];
const event: fc.Arbitrary<FlowEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS).map((value): FlowEvent => ({ type: 'answer', value })) },
  { weight: 4, arbitrary: fc.constantFrom(...RESULTS).map((result): FlowEvent => ({ type: 'result', result })) },
  fc.constantFrom<FlowEvent>({ type: 'not_understood' }, { type: 'silence' }, { type: 'waited' }, { type: 'reenter' }),
);
const level = fc.constantFrom(...LEVELS);

const viewOf = (facts: Record<string, unknown>, at: { level: View['level']; language?: View['language'] }): View => ({
  level: at.level,
  language: at.language ?? 'es',
  now: NOW,
  facts: known(facts as Parameters<typeof known>[0]),
  assumed: [],
});

const sound = (stepped: Stepped): boolean => (stepped.position === null) === (stepped.end !== undefined) && stepped.vanished === undefined;

/** Plays the events; what a step remembers and assumes is in the next view, as the runtime keeps it. */
const play = (flowName: string, events: readonly FlowEvent[], viewAt: (index: number) => View): { steps: Stepped[]; last: Stepped; view: View } => {
  const flow = flowOf(release, flowName);
  let view = viewAt(0);
  let last = startFlow(flow, view);
  const steps = [last];
  for (const [index, one] of events.entries()) {
    if (last.position === null) break;
    view = { ...viewAt(index + 1), facts: { ...viewAt(index + 1).facts, ...remembered(steps) } };
    last = stepFlow(flow, last.position, one, view);
    steps.push(last);
  }
  return { steps, last, view };
};

const remembered = (steps: readonly Stepped[]): View['facts'] =>
  Object.assign({}, ...steps.flatMap(({ acts }) => acts.flatMap((act) => (act.act === 'remember' ? [act.facts] : []))));

test('for any events at any level, a flow waits at a place or has ended, and never throws', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), level, sheet, fc.array(event, { maxLength: 40 }), (name, at, facts, events) => {
      const { steps } = play(name, events, () => viewOf(facts, { level: at }));
      return steps.every(sound);
    }),
    { numRuns: 400 },
  );
});

test('for a level that changes at any time, the same holds and the open question has words', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(level, { minLength: 1, maxLength: 5 }), sheet, fc.array(event, { maxLength: 25 }), (name, levels, facts, events) => {
      const { steps, last, view } = play(name, events, (index) => viewOf(facts, { level: levels[index % levels.length] ?? 'basic', language: 'en' }));
      const open = last.position === null ? null : openQuestion(flowOf(release, name), last.position, view);
      return steps.every(sound) && open?.text !== '';
    }),
    { numRuns: 200 },
  );
});

test('a level is never asked a step that is assumed for it or hidden from it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), level, sheet, fc.array(event, { maxLength: 30 }), (name, at, facts, events) => {
      const { flow } = flowOf(release, name);
      const asked = play(name, events, () => viewOf(facts, { level: at })).steps.flatMap(({ acts }) => acts.flatMap((act) => (act.act === 'ask' ? [act.step] : [])));
      return asked.every((step) => {
        const definition = flow.steps[step];
        return definition?.kind === 'ask' && definition.assume?.[at] === undefined && (definition.only?.includes(at) ?? true);
      });
    }),
    { numRuns: 200 },
  );
});

test('I8: no question is asked whose fact is known and fresh', () => {
  fc.assert(
    fc.property(level, fc.constantFrom('los_red', 'los_off', 'pon_blinking', 'all_green'), fc.array(event, { maxLength: 20 }), (at, seen, events) => {
      const { steps } = play('no-internet-gpon', events, () => viewOf({ 'lights.seen': seen }, { level: at }));
      return steps.every(({ acts }) => acts.every((act) => act.act !== 'ask' || act.ask.fact !== 'lights.seen'));
    }),
  );
});

test('for any step name in a stored position, a vanished place is a value', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.string(), event, (name, step, one) => {
      const position: Position = { flow: name, release: release.id, step: `${step} gone`, turns: 0 };
      const view = viewOf({}, { level: 'basic' });
      return stepFlow(flowOf(release, name), position, one, view).vanished?.step === position.step;
    }),
  );
});

/** Any customer who answers, with any systems, from the first word to an ending code. */
const answering = fc.record({
  level,
  checks: fc.array(fc.oneof({ weight: 3, arbitrary: sheet }, fc.constant('fails' as const)), { minLength: 1, maxLength: 4 }),
  facts: sheet,
  seed: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
});

test('every customer who answers comes to an ending code, with at most six things to do before a visit or a person', () => {
  const TO_DO = new Set(['power', 'reconnect', 'outlet', 'lights', 'fibre', 'restart', 'inside', 'works']);
  const { flow } = flowOf(release, 'no-internet-gpon');
  fc.assert(
    fc.property(answering, ({ level: at, checks, facts, seed }) => {
      const pick = <T>(list: readonly T[], salt: number): T => list[(seed[salt % seed.length] ?? 0) % list.length] as T;
      const answers = Object.fromEntries(
        names.flatMap((name) => Object.entries(flowOf(release, name).flow.steps)).flatMap(([step, one], salt) =>
          one.kind !== 'ask' ? [] : [[step, pick([...(one.expects === 'yes_no' ? ['yes', 'no'] : Object.keys(one.options ?? { A: 'A' })), 'unknown', 'already_done'], salt)]],
        ),
      );
      const actions = Object.fromEntries(Object.entries(ACTIONS).map(([name, { results }], salt) => [name, pick([...results, 'fails'], salt + 7)]));
      const walked = walk(release, { flow: flow.flow, level: at, checks, facts: facts as never, answers, actions });
      const todo = walked.asked.filter((step) => TO_DO.has(step)).length;
      return walked.end !== undefined && (END_CODES as readonly string[]).includes(walked.end.code) && todo <= 6;
    }),
    { numRuns: 600 },
  );
});
