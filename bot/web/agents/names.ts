/** Names of facts and steps as an agent reads them. A fact nobody named here shows its technical name, made readable. */
import type { Language } from '../../../knowledge/language';
import { tell, type Telling } from '../../../flows/format';
import type { FactMeaning } from '../../../flows/schema';
import { plainName } from '../staff/format';

const FACTS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'key.typed': { es: 'Documento o cuenta', en: 'Id or account' },
  'key.for_holder': { es: 'Escribe por el titular', en: 'Writes for the account holder' },
  'customer.id': { es: 'Cliente', en: 'Customer' },
  'customer.name': { es: 'Nombre', en: 'Name' },
  'service.id': { es: 'Servicio', en: 'Service' },
  'service.kind': { es: 'Tecnología', en: 'Technology' },
  'service.address': { es: 'Dirección', en: 'Address' },
  'services.count': { es: 'Servicios que tiene', en: 'Services held' },
  'account.state': { es: 'Estado de la cuenta', en: 'Account state' },
  'account.balance_cop': { es: 'Saldo pendiente', en: 'Balance due' },
  'account.suspended_since': { es: 'Suspendido desde', en: 'Suspended since' },
  'account.priority': { es: 'Alguien allí depende del servicio', en: 'Somebody there depends on the service' },
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
  'visit.planned': { es: 'Visita por venir', en: 'Visit ahead' },
  'visit.missed': { es: 'El técnico no llegó', en: 'The technician did not come' },
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
  'history.same_week': { es: 'Casos iguales esta semana', en: 'Same cases this week' },
};

export function factName(name: string, language: Language): string {
  return knownName(name, language) ?? plainName(name);
}

/** As it is called here; undefined for a fact that nobody named. */
export function knownName(name: string, language: Language): string | undefined {
  return FACTS[name]?.[language];
}

const MEANINGS: Readonly<Record<string, FactMeaning['type']>> = {
  'account.balance_cop': 'money', 'account.suspended_since': 'date', 'outage.since': 'time', 'outage.eta': 'time',
  'outage.next_update': 'time', 'line.last_down_at': 'time', 'line.rx_dbm': 'dbm', 'line.uptime_min': 'minutes',
};

type Values = Readonly<Record<string, Readonly<Record<Language, string>>>>;

const DROPS: Values = {
  dying_gasp: { es: 'se quedó sin corriente', en: 'lost its power' },
  los: { es: 'no llega luz por la fibra', en: 'no light on the fibre' },
  lof: { es: 'señal dañada en la fibra', en: 'bad signal on the fibre' },
  admin: { es: 'la desactivó el operador', en: 'disabled by the operator' },
  unknown: { es: 'no se sabe', en: 'unknown' },
};

const VALUES: Readonly<Record<string, Values>> = {
  'account.state': { active: { es: 'activa', en: 'active' }, suspended: { es: 'suspendida por pago', en: 'suspended over a bill' } },
  'outage.match': { exact: { es: 'afecta este servicio', en: 'affects this service' }, place: { es: 'es en la zona', en: 'in the area' } },
  'line.session': { up: { es: 'conectada', en: 'up' }, down: { es: 'caída', en: 'down' } },
  'line.last_down_cause': DROPS,
  'line.state': {
    ...DROPS,
    online: { es: 'en línea', en: 'online' },
    registering: { es: 'tratando de registrarse', en: 'registering' },
    admin_down: { es: 'desactivada por el operador', en: 'disabled by the operator' },
    unprovisioned: { es: 'sin habilitar en la red', en: 'not set up in the network' },
    offline: { es: 'no responde', en: 'offline' },
  },
  'service.kind': {
    gpon: { es: 'Internet por fibra', en: 'Fibre internet' },
    hfc: { es: 'Internet por cable', en: 'Cable internet' },
    mobile: { es: 'Celular', en: 'Mobile' },
    tv: { es: 'Televisión', en: 'Television' },
    telephone: { es: 'Teléfono fijo', en: 'Fixed telephone' },
  },
};

const YES_NO: Values = { true: { es: 'sí', en: 'yes' }, false: { es: 'no', en: 'no' } };

/** A mark of a system in words; what is no mark stays as it came. */
export function valueWord(name: string, value: string, language: Language): string | undefined {
  return (VALUES[name] ?? YES_NO)[value]?.[language] ?? YES_NO[value]?.[language];
}

/** A fact's value as an agent reads it: marks of a system, money, measures and hours in words. */
export function factValue(name: string, value: string, { language, now }: Telling): string {
  const words = valueWord(name, value, language);
  if (words !== undefined) return words;
  const type = MEANINGS[name];
  const read = type === 'time' || type === 'date' || value === '' ? value : Number(value);
  return (type === undefined ? undefined : tell(read, { type, about: name }, { language, now })) ?? value;
}
