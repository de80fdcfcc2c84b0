/** What photos, documents and voice notes say, in both languages, and how far a message got. */
import type { Language } from '../../../knowledge/language';
import type { DeliveryState } from '../message-contracts';

const es = {
  attach: 'Adjuntar fotos o PDF',
  dropHere: 'Suelte aquí las fotos o el PDF',
  picked: 'Listo para enviar',
  remove: (name: string) => `Quitar ${name}`,
  faults: {
    too_large: (name: string) => `«${name}» pesa más de 5 MB. Envíe una foto de la página o un PDF más liviano.`,
    unknown: (name: string) => `«${name}» no se puede enviar. Sirven fotos (JPEG, PNG, WebP, GIF, HEIC) y PDF.`,
  },
  tooMany: (most: number) => `En un mensaje van hasta ${most} archivos. Envíe estos y adjunte los demás después.`,
  tooHeavy: 'Juntos pesan más de 11 MB. Envíelos en dos mensajes.',
  longText: 'Con archivos el texto lleva hasta 1.000 letras. Envíelo aparte.',
  notOnCalls: 'Lo que dice el cliente en la llamada va sin archivos.',
  lost: 'La página se recargó antes de que saliera el archivo. Adjúntelo otra vez.',
  progress: (percent: number) => `Enviando el archivo: ${percent} %`,
  cancel: 'Cancelar el envío',
  kinds: {
    image: 'Foto', video: 'Video', audio: 'Audio', voice: 'Nota de voz', document: 'Documento', sticker: 'Sticker', location: 'Ubicación', contact: 'Contacto', reaction: 'Reacción', edited: 'Mensaje corregido', deleted: 'Borró un mensaje', unreadable: 'Mensaje que WhatsApp no pasa',
  } as Readonly<Record<string, string>>,
  enlarge: (name: string) => `Ampliar: ${name}`,
  open: 'Abrir aparte',
  save: 'Guardar',
  notHere: 'El archivo no se guardó aquí; pídalo otra vez si hace falta.',
  broken: 'No se pudo mostrar. Ábralo aparte o pídalo otra vez.',
  states: { sent: 'Enviado', delivered: 'Entregado', read: 'Leído', failed: 'No le llegó' } satisfies Record<DeliveryState, string>,
  typing: (name: string | undefined) => (name === undefined ? 'El cliente está escribiendo…' : `${name} está escribiendo…`),
};

export type FileTexts = typeof es;

const en: FileTexts = {
  attach: 'Attach photos or PDF',
  dropHere: 'Drop the photos or the PDF here',
  picked: 'Ready to be sent',
  remove: (name) => `Remove ${name}`,
  faults: {
    too_large: (name) => `“${name}” has more than 5 MB. Send a photo of the page or a lighter PDF.`,
    unknown: (name) => `“${name}” cannot be sent. Photos (JPEG, PNG, WebP, GIF, HEIC) and PDF can.`,
  },
  tooMany: (most) => `One message takes up to ${most} files. Send these, then attach the others.`,
  tooHeavy: 'Together they have more than 11 MB. Send them in two messages.',
  longText: 'With files the text takes up to 1,000 letters. Send it apart.',
  notOnCalls: "The customer's words on a call go without files.",
  lost: 'The page was loaded again before the file was sent. Attach it again.',
  progress: (percent) => `Sending the file: ${percent} %`,
  cancel: 'Cancel sending',
  kinds: {
    image: 'Photo', video: 'Video', audio: 'Audio', voice: 'Voice note', document: 'Document', sticker: 'Sticker', location: 'Location', contact: 'Contact', reaction: 'Reaction', edited: 'Corrected message', deleted: 'Took a message back', unreadable: 'Message that WhatsApp does not pass on',
  },
  enlarge: (name) => `Enlarge: ${name}`,
  open: 'Open apart',
  save: 'Save',
  notHere: 'The file was not kept here; ask for it again if it is needed.',
  broken: 'It could not be shown. Open it apart or ask for it again.',
  states: { sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Did not arrive' },
  typing: (name) => (name === undefined ? 'The customer is typing…' : `${name} is typing…`),
};

export const FILE_TEXTS: Readonly<Record<Language, FileTexts>> = { es, en };
