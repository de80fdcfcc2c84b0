/**
 * What customers say to steer the conversation rather than to answer it: back, start over, another topic, simpler, a
 * person. Short and said for itself, so that no word inside an answer is taken for a command. Pure; linear in a text that
 * is cut before it is read.
 */
import { firstMatching } from './pattern-index';
import { bareWords, fold, MAX_CHARS, plainOf } from './text';

export const WISHES = [
  'person', 'back', 'start_over', 'other_topic', 'simpler', 'basic', 'technical', 'advanced', 'spanish', 'english',
  'my_data', 'data_copy', 'delete_data', 'correct_data', 'not_me', 'other_service', 'never_mind', 'who_are_you',
] as const;
export type Wish = (typeof WISHES)[number];

/** A wish that is more than a few words is no command. */
const LONGEST_WISH = 80;

/** The whole message, but for politeness around it. */
const WHOLE: readonly (readonly [Wish, RegExp])[] = [
  ['back', /^(?:me equivoque|(?:quiero |puedo |podemos |mejor |me )?(?:volver|volvamos|vuelva|vuelve|regresar|regresemos|devolver(?:me|nos|se)?|devuelvame|devolvamonos|devuelvase|ir atras|atras|para atras)(?: (?:a |una |un )?(?:la |el )?(?:pregunta|paso|atras)?(?: anterior| atras)?)?|(?:la |el )?(?:pregunta|paso) anterior|(?:go |step )?back|(?:the )?previous(?: question| step)?|undo|i made a mistake)$/],
  ['other_service', /^(?:(?:no|ay|uy|perdon|disculpe|espere|es que|era|es|mejor|creo que|sorry|wait|i think|i) )*(?:(?:me equivoque|me confundi|escogi mal|elegi mal|marque mal|puse mal|seleccione mal)(?: de| con el| con la| el| la| en el| en la)? (?:servicio|casa|direccion|linea|apartamento|apto|numero|sede|finca)|(?:quiero |necesito |puedo |quisiera |hay que )?(?:cambiar|escoger|elegir) (?:de |el |otro |la |otra )?(?:servicio|casa|direccion|linea)|(?:de |en |para )?(?:la otra (?:casa|direccion|linea|finca|sede)|el otro (?:servicio|apartamento|apto|local|numero))|(?:(?:chose|picked|it s|its|it was|that s|thats|this is) )?the wrong (?:service|house|address|line|apartment)|wrong (?:service|house|address|line|apartment)|(?:it s |its |it is |for )?the other (?:house|service|address|line|apartment)|(?:can i |i want to )?change (?:the )?(?:service|house|address))(?: (?:que escogi|que puse|era la otra|era otra|no era ese|no era esa))?$/],
  ['start_over', /^(?:quiero |podemos |puedo |mejor |vamos a )?(?:empezar|empecemos|empiece|comenzar|comencemos|volver a empezar|volvamos a empezar|reiniciar (?:la conversacion|el chat))(?: todo)?(?: (?:de nuevo|otra vez|de cero|desde cero|desde el (?:principio|comienzo|inicio)))*$|^(?:de|desde) cero$|^(?:start|begin) (?:over|again|from scratch)$|^restart(?: the)? (?:chat|conversation)$/],
  ['other_topic', /^(?:es que |no )?(?:tengo |quiero |es |hablemos de |mejor |ver |veamos )*(?:la )?otr[oa] (?:cosa|tema|problema|consulta|asunto)$|^(?:cambiar|cambiemos|cambio) de tema$|^(?:i have )?(?:something else|another (?:thing|problem|topic|question)|change (?:the )?(?:topic|subject))$/],
  ['basic', /^(?:modo |nivel )?(?:paso a paso|basico)$|^(?:basic|step by step)(?: mode)?$/],
  ['advanced', /^(?:modo|nivel) (?:tecnico|avanzado|experto)$|^(?:technical|advanced|expert) mode$/],
  ['technical', /^(?:yo )?soy (?:un |una )?(?:tecnic[oa]|ingenier[oa]|expert[oa])$|^(?:mas|sea mas) tecnico$|^(?:i am|i m|im) an? (?:technician|engineer|expert)$|^more technical$/],
  ['never_mind', /^(?:(?:no|ya|mejor|actually|sorry|wait|es que|siempre|ay|uy) )*(?:me arrepenti|me arrepiento|cambie de (?:opinion|idea|parecer)|siempre no|dejelo asi|dejemoslo asi|dejalo asi|deje asi|olvidelo|olvidalo|ya no quiero nada|no quiero (?:seguir|nada)|i changed my mind|changed my mind|never ?mind|forget (?:it|about it)|leave it)(?: (?:dejen?|deje|no|el|la|mi|servicio|contrato|asi|todo|nada|cancelen?|quiero|cancelar|don t|cancel|it|anything|please|keep|the|service|chao|adios|bye|gracias|luego|despues|termine|hoy|mejor|ya|entonces|muchas)){0,8}$/],
  ['my_data', /^(?:ver |consultar |quiero ver |quiero saber |quiero conocer )?mis datos(?: personales)?$|^my (?:personal )?data$/],
  ['who_are_you', /^(?:(?:hola|buenas|pero|y|oye|disculpe|perdon|una pregunta|hi|hello|so|wait) )*(?:(?:(?:con )?quien (?:es|eres|sos|me habla|hablo|me atiende|me escribe)(?: usted| tu| vos| este)?|como se llama(?: usted)?|(?:(?:y )?(?:deme|digame|dame|dime|me da|me dice|cual es) )?(?:su|tu) nombre(?: completo)?|(?:what is|what s|tell me|give me) your name|who are you|who is this|what are you|(?:usted |tu |vos |esto |este |acaso |hablo con |estoy hablando con |are you |is this |am i (?:talking|speaking|chatting) (?:to|with) )(?:es |eres |sos )?(?:un |una |el |la |a |an )?(?:robot|bot|chatbot|maquina|computador|ia|inteligencia artificial|automatico|automatica|real person|machine|ai|computer)|(?:es|eres|sos) (?:usted |tu |vos )?(?:un |una )?(?:robot|bot|chatbot|maquina|ia|inteligencia artificial|persona o (?:un )?robot|humano o (?:un )?robot))(?: o (?:con )?(?:un |una )?(?:persona|humano|robot|bot|maquina)| or (?:a )?(?:person|human|robot|bot|machine))?(?: real| de verdad)? ?)+$/],
  ['not_me', /^(?:yo )?no soy (?:yo|ese|esa|esa persona|el titular de esa cuenta)$|^(?:yo )?soy otra persona$|^(?:ese|esa|este|esta) no soy yo$|^(?:that is|that s|thats|it s|its) not me$|^i m (?:somebody|someone) else$/],
];

/** Anywhere in a short message. */
const WITHIN: readonly (readonly [Wish, RegExp])[] = [
  ['delete_data', /\b(?:borr|elimin|suprim)\w* (?:\w+ ){0,3}(?:mis datos(?! moviles)|mi informacion)\b|\b(?:delete|erase|remove) (?:\w+ ){0,2}my (?:\w+ )?(?:data|information)\b/],
  ['correct_data', /\b(?:corregir|corrij\w+|corrig\w+|rectific\w+|actualiz\w+) (?:\w+ ){0,3}(?:mis datos(?! moviles)|mi (?:nombre|correo|direccion|informacion|telefono|celular))\b|\b(?:correct|rectify|update) (?:\w+ ){0,2}my (?:\w+ )?(?:data|information|name|address|e ?mail)\b/],
  ['data_copy', /\b(?:copia|archivo|descarg\w+|export\w+|baj(?:ar|o)) (?:\w+ ){0,4}(?:mis datos(?! moviles)|mi informacion|mis conversaciones)\b|\b(?:copy|file|download|export) (?:\w+ ){0,4}my (?:\w+ )?(?:data|information|conversations?)\b/],
  ['my_data', /\b(?:que|cuales) (?:datos|informacion) (?:\w+ ){0,2}(?:tienen?|guardan?|saben?) (?:\w+ ){0,2}(?:mi|mios|mia|yo|personal|personales)\b|\bque (?:saben?|guardan?) (?:ustedes )?(?:de|sobre) mi$|\bwhat (?:personal )?(?:data|information) (?:\w+ ){0,2}(?:have|hold|keep)\b|\bwhat do you (?:know|have|keep) (?:about|on) me\b/],
  ['simpler', /\b(?:mas|bien) (?:sencill[oa]|sencillito|facil|facilito|simple|simplecito|despacio|clarito)\b|\ben palabras (?:sencillas|simples)\b|\b(?:simpler|more simply|easier words|plain words)\b|^(?:make it |something |a bit )?easier$/],
  ['spanish', /\bno (?:\w+ )?(?:hablo|entiendo|se|leo) (?:el |nada de |mucho |en )?ingles\b/],
  ['english', /\b(?:don t|dont|do not|can t|cannot) (?:\w+ )?(?:speak|understand|read) (?:\w+ )?spanish\b/],
  ['english', /^(?:can you |could you |do you |please )?(?:speak |in |switch to )?english(?: only)?$|\b(?:en|habl\w+) ingles\b/],
  ['spanish', /^(?:hable\w* |puede |por favor )*(?:en )?espanol$|\b(?:in|speak|switch to) spanish\b|^spanish$/],
];

/** What is the whole message counts before what stands within. */
const COMMANDS = [...WHOLE, ...WITHIN];
const firstCommand = firstMatching(COMMANDS.map(([, pattern]) => pattern));

const POLITE = /\b(?:por favor|porfa|porfavor|please|gracias|thanks|hilo|oiga|oye|vea|pues|parce|veci)\b/g;
const PERSON = /^\W*(?:(?:con |una? |un )?(?:asesor|asesora|agente|humano|persona|representante|operador|operadora)(?: humano| humana)?|(?:an? )?(?:agent|human|person|representative))(?:[ ,]+(?:por favor|porfa|porfavor|please))?\W*$/im;
/** The same beside what it is about: «asesor, no tengo internet». Not a word that answers who is meant («una persona, mi hermana»). */
const CALLED = /(?:^|[,.;:!?…\n])[^\p{L}\d]{0,4}(?:(?:con )?una? |an? )?(?:asesora?|agente|humano|representante|agent|human|representative)(?: humano| humana)?(?:[ ,]+(?:por favor|porfa|porfavor|please|ya|ahora|urgente|now))*(?:\s*[,.;:!?…\n]|[^\p{L}\d]*$)/iu;

/** What the message asks of the conversation itself; the word for a person counts on any of its lines and in each of its clauses (P11). */
export const readWish = (text: string): Wish | undefined => {
  const read = text.slice(0, MAX_CHARS);
  if (PERSON.test(read) || CALLED.test(read)) return 'person';
  if (text.length > LONGEST_WISH) return undefined;
  const plain = bareWords(fold(text).replace(POLITE, ' ')).trim();
  return COMMANDS[firstCommand(plain)]?.[0];
};

const INTERROGATIVE = /^(?:y |pero |oiga |disculpe |perdon )*(?:que|cual|cuales|cuanto|cuanta|cuantos|cuando|como|donde|a donde|a que horas?|hasta cuando|por que|para que|quien|se puede|puedo|(?:quiero|quisiera|necesito|me gustaria) saber|(?:me )?(?:puede|podria) decir(?:me)?|i (?:want|need) to know|what|which|how|when|where|why|who|can|could|do|does|is|are)\b/;

/** «Y si no me descuentan, qué hago»: a condition that is asked about, never a yes or a no. */
const WHAT_IF = /^\W*(?:y|pero|entonces|y entonces) si (?:no|me|le|les|la|lo|el|yo|uno|se|nunca|despues|luego|ya|ustedes|eso)\b|^(?:and |but )?what (?:if|happens if)\b/;
export const asksWhatIf = (text: string): boolean => WHAT_IF.test(fold(text.slice(0, LONGEST_WISH)));

/** «Que me devuelvan la plata» demands. */
const DEMAND = /^(?:y |pero )?que (?:me |nos |le |les |se |lo |la )?(?!(?:dicen|hacen|tienen|pueden|ofrecen|saben|quieren|esperan|pasan|estan|son|van|han|usan|piden|necesitan|opinan|significan|quedan)\b)\w+[ae]n\b/;

/** Whether something is asked, with or without its mark. */
export const isQuestion = (text: string): boolean => /[?¿]/.test(text) || isInterrogative(fold(text.slice(0, LONGEST_WISH)));

const isInterrogative = (folded: string): boolean => (INTERROGATIVE.test(folded) && !DEMAND.test(folded)) || WHAT_IF.test(folded);

/** The first word is a yes or a no of its own; manners change nothing. */
export const opensWithYesNo = (text: string): boolean =>
  /^\W*(?:s[ií]|no|ya|claro|listo|yes|nope?|yeah|yep)(?![\p{L}\d])\W*(?:[,.;]|$|(?:y|and|pero|but|por favor|please|gracias|thanks?|señora?)(?![\p{L}\d]))/iu.test(text);

/** Letters or digits of any script: without one there is nothing to read but signs. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text.slice(0, MAX_CHARS));

/** Goes away for now: what was open waits. */
export const isLeaving = (text: string): boolean => text.length <= LONGEST_WISH && LEAVING.test(fold(text));
const LEAVING =
  /^\W*(?:(?:no|bueno|listo|ok|ya|gracias|muchas|entonces|mejor|y|ah|well|sorry)[\s,.]+)*(?:chao|chau|adios|hasta luego|nos vemos|hablamos (?:luego|despues|manana|mas tarde)|luego (?:hablamos|sigo|seguimos|les? escribo)|me tengo que ir|tengo que (?:irme|salir)|me voy(?! (?:a|para|de|con|por)\b)|bye|goodbye|see you|talk (?:to you )?later|(?:i )?(?:have|need|got|gotta|ve got)(?: to)? (?:go|leave))(?:[\s,.!]+[a-z]+){0,4}\W*$/;

const PRAISE = /\b(?:que (?:maravilla|belleza|excelente|dicha|bueno el|buen|buena)|felicit\w+|muy bonito|de lujo|great (?:service|job|company)|nice job|well done|wonderful)\b/;

/** Words of praise: with a trouble open they are seldom meant. */
export const praises = (text: string): boolean => PRAISE.test(plainOf(text));
