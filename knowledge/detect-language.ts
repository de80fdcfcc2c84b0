/** Spanish or English, from the small words that carry a sentence. Unclear is Spanish, the customers' first language. */
import type { Language } from './language';
import type { Text } from './text';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const ENGLISH = words(
  'the is are was were my your i you he she it we they this that these those and or but not don doesn didn isn won can could would should have has had do does did what where when why how which who of in on at to from with for please thanks thank hello hi hey yes yeah yep nope sure internet down slow working work works need want help still again since about any there here get got just been be am im ve ll re if all only out up back off human agent person good morning afternoon evening never always bill pay tomorrow today yesterday',
);
const SPANISH = words(
  'el la los las un una unos unas de del que y o pero no si mi su me se le lo te nos es son esta estan estoy fue era hay tengo tiene quiero necesito puedo puede por para con sin en al a como cuando donde cual porque hola buenas buenos gracias ya muy mas tambien todo nada esto eso aqui ahi hace desde hasta usted senor senora favor sirve funciona internet casa cuanto ayer hoy manana asesor bueno listo claro dale parce',
);

/** Words that both languages use say nothing. */
export function detectLanguage(text: Text): Language {
  let english = 0;
  let spanish = 0;
  for (const token of text.tokens) {
    const inEnglish = ENGLISH.has(token);
    const inSpanish = SPANISH.has(token);
    if (inEnglish && !inSpanish) english += 1;
    if (inSpanish && !inEnglish) spanish += 1;
  }
  return english > spanish ? 'en' : 'es';
}
