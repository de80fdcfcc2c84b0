/**
 * What is true of the outage at which moment, and whether an answer says it (P9, I11): a verified customer hears what is so of
 * her own service, whoever is not known only what is public of the place she named, and everybody else nothing of it.
 */
import type { Standing } from './city';

/** What the person at the dashboard writes. */
export const CAUSE = 'un carro tumbó un poste';
export const TITLE = 'Corte de fibra en Suba';

/** Epoch ms: before `from` nobody may know of it, from `to` on, when the server had said that it is saved, everybody must. */
export interface Moment {
  readonly from: number;
  readonly to: number;
}

const NEVER: Moment = { from: Infinity, to: Infinity };
const EVER: Moment = { from: -Infinity, to: -Infinity };

/** When each was done, and the hours that customers are told: as they read them. */
export interface News {
  declared?: Moment;
  updated?: Moment;
  restored?: Moment;
  /** `12:00 p. m.` */
  firstEta: string;
  newEta: string;
}

/** Who asks: a customer with her standing, somebody unknown in the zone or elsewhere, or one who wants a person. */
export type Asker = Standing | 'zone visitor' | 'other visitor' | 'wants a person';

export interface Asked {
  readonly asker: Asker;
  /** When she pressed *send*, epoch ms. */
  readonly at: number;
  /** What she was answered; absent: nothing. */
  readonly text?: string;
  /** Her first words, or a question later on. */
  readonly isFirst: boolean;
}

/** The read models that conversations look at are at most a second old; half a second is for the clocks of two processes. */
export const READ_MODEL_MS = 1_500;

const NOTICE = /^(?:Ya se confirmó lo que varios reportaron|Cambió la hora estimada de la falla|La falla que afecta su servicio sigue y por ahora|Ya volvió el servicio en su sector)/;
/** Told without being asked. */
export const isNotice = (text: string): boolean => NOTICE.test(text);
/** What she reported is one: from then on she follows it, without having asked. */
export const isConfirmation = (text: string): boolean => /^Ya se confirmó lo que varios reportaron/.test(text);
export const isUpdate = (text: string, { newEta }: News): boolean => /^Cambió la hora estimada/.test(text) && text.includes(newEta);
export const isEnd = (text: string): boolean => /^Ya volvió el servicio en su sector/.test(text);

/** What only somebody whose service is affected may hear. */
export const HERS = /afecta su servicio desde|sobre su servicio desde|su línea también está caída/i;
const ANY = new RegExp(`hay una falla|falla confirmada|${CAUSE}`, 'i');

type Phase = 'before' | 'declared' | 'updated' | 'over';

/** Around a change both sides of it are true. */
const phasesAt = (at: number, { declared = NEVER, updated = NEVER, restored = NEVER }: News, answered: number): readonly Phase[] => {
  const changes = [['before', EVER], ['declared', declared], ['updated', updated], ['over', restored]] as const;
  return changes.flatMap(([phase, since], index) => {
    const next = changes[index + 1]?.[1] ?? NEVER;
    return since.from <= answered && next.to + READ_MODEL_MS > at ? [phase] : [];
  });
};

/** `answered`: when the answer came, epoch ms. */
export const isTrue = ({ asker, at, text = '', isFirst }: Asked, news: News, answered: number): boolean =>
  phasesAt(at, news, answered).some((phase) => fits({ asker, text, isFirst }, phase, news));

const fits = ({ asker, text, isFirst }: Pick<Asked, 'asker' | 'isFirst'> & { readonly text: string }, phase: Phase, news: News): boolean => {
  const isOn = phase === 'declared' || phase === 'updated';
  const eta = phase === 'updated' ? news.newEta : news.firstEta;
  switch (asker) {
    case 'affected':
      return isOn ? HERS.test(text) && text.includes(eta) && (!isFirst || isWhole(text)) : !HERS.test(text) && !ANY.test(text);
    case 'possible':
      return isOn ? (HERS.test(text) || /falla en su zona/i.test(text)) && text.includes(eta) && (!isFirst || isWhole(text)) : !ANY.test(text);
    case 'near':
      return isOn ? /falla cerca/i.test(text) && !HERS.test(text) : !ANY.test(text);
    case 'zone visitor':
      return isOn ? /falla en Suba/i.test(text) && text.includes(eta) && !HERS.test(text) && isWhole(text) : !ANY.test(text);
    case 'elsewhere':
    case 'other visitor':
    case 'wants a person':
      return text !== '' && !ANY.test(text) && !text.includes(CAUSE);
  }
};

/** Cause, since when, and when there is more to hear. */
const isWhole = (text: string): boolean => text.includes(CAUSE) && /desde/i.test(text) && /próxima (?:noticia|actualización)/i.test(text);
