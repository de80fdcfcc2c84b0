/** The actions that the network or the equipment does at once, all alike: a verified service, a command, a closed list of results. */
import type { FactValue } from '../../flows/facts';
import { onService, type ActionInput, type Perform } from './outcome';
import { spoken, type Command } from './telemetry';

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
