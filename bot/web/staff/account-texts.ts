/** What one's own account says, in both languages: the password and the browsers where it is open. */
import type { Language } from '../../../knowledge/language';

const es = {
  account: 'Su cuenta',
  sessions: 'Dónde está abierta',
  sessionsAbout: 'Si no reconoce alguna, ciérrela y cambie la contraseña.',
  here: 'Esta',
  since: (when: string) => `abierta ${when}`,
  seen: (when: string) => `usada ${when}`,
  end: 'Cerrar',
  endOf: (device: string) => `Cerrar la sesión de ${device}`,
  endAll: 'Cerrar todas',
  endOthers: 'Cerrar las demás',
  ended: 'Sesión cerrada.',
  none: 'No hay sesiones abiertas.',
  loading: 'Buscando…',
  password: 'Cambiar la contraseña',
  current: 'Contraseña actual',
  next: 'Contraseña nueva',
  nextHint: 'De 8 caracteres o más.',
  currentMissing: 'Escriba la contraseña que usa ahora.',
  change: 'Cambiar',
  changed: 'Contraseña cambiada. Las demás sesiones se cerraron.',
};

export type AccountTexts = typeof es;

const en: AccountTexts = {
  account: 'Your account',
  sessions: 'Where it is open',
  sessionsAbout: 'If you do not know one of them, end it and change the password.',
  here: 'This one',
  since: (when) => `opened ${when}`,
  seen: (when) => `used ${when}`,
  end: 'End',
  endOf: (device) => `End the session of ${device}`,
  endAll: 'End all',
  endOthers: 'End the others',
  ended: 'Session ended.',
  none: 'No session is open.',
  loading: 'Looking…',
  password: 'Change the password',
  current: 'Current password',
  next: 'New password',
  nextHint: '8 characters or more.',
  currentMissing: 'Enter the password that you use now.',
  change: 'Change',
  changed: 'Password changed. The other sessions were ended.',
};

export const ACCOUNT_TEXTS: Readonly<Record<Language, AccountTexts>> = { es, en };
