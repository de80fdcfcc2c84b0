/** Wishes to go on somewhere else (P3), and the code that does it. */
import { anyMatching } from './pattern-index';
import { fold } from './text';

const WISHES = [
  /\b(?:seguir|sigamos|continuar|continuemos|pasar|pasarme|pasemos|retomar)\b[^.?!]{0,30}\b(?:whatsapp|wasap|otro (?:celular|telefono|equipo|dispositivo|computador|lado)|la pagina|el computador|la web)\b/,
  /\bcodigo para (?:seguir|continuar|retomar)\b/,
  /\b(?:continue|go on|carry on|switch|move)\b[^.?!]{0,30}\b(?:whatsapp|another (?:phone|device|computer)|the web|my computer)\b/,
  /\bcode to (?:continue|go on|resume)\b/,
] as const;

const isWished = anyMatching(WISHES);

export const wantsElsewhere = (text: string): boolean => isWished(fold(text));

/** Letters and digits that nobody takes for one another. */
export const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const CODE_LENGTH = 8;
const CODE = new RegExp(`\\bHILO[- ]?([${CODE_LETTERS}]{${CODE_LENGTH}})\\b`);

/** Lost a piece on its way, or a sign was read as another: no code that was ever given, and whoever wrote it shall hear that. */
const BROKEN = /\bHILO-(?=[A-Z]*\d)([A-Z\d]{3,12})\b/;

/** The code in a message, without its prefix; also one that cannot be right. */
export const resumeCodeIn = (text: string): string | undefined => {
  const raised = text.toUpperCase();
  return (CODE.exec(raised) ?? BROKEN.exec(raised))?.[1];
};
