/** What the bot itself says, in Colombian Spanish, with *usted*; `{name}` marks what is filled in. */
export const es = {
  greeting:
    'Hola, soy Hilo, de soporte. Cuénteme con sus palabras qué le pasa con su servicio.\n\nSi prefiere hablar con una persona, escriba *asesor* en cualquier momento.',
  greetingAgain: 'Hola. Cuénteme qué le pasa con su servicio y lo revisamos.',
  bye: 'Con gusto. Si necesita algo más, escríbame por aquí.',
  nothingPending: 'No tengo nada a medias con usted en este chat. Cuénteme qué le pasa y arrancamos.',
  askLevel: 'Para explicarle a su medida, ¿cómo prefiere que le ayude?',
  levelBasic: 'Paso a paso',
  levelIntermediate: 'Sé lo básico',
  levelAdvanced: 'Modo técnico',
  whatFails: '¿Qué está fallando?',
  failsInternet: 'Internet',
  failsTv: 'Televisión',
  failsTelephone: 'Teléfono fijo',
  failsMobile: 'Celular',
  failsOther: 'Otra cosa',
  beyond: 'Eso todavía no lo puedo resolver yo solo. ¿Quiere que le deje su caso a una persona, con todo lo que me ha contado?',
  humanKept:
    'Listo. Dejé su caso con una persona de soporte, con todo lo que hemos hablado: es la solicitud *{request}*. No tendrá que repetir nada.',
  humanKeptAlready: 'Su solicitud *{request}* sigue abierta y una persona la tiene con todo lo que hemos hablado.',
  humanFailed:
    'No pude registrar su solicitud en este momento. Su mensaje quedó guardado y lo sigo intentando; le aviso por aquí.',
  meanwhile: 'Mientras tanto podemos seguir:',
  fine: 'De acuerdo. Cuénteme si necesita otra cosa.',
  frustrated: 'Tiene razón, y lo siento. Voy al grano para no quitarle más tiempo.',
  laterTopic: 'Eso lo vemos apenas terminemos con esto.',
  notUnderstood: 'No le entendí bien.',
  back: 'Hola de nuevo{comma_name}. Seguimos donde íbamos.',
  backLong: 'Hola de nuevo{comma_name}. {when} estábamos con: *{topic}*. ¿Sigue con el problema?',
  glad: 'Qué buena noticia. Queda cerrado. Si vuelve a pasar, escríbame por aquí.',
  stillChecking: 'Sigo revisando, un momento.',
  broken: 'Algo falló de nuestro lado y no pude procesar su mensaje. Quedó guardado y se lo paso a una persona.',
  withdrawn: 'Actualizamos esta guía mientras usted no estaba. Conservo lo que ya me contó y sigo desde ahí.',
  yes: 'Sí',
  no: 'No',
  dontKnow: 'No sé',
  agoMinutes: 'Hace {n} minutos',
  agoHours: 'Hace {n} horas',
  agoDays: 'Hace {n} días',
};

export type Phrase = keyof typeof es;
