/** The replies that a new desk begins with; whoever leads it changes them. */
import type { CannedReply } from '../web/desk-contracts';

export const FIRST_REPLIES: readonly CannedReply[] = [
  {
    id: 'saludo', title: { es: 'Saludo', en: 'Greeting' },
    text: {
      es: 'Hola, {name}. Soy {agent}, de soporte. Ya leí su caso y lo que probaron; no tiene que repetir nada.',
      en: "Hello, {name}. I'm {agent} from support. I have read your case and what was tried; you don't have to repeat anything.",
    },
  },
  {
    id: 'reviso', title: { es: 'Estoy revisando', en: 'Looking into it' },
    text: { es: 'Estoy revisando su servicio en {address}. Le escribo en unos minutos con lo que encuentre.', en: "I'm looking at your service at {address}. I'll write in a few minutes with what I find." },
  },
  {
    id: 'visita', title: { es: 'Visita técnica', en: 'Technician visit' },
    text: { es: 'Esto hay que verlo en su casa. ¿Le queda mejor una visita en la mañana o en la tarde?', en: 'This needs a look at your home. Would a visit in the morning or in the afternoon suit you better?' },
  },
  {
    id: 'confirmo', title: { es: '¿Quedó funcionando?', en: 'Does it work now?' },
    text: { es: 'Ya hice el cambio de nuestro lado. ¿Me confirma si le funciona?', en: 'I made the change on our side. Could you confirm that it works for you?' },
  },
  {
    id: 'cierre', title: { es: 'Cierre', en: 'Closing' },
    text: { es: 'Me alegra que haya quedado. Su solicitud {number} queda cerrada; si vuelve a pasar, escríbanos por aquí.', en: "I'm glad it works. Your request {number} is closed; if it happens again, write to us here." },
  },
];
