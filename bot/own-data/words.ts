/** The words of a customer's copy of her data, in both languages. */
import type { Language, Level } from '../../knowledge/language';
import type { ClaimKind, PqrKind } from '../operator/office';

interface CopyWords {
  readonly kinds: Readonly<Record<PqrKind | ClaimKind, string>>;
  readonly level: string;
  readonly levels: Readonly<Record<Level, string>>;
  readonly heard: string;
  readonly you: string;
  readonly channel: string;
  readonly systems: string;
  readonly subscribed: string;
  readonly privacyTold: string;
  readonly elsewhere: readonly string[];
}

const es: CopyWords = {
  kinds: { petition: 'Petición', complaint: 'Queja', appeal: 'Recurso', data_correction: 'Corrección de datos', data_deletion: 'Eliminación de datos' },
  level: 'Cómo le explicamos', levels: { basic: 'Paso a paso', intermediate: 'Intermedio', advanced: 'Técnico' },
  heard: 'Por su manera de escribir', you: 'Usted lo dijo', channel: 'El canal por el que escribe', systems: 'Nuestros sistemas',
  subscribed: 'Pidió que le avisáramos cuando terminara una falla.', privacyTold: 'Se le contó cómo se tratan sus datos (Ley 1581 de 2012).',
  elsewhere: [
    'Su contrato y sus facturas están en los sistemas del operador y se piden por los mismos canales.',
    'Las fotos y documentos están en la página, dentro de cada conversación; el archivo JSON solo los nombra. De los muy grandes pida la copia a una persona.',
    'Quién del equipo vio o atendió sus casos queda registrado para proteger sus datos y no se copia aquí, porque habla de otras personas.',
  ],
};

const en: CopyWords = {
  kinds: { petition: 'Petition', complaint: 'Complaint', appeal: 'Appeal', data_correction: 'Correction of data', data_deletion: 'Deletion of data' },
  level: 'How we explain things to you', levels: { basic: 'Step by step', intermediate: 'Intermediate', advanced: 'Technical' },
  heard: 'From the way you write', you: 'You said so', channel: 'The channel you write on', systems: 'Our systems',
  subscribed: 'You asked to be told when an outage was over.', privacyTold: 'You were told how your data are handled (Ley 1581 of 2012).',
  elsewhere: [
    'Your contract and your bills are in the operator’s systems and are asked for through the same channels.',
    'Photos and documents are on the page, inside each conversation; the JSON file only names them. For very large ones, ask a person.',
    'Who of the staff saw or handled your cases is recorded to protect your data and is not copied here, because it is about other people.',
  ],
};

export const COPY_WORDS: Readonly<Record<Language, CopyWords>> = { es, en };
