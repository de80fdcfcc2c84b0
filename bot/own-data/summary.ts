/** What is kept of a customer in a few lines, for the chat. */
import type { Language } from '../../knowledge/language';
import { dayName } from '../web/staff/format';
import type { DataCopy } from './copy';

const MOST_NAMED = 5;

export const summaryOf = (copy: DataCopy, language: Language): string => LINES[language](copy).map((line) => `• ${line}`).join('\n');

const since = ({ conversations }: DataCopy, language: Language): string => {
  const first = conversations.at(-1)?.began;
  return first === undefined ? '' : dayName(first.slice(0, 10), language);
};

const named = (filed: DataCopy['filed']): string => {
  const numbers = filed.slice(0, MOST_NAMED).map(({ number }) => number).join(', ');
  return filed.length > MOST_NAMED ? `${numbers}…` : numbers;
};

const LINES: Readonly<Record<Language, (copy: DataCopy) => readonly string[]>> = {
  es: (copy) => [
    ...(copy.who.name === undefined ? [] : [`Nombre: ${copy.who.name}`]),
    ...(copy.who.contact === undefined ? [] : [`Contacto: ${copy.who.contact}`]),
    ...copy.who.services.map(({ address }) => `Servicio: ${address}`),
    `Conversaciones: ${copy.conversations.length}${copy.conversations.length > 0 ? `, desde el ${since(copy, 'es')}` : ''}`,
    `Datos que nos contó o que consultamos: ${copy.facts.length}`,
    ...(copy.filed.length > 0 ? [`Lo que ha radicado: ${named(copy.filed)}`] : []),
    ...(copy.compensations.length > 0 ? [`Compensaciones por tiempo sin servicio: ${copy.compensations.length}`] : []),
    ...(copy.notices.length > 0 ? [`Avisos que le mandamos: ${copy.notices.length}`] : []),
  ],
  en: (copy) => [
    ...(copy.who.name === undefined ? [] : [`Name: ${copy.who.name}`]),
    ...(copy.who.contact === undefined ? [] : [`Contact: ${copy.who.contact}`]),
    ...copy.who.services.map(({ address }) => `Service: ${address}`),
    `Conversations: ${copy.conversations.length}${copy.conversations.length > 0 ? `, since ${since(copy, 'en')}` : ''}`,
    `Facts that you told us or that we looked up: ${copy.facts.length}`,
    ...(copy.filed.length > 0 ? [`What you filed: ${named(copy.filed)}`] : []),
    ...(copy.compensations.length > 0 ? [`Compensation for time without service: ${copy.compensations.length}`] : []),
    ...(copy.notices.length > 0 ? [`News we sent you: ${copy.notices.length}`] : []),
  ],
};
