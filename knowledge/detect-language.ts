/**
 * Which of the two languages a message is in, by its common words. Messages are short, so one word often decides; whether a
 * conversation changes its language needs more: names, laughter, songs and figures are in no language.
 */
import type { Language } from './language';
import type { Text } from './text';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words that only one of them has, and that nobody is called. */
const ENGLISH = words(
  'the is are was were my your you she we they this that these those and but not don doesn didn isn wasn won can could would should have has had did does what where when why how which who of at with from please thanks thank hello hi hey yes yeah yep nope sure slow work works working need want help still again since about any there here get got just been be am ll re if up back agent person good morning afternoon evening never always bill pay tomorrow today yesterday light lights box nothing everything it its too already called call keeps dropping down broken fix fixed know think tell speak english spanish understand',
);
const SPANISH = words(
  'los las unos unas del que pero esta estan estoy fue era hay tengo tiene tienen quiero necesito puedo puede para sin cuando donde cual porque hola buenas buenos gracias ya muy mas tambien todo nada esto eso aqui ahi hace desde hasta usted ustedes favor sirve sirven funciona funcionan cuanto ayer hoy manana asesor bueno listo claro dale parce entiendo hablo habla espanol ingles prendio prende apagado roja rojo luces cayo quedo ninguna ninguno igual sigue siguen mijo senora factura pagar pague servicio cable casa vecinos dano barrio television canales celular senal lento caido caida volvio llego tampoco ni nunca siempre otra vez como por con',
);
/** Of one language, and in the names, the songs and the chat of the other. */
const WEAK_ENGLISH = words('i he it on to for in out off all only or do me a');
const WEAK_SPANISH = words('el la un una de y o no si mi su me se le lo te nos es son en al a senor luz ve');

/** How much a word speaks for each language. */
interface Weight {
  readonly language: Language;
  readonly weight: number;
}

const STRONG = 2;
const weights = new Map<string, Weight[]>();
for (const [language, list, weight] of [['en', ENGLISH, STRONG], ['es', SPANISH, STRONG], ['en', WEAK_ENGLISH, 1], ['es', WEAK_SPANISH, 1]] as const) {
  for (const word of list) weights.set(word, [...(weights.get(word) ?? []), { language, weight }]);
}

/** What speaks for one language: the words of its own, and all together. */
interface Count {
  strong: number;
  weight: number;
}

/** Each word once, however often it is said. */
function counted({ tokens }: Text): Readonly<Record<Language, Count>> {
  const counts: Record<Language, Count> = { en: { strong: 0, weight: 0 }, es: { strong: 0, weight: 0 } };
  tokens.forEach((token, i) => {
    const found = weights.get(token);
    if (found === undefined || tokens.indexOf(token) < i) return;
    for (const { language, weight } of found) {
      counts[language].weight += weight;
      if (weight === STRONG) counts[language].strong += 1;
    }
  });
  return counts;
}

const TELLING = 3;
const LEAD = 2;

export interface LanguageReading {
  /** The likelier language; Spanish where nothing tells. */
  readonly language: Language;
  /** The language when there is no doubt about it: a word of its own and more beside it, far ahead of the other. */
  readonly surely?: Language;
}

export function readLanguage(text: Text): LanguageReading {
  const { en, es } = counted(text);
  const language = en.weight > es.weight ? 'en' : 'es';
  const isClear = (one: Count, other: Count): boolean => one.strong > 0 && one.weight >= TELLING && one.weight >= other.weight * LEAD;
  if (isClear(en, es)) return { language, surely: 'en' };
  return isClear(es, en) ? { language, surely: 'es' } : { language };
}
