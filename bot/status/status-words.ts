/** The words of the public status page and its JSON, in both languages. */
import { timeWords } from '../../flows/format';
import type { Language } from '../../knowledge/language';
import type { Confidence, Outage, OutageState } from '../operator/ports';

const es = {
  title: 'Estado del servicio',
  about: 'Fallas y trabajos programados, por zona. Si la suya no aparece y algo no funciona, escríbanos: revisamos su línea.',
  chat: 'Escribirnos',
  other: 'English',
  allGood: 'No hay fallas generales conocidas',
  someBad: (count: number): string => (count === 1 ? 'Hay 1 falla en curso' : `Hay ${count} fallas en curso`),
  working: 'Hay trabajos programados en curso',
  going: 'En curso',
  planned: 'Trabajos programados',
  over: 'Resueltas en los últimos 7 días',
  zones: 'Zonas',
  zoneStates: { operational: 'Sin fallas conocidas', degraded_performance: 'Servicio volviendo', partial_outage: 'Con falla', under_maintenance: 'En mantenimiento' },
  states: {
    investigating: 'En revisión', identified: 'Causa encontrada', repairing: 'En reparación',
    monitoring: 'Servicio volviendo', restored: 'Resuelta', cancelled: 'Anulada',
  } satisfies Record<OutageState, string>,
  partly: 'Algo pasa en una parte',
  plannedState: 'Programado',
  since: 'Desde',
  eta: 'Solución estimada',
  moved: 'la hora cambió',
  noEta: 'Todavía sin hora',
  etaPassed: 'La hora que dimos ya pasó; todavía no hay una nueva',
  confidences: { low: 'primer cálculo, puede moverse', medium: 'probable', high: 'casi segura' } satisfies Record<Confidence, string>,
  starts: 'Empieza',
  ends: 'Termina',
  nextUpdate: 'Próxima noticia',
  restoredAt: 'Volvió',
  cause: 'Causa',
  noCause: 'Todavía la estamos buscando',
  where: 'Dónde',
  compensation: 'El tiempo sin servicio se compensa en la factura; no hay que pedirlo.',
  read: (when: string): string => `Información de ${when}, hora de Colombia.`,
  silent: (when: string): string => `No hemos podido actualizar esta página desde ${when}. Puede haber cambios.`,
  refresh: 'Ver lo más reciente',
  data: 'Los mismos datos en JSON',
  later: 'sin hora prometida',
};

export type StatusWords = typeof es;

const en: StatusWords = {
  title: 'Service status',
  about: 'Outages and planned work, by zone. If yours is not here and something does not work, write to us: we look at your line.',
  chat: 'Write to us',
  other: 'Español',
  allGood: 'No general outages are known',
  someBad: (count) => (count === 1 ? '1 outage is going on' : `${count} outages are going on`),
  working: 'Planned work is going on',
  going: 'Going on',
  planned: 'Planned work',
  over: 'Solved in the last 7 days',
  zones: 'Zones',
  zoneStates: { operational: 'No known outages', degraded_performance: 'Service coming back', partial_outage: 'Outage', under_maintenance: 'Under maintenance' },
  states: {
    investigating: 'Under review', identified: 'Cause found', repairing: 'Being repaired',
    monitoring: 'Service coming back', restored: 'Solved', cancelled: 'Cancelled',
  },
  partly: 'Something in a part of it',
  plannedState: 'Planned',
  since: 'Since',
  eta: 'Estimated repair',
  moved: 'the hour changed',
  noEta: 'No hour yet',
  etaPassed: 'The hour we gave has passed; there is no new one yet',
  confidences: { low: 'first estimate, may move', medium: 'likely', high: 'almost certain' },
  starts: 'Begins',
  ends: 'Ends',
  nextUpdate: 'Next update',
  restoredAt: 'Back since',
  cause: 'Cause',
  noCause: 'We are still looking for it',
  where: 'Where',
  compensation: 'The time without service is compensated on the bill; nobody has to ask for it.',
  read: (when) => `As of ${when}, Colombian time.`,
  silent: (when) => `This page could not be updated since ${when}. Things may have changed.`,
  refresh: 'See the latest',
  data: 'The same data as JSON',
  later: 'no hour promised',
};

export const STATUS_WORDS: Readonly<Record<Language, StatusWords>> = { es, en };

export const moment = (at: number | undefined, now: number, language: Language): string | undefined =>
  at === undefined ? undefined : timeWords(at, now, language);

interface EtaTelling {
  readonly words: StatusWords;
  readonly now: number;
  readonly hour: (at: number) => string;
}

/** The estimate, or that there is none, or that the one that was given has passed. */
export const etaWords = (outage: Outage, { words, now, hour }: EtaTelling): string =>
  outage.eta === undefined ? words.noEta : outage.eta <= now ? words.etaPassed : `${hour(outage.eta)}${sureness(outage, words)}`;

/** ` (probable)`: how sure an estimate is, and that it moved; empty when nothing is known of it. */
const sureness = ({ planned, etaMoved, confidence }: Outage, words: StatusWords): string => {
  const said = [...(etaMoved ? [words.moved] : []), ...(confidence === undefined || planned ? [] : [words.confidences[confidence]])];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
};

/** One outage as a paragraph, for readers of the JSON. */
export const bodyOf = (outage: Outage, now: number, language: Language): string => {
  const words = STATUS_WORDS[language];
  const hour = (at: number | undefined): string => moment(at, now, language) ?? words.later;
  const own = outage.text?.[language]?.replace(/\.$/, '');
  const said = [
    words.states[outage.state],
    outage.state !== 'restored' && own,
    outage.cause && `${words.cause}: ${outage.cause[language]}`,
    outage.state === 'restored' ? `${words.restoredAt}: ${hour(outage.restoredAt ?? outage.updatedAt)}` : `${outage.planned ? words.ends : words.eta}: ${etaWords(outage, { words, now, hour })}`,
    outage.state !== 'restored' && outage.nextUpdate !== undefined && outage.nextUpdate > now && `${words.nextUpdate}: ${hour(outage.nextUpdate)}`,
  ].filter((part): part is string => typeof part === 'string');
  return `${said.join('. ')}.${outage.compensation === true ? ` ${words.compensation}` : ''}`;
};
