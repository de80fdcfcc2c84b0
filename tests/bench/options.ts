/** The bench's command line. */
import { parseArgs } from 'node:util';
import { SERVERS, type ServerName } from './servers';

export const USAGE = `npm run bench -- [options]
  --rounds N       interleaved rounds (default 3); figures are medians
  --seconds S      measured seconds per row at 64 conversations (default 3)
  --only LIST      some of ${SERVERS.join(',')}
  --two            also two processes against one, on the same cores
  --wait           also with a replica: acknowledging only what it has (WAIT 1) against not waiting
  --quick          a smoke: one round, one second, short studies, no stock
  --json FILE      everything as JSON
  --profile DIR    only CPU profiles under load, written there and summarised (--only as above)
  --gate           exit 1 when a gate is missed`;

export interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly only: readonly ServerName[];
  readonly two: boolean;
  readonly wait: boolean;
  readonly quick: boolean;
  readonly gate: boolean;
  readonly json: string | null;
  readonly profile: string | null;
}

export type Read = { readonly ok: true; readonly options: Options } | { readonly ok: false; readonly reason: string };

const isServer = (name: string): name is ServerName => SERVERS.some((server) => server === name);

const parse = (args: readonly string[]): Record<string, string | boolean | undefined> =>
  parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'string' },
      profile: { type: 'string' },
      two: { type: 'boolean' },
      wait: { type: 'boolean' },
      quick: { type: 'boolean' },
      gate: { type: 'boolean' },
    },
  }).values;

const positive = (value: string | boolean | undefined, otherwise: number): number => {
  const number = value === undefined ? otherwise : Number(value);
  if (!(number > 0)) throw new Error(`not a positive number: ${String(value)}`);
  return number;
};

const servers = (value: string | boolean | undefined, quick: boolean): readonly ServerName[] => {
  if (typeof value !== 'string') return SERVERS.filter((name) => !quick || name !== 'stock');
  const names = value.split(',');
  const stranger = names.find((name) => !isServer(name));
  if (stranger !== undefined) throw new Error(`no such server: ${stranger} (there are ${SERVERS.join(', ')})`);
  return names.filter(isServer);
};

export const readOptions = (args: readonly string[]): Read => {
  try {
    const values = parse(args);
    const quick = values['quick'] === true;
    const options: Options = {
      rounds: positive(values['rounds'], quick ? 1 : 3),
      seconds: positive(values['seconds'], quick ? 1 : 3),
      only: servers(values['only'], quick),
      two: values['two'] === true,
      wait: values['wait'] === true,
      gate: values['gate'] === true,
      quick,
      json: typeof values['json'] === 'string' ? values['json'] : null,
      profile: typeof values['profile'] === 'string' ? values['profile'] : null,
    };
    return { ok: true, options };
  } catch (fault) {
    return { ok: false, reason: fault instanceof Error ? fault.message : String(fault) };
  }
};
