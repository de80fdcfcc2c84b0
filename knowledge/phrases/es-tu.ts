/** The sentences that change when the operator prefers *tú*; the others are the same as with *usted*. */
import type { Phrase } from './es';

export const esTu: Readonly<Partial<Record<Phrase, string>>> = {
  greeting:
    'Hola, soy Hilo, de soporte. Cuéntame con tus palabras qué te pasa con tu servicio.\n\nSi prefieres hablar con una persona, escribe *asesor* en cualquier momento.',
  greetingAgain: 'Hola. Cuéntame qué te pasa con tu servicio y lo revisamos.',
  bye: 'Con gusto. Si necesitas algo más, escríbeme por aquí.',
  nothingPending: 'No tengo nada a medias contigo en este chat. Cuéntame qué te pasa y arrancamos.',
  askLevel: 'Para explicarte a tu medida, ¿cómo prefieres que te ayude?',
  beyond: 'Eso todavía no lo puedo resolver yo solo. ¿Quieres que le deje tu caso a una persona, con todo lo que me has contado?',
  humanKept:
    'Listo. Dejé tu caso con una persona de soporte, con todo lo que hemos hablado: es la solicitud *{request}*. No tendrás que repetir nada.',
  humanKeptAlready: 'Tu solicitud *{request}* sigue abierta y una persona la tiene con todo lo que hemos hablado.',
  humanFailed:
    'No pude registrar tu solicitud en este momento. Tu mensaje quedó guardado y lo sigo intentando; te aviso por aquí.',
  fine: 'De acuerdo. Cuéntame si necesitas otra cosa.',
  frustrated: 'Tienes razón, y lo siento. Voy al grano para no quitarte más tiempo.',
  notUnderstood: 'No te entendí bien.',
  backLong: 'Hola de nuevo{comma_name}. {when} estábamos con: *{topic}*. ¿Sigues con el problema?',
  glad: 'Qué buena noticia. Queda cerrado. Si vuelve a pasar, escríbeme por aquí.',
  broken: 'Algo falló de nuestro lado y no pude procesar tu mensaje. Quedó guardado y se lo paso a una persona.',
  handedOver: 'Listo. Una persona toma tu caso en un momento, con todo lo que hemos hablado (solicitud *{request}*). No tendrás que repetir nada.',
  humanKeptUntil: 'En este momento no hay nadie de turno. Tu caso queda en la fila con todo lo que hemos hablado (solicitud *{request}*); una persona lo atiende desde {when}. No tendrás que repetir nada.',
  agentHere: 'Ya está contigo {name}, de soporte.',
  givenBack: 'Sigo yo contigo, desde donde íbamos.',
  givenBackIdle: 'Sigo yo contigo. Cuéntame si necesitas algo más.',
  caseClosed: 'Tu caso queda cerrado. Si necesitas algo más, escríbeme por aquí.',
  restored: 'Ya volvió el servicio en tu sector. Si el tuyo sigue sin funcionar, escríbeme y lo reviso.',
  elsewhereCode:
    'Para seguir en otro canal, escribe allá este código: *{code}*\n\nO abre este enlace en el otro equipo: {link}\n\nSirve una vez y durante 30 minutos. No lo compartas.',
  elsewhereUnknown: 'Ese código no existe o ya venció. Pide uno nuevo donde empezó la conversación.',
  waiting: 'Estoy dando tiempo a que tu equipo termine. Apenas pase te escribo; si ya quedó, dime *listo*.',
  noHurry: 'No hay afán. Aquí te guardo el sitio: escríbeme cuando puedas y seguimos desde esta misma pregunta.',
  withPerson: 'Tu caso ya lo tiene una persona de soporte, con todo lo que hemos hablado. Te responde por aquí.',
  deskClosed: 'Hoy ya no alcanzó a atenderte una persona, y lo siento. Tu caso sigue en la fila (solicitud *{request}*) y lo toman desde {when}.',
};
