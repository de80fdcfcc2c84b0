/** A borrowed telephone is told by the writer, never guessed. */
import { saysBorrowed } from '../../knowledge/borrowed';

test.each([
  'buenas, le escribo desde el celular de mi vecina', 'este número no es mío, es prestado', 'estoy en un teléfono prestado',
  'no es mi celular', 'estoy usando el teléfono de mi vecino', 'me prestaron este celular', 'este es el cel de mi mamá', "I'm writing from my neighbour's phone", 'this is not my phone',
])('given "%s", the number says nothing about her', (text) => expect(saysBorrowed(text)).toBe(true));

test.each(['no tengo internet', 'el celular de mi hijo no tiene wifi', 'mi celular no carga páginas', 'my phone has no internet'])(
  'given "%s", the number is hers', (text) => expect(saysBorrowed(text)).toBe(false),
);
