/** Words of training: what people taught becomes an edition of the understanding, in both languages. */
import type { Language } from '../../../knowledge/language';
import type { Reading, TrainingFigure } from '../understanding-contracts';

const es = {
  title: 'Entrenar con los ejemplos',
  about: 'Toma unos segundos y los clientes se siguen atendiendo. Nada cambia para ellos hasta que se publique.',
  train: (sentences: number) => (sentences === 1 ? 'Entrenar con 1 ejemplo' : `Entrenar con ${sentences} ejemplos`),
  training: 'Entrenando y comparando con lo que rige…',
  result: 'Lo que cambiaría',
  made: (who: string, sentences: number) => `${who} entrenó con ${sentences === 1 ? '1 ejemplo' : `${sentences} ejemplos`}`,
  worse: 'Otras frases se entenderían peor, así que no se puede publicar. Quite el ejemplo que no corresponde, o dígalo de otras maneras, y entrene de nuevo.',
  figures: 'Frases que no se usan para aprender',
  lines: { held_out: 'Reservadas para juzgar', everyday: 'De todos los días' } satisfies Record<TrainingFigure['lines'], string>,
  what: { intent: 'qué quiere', level: 'cuánto sabe' } satisfies Record<TrainingFigure['what'], string>,
  columns: { of: 'Frases', before: 'Bien hoy', after: 'Bien después' },
  readings: (count: number) => (count === 1 ? '1 frase se leería distinto' : `${count} frases se leerían distinto`),
  noReadings: 'Fuera de sus ejemplos, ninguna frase se leería distinto.',
  learnt: (learnt: number, all: number) => `Ejemplos que se entenderían como usted dijo: ${learnt} de ${all}`,
  from: { taught: 'ejemplo', customers: 'de clientes', everyday: 'de todos los días', training: 'de lo aprendido' } satisfies Record<Reading['from'], string>,
  verdict: { better: 'mejora', worse: 'empeora', other: 'cambia', learnt: 'aprendida', missing: 'aún no' },
  missing: 'Las que dicen «aún no» necesitan que la misma idea se enseñe de dos o tres maneras más.',
  publish: 'Publicar entrenamiento',
  awaits: 'Falta que lo publique otra persona que revise y que no haya enseñado nada de esto.',
  reason: '¿Por qué se publica?',
  reasonMissing: 'Escriba por qué.',
  published: (name: string) => `Listo: desde ya se entiende con ${name}.`,
  editions: { title: 'Versiones del entendimiento', first: 'Como se instaló.', about: 'Los mensajes se entienden de inmediato con esa versión. Los ejemplos guardados se conservan.', back: (name: string) => `Listo: rige ${name}.` },
  outdated: 'hecha para otra instalación: entrene de nuevo',
  sentences: (count: number) => (count === 1 ? '1 ejemplo' : `${count} ejemplos`),
};

export type TrainingTexts = typeof es;

const en: TrainingTexts = {
  title: 'Train with the examples',
  about: 'It takes some seconds, and customers are answered meanwhile. Nothing changes for them until it is published.',
  train: (sentences) => (sentences === 1 ? 'Train with 1 example' : `Train with ${sentences} examples`),
  training: 'Training, and comparing with what stands…',
  result: 'What would change',
  made: (who, sentences) => `${who} trained with ${sentences === 1 ? '1 example' : `${sentences} examples`}`,
  worse: 'Other sentences would be understood worse, so it cannot be published. Remove the example that does not belong, or say it in other ways, and train again.',
  figures: 'Sentences that nothing learns from',
  lines: { held_out: 'Kept to judge by', everyday: 'Everyday ones' },
  what: { intent: 'what is wanted', level: 'how skilled' },
  columns: { of: 'Sentences', before: 'Right now', after: 'Right then' },
  readings: (count) => (count === 1 ? '1 sentence would be read otherwise' : `${count} sentences would be read otherwise`),
  noReadings: 'Beside your examples no sentence would be read otherwise.',
  learnt: (learnt, all) => `Examples that would be understood as you said: ${learnt} of ${all}`,
  from: { taught: 'example', customers: 'from customers', everyday: 'everyday', training: 'learnt before' },
  verdict: { better: 'better', worse: 'worse', other: 'changes', learnt: 'learnt', missing: 'not yet' },
  missing: 'Those that say "not yet" need the same idea taught in two or three more ways.',
  publish: 'Publish training',
  awaits: 'Another person who reviews, and taught none of it, has to publish it.',
  reason: 'Why is it published?',
  reasonMissing: 'Say why.',
  published: (name) => `Done: messages are understood with ${name} from now on.`,
  editions: { title: 'Editions of the understanding', first: 'As it was installed.', about: 'Messages are understood with that edition at once. The kept examples stay.', back: (name) => `Done: ${name} is current.` },
  outdated: 'made for another installation: train again',
  sentences: (count) => (count === 1 ? '1 example' : `${count} examples`),
};

export const TRAINING_TEXTS: Readonly<Record<Language, TrainingTexts>> = { es, en };
