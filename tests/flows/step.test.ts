/** The promises of one step: known facts, levels, exits, counters, places that are gone. */
import type { FlowEvent, Position, View } from '../../flows/run';
import { openQuestion, startFlow, stepFlow } from '../../flows/step';
import { compiled } from './release-files';
import { GLOSSARY, smallFiles } from './small-release';
import { flowOf, known, NOW } from './walk';

const ASK = `  first:
    ask: { basic: ¿Prende?, intermediate: ¿POWER?, advanced: ¿Tensión? }
    help: Mire la luz.
    expects: yes_no
    fact: home.powered
    fresh: 2 h
    exits: { yes: lit, no: bye }
  lit: { end: { code: RESUELTO, exit: solved } }
`;
const ASK_EN = { 'first.ask.basic': 'Is it on?', 'first.ask.intermediate': 'POWER?', 'first.ask.advanced': 'Voltage?', 'first.help': 'See the light.' };
const ask = flowOf(compiled(smallFiles(ASK, ASK_EN)), 'small');

const view = (over: Partial<View> = {}): View => ({ level: 'basic', language: 'es', now: NOW, facts: {}, assumed: [], ...over });
const at = (step: string, over: Partial<Position> = {}): Position => ({ flow: 'small', release: ask.release, step, turns: 0, ...over });
const said = (value: string): FlowEvent => ({ type: 'answer', value });
const flowWith = (steps: string, english: Record<string, string>) => flowOf(compiled(smallFiles(steps, english)), 'small');

describe('I8: a question whose answer is known and fresh', () => {
  test('is not asked, and its answer is taken', () => {
    const stepped = startFlow(ask, view({ facts: known({ 'home.powered': true }, NOW - 3_600_000) }));
    expect(stepped.acts).toEqual([{ act: 'note', outcome: { step: 'first', outcome: 'known', value: true } }]);
    expect(stepped.end?.exit).toBe('solved');
  });
  test('is noted without its value where the glossary keeps that secret', () => {
    const files = smallFiles(ASK, ASK_EN);
    const secret = { ...files, 'glossary.yaml': GLOSSARY.replace('home.powered: { type: yes_no,', 'home.powered: { type: yes_no, secret: true,') };
    const stepped = startFlow(flowOf(compiled(secret), 'small'), view({ facts: known({ 'home.powered': true }) }));
    expect(stepped.acts).toEqual([{ act: 'note', outcome: { step: 'first', outcome: 'known', value: '•••' } }]);
  });
  test('is asked when the fact is older than the question allows', () => {
    const stepped = startFlow(ask, view({ facts: known({ 'home.powered': true }, NOW - 3 * 3_600_000) }));
    expect(stepped.position?.step).toBe('first');
  });
  test('is passed on re-entry when the fact became known meanwhile', () => {
    const stepped = stepFlow(ask, at('first'), { type: 'reenter' }, view({ facts: known({ 'home.powered': false }) }));
    expect(stepped.end?.exit).toBe('left');
  });
  test('leaves a fact with source and time when it is answered', () => {
    const stepped = stepFlow(ask, at('first'), said('yes'), view());
    expect(stepped.acts).toContainEqual({ act: 'remember', facts: { 'home.powered': { value: true, source: 'customer', at: NOW } } });
  });
});

describe('the open question', () => {
  test('is worded for level and language', () => {
    expect(openQuestion(ask, at('first'), view({ level: 'intermediate' }))).toEqual({
      text: '¿POWER?', help: 'Mire la luz.', question: { kind: 'yes_no', text: '¿POWER?' }, fact: 'home.powered', freshMs: 7_200_000, listenMs: 1_800_000,
    });
    expect(openQuestion(ask, at('first'), view({ level: 'advanced', language: 'en' }))?.text).toBe('Voltage?');
  });
  test('is none at a step that is gone', () => {
    expect(openQuestion(ask, at('renamed'), view())).toBeNull();
  });
});

describe('answers that are not the answer', () => {
  test('not understood: asked again as often as allowed, then its exit', () => {
    const once = stepFlow(ask, at('first'), { type: 'not_understood' }, view());
    expect(once.position).toEqual(at('first', { turns: 1, tries: { 'first.not_understood': 1 } }));
    const twice = stepFlow(ask, once.position ?? at('first'), { type: 'not_understood' }, view());
    expect(twice.end?.exit).toBe('left');
  });
  test('silence: reminded once, its place kept for a week, then its exit; no customer turn is counted', () => {
    const once = stepFlow(ask, at('first'), { type: 'silence' }, view());
    expect(once.acts).toContainEqual(expect.objectContaining({ act: 'ask', reminder: true }));
    expect(once.acts).toContainEqual({ act: 'listen', step: 'first', ms: 7 * 86_400_000 });
    expect(once.position?.turns).toBe(0);
    expect(stepFlow(ask, once.position ?? at('first'), { type: 'silence' }, view()).end?.exit).toBe('left');
  });
  test.each(['unknown', 'already_done', 'not_now'])('«%s» has an exit and leaves no fact', (word) => {
    const stepped = stepFlow(ask, at('first'), said(word), view());
    expect(stepped.end?.exit).toBe('left');
    expect(stepped.acts.some(({ act }) => act === 'remember')).toBe(false);
  });
  test('a value that is no answer counts as not understood', () => {
    expect(stepFlow(ask, at('first'), said('maybe'), view()).position?.tries).toEqual({ 'first.not_understood': 1 });
  });
  test('a wish to hear it again costs nothing', () => {
    const stepped = stepFlow(ask, at('first'), said('repeat_question'), view());
    expect(stepped.position).toEqual(at('first'));
    expect(stepped.acts).toContainEqual(expect.objectContaining({ act: 'ask' }));
  });
  test('an event that the place does not wait for changes nothing', () => {
    expect(stepFlow(ask, at('first'), { type: 'waited' }, view())).toEqual({ acts: [], position: at('first') });
  });
});

describe('levels', () => {
  const STEPS = `  first:
    ask: { basic: ¿Prende?, intermediate: ¿POWER? }
    expects: yes_no
    assume: { advanced: { answer: yes, as: "Está prendido ({line.rx_dbm})." } }
    exits: { yes: second, no: bye }
  second:
    ask: { basic: ¿Qué luces ve? }
    only: [basic]
    others: bye
    expects: text
    fact: lights.seen
    exits: { any: bye }
`;
  const flow = flowWith(STEPS, { 'first.ask.basic': 'On?', 'first.ask.intermediate': 'POWER?', 'first.assume.advanced': 'It is on.', 'second.ask.basic': 'Lights?' });
  test('a level for which an answer is assumed never sees the step; the assumption is told for the sweep', () => {
    const stepped = startFlow(flow, view({ level: 'advanced', facts: known({ 'line.rx_dbm': -19.5 }) }));
    expect(stepped.acts).toContainEqual({ act: 'assume', assumption: { flow: 'small', step: 'first', answer: 'yes', text: 'Está prendido (-19,5 dBm).' } });
    expect(stepped.acts).toContainEqual({ act: 'note', outcome: { step: 'second', outcome: 'skipped' } });
    expect(stepped.end?.exit).toBe('left');
  });
  test('the same thing is not assumed twice', () => {
    const assumed = [{ flow: 'small', step: 'first', answer: 'yes', text: 'x' }];
    expect(startFlow(flow, view({ level: 'advanced', assumed })).acts.some(({ act }) => act === 'assume')).toBe(false);
  });
  test('a level that changes while the question is open takes effect when the gate is passed again', () => {
    const open = startFlow(flow, view()).position ?? at('first');
    expect(stepFlow(flow, open, { type: 'reenter' }, view({ level: 'advanced' })).end?.exit).toBe('left');
    expect(stepFlow(flow, open, { type: 'not_understood' }, view({ level: 'advanced' })).end?.exit).toBe('left');
    expect(stepFlow(flow, open, said('yes'), view({ level: 'advanced' })).end?.exit).toBe('left');
  });
});

describe('work for the systems', () => {
  const STEPS = `  first: { check: [line], fresh: 10 min, exits: { done: look, fails: bye } }
  look: { decide: [ { when: dark, go: act }, { else: bye } ] }
  act: { do: reset_session, exits: { up: rest, still_down: bye, fails: bye } }
  rest: { wait: 4 min, go: pick }
  pick:
    ask: ¿Cuándo?
    expects: choice
    options_from: visit.slots
    fact: visit.slot
    exits: { any: bye }
`;
  const flow = flowWith(STEPS, { 'pick.ask': 'When?' });
  const dark = known({ 'line.rx_dbm': -40 });
  test('a check is asked for, its facts decide, an action follows', () => {
    expect(startFlow(flow, view()).acts).toEqual([{ act: 'check', step: 'first', systems: ['line'] }]);
    const stepped = stepFlow(flow, at('first'), { type: 'result', result: 'done' }, view({ facts: dark }));
    expect(stepped.acts).toContainEqual({ act: 'note', outcome: { step: 'look', outcome: 'decided', value: 'dark' } });
    expect(stepped.acts).toContainEqual({ act: 'do', step: 'act', action: 'reset_session' });
  });
  test('a check that is fresh is not repeated', () => {
    const stepped = startFlow(flow, view({ facts: { ...dark, ...known({ 'check.line': true }, NOW - 60_000) } }));
    expect(stepped.position?.step).toBe('act');
    expect(stepped.acts).toContainEqual({ act: 'note', outcome: { step: 'first', outcome: 'known', value: 'done' } });
  });
  test('a stale reading fulfils no condition', () => {
    const stale = known({ 'line.rx_dbm': -40 }, NOW - 3_600_000);
    expect(stepFlow(flow, at('first'), { type: 'result', result: 'done' }, view({ facts: stale })).end?.exit).toBe('left');
  });
  test('I10: a result that nobody declared takes the branch of failure', () => {
    expect(stepFlow(flow, at('act'), { type: 'result', result: 'exploded' }, view()).end?.exit).toBe('left');
  });
  test('a wait goes on when its time has come, or when the customer says it is done', () => {
    const slots = view({ facts: known({ 'visit.slots': [{ id: 'A', label: 'hoy' }] }) });
    expect(stepFlow(flow, at('rest'), { type: 'waited' }, slots).position?.step).toBe('pick');
    expect(stepFlow(flow, at('rest'), said('already_done'), slots).position?.step).toBe('pick');
    expect(stepFlow(flow, at('rest'), { type: 'reenter' }, slots).acts).toEqual([{ act: 'wait', step: 'rest', ms: 240_000 }]);
  });
  test('a choice from a fact offers what the fact lists and takes nothing else', () => {
    const slots = view({ facts: known({ 'visit.slots': [{ id: 'A', label: 'hoy' }] }) });
    expect(openQuestion(flow, at('pick'), slots)?.question.options).toEqual([{ id: 'A', label: 'hoy' }]);
    expect(stepFlow(flow, at('pick'), said('B'), slots).position?.step).toBe('pick');
    expect(stepFlow(flow, at('pick'), said('A'), slots).end?.exit).toBe('left');
  });
});

describe('bounds', () => {
  const LOOP = `  first: { ask: ¿Sirve?, expects: yes_no, tries: { most: 2, go: bye }, exits: { yes: bye, no: first } }
`;
  const loop = flowWith(LOOP, { 'first.ask': 'Works?' });
  test('a circle is left when it was entered as often as allowed', () => {
    const one = startFlow(loop, view()).position ?? at('first');
    const two = stepFlow(loop, one, said('no'), view()).position ?? at('bye');
    expect(two.tries).toEqual({ first: 2 });
    expect(stepFlow(loop, two, said('no'), view()).end?.exit).toBe('left');
  });
  test('a flow that took all its turns asks nothing more', () => {
    expect(stepFlow(ask, at('first', { turns: 4 }), { type: 'reenter' }, view()).end?.exit).toBe('left');
  });
});

describe('a place that is gone', () => {
  test.each(['renamed', 'bye', '$door', 'toString'])('«%s» is told as a value; nothing happens', (step) => {
    expect(stepFlow(ask, at(step), said('yes'), view())).toEqual({ acts: [], position: at(step), vanished: { step } });
  });
});
