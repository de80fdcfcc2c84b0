/** An outage between the demo's world and the staff's page: the shapes of both, and faults as people read them. */
import type { DraftFault, DraftFaultCode } from '../../dialogs/outages/draft-faults';
import type { LinkFault } from '../operator/demo/links';
import type { DemoOutage, World } from '../operator/demo/schema';
import type { OutageFault, OutagePatch } from '../staff/ports';
import type { Outage, OutageDraft, Scope } from '../web/contracts';
import type { OutageChange } from '../web/outage-contracts';

/** The body of the demo's door; what is not given is not in it. */
export const bodyOf = (patch: OutagePatch & Pick<OutageDraft, 'planned'>, before?: DemoOutage): Record<string, unknown> => {
  const { title, titleEn, state, cause, causeEn, text, textEn, eta, confidence, nextUpdate, compensation, planned } = patch;
  const body = {
    title: both(title, titleEn, before?.title), state, planned, eta, confidence, next_update: nextUpdate, compensation,
    cause: both(cause, causeEn, before?.cause), text: both(text, textEn, before?.text),
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
};

type Texts = DemoOutage['title'];

/** A text that is changed in one language keeps the other; without an English one the Spanish one stands for both. */
const both = (es: string | null | undefined, en: string | null | undefined, before: Texts | undefined): Texts | null | undefined => {
  if (es === null) return null;
  if (es === undefined && en === undefined) return undefined;
  const spanish = es ?? before?.es ?? en ?? '';
  const english = en ?? (before && before.en !== before.es ? before.en : spanish);
  return { es: spanish, en: english };
};

export const splitScope = (scope: readonly string[], { places, plant, services }: World): DemoOutage['scope'] => {
  const among = (known: readonly { readonly id: string }[]): string[] => scope.filter((id) => known.some((one) => one.id === id));
  const known = new Set([...among(places), ...among(plant), ...among(services)]);
  return { places: among(places), resources: [...among(plant), ...scope.filter((id) => !known.has(id))], services: among(services) };
};

export const scopesOf = ({ places, plant }: World): readonly Scope[] => [
  ...places.map(({ id, name }): Scope => ({ id, kind: 'place', label: name })),
  ...plant.map(({ id, kind }): Scope => ({ id, kind: 'resource', label: `${id} (${kind})` })),
];

export const outageOf = (outage: DemoOutage, known: Pick<Outage, 'affected' | 'told' | 'overlaps'>): Outage => ({
  id: outage.id,
  title: outage.title.es,
  ...(outage.title.en !== outage.title.es && { titleEn: outage.title.en }),
  state: outage.state,
  ...(outage.planned && { planned: true }),
  scope: [...outage.scope.places, ...outage.scope.resources, ...outage.scope.services],
  since: outage.since,
  ...(outage.cause && { cause: outage.cause.es, ...(outage.cause.en !== outage.cause.es && { causeEn: outage.cause.en }) }),
  ...(outage.text && { text: outage.text.es, ...(outage.text.en !== outage.text.es && { textEn: outage.text.en }) }),
  ...(outage.eta !== undefined && { eta: outage.eta }),
  ...(outage.confidence !== undefined && { confidence: outage.confidence }),
  ...(outage.next_update !== undefined && { nextUpdate: outage.next_update }),
  ...(outage.compensation !== undefined && { compensation: outage.compensation }),
  ...(outage.merged_into !== undefined && { mergedInto: outage.merged_into }),
  ...(outage.back && { back: [...outage.back.places, ...outage.back.resources, ...outage.back.services] }),
  ...(outage.part_of !== undefined && { partOf: outage.part_of }),
  ...(outage.restored_at !== undefined && { restoredAt: outage.restored_at }),
  updatedAt: outage.updated_at,
  version: outage.version,
  source: outage.source,
  ...known,
});

export const historyOf = ({ history }: DemoOutage): readonly OutageChange[] => history.toReversed();

export const scopeFault = ({ path, message }: LinkFault, scope: readonly string[]): OutageFault => {
  const id = /^"(.+)" does not exist$/.exec(message)?.[1];
  const field = id === undefined ? path.join('.') : `scope.${Math.max(0, scope.indexOf(id))}`;
  return { field, en: message, es: id === undefined ? 'Elija al menos un lugar, elemento de red o servicio.' : `«${id}» no existe.` };
};

const SAID: Readonly<Record<DraftFaultCode, { readonly en: string; readonly es: string }>> = {
  in_the_future: { en: 'This hour has not come yet.', es: 'Esta hora todavía no ha llegado.' },
  in_the_past: { en: 'This hour has passed.', es: 'Esta hora ya pasó.' },
  before_start: { en: 'This is before the outage began.', es: 'Esta hora es anterior al comienzo de la falla.' },
  missing: { en: 'Planned work needs an hour at which it ends.', es: 'Un trabajo programado necesita su hora de fin.' },
  needs_confirmation: { en: 'This would tell every customer. Confirm that it is so.', es: 'Esto se le diría a todos los clientes. Confirme que es así.' },
};

export const hourFault = ({ field, code }: DraftFault): OutageFault => ({
  field, ...SAID[code], ...(code === 'needs_confirmation' && { code: 'NeedsConfirmation' }),
});
