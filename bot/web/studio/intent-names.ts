/** What customers want, as product owners call it; the understanding knows each by a word of its own. */
import type { Language } from '../../../knowledge/language';
import { INTENTS, type Intent } from '../../../knowledge/understanding';

const NAMES: Readonly<Record<Language, Readonly<Record<Intent, string>>>> = {
  es: {
    no_internet: 'Sin internet', slow_internet: 'Internet lento', intermittent: 'Internet se cae y vuelve', wifi_password: 'Clave o nombre del Wi-Fi', wifi_coverage: 'Cobertura del Wi-Fi',
    site_or_dns: 'Una página o aplicación no abre', advanced_network: 'Red avanzada: puertos, IP, DNS', tv: 'Televisión', telephone: 'Teléfono fijo', mobile_data: 'Línea o datos móviles',
    bill: 'Factura', payment_suspended: 'Pago o servicio suspendido', outage_question: 'Preguntar por una falla', compensation: 'Compensación', cancel_contract: 'Terminar el contrato',
    pqr_complaint: 'Queja o reclamo (PQR)', ticket_status: 'En qué va un caso', technician_visit: 'Visita del técnico', talk_to_human: 'Hablar con una persona', greeting: 'Saludo',
    resume: 'Retomar lo de antes', thanks_bye: 'Gracias o despedida', other: 'Otra cosa',
  },
  en: {
    no_internet: 'No internet', slow_internet: 'Slow internet', intermittent: 'Internet comes and goes', wifi_password: 'Wi-Fi password or name', wifi_coverage: 'Wi-Fi coverage',
    site_or_dns: 'A page or app does not open', advanced_network: 'Advanced network: ports, IP, DNS', tv: 'Television', telephone: 'Landline', mobile_data: 'Mobile line or data',
    bill: 'Bill', payment_suspended: 'Payment or suspended service', outage_question: 'Asking about an outage', compensation: 'Compensation', cancel_contract: 'Ending the contract',
    pqr_complaint: 'Complaint (PQR)', ticket_status: 'How a case is going', technician_visit: 'Technician’s visit', talk_to_human: 'Talking to a person', greeting: 'Greeting',
    resume: 'Going on with something', thanks_bye: 'Thanks or goodbye', other: 'Something else',
  },
};

/** The word itself when it has no name. */
export const intentName = (word: string, language: Language): string => {
  const intent = INTENTS.find((one) => one === word);
  return intent === undefined ? word : NAMES[language][intent];
};
