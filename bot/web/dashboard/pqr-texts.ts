/** What the list of petitions, complaints and appeals says, in both languages. */
import type { Language } from '../../../knowledge/language';
import type { PqrRow } from '../pqr-contracts';

const es = {
  title: 'Peticiones, quejas y recursos',
  loading: 'Buscando las PQR…',
  none: 'No hay PQR pendientes',
  kinds: { petition: 'Petición', complaint: 'Queja', appeal: 'Recurso', data_correction: 'Corrección de datos', data_deletion: 'Eliminación de datos' } satisfies Record<PqrRow['kind'], string>,
  late: (count: number) => `${count === 1 ? 'Una pasó' : `${count} pasaron`} su plazo sin respuesta: por norma se entiende resuelta a favor de la persona.`,
  overdue: 'Plazo vencido',
  left: (days: number) => (days === 0 ? 'Vence hoy' : days === 1 ? 'Queda 1 día hábil' : `Quedan ${days} días hábiles`),
  answered: 'Respondida',
  cun: 'CUN',
  noCun: 'Todavía sin asignar',
  filed: 'Radicada',
  answerBy: 'Responder a más tardar',
  thread: 'Ver la conversación',
};

export type PqrTexts = typeof es;

const en: PqrTexts = {
  title: 'Petitions, complaints and appeals',
  loading: 'Looking for requests…',
  none: 'No requests are waiting',
  kinds: { petition: 'Petition', complaint: 'Complaint', appeal: 'Appeal', data_correction: 'Correction of data', data_deletion: 'Deletion of data' },
  late: (count) => `${count === 1 ? 'One' : count} passed the deadline without an answer: by law it counts as decided in the customer's favour.`,
  overdue: 'Deadline passed',
  left: (days) => (days === 0 ? 'Due today' : days === 1 ? '1 business day left' : `${days} business days left`),
  answered: 'Answered',
  cun: 'CUN',
  noCun: 'Not given yet',
  filed: 'Filed',
  answerBy: 'Answer by',
  thread: 'See the conversation',
};

export const PQR_TEXTS: Readonly<Record<Language, PqrTexts>> = { es, en };
