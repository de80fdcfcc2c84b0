/** Figures that a message carries whatever was asked: powers, speeds, phones, e-mails, case numbers. Pure, and bounded in work. */
import { spokenEntities } from './spoken-entities';
import type { Text } from './text';
import type { Entity } from './understanding';

type Kind = Entity['kind'];

interface Pattern {
  readonly kind: Kind;
  readonly expression: RegExp;
  readonly value: (found: readonly string[]) => string | number;
}

const decimal = (text: string | undefined): number => Number((text ?? '').replace(',', '.'));
const digits = (text: string | undefined): string => (text ?? '').replace(/\D/g, '');

/** In order: what one pattern takes, the next ones do not see. */
const PATTERNS: readonly Pattern[] = [
  { kind: 'email', expression: /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/g, value: ([text]) => text ?? '' },
  { kind: 'power_dbm', expression: /(-?\d{1,2}(?:[.,]\d{1,2})?) ?dbm\b/g, value: ([, power]) => decimal(power) },
  { kind: 'power_dbm', expression: /\brx\b[^\d-]{0,20}(-\d{1,2}(?:[.,]\d{1,2})?)/g, value: ([, power]) => decimal(power) },
  { kind: 'speed_mbps', expression: /\b(\d{1,4}(?:[.,]\d{1,2})?) ?(?:megas?|mbps|mb\/s|mb)\b/g, value: ([, speed]) => decimal(speed) },
  { kind: 'phone', expression: /(?:\+?57[ -]?)?\b((?:3\d{2}|60[1-8])[ .-]?\d{3}[ .-]?\d{2}[ .-]?\d{2})\b/g, value: ([, phone]) => `+57${digits(phone)}` },
  { kind: 'case_number', expression: /\b(?:caso|radicado|ticket|reporte|cun|case)\b[^\d]{0,20}(\d[\d-]{3,24}\d)/g, value: ([, id]) => digits(id) },
  { kind: 'document', expression: /\b(?:cedula|c\.? ?c|t\.? ?i|c\.? ?e|nit|documento|identificacion|id)\b[^\d]{0,30}(\d{1,3}(?:[., ]\d{3}){2,3}|\d{5,11})\b/g, value: ([, id]) => digits(id) },
  // An identity number of ten digits begins with a one, a telephone never does.
  { kind: 'document', expression: /\b1\d{9}\b/g, value: ([id]) => digits(id) },
  { kind: 'number', expression: /\b\d{1,3}(?:\.\d{3}){1,3}\b/g, value: ([amount]) => Number(digits(amount)) },
  { kind: 'number', expression: /\b\d{1,9}(?:[.,]\d{1,3})?\b/g, value: ([text]) => decimal(text) },
];
const MOST = 8;

/** The entities of a message, in no order of importance, at most eight. */
export function findEntities(message: Text): Entity[] {
  const written = /[\d@]/.test(message.folded) ? writtenEntities(message.folded) : [];
  const told = new Set(written.map(({ kind }) => kind));
  return [...written, ...spokenEntities(message).filter(({ kind }) => !told.has(kind))].slice(0, MOST);
}

function writtenEntities(folded: string): Entity[] {
  const found: Entity[] = [];
  let left = folded;
  for (const { kind, expression, value } of PATTERNS) {
    left = left.replace(expression, (...groups: unknown[]) => {
      const parts = groups.filter((part): part is string => typeof part === 'string').slice(0, -1);
      if (found.length < MOST) found.push({ kind, text: parts[0] ?? '', value: value(parts) });
      return ' ';
    });
  }
  return found;
}
