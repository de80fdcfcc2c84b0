/**
 * Who is writing: found by one key, proved by a one-time code to the contact on file. I11: before the proof nothing
 * personal leaves here but the masked contact, and a typed id is never trusted. Nothing here is logged.
 */
import type { FactValue } from '../../flows/facts';
import type { Language } from '../../knowledge/language';
import type { Option } from '../../knowledge/question';
import { issueCode, tryCode } from './codes';
import { textOf, verifiedCustomer } from './known';
import { fails, type ActionInput, type ActionTools, type Outcome, type Perform } from './outcome';
import type { Contact, Customer, ServiceKind, ServiceSummary } from './ports';

/** I11: the channel proved the number, so its one customer is known; of several nothing is told. */
export const recognize: Perform<'recognize'> = async ({ operator }, input) => {
  const phone = textOf(input.facts, 'channel.phone');
  if (phone === undefined || input.facts['channel.phone']?.source !== 'channel') return fails('missing_fact');
  const found = await operator.directory.findByContact(phone);
  if (!found.ok) return fails(found.reason);
  const [only, ...others] = found.value;
  if (only === undefined) return { result: 'unknown', facts: {} };
  return others.length > 0 ? { result: 'several', facts: {} } : { result: 'recognized', facts: customerFacts(only, input.language) };
};

export const findCustomer: Perform<'find_customer'> = async ({ operator }, input) => {
  const key = textOf(input.facts, 'key.typed');
  if (key === undefined) return fails('missing_fact');
  if (looksForMany(input)) return { result: 'not_found', facts: {} };
  const found = await operator.directory.findByKey(key);
  if (!found.ok) return fails(found.reason);
  return found.value === null
    ? { result: 'not_found', facts: {} }
    : { result: 'found', facts: { 'candidate.id': found.value.id, 'code.sent_to': masked(found.value.contact) } };
};

const DAY_MS = 86_400_000;
const MOST_FINDS = 6;

/** Documents tried one after the other from one conversation find nobody any more: each that did would send somebody a code. */
const looksForMany = ({ facts, now }: ActionInput): boolean => {
  const tried = facts['channel.finds'];
  return tried?.source === 'channel' && Number(tried.value) >= MOST_FINDS && now - tried.at < DAY_MS;
};

export const sendCode: Perform<'send_code'> = async ({ operator, newCode }, input) => {
  const id = textOf(input.facts, 'candidate.id');
  if (id === undefined) return fails('missing_fact');
  const found = await operator.directory.customer(id);
  if (!found.ok || found.value === null) return fails(found.ok ? 'unknown_customer' : found.reason);
  const fresh = newCode();
  const code = await operator.codes.update(id, `send ${input.key}`, (state) => issueCode(state, input.now, fresh));
  if (!code.ok) return fails(code.reason);
  if (code.value === 'too_many') return { result: 'too_many', facts: {} };
  const isForHolder = input.facts['key.for_holder']?.value === true;
  const text = (isForHolder ? permissionText : codeText)(operator.name, code.value, input.language);
  const sent = await operator.messages.send({ key: input.key, to: found.value.contact, text });
  return sent.ok ? { result: 'sent', facts: {} } : fails(sent.reason);
};

/** The six figures among the words: "el código es 794 014". */
const codeIn = (typed: string): string | undefined => /(?<!\d)\d(?:[ .-]?\d){5}(?!\d)/.exec(typed)?.[0].replace(/\D/g, '');

export const verifyCode: Perform<'verify_code'> = async ({ operator }, input) => {
  const id = textOf(input.facts, 'candidate.id');
  const typed = textOf(input.facts, 'code.typed');
  if (id === undefined || typed === undefined) return fails('missing_fact');
  const code = codeIn(typed);
  if (code === undefined) return { result: 'missing', facts: {} };
  const found = await operator.directory.customer(id);
  if (!found.ok || found.value === null) return fails(found.ok ? 'unknown_customer' : found.reason);
  const tried = await operator.codes.update(id, `try ${input.key}`, (state) => tryCode(state, input.now, code));
  if (!tried.ok) return fails(tried.reason);
  return tried.value === 'verified'
    ? { result: 'verified', facts: customerFacts(found.value, input.language) }
    : { result: tried.value, facts: {} };
};

export const chooseService: Perform<'choose_service'> = async ({ operator }, input) => {
  const customerId = verifiedCustomer(input.facts);
  if (customerId === undefined) return fails('not_verified');
  const found = await operator.directory.customer(customerId);
  if (!found.ok || found.value === null) return fails(found.ok ? 'unknown_customer' : found.reason);
  const wanted = textOf(input.facts, 'service.id');
  const service = found.value.services.find(({ id }) => id === wanted);
  return service ? { result: 'chosen', facts: chosenFacts(service) } : fails('unknown_service');
};

const INTERNET: readonly ServiceKind[] = ['gpon', 'hfc'];

type Turn = 'use_internet' | 'use_tv' | 'use_telephone' | 'use_mobile';

/** The customer's service of these kinds; of several she says which, out of those alone. */
const turnTo = async (kinds: readonly ServiceKind[], { operator }: ActionTools, { facts, language }: ActionInput): Promise<Outcome<Turn>> => {
  const customerId = verifiedCustomer(facts);
  if (customerId === undefined) return fails('not_verified');
  const found = await operator.directory.customer(customerId);
  if (!found.ok || found.value === null) return fails(found.ok ? 'unknown_customer' : found.reason);
  const services = found.value.services.filter(({ kind }) => kinds.includes(kind));
  const current = services.find(({ id }) => id === textOf(facts, 'service.id'));
  const only = services.length === 1 ? services[0] : current;
  if (only) return { result: 'chosen', facts: { 'service.id': only.id, ...chosenFacts(only) } };
  if (services.length === 0) return { result: 'none', facts: {} };
  return { result: 'several', facts: { 'services.list': optionsOf(services, language) } };
};

export const useInternet: Perform<'use_internet'> = (tools, input) => turnTo(INTERNET, tools, input);
export const useTv: Perform<'use_tv'> = (tools, input) => turnTo(['tv'], tools, input);
export const useTelephone: Perform<'use_telephone'> = (tools, input) => turnTo(['telephone'], tools, input);
export const useMobile: Perform<'use_mobile'> = (tools, input) => turnTo(['mobile'], tools, input);

/** What is known of a verified customer; also for one whose signed token or own phone proved who she is. */
export const customerFacts = (customer: Customer, language: Language): Readonly<Record<string, FactValue>> => {
  const only = obviousService(customer.services);
  return {
    'customer.id': customer.id,
    'customer.name': customer.firstName,
    'services.count': customer.services.length,
    'services.list': optionsOf(customer.services, language),
    ...(only ? { 'service.id': only.id, ...chosenFacts(only) } : {}),
  };
};

/** The only service, or the only fixed internet among several; otherwise the customer says which. */
const obviousService = (services: readonly ServiceSummary[]): ServiceSummary | undefined => {
  const internet = services.filter(({ kind }) => INTERNET.includes(kind));
  return services.length === 1 ? services[0] : internet.length === 1 ? internet[0] : undefined;
};

const chosenFacts = (service: ServiceSummary) => ({ 'service.kind': service.kind, 'service.address': service.address });

const KIND_NAMES = {
  es: { gpon: 'Internet', hfc: 'Internet', mobile: 'Celular', tv: 'Televisión', telephone: 'Teléfono fijo' },
  en: { gpon: 'Internet', hfc: 'Internet', mobile: 'Mobile', tv: 'Television', telephone: 'Landline' },
} as const satisfies Record<Language, Record<ServiceKind, string>>;

/** Two homes are told apart by where they are, which is how people name them. */
const optionsOf = (services: readonly ServiceSummary[], language: Language): readonly Option[] =>
  services.map(({ id, kind, label, area }) => {
    const where = area !== undefined && services.filter((each) => each.kind === kind).length > 1 ? ` (${area})` : '';
    return { id, label: `${KIND_NAMES[language][kind]}, ${label}${where}` };
  });

const WHOLE = { es: 'Todo el contrato', en: 'The whole contract' } as const satisfies Record<Language, string>;

/** What may be ended: the contract, or one of several services. */
export const contractParts = (services: readonly ServiceSummary[], language: Language): readonly Option[] => [
  { id: 'all', label: WHOLE[language] },
  ...(services.length > 1 ? optionsOf(services, language) : []),
];

/** `••• ••• •• 12` or `m•••@correo.example`: enough to recognise one's own, not enough to learn somebody else's. */
export const masked = (contact: Contact): string => {
  if (contact.channel === 'sms') return `••• ••• •• ${contact.value.slice(-2)}`;
  const at = contact.value.indexOf('@');
  return `${contact.value.slice(0, 1)}•••${contact.value.slice(at)}`;
};

const codeText = (operator: string, code: string, language: Language): string =>
  language === 'es'
    ? `${operator}: su código es ${code}. Sirve por 10 minutos. No se lo dé a nadie que lo llame.`
    : `${operator}: your code is ${code}. It works for 10 minutes. Do not give it to anyone who calls you.`;

/** The holder does not write herself: her code is her permission, so it says what for. */
const permissionText = (operator: string, code: string, language: Language): string =>
  language === 'es'
    ? `${operator}: alguien pide ayuda con su servicio en nombre suyo. Si usted está de acuerdo, dele el código ${code} (10 minutos). No sirve para su contrato ni sus facturas. Si no sabe de qué se trata, no lo comparta.`
    : `${operator}: somebody asks for help with your service on your behalf. If you agree, give them the code ${code} (10 minutes). It does not open your contract or bills. If you know nothing of it, do not share it.`;
