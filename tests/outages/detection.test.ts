/** P6 against a simulated city that shares no code with the detector, and the rules that hold for any reports. */
import fc from 'fast-check';
import { crowdOf, EMPTY_TALLY, evidenceOf, isSuspicious, noted, suspicions, type Evidence, type ScopeInfo, type Tally } from '../../dialogs/outages/detect';
import { poissonTail } from '../../dialogs/outages/poisson';
import { storyOf } from './city';
import { alertsOf, verdictOf } from './judge';

test('given a city of a million services with Monday mornings, rain and breakages, then they are noticed and little else is', () => {
  const story = storyOf(7, { days: 3, calm: 0.5, breakages: { splitter: 14, terminal: 3, node: 1, power: 2 } });
  const verdict = verdictOf(story, alertsOf(story));
  const all = verdict.scores.find(({ what }) => what === 'all');
  expect((all?.noticed ?? 0) / (all?.broken ?? 1)).toBeGreaterThan(0.9);
  expect(verdict.false / verdict.alerts).toBeLessThan(0.1);
  expect(all?.median).toBeLessThan(15);
});

test('given a city where nothing breaks, then hardly an alert in days of Monday mornings and rain', () => {
  const story = storyOf(11, { days: 2, calm: 0, breakages: { splitter: 0, terminal: 0, node: 0, power: 0 } });
  expect(verdictOf(story, alertsOf(story)).alerts).toBeLessThanOrEqual(1);
});

const port: ScopeInfo = { id: 'p', kind: 'port', parent: 'o', services: 64 };
const from = (services: readonly string[], down: boolean): Tally =>
  services.reduce((tally, service) => noted(tally, { service, minute: 10_000, down }), EMPTY_TALLY);
const quietCity = crowdOf(EMPTY_TALLY, 100_000, 10_000);

test('given one customer who reports again and again, then she counts once', () => {
  const tally = from(Array.from({ length: 50 }, () => 'only'), true);
  expect(evidenceOf(port, tally, quietCity)).toMatchObject({ reports: 1, down: 1 });
  expect(isSuspicious(evidenceOf(port, tally, quietCity))).toBe(false);
});

test('given as many reports, then lines that work are less evidence than lines that are down', () => {
  const services = ['a', 'b', 'c'];
  expect([true, false].map((down) => isSuspicious(evidenceOf(port, from(services, down), quietCity)))).toEqual([true, false]);
});

test('given a busy day everywhere, then the same reports say less', () => {
  const tally = from(['a', 'b', 'c'], true);
  const usual = (reports: number): number => evidenceOf(port, tally, { ...quietCity, reports }).usual;
  expect(usual(600)).toBeGreaterThan(usual(10) * 5);
});

test('given a part that explains the whole, then the part is told; given many parts, then the whole and no part beside it', () => {
  const evidence = (scope: ScopeInfo, reports: number): Evidence => ({ scope, reports, down: reports, since: 1, usual: 0.001 });
  const olt: ScopeInfo = { id: 'o', kind: 'olt', services: 4_096 };
  const part = (id: string): ScopeInfo => ({ ...port, id });
  expect(suspicions([evidence(olt, 20), evidence(part('p1'), 18)]).map(({ scope }) => scope.id)).toEqual(['p1']);
  expect(suspicions([evidence(olt, 20), ...['p1', 'p2', 'p3'].map((id) => evidence(part(id), 6))]).map(({ scope }) => scope.id)).toEqual(['o']);
});

test('given any reports in any order within a minute, then the same is known, and what is kept stays bounded', () => {
  const report = fc.record({ service: fc.constantFrom('a', 'b', 'c', 'd'), minute: fc.constant(10_000), down: fc.boolean() });
  fc.assert(fc.property(fc.array(report, { maxLength: 30 }), (reports) => {
    const tellOf = (all: typeof reports) => evidenceOf(port, all.reduce(noted, EMPTY_TALLY), quietCity);
    const { reports: count, down } = tellOf(reports);
    expect(count).toBe(new Set(reports.map(({ service }) => service)).size);
    expect(down).toBeLessThanOrEqual(count);
  }), { numRuns: 100 });
  const many = Array.from({ length: 500 }, (_, each) => `s${each}`);
  expect(Object.keys(from(many, true).recent[10_000] ?? {}).length).toBeLessThanOrEqual(100);
});

test('given means and counts, then chances are chances and fall with the count', () => {
  expect(poissonTail(1, 1)).toBeCloseTo(1 - Math.exp(-1), 10);
  fc.assert(fc.property(fc.double({ min: 0.001, max: 500, noNaN: true }), fc.integer({ min: 0, max: 300 }), (mean, count) => {
    const [here, next] = [poissonTail(count, mean), poissonTail(count + 1, mean)];
    expect([here >= 0 && here <= 1, next <= here + 1e-9]).toEqual([true, true]);
  }), { numRuns: 100 });
});
