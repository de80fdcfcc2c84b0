/** What the network or the equipment does at once: a verified service, a command, a closed list of results; and what a measured speed is worth. */
import type { FactValue } from '../../flows/facts';
import { verifiedService } from './known';
import { fails, onService, type ActionInput, type ActionTools, type Perform } from './outcome';
import { shareOfPlan, spoken, type Command } from './telemetry';

export const command =
  <C extends Command>(name: C): Perform<C> =>
  ({ operator }, input) => {
    const port = portOf(input);
    const request = { key: input.key, thread: input.thread, ...(port === undefined ? {} : { port }) };
    return onService(input, (service) => operator.remote.run(name, service, request), ({ result, facts }) => ({
      result,
      facts: spoken(facts, input.language),
    }));
  };

const LAST_PORT = 65_535;

const portOf = ({ facts }: ActionInput): number | undefined => {
  const value: FactValue | undefined = facts['port.number']?.value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LAST_PORT ? value : undefined;
};

/** Shares of the plan from here on, in per cent, as the thresholds of a wired test. */
const GOOD_FROM = 90;
const POOR_BELOW = 70;

/** Of the plan's speed, as the telemetry knows it now. */
const shareNow = async ({ operator }: ActionTools, { facts, language }: ActionInput, mbps: FactValue | undefined): Promise<number | undefined> => {
  const service = verifiedService(facts);
  if (!service || typeof mbps !== 'number') return undefined;
  const sheet = await operator.telemetry.read('speed', service);
  return sheet.ok ? shareOfPlan(spoken(sheet.value, language), mbps) : undefined;
};

export const measureSpeed: Perform<'measure_speed'> = async (tools, input) => {
  const measured = await command('measure_speed')(tools, input);
  if (measured.result !== 'measured') return measured;
  const share = await shareNow(tools, input, measured.facts['speed.down_mbps']);
  return share === undefined ? measured : { ...measured, facts: { ...measured.facts, 'speed.share_pct': share } };
};

export const judgeSpeed: Perform<'judge_speed'> = async (tools, input) => {
  const share = await shareNow(tools, input, input.facts['speed.measured']?.value);
  if (share === undefined) return fails('missing_fact');
  return { result: share >= GOOD_FROM ? 'good' : share < POOR_BELOW ? 'poor' : 'regular', facts: { 'speed.judged_pct': share } };
};
