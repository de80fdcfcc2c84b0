/** What a caller is asked to show who she is, and whether she answered rightly. The right answers never leave the server (I11). */
import type { Language } from '../../knowledge/language';
import type { Customer } from '../operator/ports';
import type { PhoneQuestion } from '../web/desk-contracts';

type Words = Readonly<Record<Language, string>>;

const TEXTS: Readonly<Record<string, Words>> = {
  name: { es: '¿A nombre de quién está el servicio?', en: 'In whose name is the service?' },
  address: { es: '¿Cuál es la dirección donde tiene el servicio?', en: 'What is the address of the service?' },
  phone: { es: '¿Cuáles son las últimas cuatro cifras del celular registrado?', en: 'What are the last four digits of the mobile on file?' },
  email: { es: '¿Cuál es el correo registrado?', en: 'What is the e-mail on file?' },
};

export const questionsFor = ({ contact, services }: Customer, language: Language): readonly PhoneQuestion[] =>
  ['name', ...(services.length > 0 ? ['address'] : []), contact.channel === 'sms' ? 'phone' : 'email'].map((id) => ({ id, text: TEXTS[id]?.[language] ?? id }));

export const answersRightly = ({ firstName, services, contact }: Customer, question: string, answer: string): boolean => {
  switch (question) {
    case 'name':
      return wordsOf(answer).includes(wordsOf(firstName)[0] ?? '-');
    case 'address':
      return services.some(({ address }) => isSameAddress(address, answer));
    case 'phone':
      return /^\d{4}$/.test(digitsOf(answer)) && digitsOf(contact.value).endsWith(digitsOf(answer));
    case 'email':
      return contact.value.trim().toLowerCase() === answer.trim().toLowerCase();
    default:
      return false;
  }
};

const wordsOf = (text: string): readonly string[] => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '');
const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** `Cra. 13 # 58-210` is told in many ways; its numbers in their order are what is compared, at least two of them. */
const isSameAddress = (address: string, told: string): boolean => {
  const numbers = (text: string): readonly string[] => text.match(/\d+/g) ?? [];
  const [wanted, given] = [numbers(address).slice(0, 3), numbers(told)];
  return wanted.length >= 2 && wanted.every((number, index) => given[index] === number);
};
