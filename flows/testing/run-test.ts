/** Runs the conversations that test a flow and says, at the line where it went another way, what happened instead. */
import type { Level } from '../../knowledge/language';
import { isReplyWord } from '../../knowledge/question';
import { faultAt, type Fault, type Line, type Place } from '../faults';
import type { Located } from '../parse';
import type { CompiledRelease } from '../release';
import { beginPlay, happen, passTime, type Noted, type Play, type Reader } from './play';
import type { FlowTest, FlowTests, Sheet, TalkLine } from './schema';

export interface RanTest {
  readonly flow: string;
  readonly name: string;
  readonly level: Level;
  /** Why it failed; it goes on after nothing. */
  readonly fault: Fault | null;
  /** The conversation as it went. */
  readonly heard: readonly Line[];
  readonly noted: readonly Noted[];
  /** Steps that were come to, as `flow/step`. */
  readonly passed: ReadonlySet<string>;
}

export const runTests = (release: CompiledRelease, tests: readonly Located<FlowTests>[], read: Reader): readonly RanTest[] =>
  tests.flatMap((located) =>
    Object.entries(located.value.tests).flatMap(([name, test]) => {
      const levels = typeof test.level === 'string' ? [test.level] : test.level;
      return levels.map((level) => runTest({ release, located, name, read }, withGiven(located.value.given, test), level));
    }),
  );

/** What holds for all tests of a file stands under what one test says. */
const withGiven = (given: FlowTests['given'], test: FlowTest): FlowTest => ({
  ...test,
  facts: { ...given?.facts, ...test.facts },
  actions: { ...given?.actions, ...test.actions },
  checks: checksOver(given?.checks, test.checks),
});

type Checks = FlowTest['checks'];

const checksOver = (given: Checks, own: Checks): Checks => {
  const base: Sheet = given === undefined || given === 'fails' || Array.isArray(given) ? {} : (given as Sheet);
  if (own === undefined) return given;
  const over = (one: Sheet | 'fails'): Sheet | 'fails' => (one === 'fails' ? one : { ...base, ...one });
  return Array.isArray(own) ? own.map(over) : over(own as Sheet | 'fails');
};

interface Running {
  readonly release: CompiledRelease;
  readonly located: Located<FlowTests>;
  readonly name: string;
  readonly read: Reader;
}

const runTest = (running: Running, test: FlowTest, level: Level): RanTest => {
  const { located, name, read, release } = running;
  const heard: Line[] = [];
  const play = beginPlay(release, located.value.flow, { test, level });
  const talk: Talk = { play, heard, read, level };
  const fault = talkFault(running, talk, test) ?? endFault(running, talk, test);
  heard.push(...play.unread.map((text): Line => ({ who: 'bot', text })));
  return {
    flow: located.value.flow, name, level, heard, noted: play.noted, passed: play.passed,
    fault: fault === null ? null : { ...fault, example: heard },
  };
};

interface Talk {
  readonly play: Play;
  readonly heard: Line[];
  readonly read: Reader;
  readonly level: Level;
}

interface Why {
  readonly es: string;
  readonly en: string;
  /** What was said instead, and where in the line it was wanted. */
  readonly said?: { readonly text: string; readonly at: readonly string[] };
}

const talkFault = ({ located: { source }, name }: Running, talk: Talk, test: FlowTest): Fault | null => {
  for (const [index, line] of test.talk.entries()) {
    const why = talkLine(talk, line);
    if (why === null) continue;
    const path = ['tests', name, 'talk', index];
    const told = fault(source.at(path), { name, level: talk.level }, why);
    return why.said === undefined ? told : { ...told, instead: { path: [...path, ...why.said.at], said: why.said.text } };
  }
  while (talk.play.waiting !== null) passTime(talk.play);
  return null;
};

const fault = (place: Place, { level, name }: { name: string; level: Level }, { en, es }: Why): Fault =>
  faultAt(place, `«${name}» (${level}): ${es}`, `"${name}" (${level}): ${en}`);

const talkLine = (talk: Talk, line: TalkLine): Why | null => {
  if ('bot' in line) return botLine(talk, line);
  hearAll(talk);
  if ('customer' in line) return customerLine(talk, line.customer);
  if ('choose' in line) return reply(talk, String(line.choose), line.choose);
  if ('silence' in line) return silent(talk, line.silence);
  talk.play.view = { ...talk.play.view, level: line.level };
  happen(talk.play, { type: 'reenter' });
  return null;
};

const hearAll = ({ heard, play }: Talk): void => {
  heard.push(...play.unread.map((text): Line => ({ who: 'bot', text })));
  play.unread = [];
};

const botLine = (talk: Talk, { bot }: Extract<TalkLine, { bot: unknown }>): Why | null => {
  const { heard, play } = talk;
  const wanted = typeof bot === 'string' ? bot : 'is' in bot ? bot.is : bot[play.view.level];
  if (wanted === undefined) return null;
  const exact = typeof bot !== 'string' && 'is' in bot;
  const fits = (text: string): boolean => (exact ? text === wanted : folded(text).includes(folded(wanted)));
  while (!play.unread.some(fits) && play.waiting !== null) passTime(play);
  const found = play.unread.findIndex(fits);
  if (found < 0) {
    const said = play.unread.at(-1) ?? heard.at(-1)?.text ?? '';
    const at = typeof bot === 'string' ? ['bot'] : ['bot', exact ? 'is' : play.view.level];
    return { es: `no dijo «${wanted}»; lo último que dijo: «${said}»`, en: `it did not say "${wanted}"; what it said last: "${said}"`, ...(play.unread.length > 0 && { said: { text: said, at } }) };
  }
  heard.push(...play.unread.splice(0, found + 1).map((text): Line => ({ who: 'bot', text })));
  return null;
};

const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

const customerLine = (talk: Talk, words: string): Why | null => {
  const { open } = talk.play;
  if (open === null) return reply(talk, words, 'already_done');
  return reply(talk, words, talk.read(words, { ...open.question, text: open.text }));
};

const reply = ({ heard, play }: Talk, words: string, value: ReturnType<Reader>): Why | null => {
  heard.push({ who: 'customer', text: words });
  while (play.waiting !== null && value !== 'yes' && value !== 'already_done') passTime(play);
  if (play.open === null && play.waiting === null) return { es: `nadie espera «${words}»`, en: `nobody waits for "${words}"` };
  if (play.open?.question.options !== undefined && typeof value === 'string' && !isReplyWord(value) && !play.open.question.options.some(({ id }) => id === value)) {
    const ids = play.open.question.options.map(({ id }) => id).join(', ');
    return { es: `«${value}» no está entre las opciones: ${ids}`, en: `"${value}" is none of the options: ${ids}` };
  }
  happen(play, value === undefined ? { type: 'not_understood' } : { type: 'answer', value });
  return null;
};

const silent = ({ heard, play }: Talk, times: number): Why | null => {
  for (let time = 0; time < times; time++) {
    if (play.open === null) return { es: 'no hay pregunta abierta que callar', en: 'there is no open question to be silent about' };
    heard.push({ who: 'customer', text: '(silencio)' });
    happen(play, { type: 'silence' });
  }
  return null;
};

const endFault = ({ located: { source }, name }: Running, { level, play }: Talk, test: FlowTest): Fault | null => {
  const at = (part: string): Place => source.at(['tests', name, part], 'key');
  const wrong = (part: string, wanted: unknown, got: unknown): Fault =>
    fault(at(part), { name, level }, { es: `se esperaba ${part}: ${shown(wanted)}; fue ${shown(got)}`, en: `expected ${part}: ${shown(wanted)}; it was ${shown(got)}` });
  const { assumed, does, ends, packet } = test;
  if (ends !== undefined && play.end === undefined) return wrong('ends', ends, { open: play.open?.text ?? play.stack.at(-1)?.step });
  if (ends !== undefined && !agrees(ends, { ...play.end })) return wrong('ends', ends, play.end);
  if (assumed !== undefined && shown(assumed) !== shown(play.assumed)) return wrong('assumed', assumed, play.assumed);
  if (does !== undefined && shown(does) !== shown(play.done)) return wrong('does', does, play.done);
  const known = Object.fromEntries(Object.keys(packet ?? {}).map((fact) => [fact, play.view.facts[fact]?.value]));
  return packet !== undefined && !agrees(packet, known) ? wrong('packet', packet, known) : null;
};

const agrees = (wanted: Readonly<Record<string, unknown>>, got: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(wanted).every(([key, value]) => value === undefined || shown(value) === shown(got[key]));

const shown = (value: unknown): string => JSON.stringify(value) ?? '—';
