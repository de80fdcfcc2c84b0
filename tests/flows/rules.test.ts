/**
 * The rules of guided help that hold in every flow that ships, each asserted once on all of them: whoever adds a flow is
 * held to the same promises (P1, P2, P12).
 */
import { SYSTEMS } from '../../flows/contracts';
import { exitsOf, notUnderstoodExit, wordExit } from '../../flows/exits';
import type { AskStep, Flow, Step } from '../../flows/schema';
import { flatTexts, slotsOf } from '../../flows/slots';
import { compiled, shippedFiles } from './release-files';

const release = compiled(shippedFiles());
const flows: readonly Flow[] = [...release.flows.values()].map(({ flow }) => flow);
const steps = flows.flatMap((flow) => Object.entries(flow.steps).map(([name, step]) => ({ flow, name, step, at: `${flow.flow}/${name}` })));
const isAsk = (step: Step): step is AskStep => step.kind === 'ask';
const asks = steps.flatMap(({ step, ...rest }) => (isAsk(step) ? [{ ...rest, step }] : []));
const texts = flows.flatMap((flow) => slotsOf(flow).flatMap((slot) => flatTexts(slot).map(([key, text]) => ({ at: `${flow.flow}/${key}`, text, flow, key }))));
const at = (found: readonly { readonly at: string }[]): string => found.map((one) => one.at).join('\n');

/** Steps that a customer can stand at without having passed one that `stops` names, sub-flows walked as one step. */
const reachedWithout = (flow: Flow, stops: (step: Step) => boolean): ReadonlySet<string> => {
  const seen = new Set<string>();
  const open = [flow.start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const step = flow.steps[name];
    if (seen.has(name) || !step) continue;
    seen.add(name);
    if (!stops(step)) open.push(...exitsOf(flow, name).map(({ go }) => go));
  }
  return seen;
};

/** The flows that a flow can come into, itself included. */
const family = (name: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const step of Object.values(release.flows.get(name)?.flow.steps ?? {})) if (step.kind === 'call') family(step.call, seen);
  return seen;
};

describe('in every flow', () => {
  test('what a system tells is asked only while nothing fresh is known of it', () => {
    const told = new Set<string>(Object.values(SYSTEMS).flatMap(({ facts }) => [...facts]));
    expect(at(asks.filter(({ step }) => step.fact !== undefined && told.has(step.fact) && step.fresh === undefined))).toBe('');
  });

  test('a fault is looked up in the systems before its first question, after it is known who asks', () => {
    const FAULTS = new Set(['no_internet', 'slow_internet', 'intermittent', 'wifi_coverage', 'wifi_password', 'site_or_dns', 'tv', 'telephone', 'mobile_data']);
    const faulty = flows.filter(({ intents }) => intents.some((intent) => FAULTS.has(intent)));
    expect(faulty.length).toBe(FAULTS.size);
    expect(faulty.filter(({ flow }) => !family(flow).has('preflight')).map(({ flow }) => flow)).toEqual([]);
  });

  test('one question is asked at a time, and a statement asks nothing', () => {
    const questions = (text: string): number => text.split('¿').length - 1;
    expect(at(texts.filter(({ key, text }) => questions(text) > (/\.(ask|help)(\.|$)/.test(key) ? 1 : key.includes('.options.') ? 1 : 0)))).toBe('');
  });

  test('a question is repeated twice at most, and then somebody helps', () => {
    expect(at(asks.filter(({ flow, step }) => (notUnderstoodExit(flow, step)?.tries ?? 9) > 2))).toBe('');
  });

  test('"no sé", "ya lo hice" and "ahora no" are answers', () => {
    const deaf = asks.filter(({ flow, step }) => wordExit(flow, step, 'unknown') === undefined || wordExit(flow, step, 'already_done') === undefined);
    expect(at(deaf)).toBe('');
  });

  test('"ya lo hice" never leads to the same question again', () => {
    expect(at(asks.filter(({ flow, name, step }) => wordExit(flow, step, 'already_done') === name))).toBe('');
  });

  test('nothing is closed as solved before the customer was asked', () => {
    const FAULT_BODIES = flows.filter(({ flow }) => /^(no-internet|slow|drops|wifi|sites|inside-home|television|telephone|mobile)/.test(flow));
    const unasked = FAULT_BODIES.flatMap((flow) =>
      [...reachedWithout(flow, (step) => step.kind === 'ask' || step.kind === 'call')].filter((name) => {
        const step = flow.steps[name];
        return step?.kind === 'end' && step.end.code === 'RESUELTO' && step.text !== undefined;
      }).map((name) => ({ at: `${flow.flow}/${name}` })),
    );
    expect(at(unasked)).toBe('');
  });

  test('nobody is sent up a ladder, into a box of the network, or to look into the end of a fibre', () => {
    const DANGER = /escalera|suba(se)? al (poste|techo)|caja (de la calle|del poste|NAP)|mire (dentro|la punta)|(abra|destape) (el|la) (equipo|aparato|caja|roseta)/i;
    expect(at(texts.filter(({ text }) => DANGER.test(text.replace(/no mire[^.]*/gi, ''))))).toBe('');
    const handled = texts.filter(({ key, text }) => /\.ask/.test(key) && /mire el cable delgadito|revise el conector/i.test(text));
    expect(handled.length).toBeGreaterThan(0);
    expect(at(handled.filter(({ text }) => !/no mire/i.test(text)))).toBe('');
  });

  test('a factory reset is no step for a customer', () => {
    const RESET = /(oprima|presione|hunda|mantenga)[^.]*reset|restablezca (de|a) f[aá]brica|botoncito de atr[aá]s/i;
    expect(at(texts.filter(({ text }) => RESET.test(text)))).toBe('');
  });

  test('no speed test is asked for while the line is down', () => {
    const down = [...family('no-internet-gpon'), ...family('no-internet-hfc')];
    expect(at(texts.filter(({ flow, text }) => down.includes(flow.flow) && /prueba de velocidad|speedtest/i.test(text)))).toBe('');
  });

  test('an end that tells something tells how it goes on, who does what, or that it is over', () => {
    const mute = steps.filter(({ step }) => step.kind === 'end' && step.text === '');
    expect(at(mute)).toBe('');
  });

  test('a person who takes over gets the case: nobody ends at a person without a request that was kept or a ticket', () => {
    const asked = (step: Step): boolean => step.kind === 'call' || (step.kind === 'do' && /request_human|open_ticket|file_pqr|keep_receipt/.test(step.do));
    const lost = flows.flatMap((flow) =>
      [...reachedWithout(flow, asked)].filter((name) => {
        const step = flow.steps[name];
        return step?.kind === 'end' && step.end.code === 'HUMANO';
      }).map((name) => ({ at: `${flow.flow}/${name}` })),
    );
    expect(at(lost)).toBe('');
  });

  test('nobody is blamed, hurried or sold anything', () => {
    const BLAME = /usted (hizo|movi[oó]|da[nñ][oó]|desconfigur)|su culpa|mal hecho|obligatori|promoci[oó]n|oferta especial|aproveche/i;
    expect(at(texts.filter(({ text }) => BLAME.test(text)))).toBe('');
  });
});
