/** The dashboard's outages over the demo operator's feed: a person declares, changes and ends them (P5). */
import type { DemoControls, Reply } from '../operator/demo/controls';
import type { DemoWorld } from '../operator/demo/demo-world';
import type { DemoOutage, World } from '../operator/demo/schema';
import type { Operator } from '../operator/operator';
import type { OutageWatch } from '../outages';
import type { Declared, OutageDesk, OutageFault, OutagePatch } from '../staff/ports';
import type { Outage, Scope } from '../web/contracts';

export interface OutageDeskParts {
  readonly world: DemoWorld;
  readonly controls: DemoControls;
  readonly operator: Pick<Operator, 'outages'>;
  readonly watch: OutageWatch;
}

export const makeOutageDesk = ({ world, controls, operator, watch }: OutageDeskParts): OutageDesk => {
  const describe = async (outage: DemoOutage): Promise<Outage> => {
    const affected = await operator.outages.affected(outage.id);
    return outageOf(outage, { affected: affected.ok ? affected.value.length : 0, told: await watch.told(outage.id) });
  };
  const answer = async (reply: Reply): Promise<Declared> => {
    if (reply.status >= 400) return { ok: false, faults: faultsOf(reply.body) };
    // Ended: those who were told hear it now, not at the next look at the feed.
    await watch.sweep();
    return { ok: true, outage: await describe(reply.body as DemoOutage) };
  };
  return {
    async list() {
      const now = await world.read();
      const outages = await Promise.all(now.outages.map(describe));
      return { outages: outages.sort((a, b) => b.since.localeCompare(a.since)), scopes: scopesOf(now) };
    },
    async declare(draft) {
      const { scope, since, ...rest } = draft;
      return answer(await controls.postOutage({ ...bodyOf(rest), since, ...splitScope(scope, await world.read()) }));
    },
    async change(id, patch) {
      const reply = await controls.patchOutage(id, bodyOf(patch));
      return reply.status === 404 ? null : answer(reply);
    },
  };
};

const bodyOf = ({ title, state, cause, eta, nextUpdate, compensation }: OutagePatch): Record<string, unknown> => {
  const body = { title, state, cause, eta, next_update: nextUpdate, compensation };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
};

const splitScope = (scope: readonly string[], { places, plant, services }: World) => {
  const among = (known: readonly { readonly id: string }[]): string[] => scope.filter((id) => known.some((one) => one.id === id));
  const known = new Set([...among(places), ...among(plant), ...among(services)]);
  return { places: among(places), resources: [...among(plant), ...scope.filter((id) => !known.has(id))], services: among(services) };
};

const scopesOf = ({ places, plant }: World): readonly Scope[] => [
  ...places.map(({ id, name }): Scope => ({ id, kind: 'place', label: name })),
  ...plant.map(({ id, kind }): Scope => ({ id, kind: 'resource', label: `${id} (${kind})` })),
];

const outageOf = (outage: DemoOutage, counts: { affected: number; told: number }): Outage => ({
  id: outage.id,
  title: outage.title.es,
  state: outage.state,
  scope: [...outage.scope.places, ...outage.scope.resources, ...outage.scope.services],
  since: outage.since,
  ...(outage.cause && { cause: outage.cause.es }),
  ...(outage.eta !== undefined && { eta: outage.eta }),
  ...(outage.next_update !== undefined && { nextUpdate: outage.next_update }),
  ...(outage.compensation !== undefined && { compensation: outage.compensation }),
  updatedAt: outage.updated_at,
  ...counts,
});

interface BadRequest {
  readonly error: { readonly message: string; readonly faults?: readonly { readonly field: string; readonly message: string }[] };
}

const faultsOf = (body: unknown): readonly OutageFault[] => {
  const { error } = body as BadRequest;
  const faults = error.faults ?? [{ field: '', message: error.message }];
  return faults.map(({ field, message }) => ({ field, en: message, es: `Revise este campo: ${message}` }));
};
