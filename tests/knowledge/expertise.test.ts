/** How practised somebody is, heard in how she writes: what tells it, and what must not. */
import { understand } from '../../knowledge/understand';

const CASES: readonly (readonly [text: string, level: string])[] = [
  ['No tengo internet, soy ingeniero de sistemas', 'advanced'],
  ['soy técnica en redes y esto no sube', 'advanced'],
  ["my internet is down, I'm a network engineer", 'advanced'],
  ['veo -30 dBm en la ont', 'advanced'],
  ['el mtr muestra pérdida desde el tercer salto', 'advanced'],
  ['lo tengo en bridge contra mi propio firewall', 'advanced'],
  ['modo técnico', 'advanced'],
  ['sáltese eso', 'advanced'],
  ['mijo se me fue el internet, yo no sé nada de esos aparatos', 'basic'],
  ['¿cuál es el router?, ¿el aparatico ese?', 'basic'],
  ['más fácil', 'basic'],
  ['explíqueme', 'basic'],
  ['paso a paso', 'basic'],
  ['eso lo maneja mi nieta', 'basic'],
  ['mi hijo es ingeniero de sistemas', 'unknown'],
  ['mi hija es ingeniera pero yo de eso no entiendo nada', 'basic'],
  ['soy ingeniera civil', 'unknown'],
  ['soy odontólogo y necesito conexión', 'unknown'],
  ['ya probé con otro cable y por wifi tampoco', 'intermediate'],
  ['la luz PON está verde y la LOS apagada', 'intermediate'],
  // never cues: spelling, age, anger
  ['ola no ai interné', 'unknown'],
  ['tengo 83 años y no me sirve el internet', 'unknown'],
  ['¡ESTO ES UN ROBO!', 'unknown'],
];

describe('how much the writer knows', () => {
  it.each(CASES)('«%s» shows %s', (text, level) => {
    const meant = understand(text);
    expect(meant.level).toBe(level);
    if (level !== 'unknown') expect(meant.why.length).toBeGreaterThan(0);
  });
});
