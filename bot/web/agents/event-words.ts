/** What happened to a conversation, in words for each kind of event: a kind without words in both languages does not compile. */
import type { EventEntry } from '../../../dialogs/transcript';
import type { EndCode } from '../../../flows/contracts';
import type { Language } from '../../../knowledge/language';
import type { AskedQuestion } from '../contracts';
import { AGENTS_TEXTS, type AgentsTexts } from './agents-texts';
import { CASE_TEXTS, causeWord } from './case-texts';

type EventName = EventEntry['name'] | 'end' | 'rating' | 'level';

interface EventWords {
  readonly es: string;
  readonly en: string;
  /** Its detail is for people to read too. */
  readonly tells?: true;
}

const EVENTS = {
  joined: { es: 'El cliente empezó la conversación', en: 'The customer began the conversation' },
  resumed: { es: 'El cliente volvió y la conversación siguió donde iba', en: 'The customer came back and the conversation went on where it was' },
  moved: { es: 'La conversación se unió a otra del mismo cliente', en: 'The conversation was joined to another one of the same customer' },
  address_joined: { es: 'El cliente siguió por otro canal', en: 'The customer went on through another channel' },
  repeated_question: { es: 'Se repitió una pregunta', en: 'A question was repeated' },
  human_requested: { es: 'El cliente pidió una persona', en: 'The customer asked for a person' },
  handed_off: { es: 'Hilo lo pasó a la lista de espera', en: 'Hilo passed it to the queue' },
  outage_told: { es: 'Hilo le informó de una falla', en: 'Hilo told about an outage' },
  case_queued: { es: 'El cliente también contó otro problema', en: 'The customer told another problem too', tells: true },
  case_opened: { es: 'Hilo pasó a otro problema', en: 'Hilo went on to another problem', tells: true },
  case_parked: { es: 'Se dejó para después', en: 'Put aside for later', tells: true },
  went_back: { es: 'El cliente volvió a la pregunta anterior', en: 'The customer went back to the question before' },
  started_over: { es: 'El cliente pidió empezar de nuevo', en: 'The customer asked to start over' },
  article: { es: 'Hilo respondió con un artículo', en: 'Hilo answered from an article' },
  new_customer: { es: 'Desde aquí escribe otra persona', en: 'From here on somebody else writes' },
  data_shown: { es: 'El cliente preguntó qué datos suyos hay', en: 'The customer asked what data of theirs we keep' },
  data_deletion: { es: 'El cliente pide que se borren sus datos', en: 'The customer asks for their data to be deleted' },
  data_correction: { es: 'El cliente pide que se corrijan sus datos', en: 'The customer asks for their data to be corrected' },
  given_back: { es: 'El asesor devolvió el caso a Hilo', en: 'The agent gave the case back to Hilo' },
  skipped_to: { es: 'El asesor escogió por dónde sigue Hilo', en: 'The agent chose where Hilo goes on' },
  case_closed: { es: 'El asesor cerró el caso', en: 'The agent closed the case' },
  released: { es: 'El caso volvió a la lista de espera', en: 'The case went back to the queue' },
  phone: { es: 'Llamada que atiende', en: 'Call, answered by', tells: true },
  verified: { es: 'El asesor verificó la identidad en la llamada', en: 'The agent verified the identity in the call' },
  not_verified: { es: 'Una respuesta de la llamada no coincidió', en: 'An answer in the call did not match' },
  undelivered: { es: 'Un mensaje no le llegó al cliente', en: 'A message did not reach the customer' },
  signed_in: { es: 'El cliente entró con su cuenta', en: 'The customer signed in with their account' },
  proof_expired: { es: 'La verificación del cliente venció', en: 'The proof of who the customer is ran out' },
  for_holder: { es: 'Escribe otra persona por el titular', en: 'Somebody else writes for the account holder' },
  end: { es: 'Hilo terminó la guía', en: 'Hilo ended the guide' },
  rating: { es: 'El cliente calificó la ayuda', en: 'The customer rated the help', tells: true },
  level: { es: 'Nivel', en: 'Level' },
} as const satisfies Record<EventName, EventWords>;

const isEvent = (name: string): name is EventName => Object.hasOwn(EVENTS, name);

/** Given by the server as `name: detail`; what is not known here is shown as it came. */
export function eventText({ text, by }: Happened, language: Language, asked?: Readonly<Record<string, AskedQuestion>>): string {
  const [told, detail] = splitAt(text);
  if (!isEvent(told)) return text;
  const name = told === 'resumed' && detail === 'given back' ? 'given_back' : told;
  const words: EventWords = EVENTS[name];
  const more = detail === undefined ? undefined : detailOf(name, { detail, language, question: asked?.[detail]?.question });
  const whole = more === undefined ? words[language] : `${words[language]}: ${more}`;
  return by === undefined ? whole : whole.replace(AN_AGENT[language], by);
}

interface Happened {
  readonly text: string;
  /** The agent who did it. */
  readonly by?: string | undefined;
}

const AN_AGENT: Readonly<Record<Language, RegExp>> = { es: /\b[Ee]l asesor\b/, en: /\b[Tt]he agent\b/ };

interface Detail {
  readonly detail: string;
  readonly language: Language;
  /** What the step in the detail asks, where it names one. */
  readonly question: string | undefined;
}

function detailOf(name: EventName, { detail, language, question }: Detail): string | undefined {
  switch (name) {
    case 'level':
      return levelWords(detail, language);
    case 'case_closed':
      return closedWords(detail, language);
    case 'released':
      return GONE[detail]?.[language];
    case 'undelivered':
      return undeliveredWords(detail, language);
    case 'skipped_to':
      return question && `«${question}»`;
    case 'end':
      return ENDS[detail as EndCode]?.[language];
    case 'rating':
      return `${detail}/5`;
    default:
      return (EVENTS[name] as EventWords).tells === true ? detail : undefined;
  }
}

/** `basic (said: no sé nada de eso)`. */
function levelWords(detail: string, language: Language): string {
  const [, value, cues] = /^(basic|intermediate|advanced) \(\w+(?:: (.*))?\)$/s.exec(detail) ?? [];
  if (value === undefined) return detail;
  const level = AGENTS_TEXTS[language].levels[value as keyof AgentsTexts['levels']];
  return cues === undefined ? level : `${level} («${cues}»)`;
}

/** `wifi` or `wifi confirmed`. */
function closedWords(detail: string, language: Language): string {
  const [code = '', confirmed] = detail.split(' ');
  const cause = causeWord(code, language);
  return confirmed === undefined ? cause : `${cause} · ${CASE_TEXTS[language].confirmed}`;
}

const GONE: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  silent: { es: 'el asesor llevaba un rato sin conexión', en: 'the agent had been offline for a while' },
  deactivated: { es: 'el asesor ya no tiene cuenta activa', en: "the agent has no active account any more" },
};

const ENDS: Readonly<Record<EndCode, Readonly<Record<Language, string>>>> = {
  RESUELTO: { es: 'el cliente confirmó que quedó bien', en: 'the customer confirmed that it works' },
  VISITA: { es: 'visita de un técnico', en: 'a technician visits' },
  RED: { es: 'pasa a la red', en: 'passed to the network' },
  CORTE: { es: 'es una falla de la zona', en: 'it is an outage of the area' },
  PAGO: { es: 'depende de un pago', en: 'it hangs on a payment' },
  HUMANO: { es: 'pasa a una persona', en: 'passed to a person' },
  ESPERA: { es: 'queda en espera', en: 'it waits' },
  EQUIPO_CLIENTE: { es: 'es un equipo propio del cliente', en: 'it is equipment of the customer’s own' },
  COMERCIAL: { es: 'pasa a ventas', en: 'passed to sales' },
  PQR: { es: 'PQR radicada', en: 'complaint filed' },
};

/** By WhatsApp's code, which leads the reason. */
const UNDELIVERED: readonly (readonly [codes: RegExp, words: Readonly<Record<Language, string>>])[] = [
  [/^131047\b/, { es: 'pasaron más de 24 horas desde su último mensaje; llámelo o espere a que escriba', en: 'more than 24 hours since their last message; call, or wait until they write' }],
  [/^(?:131026|131062)\b/, { es: 'WhatsApp no puede entregarle a ese número; intente por teléfono', en: 'WhatsApp cannot deliver to that number; try by phone' }],
  [/^131050\b/, { es: 'pidió no recibir estos mensajes', en: 'they stopped these messages' }],
  [/^(?:131048|131049|131056|130429|4|80007)\b/, { es: 'WhatsApp lo retuvo por exceso de mensajes; espere un rato', en: 'WhatsApp held it back over too many messages; wait a while' }],
  [/^131051\b/, { es: 'WhatsApp no acepta ese tipo de archivo', en: 'WhatsApp does not take that kind of file' }],
];

/** Why something did not reach the customer, and what to do; the channel's own reason when it is no known one. */
export function undeliveredWords(reason: string, language: Language): string {
  return UNDELIVERED.find(([codes]) => codes.test(reason))?.[1][language] ?? reason;
}

export function splitAt(text: string): readonly [string, string | undefined] {
  const at = text.indexOf(': ');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 2)];
}
