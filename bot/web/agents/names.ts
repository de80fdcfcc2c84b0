/** Names of facts and steps as an agent reads them. A fact nobody named here shows its technical name, made readable. */
import type { Language } from '../../../knowledge/language';
import { plainName } from '../staff/format';

const FACTS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'key.typed': { es: 'Documento o cuenta', en: 'Id or account' },
  'customer.id': { es: 'Cliente', en: 'Customer' },
  'customer.name': { es: 'Nombre', en: 'Name' },
  'service.id': { es: 'Servicio', en: 'Service' },
  'service.kind': { es: 'Tecnología', en: 'Technology' },
  'service.address': { es: 'Dirección', en: 'Address' },
  'services.count': { es: 'Servicios que tiene', en: 'Services held' },
  'account.state': { es: 'Estado de la cuenta', en: 'Account state' },
  'account.balance_cop': { es: 'Saldo pendiente', en: 'Balance due' },
  'account.suspended_since': { es: 'Suspendido desde', en: 'Suspended since' },
  'account.invoice': { es: 'Factura pendiente', en: 'Unpaid bill' },
  'outage.active': { es: 'Falla declarada', en: 'Declared outage' },
  'outage.match': { es: 'Alcance de la falla', en: 'Outage reach' },
  'outage.cause': { es: 'Causa de la falla', en: 'Outage cause' },
  'outage.since': { es: 'Falla desde', en: 'Outage since' },
  'outage.eta': { es: 'Solución estimada', en: 'Estimated repair' },
  'outage.next_update': { es: 'Próxima noticia', en: 'Next update' },
  'outage.compensation': { es: 'Se compensa', en: 'Compensated' },
  'ticket.open': { es: 'Caso abierto', en: 'Open ticket' },
  'ticket.id': { es: 'Número del caso', en: 'Ticket number' },
  'ticket.status': { es: 'Estado del caso', en: 'Ticket status' },
  'ticket.new_id': { es: 'Caso nuevo', en: 'New ticket' },
  'human.request_id': { es: 'Solicitud de asesor', en: 'Request for an agent' },
  'visit.today': { es: 'Visita hoy', en: 'Visit today' },
  'visit.window': { es: 'Franja de la visita', en: 'Visit window' },
  'visit.slot': { es: 'Franja escogida', en: 'Chosen window' },
  'visit.id': { es: 'Número de la visita', en: 'Visit number' },
  'sweep.note': { es: 'Aclaró', en: 'Corrected' },
  'lights.seen': { es: 'Luces que ve', en: 'Lights seen' },
  'line.state': { es: 'Estado de la línea', en: 'Line state' },
  'line.rx_dbm': { es: 'Potencia óptica recibida', en: 'Optical power received' },
  'line.session': { es: 'Sesión de internet', en: 'Internet session' },
  'line.uptime_min': { es: 'Equipo encendido hace', en: 'Device up for' },
  'line.last_down_at': { es: 'Última caída', en: 'Last drop' },
  'line.last_down_cause': { es: 'Causa de la última caída', en: 'Cause of the last drop' },
  'line.neighbours_down': { es: 'Vecinos caídos', en: 'Neighbours down' },
  'line.traffic': { es: 'Hay tráfico', en: 'Traffic now' },
};

export function factName(name: string, language: Language): string {
  return FACTS[name]?.[language] ?? plainName(name);
}

const YES_NO: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  true: { es: 'sí', en: 'yes' },
  false: { es: 'no', en: 'no' },
};

/** Values that are marks of a system, in words. */
export function plainValue(value: string, language: Language): string {
  return YES_NO[value]?.[language] ?? value;
}

/** What she said that shows her level, without the name of the rule that heard it: `fieldTrade: soy ingeniero`. */
export function saidWords(evidence: string): string {
  return evidence.replace(/^\w+: /, '');
}

/** `no-internet-gpon/fiber_check` to `Fiber check`: the card says beside it which guide it is. */
export function stepName(step: string): string {
  const name = plainName(step.slice(step.lastIndexOf('/') + 1));
  return name.charAt(0).toUpperCase() + name.slice(1);
}
