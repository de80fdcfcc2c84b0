/** The demo operator bound to the product's store and clock, so that every process sees one fictional world. */
import type { Shift } from './desk/hours';
import { createActions } from './operator/actions';
import { createChecks } from './operator/checks';
import { createDemoControls, type DemoControls } from './operator/demo/controls';
import { createDemoOperator } from './operator/demo/demo-operator';
import { createDemoWorld, type DemoWorld } from './operator/demo/demo-world';
import { bundledWorldDir, loadWorld } from './operator/demo/world-files';
import type { Operator } from './operator/operator';
import type { Tickets } from './operator/ports';
import type { News, Records } from './runtime/ports';
import type { OperatorSystems } from './runtime/perform';
import type { Log } from './observability/log';
import type { Zone } from './status/public-board';

const RECORD = 'demo-world';
/** News under this name: an outage was declared or changed, in whichever process. */
export const OUTAGES = 'outages';

export interface Demo {
  readonly world: DemoWorld;
  readonly operator: Operator;
  /** Where a service is, as its zone is called. */
  readonly zoneOf: (service: string) => Promise<string | undefined>;
  /** The brand. */
  readonly name: string;
  /** Every place, as the public page names it. */
  readonly zones: () => Promise<readonly Zone[]>;
  /** When people are at the desk. */
  readonly shifts: () => Promise<readonly Shift[]>;
  readonly systems: OperatorSystems;
  readonly controls: DemoControls;
}

export type DemoResult = { readonly ok: true; readonly demo: Demo } | { readonly ok: false; readonly faults: readonly string[] };

interface DemoParts {
  readonly records: Records;
  readonly news?: Pick<News, 'publishRecord'>;
  /** Business clock. */
  readonly now: () => number;
  /** Where the world's files are; the bundled ones without it. */
  readonly directory: string | undefined;
  /** A ticket system of the operator's own instead of the demo's. */
  readonly tickets?: Tickets | undefined;
  readonly log: Log;
}

export const makeDemo = ({ records, news, now, directory, tickets, log }: DemoParts): DemoResult => {
  const loaded = loadWorld(directory ?? bundledWorldDir(), now);
  if (!loaded.ok) return loaded;
  const store = {
    load: () => records.get(RECORD),
    save: (json: string, expectedVersion: number) => records.put(RECORD, json, expectedVersion),
  };
  const world = createDemoWorld({ store, seed: () => loaded.world, now, outagesChanged: () => news?.publishRecord(OUTAGES) });
  const operator = { ...createDemoOperator({ world, name: loaded.world.operator.name, now }), ...(tickets && { tickets }) };
  const runChecks = createChecks({ operator, onFault: (system, error) => log.error({ err: error, system }, 'a check failed') });
  const performAction = createActions({ operator });
  const systems: OperatorSystems = {
    check: (asked, facts, language) => runChecks(asked, facts, { now: now(), language }),
    perform: (action, request) => performAction(action, { ...request, now: now() }),
  };
  const zoneOf = async (service: string): Promise<string | undefined> => {
    const { services, places } = await world.read();
    const place = services.find(({ id }) => id === service)?.place;
    return places.find(({ id }) => id === place)?.name;
  };
  return { ok: true, demo: { world, operator, name: loaded.world.operator.name, zones: async () => (await world.read()).places, shifts: async () => (await world.read()).shifts, zoneOf, systems, controls: createDemoControls({ world, now }) } };
};
