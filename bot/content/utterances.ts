/**
 * Customers' words that people say the bot should have understood, each with what it means: kept in the store, trained with in
 * the studio, and taken as files of the same form into the repository. Always without anything personal.
 */
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { INTENTS, type Intent } from '../../knowledge/understanding';
import type { Language, Level } from '../../knowledge/language';
import type { Records } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { Utterance, Who } from '../web/flow-contracts';
import type { LiveUnderstanding } from './live-understanding';
import { masked } from './masking';
import { takenFor } from './taken-for';

const MOST = 2_000;

export interface NewUtterance {
  readonly text: string;
  readonly language: Language;
  readonly intent: Intent;
  readonly level?: Level | undefined;
}

export type AddedUtterance = { readonly kind: 'added'; readonly utterance: Utterance } | { readonly kind: 'known' | 'full' };

/** One file of `knowledge/model/training` each. */
export type TrainingFile = 'intents' | 'expertise';

export interface Utterances {
  /** Newest first. */
  list(): Promise<readonly Utterance[]>;
  add(utterance: NewUtterance, by: Who): Promise<AddedUtterance>;
  /** False when there is none of that id. */
  remove(id: string): Promise<boolean>;
  /** JSON lines. */
  lines(file: TrainingFile): Promise<string>;
}

export interface UtteranceParts {
  readonly records: Records;
  readonly understanding: Pick<LiveUnderstanding, 'current' | 'learnt'>;
  readonly now: () => number;
}

export const makeUtterances = ({ records, understanding, now }: UtteranceParts): Utterances => {
  const kept: SharedRecord<readonly Utterance[]> = { records, name: 'studio:utterances', first: [] };
  /** As messages are taken now: what was taught shows whether it was trained since, and enough. */
  const heard = new Map<string, Utterance['now']>();
  let edition = understanding.current();
  const heardNow = async (text: string): Promise<Utterance['now']> => {
    if (edition !== understanding.current()) heard.clear();
    edition = understanding.current();
    const known = heard.get(text);
    if (known !== undefined) return known;
    // Customers are answered in between.
    await setImmediate();
    const now = takenFor(text, understanding.learnt());
    heard.set(text, now);
    return now;
  };
  return {
    async list() {
      const rows: Utterance[] = [];
      for (const one of [...(await readShared(kept))].reverse()) rows.push({ ...one, now: await heardNow(one.text) });
      return rows;
    },
    async add({ text: said, language, intent, level }, { id: by, name }) {
      const text = masked(said);
      const utterance: Utterance = {
        id: randomBytes(6).toString('hex'), text, language, intent, ...(level && { level }), by: { id: by, name },
        at: new Date(now()).toISOString(), now: await heardNow(text),
      };
      const all = await changeShared(kept, (before) => (before.length >= MOST || before.some((one) => same(one, utterance)) ? before : [...before, utterance]));
      if (all.some(({ id }) => id === utterance.id)) return { kind: 'added', utterance };
      return { kind: all.some((one) => same(one, utterance)) ? 'known' : 'full' };
    },
    async remove(id) {
      let found = false;
      await changeShared(kept, (before) => {
        found = before.some((one) => one.id === id);
        return found ? before.filter((one) => one.id !== id) : before;
      });
      return found;
    },
    async lines(file) {
      const all = (await readShared(kept)).map(exampleOf);
      const rows = file === 'intents' ? all.map(({ text, intent }) => ({ text, intent })) : all.flatMap(({ text, level }) => (level ? [{ text, level }] : []));
      return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    },
  };
};

/** As it is learnt from. */
export const exampleOf = ({ intent, level, text }: Utterance): Omit<NewUtterance, 'language'> =>
  ({ text, intent: INTENTS.find((one) => one === intent) ?? 'other', ...(level && { level }) });

const same = (one: Utterance, other: Utterance): boolean => one.text.toLowerCase() === other.text.toLowerCase() && one.intent === other.intent;
