/**
 * The board in the shape of Statuspage's public API (v2), which monitoring tools and other sites already read. A zone is a
 * component, a city with neighbourhoods a group; incidents tell no estimate there, so it stands in the update's body.
 */
import type { Language } from '../../knowledge/language';
import { toIso } from '../operator/colombia';
import type { Outage, OutageState } from '../operator/ports';
import type { PublicBoard, PublicOutage } from './public-board';
import { bodyOf, STATUS_WORDS, type StatusWords } from './status-words';

export type ComponentStatus = keyof StatusWords['zoneStates'];

export interface Telling {
  readonly name: string;
  /** Address of the page, `https://chat.example.co/estado`. */
  readonly url: string;
  readonly language: Language;
  readonly now: number;
}

/** The documents by path below `/estado/api/v2/`. */
export const documentsOf = (board: PublicBoard, telling: Telling): Readonly<Record<string, object>> => {
  const page = pageOf(board, telling);
  const status = statusOf(board, telling.language);
  const components = componentsOf(board, telling);
  const incident = (one: PublicOutage): object => incidentOf(one, components, telling);
  const isPlanned = ({ outage }: PublicOutage): boolean => outage.planned;
  const unplanned = board.going.filter((one) => !isPlanned(one)).map(incident);
  const active = board.going.filter(isPlanned).map(incident);
  const upcoming = board.planned.map(incident);
  const over = (planned: boolean): readonly object[] => board.over.filter((one) => isPlanned(one) === planned).map(incident);
  return {
    'summary.json': { page, components, incidents: unplanned, scheduled_maintenances: [...active, ...upcoming], status },
    'status.json': { page, status },
    'components.json': { page, components },
    'incidents.json': { page, incidents: [...unplanned, ...over(false)] },
    'incidents/unresolved.json': { page, incidents: unplanned },
    'scheduled-maintenances.json': { page, scheduled_maintenances: [...active, ...upcoming, ...over(true)] },
    'scheduled-maintenances/active.json': { page, scheduled_maintenances: active },
    'scheduled-maintenances/upcoming.json': { page, scheduled_maintenances: upcoming },
  };
};

/** How a zone stands: the worst of what touches it. `inside`: or a part of it. */
export const zoneStatus = (zone: string, going: readonly PublicOutage[], inside = false): ComponentStatus => {
  const isHere = (id: string): boolean => id === zone || (inside && id.startsWith(`${zone}/`));
  const found = going.filter(({ zones }) => zones.some(isHere)).map(({ outage }) => componentStatus(outage));
  return WORST_FIRST.find((status) => found.includes(status)) ?? 'operational';
};

const WORST_FIRST: readonly ComponentStatus[] = ['partial_outage', 'degraded_performance', 'under_maintenance'];

const componentStatus = ({ planned, state }: Outage): ComponentStatus =>
  planned ? 'under_maintenance' : state === 'monitoring' ? 'degraded_performance' : 'partial_outage';

const pageOf = ({ readAt }: PublicBoard, { name, url }: Telling): object => ({
  id: 'hilo', name, url, time_zone: 'America/Bogota', updated_at: toIso(readAt),
});

const statusOf = ({ going }: PublicBoard, language: Language): object => {
  const words = STATUS_WORDS[language];
  const unplanned = going.filter(({ outage }) => !outage.planned);
  if (unplanned.length > 0) {
    const coming = unplanned.every(({ outage }) => outage.state === 'monitoring');
    return { indicator: coming ? 'minor' : 'major', description: words.someBad(unplanned.length) };
  }
  return going.length > 0 ? { indicator: 'maintenance', description: words.working } : { indicator: 'none', description: words.allGood };
};

interface Component {
  readonly id: string;
  readonly name: string;
}

const componentsOf = ({ zones, going }: PublicBoard, { language }: Telling): readonly Component[] =>
  zones.map(({ id, name }, index) => {
    const inside = zones.filter((other) => other.id.startsWith(`${id}/`)).map((other) => other.id);
    const city = zones.find((other) => id.startsWith(`${other.id}/`));
    const newest = Math.max(0, ...going.filter((one) => one.zones.includes(id)).map(({ outage }) => outage.updatedAt));
    const status = zoneStatus(id, going, true);
    return {
      id, name, status, description: STATUS_WORDS[language].zoneStates[status], position: index + 1,
      group: inside.length > 0, group_id: city?.id ?? null, only_show_if_degraded: false, showcase: false, page_id: 'hilo',
      ...(inside.length > 0 && { components: inside }), ...(newest > 0 && { updated_at: toIso(newest) }),
    };
  });

const INCIDENT: Readonly<Record<OutageState, string>> = {
  investigating: 'investigating', identified: 'identified', repairing: 'identified', monitoring: 'monitoring', restored: 'resolved', cancelled: 'resolved',
};
const MAINTENANCE: Readonly<Record<OutageState, string>> = {
  investigating: 'in_progress', identified: 'in_progress', repairing: 'in_progress', monitoring: 'verifying', restored: 'completed', cancelled: 'completed',
};

const incidentOf = ({ outage, zones }: PublicOutage, components: readonly Component[], { url, language, now }: Telling): object => {
  const status = !outage.planned ? INCIDENT[outage.state] : outage.since > now && outage.state !== 'restored' ? 'scheduled' : MAINTENANCE[outage.state];
  const updatedAt = toIso(outage.updatedAt);
  const resolved = outage.state === 'restored' ? toIso(outage.restoredAt ?? outage.updatedAt) : null;
  return {
    id: outage.id, name: outage.title[language], status, impact: outage.planned ? 'maintenance' : outage.state === 'monitoring' ? 'minor' : 'major',
    created_at: toIso(outage.since), started_at: toIso(outage.since), updated_at: updatedAt, monitoring_at: outage.state === 'monitoring' ? updatedAt : null, resolved_at: resolved,
    shortlink: `${url}#${outage.id}`, page_id: 'hilo',
    incident_updates: [{ id: `${outage.id}-${outage.updatedAt}`, incident_id: outage.id, status, body: bodyOf(outage, now, language), created_at: updatedAt, display_at: updatedAt, updated_at: updatedAt }],
    components: components.filter(({ id }) => zones.includes(id)),
    ...(outage.planned && { scheduled_for: toIso(outage.since), scheduled_until: outage.eta === undefined ? null : toIso(outage.eta) }),
  };
};
