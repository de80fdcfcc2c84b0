/** Which case goes to whom: urgency, fit, and spilling over after a time. */
import fc from 'fast-check';
import { bestFor, priorityOf, RESERVED_MS, SPILL_MS, suits, type Waiting } from '../../dialogs/handoff/routing';

const waiting = (more: Partial<Waiting> = {}): Waiting => ({ priority: 'normal', since: 0, waitedMs: 0, level: 'advanced', language: 'es', service: 'gpon', zone: 'Suba, Bogotá', ...more });
const camilo = { id: 'camilo', skills: {} };

describe('who suits a case', () => {
  test('everybody whose skills name nothing against it', () => {
    expect(suits(camilo, waiting())).toBe(true);
    expect(suits({ id: 'x', skills: { levels: ['advanced'], languages: ['es'], services: ['gpon', 'hfc'], zones: ['suba, bogotá'] } }, waiting())).toBe(true);
  });

  test.each([
    ['zone', { zones: ['Cali'] }], ['service', { services: ['tv'] }], ['level', { levels: ['basic' as const] }], ['language', { languages: ['en' as const] }],
  ] as const)('not who has another %s, until the case has waited long enough', (kind, skills) => {
    const seeker = { id: 'x', skills };
    expect(suits(seeker, waiting({ waitedMs: SPILL_MS[kind] - 1 }))).toBe(false);
    expect(suits(seeker, waiting({ waitedMs: SPILL_MS[kind] }))).toBe(true);
  });

  test('a case that was passed on waits for the one it was meant for, but not for ever', () => {
    expect(suits(camilo, waiting({ reservedFor: 'viviana' }))).toBe(false);
    expect(suits(camilo, waiting({ reservedFor: 'viviana', waitedMs: RESERVED_MS }))).toBe(true);
    expect(bestFor(camilo, [waiting({ priority: 'urgent' }), waiting({ reservedFor: 'camilo' })])?.reservedFor).toBe('camilo');
  });

  test('what a colleague said that it needs counts before what the case tells', () => {
    expect(suits({ id: 'x', skills: { levels: ['basic'] } }, waiting({ needs: { levels: ['basic'] } }))).toBe(true);
  });
});

test('nobody who waits is overtaken by one of the same urgency who came later', () => {
  const cases = fc.array(fc.record({ priority: fc.constantFrom('normal' as const, 'high' as const, 'urgent' as const), since: fc.nat(1_000) }), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(cases, (list) => {
    const best = bestFor(camilo, list.map((one) => waiting(one)));
    const rank = { normal: 0, high: 1, urgent: 2 } as const;
    expect(list.every((one) => rank[one.priority] < rank[best?.priority ?? 'normal'] || (one.priority === best?.priority ? one.since >= best.since : rank[one.priority] < rank[best?.priority ?? 'urgent']))).toBe(true);
  }), { numRuns: 100 });
});

test('who depends on the service, and what failed before, goes first; a case whose time is over is raised', () => {
  const plain = { vulnerable: false, returns: 0, sameWeek: 0, failure: false, breached: false };
  expect(priorityOf(plain)).toBe('normal');
  expect([{ failure: true }, { returns: 1 }, { sameWeek: 2 }, { breached: true }].map((more) => priorityOf({ ...plain, ...more }))).toEqual(['high', 'high', 'high', 'high']);
  expect([{ vulnerable: true }, { returns: 2 }, { failure: true, breached: true }].map((more) => priorityOf({ ...plain, ...more }))).toEqual(['urgent', 'urgent', 'urgent']);
});
