/**
 * What is told of an outage in each language. A text that was written in one language alone is never told in the other:
 * a cause from the closed list has both, a name or a cause of one's own gets plain words, a note is left out. Pure.
 */
import type { Language } from '../../knowledge/language';

export type Texts = Readonly<Record<Language, string>>;

/** As they go on after "what is wrong:". */
export const CAUSES = {
  fibre_cut: { es: 'un corte de fibra', en: 'a fibre cut' },
  power: { es: 'una falla de energía en nuestros equipos', en: 'a power failure at our equipment' },
  equipment: { es: 'un equipo de la red dañado', en: 'a broken piece of network equipment' },
  works: { es: 'una obra que dañó nuestra red', en: 'works that damaged our network' },
  theft: { es: 'un daño o hurto en la red', en: 'damage to the network or theft of cable' },
  weather: { es: 'daños por el clima', en: 'damage by the weather' },
  upgrade: { es: 'una mejora de la red', en: 'an upgrade of the network' },
  supplier: { es: 'una falla de otro operador que nos conecta', en: 'a fault of another operator that connects us' },
} as const satisfies Readonly<Record<string, Texts>>;

export type CauseName = keyof typeof CAUSES;
export const CAUSE_NAMES = Object.keys(CAUSES) as readonly CauseName[];

/** `undefined` for words of one's own. */
export const causeNamed = (es: string): CauseName | undefined => CAUSE_NAMES.find((name) => CAUSES[name].es === es);

interface Written {
  readonly planned: boolean;
}

/** The same in both languages: it was written in Spanish alone. */
const isSpanishAlone = ({ es, en }: Texts): boolean => es === en;

export const toldTitle = (title: Texts, { planned }: Written): Texts =>
  isSpanishAlone(title) ? { es: title.es, en: planned ? 'Planned work' : 'Service interruption' } : title;

export const toldCause = (cause: Texts, { planned }: Written): Texts => {
  if (!isSpanishAlone(cause)) return cause;
  const name = causeNamed(cause.es);
  return name === undefined ? { es: cause.es, en: planned ? 'work on our network' : 'a fault that our technicians have found' } : CAUSES[name];
};

export const toldNote = (note: Texts): Readonly<Partial<Texts>> => (isSpanishAlone(note) ? { es: note.es } : note);
