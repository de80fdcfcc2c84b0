/** What the page of what did not go as it should says, in both languages. */
import type { Language } from '../../../knowledge/language';
import type { ChannelAlarm, DeadLetterRow } from '../backlog-contracts';

const es = {
  title: 'Entregas',
  about: 'Lo que no salió como debía: clientes que esperan de más, mensajes que no se pudieron enviar y lo que WhatsApp avisa de la cuenta.',
  waiting: 'Clientes sin respuesta',
  noneWaiting: 'Nadie espera de más.',
  since: (when: string) => `desde ${when}`,
  heldAt: (channel: string) => `la respuesta está escrita y ${channel} todavía no la recibe: se intenta otra vez`,
  openCase: 'Abrir la conversación',
  failed: 'Lo que no se pudo enviar',
  noneFailed: 'Todo se envió.',
  more: (shown: number, total: number) => `Se muestran ${shown} de ${total}.`,
  kinds: { deliver: 'Un mensaje al cliente', check: 'Una consulta a los sistemas', action: 'Una gestión', wake: 'Un recordatorio' } as Readonly<Record<string, string>>,
  other: 'Otra tarea',
  ends: { failed: 'No se pudo', uncertain: 'No se sabe si llegó' } satisfies Record<DeadLetterRow['end'], string>,
  again: 'Enviar otra vez',
  sent: 'Se envía otra vez.',
  alarms: 'La cuenta de WhatsApp',
  noneAlarms: 'Meta no ha avisado nada de la cuenta.',
  subjects: { account: 'La cuenta', number: 'El número', template: 'Una plantilla', sending: 'Un envío que Meta rechaza' } satisfies Record<ChannelAlarm['about'], string>,
  severities: { critical: 'Urgente', warning: 'Por revisar', info: 'Aviso' } satisfies Record<ChannelAlarm['severity'], string>,
};

export const DELIVERY_TEXTS: Readonly<Record<Language, typeof es>> = {
  es,
  en: {
    title: 'Deliveries',
    about: 'What did not go as it should: customers who wait too long, messages that could not be sent, and what WhatsApp tells of the account.',
    waiting: 'Customers without an answer',
    noneWaiting: 'Nobody waits too long.',
    since: (when) => `since ${when}`,
    heldAt: (channel) => `the answer is written and ${channel} does not take it yet: it is tried again`,
    openCase: 'Open the conversation',
    failed: 'What could not be sent',
    noneFailed: 'Everything was sent.',
    more: (shown, total) => `${shown} of ${total} are shown.`,
    kinds: { deliver: 'A message to the customer', check: 'A lookup', action: 'An action', wake: 'A reminder' },
    other: 'Another task',
    ends: { failed: 'Failed', uncertain: 'May have arrived' },
    again: 'Send again',
    sent: 'It is sent again.',
    alarms: 'The WhatsApp account',
    noneAlarms: 'Meta has told nothing of the account.',
    subjects: { account: 'The account', number: 'The number', template: 'A template', sending: 'A message that Meta refuses' },
    severities: { critical: 'Urgent', warning: 'To be looked at', info: 'For your information' },
  },
};
