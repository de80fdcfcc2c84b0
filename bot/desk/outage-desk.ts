/**
 * The dashboard's outages over the demo operator's feed: a person declares, changes, merges and ends them (P5). Two people
 * who change one at once: the second is told (I3). What is wrong is told at its field and changes nothing.
 */
import { hourFaults, reachFaults } from '../../dialogs/outages/draft-faults';
import { announcement, firstReply } from '../../dialogs/outages/first-reply';
import type { Language } from '../../knowledge/language';
import type { Treatment, Voice } from '../../knowledge/phrases/say';
import type { Releases } from '../content/releases';
import { toIso } from '../operator/colombia';
import type { DemoWorld } from '../operator/demo/demo-world';
import { ALL } from '../operator/demo/network-map';
import { affectedBy, outageOf as knownOutage } from '../operator/demo/outage-match';
import { newOutageSchema, outagePatchSchema } from '../operator/demo/outage-schema';
import { changedIn, declaredIn, mergedIn, scopeFaultsOf, widenedIn, type Mark } from '../operator/demo/outage-writes';
import { parseWith } from '../operator/demo/parse';
import type { DemoOutage, NewOutage, World } from '../operator/demo/schema';
import { timeSchema } from '../operator/demo/time-schema';
import { outageFacts } from '../operator/service-facts';
import type { OutageWatch } from '../outages';
import type { Declared, OutageDesk, OutageFault, OutagePatch, Reported } from '../staff/ports';
import type { Outage, OutageDraft } from '../web/contracts';
import { partedIn, partsOf } from './outage-parts';
import { bodyOf, historyOf, hourFault, outageOf, scopeFault, scopesOf, splitScope } from './outage-words';

export interface OutageDeskParts {
  readonly world: DemoWorld;
  readonly watch: OutageWatch;
  /** Whose guides tell customers. */
  readonly releases: Pick<Releases, 'current'>;
  /** How customers are spoken to; `usted` when absent. */
  readonly treatment?: Treatment;
  /** Business time, ms. */
  readonly now: () => number;
  /** So long before planned work those it touches are told; absent = they are not. */
  readonly plannedAheadMs?: number | undefined;
}

/** What came of a change before it is described. */
type Written = { readonly outage: DemoOutage } | { readonly faults: readonly OutageFault[] } | { readonly stale: DemoOutage } | null;

export const makeOutageDesk = (parts: OutageDeskParts): OutageDesk => {
  const writing: Writing = { ...parts, ...describing(parts) };
  return { ...reading(writing), ...declaring(writing), ...reaching(writing) };
};

interface Writing extends OutageDeskParts {
  describe(outage: DemoOutage): Promise<Outage>;
  /** Its news is begun now, not at the next look at the feed. */
  answer(written: Written): Promise<Declared | null>;
}

const describing = ({ world, watch }: OutageDeskParts): Pick<Writing, 'describe' | 'answer'> => {
  const describe = async (outage: DemoOutage): Promise<Outage> => {
    const seen = await world.read();
    return outageOf(outage, { affected: affectedBy(seen, outage).length, told: await watch.told(outage.id), overlaps: overlapsOf(seen, outage) });
  };
  return {
    describe,
    async answer(written) {
      if (written === null) return null;
      if ('faults' in written) return { ok: false, faults: written.faults };
      if ('stale' in written) return { ok: false, faults: [], stale: await describe(written.stale) };
      await watch.begin();
      return { ok: true, outage: await describe(written.outage) };
    },
  };
};

const markAt = ({ now }: OutageDeskParts, by: string, source: Mark['source'] = 'staff'): Mark => ({ now: now(), by, source });

/** What is known, and what would be. */
const reading = (parts: Writing): Pick<OutageDesk, 'list' | 'preview' | 'history' | 'parts' | 'wider'> => {
  const { world, watch, now, describe } = parts;
  return {
    async list() {
      const seen = await world.read();
      const outages = await Promise.all(seen.outages.map(describe));
      return { outages: outages.sort((a, b) => b.since.localeCompare(a.since)), scopes: scopesOf(seen) };
    },
    async preview(draft) {
      const seen = await world.read();
      const judged = judge(seen, { ...draft, confirm: true }, now());
      if ('faults' in judged) return { ok: false, faults: judged.faults };
      const planned = declaredIn(seen, judged.body, markAt(parts, '')).outage;
      const texts = { es: readAs(parts, { seen, planned }, 'es'), en: readAs(parts, { seen, planned }, 'en') };
      return { ok: true, preview: { affected: affectedBy(seen, planned).length, of: seen.services.length, overlaps: overlapsOf(seen, planned), texts, ...announcedAt(draft, parts) } };
    },
    async history(id) {
      const found = (await world.read()).outages.find((each) => each.id === id);
      return found ? historyOf(found) : null;
    },
    async parts(id) {
      const seen = await world.read();
      const found = openIn(seen, id);
      return found ? partsOf(seen, found) : null;
    },
    async wider(id, reported) {
      const seen = await world.read();
      const before = openIn(seen, id);
      if (!before) return null;
      const touched = new Set(affectedBy(seen, before).map(({ serviceId }) => serviceId));
      const after = affectedBy(seen, widenedBy(seen, before, { reported, mark: markAt(parts, '') }).outage);
      return { affected: after.length, of: seen.services.length, more: after.filter(({ serviceId }) => !touched.has(serviceId)).length, told: (await watch.reported(after, id)).length };
    },
  };
};

const declaring = (parts: Writing): Pick<OutageDesk, 'declare' | 'change'> => {
  const { world, now, answer } = parts;
  return {
    async declare(draft, by, source) {
      const written = await world.update<Written>((seen) => {
        const judged = judge(seen, draft, now());
        if ('faults' in judged) return { world: seen, result: judged };
        const declared = declaredIn(seen, judged.body, markAt(parts, by.name, source));
        return { world: declared.world, result: declared };
      });
      return (await answer(written)) ?? { ok: false, faults: [] };
    },
    async change(id, patch, by) {
      return answer(await world.update<Written>((seen) => changeOutage(seen, { id, patch }, markAt(parts, by.name))));
    },
  };
};

/** Where an outage is: joined with another, reaching further, over in a part. */
const reaching = (parts: Writing): Pick<OutageDesk, 'merge' | 'widen' | 'restorePart' | 'confirmed'> => {
  const { world, watch, answer } = parts;
  return {
    async merge(id, { into, base }, by) {
      const written = await world.update<Written>((seen) => mergeOutages(seen, { id, into, base }, markAt(parts, by.name)));
      if (written && 'outage' in written) await watch.merge(id, into);
      return answer(written);
    },
    async restorePart(id, { scope, base }, by) {
      return answer(await world.update<Written>((seen) => {
        const before = openIn(seen, id);
        if (!before) return { world: seen, result: null };
        if (base !== undefined && base !== before.version) return { world: seen, result: { stale: before } };
        const parted = partedIn(seen, before, { scope, mark: markAt(parts, by.name) });
        return { world: 'world' in parted ? parted.world : seen, result: parted };
      }));
    },
    async widen(id, reported, by) {
      const written = await world.update<Written>((seen) => {
        const before = openIn(seen, id);
        if (!before) return { world: seen, result: null };
        const widened = widenedBy(seen, before, { reported, mark: markAt(parts, by.name) });
        const faults = widenFaults(seen, { before, after: widened.outage, confirm: by.confirm === true });
        return faults.length > 0 ? { world: seen, result: { faults } } : { world: widened.world, result: widened };
      });
      const answered = await answer(written);
      if (answered?.ok) await watch.confirm(id);
      return answered;
    },
    confirmed: (id) => watch.confirm(id),
  };
};

const openIn = (world: World, id: string): DemoOutage | undefined => world.outages.find((each) => each.id === id && isOpen(each));

interface Previewed {
  readonly seen: World;
  readonly planned: DemoOutage;
}

/** Word for word what customers will read: the guide's first reply, or the announcement of work to come. */
const readAs = ({ releases, treatment = 'usted', now }: OutageDeskParts, { seen, planned }: Previewed, language: Language): string => {
  const outage = knownOutage(seen, planned);
  const voice: Voice = { language, treatment };
  if (planned.planned && outage.since > now()) return announcement(voice, { since: outage.since, until: outage.eta }, now());
  const match = affectedBy(seen, planned).some((each) => each.match === 'exact') ? 'exact' : 'place';
  // By address alone it is told to whose line is down.
  const facts = { ...outageFacts({ outage, match }, null, { now: now(), language }), ...(match === 'place' && { 'line.state': 'offline' }) };
  return firstReply(releases.current(), { facts, voice, now: now() }) ?? '';
};

const announcedAt = ({ planned, since }: OutageDraft, { plannedAheadMs, now }: OutageDeskParts): { readonly announcedAt?: string } =>
  planned === true && plannedAheadMs !== undefined && Date.parse(since) > now() ? { announcedAt: toIso(Math.max(now(), Date.parse(since) - plannedAheadMs)) } : {};

const widenedBy = (world: World, before: DemoOutage, { reported: { scope, since }, mark }: { readonly reported: Reported; readonly mark: Mark }): ReturnType<typeof widenedIn> =>
  widenedIn(world, before, { scope: scope === ALL ? { places: world.places.map(({ id }) => id), resources: [], services: [] } : splitScope([scope], world), since, mark });

/** What touches nearly everybody already is asked for no second look. */
const widenFaults = (world: World, { before, after, confirm }: { readonly before: DemoOutage; readonly after: DemoOutage; readonly confirm: boolean }): readonly OutageFault[] => {
  const touches = affectedBy(world, after).length;
  return touches === affectedBy(world, before).length ? [] : reachFaults({ touches, of: world.services.length, confirm }).map(hourFault);
};

type Change = { readonly world: World; readonly result: Written };

const changeOutage = (world: World, { id, patch }: { readonly id: string; readonly patch: OutagePatch }, mark: Mark): Change => {
  const before = world.outages.find((each) => each.id === id);
  if (!before) return { world, result: null };
  if (patch.base !== undefined && patch.base !== before.version) return { world, result: { stale: before } };
  const parsed = parseWith(outagePatchSchema(timeSchema(() => mark.now)), bodyOf(patch, before));
  if (!parsed.ok) return { world, result: { faults: parsed.faults.map(({ path, message }) => ({ field: path.join('.'), en: message, es: `Revise este campo: ${message}` })) } };
  const { eta, next_update: nextUpdate } = parsed.value;
  const hours = { since: Date.parse(before.since), planned: before.planned, eta: msOf(eta, before.eta), nextUpdate: msOf(nextUpdate, before.next_update) };
  const faults = hourFaults(hours, mark.now, false).map(hourFault);
  if (faults.length > 0) return { world, result: { faults } };
  const changed = changedIn(world, before, { patch: parsed.value, mark });
  return { world: changed.world, result: changed };
};

/** Hours that stand already may have passed since: only new ones are judged. */
const msOf = (iso: string | null | undefined, before: string | undefined): number | undefined =>
  iso == null || (before !== undefined && Date.parse(before) === Date.parse(iso)) ? undefined : Date.parse(iso);

interface Merge {
  readonly id: string;
  readonly into: string;
  readonly base: number | undefined;
}

const mergeOutages = (world: World, { id, into, base }: Merge, mark: Mark): Change => {
  const from = world.outages.find((each) => each.id === id);
  const target = world.outages.find((each) => each.id === into);
  if (!from) return { world, result: null };
  if (base !== undefined && base !== from.version) return { world, result: { stale: from } };
  if (!target || id === into || !isOpen(target) || !isOpen(from)) {
    return { world, result: { faults: [{ field: 'into', en: 'Choose another outage that is open.', es: 'Elija otra falla que esté abierta.' }] } };
  }
  const merged = mergedIn(world, { from, into: target }, mark);
  return { world: merged.world, result: merged };
};

const judge = (world: World, draft: OutageDraft & { readonly confirm?: boolean }, now: number): { readonly body: NewOutage } | { readonly faults: readonly OutageFault[] } => {
  const { scope, since, confirm, ...rest } = draft;
  const parsed = parseWith(newOutageSchema(timeSchema(() => now)), { ...bodyOf(rest), since, ...splitScope(scope, world) });
  if (!parsed.ok) return { faults: parsed.faults.map(({ path, message }) => ({ field: path.join('.'), en: message, es: `Revise este campo: ${message}` })) };
  const body = parsed.value;
  const places = scopeFaultsOf(world, body).map((fault) => scopeFault(fault, scope));
  const { eta, next_update: nextUpdate, planned } = body;
  const hours = hourFaults({ since: Date.parse(body.since), planned, eta: msOf(eta, undefined), nextUpdate: msOf(nextUpdate, undefined) }, now);
  const faults = [...places, ...hours.map(hourFault)];
  if (faults.length > 0) return { faults };
  const touches = affectedBy(world, declaredIn(world, body, { now, by: '', source: 'staff' }).outage).length;
  const reach = reachFaults({ touches, of: world.services.length, confirm: confirm === true }).map(hourFault);
  return reach.length > 0 ? { faults: reach } : { body };
};

const isOpen = ({ state }: DemoOutage): boolean => state !== 'restored' && state !== 'cancelled';

const overlapsOf = (world: World, outage: DemoOutage): readonly string[] => {
  if (!isOpen(outage)) return [];
  const touched = new Set(affectedBy(world, outage).map(({ serviceId }) => serviceId));
  return world.outages
    .filter((other) => other.id !== outage.id && isOpen(other) && affectedBy(world, other).some(({ serviceId }) => touched.has(serviceId)))
    .map(({ id }) => id);
};
