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
  against: 'Contra la respuesta',
  settle: 'Decir cómo terminó',
  settleYes: 'Guardar y contarle',
  deletionAbout: 'Si quedó cumplida, se borran las conversaciones de esta persona y los archivos que mandó. Se conservan las que prueban algo que radicó. Ella lo lee en su chat.',
  correctionAbout: 'Primero corrija el dato en el sistema del operador. Ella lo lee en su chat.',
  ended: 'Cómo terminó',
  wasDone: 'Quedó cumplida',
  wasNot: 'No se pudo',
  how: 'Qué quiere contarle (opcional)',
  whyNot: 'Por qué no se pudo: ella lo lee así',
  told: 'Quedó guardado y se le contó en su chat.',
  deleted: (gone: number, kept: number) => `Conversaciones borradas: ${gone}. Conservadas como prueba: ${kept}. Se le contó en su chat.`,
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
  against: 'Against the answer',
  settle: 'Say how it ended',
  settleYes: 'Save and tell them',
  deletionAbout: 'If it was carried out, this person’s conversations and the files they sent are deleted. Those that prove something they filed are kept. They read it in their chat.',
  correctionAbout: 'Correct the detail in the operator’s system first. They read it in their chat.',
  ended: 'How it ended',
  wasDone: 'It was carried out',
  wasNot: 'It could not be done',
  how: 'What you want to tell them (optional)',
  whyNot: 'Why it could not be done: they read it like this',
  told: 'Saved, and told in their chat.',
  deleted: (gone, kept) => `Conversations deleted: ${gone}. Kept as proof: ${kept}. Told in their chat.`,
};

export const PQR_TEXTS: Readonly<Record<Language, PqrTexts>> = { es, en };
