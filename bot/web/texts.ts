/** Every word the chat itself says, in both languages; a text missing in one of them does not compile. */
import { languageOf } from './fields';
import type { Language } from '../../knowledge/language';

const es = {
  page: 'Hilo · Ayuda',
  about: 'Asistente virtual',
  conversation: 'Conversación con Hilo',
  write: 'Escriba su mensaje',
  send: 'Enviar',
  sending: 'Enviando…',
  sent: 'Enviado',
  failed: 'No pudimos enviar este mensaje',
  you: 'Usted:',
  typing: 'Hilo está escribiendo…',
  choices: 'Respuestas para elegir',
  connecting: 'Conectando…',
  reconnecting: 'Reconectando…',
  kept: 'Su mensaje está guardado y saldrá apenas vuelva la conexión.',
  restoring: 'Retomando su conversación…',
  replaced: 'No encontramos la conversación anterior, así que empezamos una nueva.',
  newer: 'Mensajes nuevos',
  person: 'Hablar con una persona',
  wantsPerson: 'Quiero hablar con una persona',
  open: 'Abrir el chat de ayuda',
  unread: 'sin leer',
  close: 'Cerrar el chat',
  otherLanguage: 'Switch to English',
  otherLanguageShort: 'EN',
  attach: 'Agregar una foto o un archivo',
  removeFile: 'Quitar el archivo',
  fileReady: 'Listo para enviar:',
  fileTooLarge: 'Ese archivo pesa más de 5 MB. ¿Nos envía uno más liviano o una foto?',
  fileUnknown: 'Por aquí recibimos fotos y archivos PDF.',
  sentFile: 'Archivo enviado:',
  receivedFile: 'Archivo recibido:',
  save: 'Guardar',
  statusShort: 'Estado',
  statusPage: 'Estado del servicio',
  today: 'Hoy',
  yesterday: 'Ayer',
};

export type Texts = Readonly<Record<keyof typeof es, string>>;

const en: Texts = {
  page: 'Hilo · Help',
  about: 'Virtual assistant',
  conversation: 'Conversation with Hilo',
  write: 'Write your message',
  send: 'Send',
  sending: 'Sending…',
  sent: 'Sent',
  failed: 'We could not send this message',
  you: 'You:',
  typing: 'Hilo is typing…',
  choices: 'Answers to choose from',
  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  kept: 'Your message is saved and will go out as soon as the connection is back.',
  restoring: 'Picking up your conversation…',
  replaced: 'We could not find the earlier conversation, so we are starting a new one.',
  newer: 'New messages',
  person: 'Talk to a person',
  wantsPerson: 'I want to talk to a person',
  open: 'Open the help chat',
  unread: 'unread',
  close: 'Close the chat',
  otherLanguage: 'Cambiar a español',
  otherLanguageShort: 'ES',
  attach: 'Add a photo or a file',
  removeFile: 'Remove the file',
  fileReady: 'Ready to send:',
  fileTooLarge: 'That file is over 5 MB. Could you send a smaller one, or a photo?',
  fileUnknown: 'We can take photos and PDF files here.',
  sentFile: 'File sent:',
  receivedFile: 'File received:',
  save: 'Save',
  statusShort: 'Status',
  statusPage: 'Service status',
  today: 'Today',
  yesterday: 'Yesterday',
};

const TEXTS: Readonly<Record<Language, Texts>> = { es, en };

export function textsIn(language: Language): Texts {
  return TEXTS[language];
}

export function otherThan(language: Language): Language {
  return language === 'es' ? 'en' : 'es';
}

/** The first wish that is one of our languages; Spanish when none is. */
export function pickLanguage(wishes: readonly (string | null | undefined)[]): Language {
  return wishes.map(languageOf).find((language) => language !== undefined) ?? 'es';
}

/** The tag that the browser's own formats use. */
export function tagOf(language: Language): string {
  return language === 'es' ? 'es-CO' : 'en-US';
}
