/**
 * Whether the writer says that the telephone is somebody else's (P13): then its number tells nothing about her, and its
 * owner's account stays closed (I11).
 */
import { anyMatching } from './pattern-index';
import { bareWords, fold } from './text';

const NOT_MINE = [
  /\b(?:desde|del|por) (?:el|la|este|un|una) (?:celular|cel|numero|telefono|whatsapp|linea) (?:de (?:mi|la|el|un|una|otro|otra)|prestad[oa])\b/,
  /\b(?:celular|cel|numero|telefono|whatsapp|linea) (?:es )?prestad[oa]\b/,
  /\bme prest(?:aron|o|a|an)\b[^.?!]{0,12}\b(?:celular|cel|numero|telefono|whatsapp|linea)\b/,
  /\b(?:usando|uso|con|en) (?:el|la) (?:celular|cel|telefono|whatsapp|linea) (?:de (?:mi|la|el|un|una|otro|otra)|del)\b/,
  /\beste es el (?:celular|cel|numero|telefono|whatsapp) de\b/,
  /\b(?:este|el) (?:celular|numero|telefono|whatsapp) no es (?:mio|el mio)\b/,
  /\bno es mi (?:celular|numero|telefono|linea)\b/,
  /\b(?:my|a) (?:neighbou?r|friend|mother|father|sister|brother|son|daughter|wife|husband|cousin|colleague)s? ?(?:s )?(?:phone|cell|mobile|number|whatsapp)\b/,
  /\bborrowed (?:phone|cell|mobile|number)\b/,
  /\bnot my (?:phone|cell|mobile|number)\b/,
] as const;

const isNotHers = anyMatching(NOT_MINE);

export const saysBorrowed = (text: string): boolean => isNotHers(bareWords(fold(text)));
