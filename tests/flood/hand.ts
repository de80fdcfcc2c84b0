/** Who declares the outage, moves its hour and ends it: through the API here, through the page in `watching.ts`. */
import type { Outage } from '../../bot/web/contracts';
import { Staff } from '../support/staff';
import { TERMINAL, ZONE } from './city';
import { CAUSE, TITLE, type Moment, type News } from './news';

export interface Hand {
  declare(): Promise<Moment>;
  update(): Promise<Moment>;
  restore(): Promise<Moment>;
  /** The flood is over. */
  leave(): Promise<void>;
}

/** A working day on Colombia's clock, `2026-11-23`; what customers read of its hours. */
export interface Day {
  readonly date: string;
  readonly now: () => Promise<string>;
}

export const HOURS = { eta: '13:00', newEta: '15:30', nextUpdate: '12:15', newNextUpdate: '14:45' } as const;
export const READ_AS: Pick<News, 'firstEta' | 'newEta'> = { firstEta: '1:00 p. m.', newEta: '3:30 p. m.' };

const at = ({ date }: Day, hour: string): string => `${date}T${hour}:00-05:00`;

export const handByApi = async (url: string, day: Day): Promise<Hand> => {
  const ana = await Staff.signIn(url);
  let outage: Pick<Outage, 'id' | 'version'> | undefined;
  const save = async (method: string, path: string, body: object): Promise<Moment> => {
    const from = Date.now();
    const answer = await ana.call<{ readonly outage: Outage }>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    outage = answer.body.outage;
    return { from, to: Date.now() };
  };
  const change = (body: object): Promise<Moment> => save('PATCH', `outages/${outage?.id ?? ''}`, { ...body, base: outage?.version });
  return {
    declare: async () =>
      save('POST', 'outages', {
        title: TITLE, state: 'identified', scope: [ZONE.id, TERMINAL], since: await day.now(), cause: CAUSE, eta: at(day, HOURS.eta), nextUpdate: at(day, HOURS.nextUpdate),
      }),
    update: () => change({ state: 'repairing', eta: at(day, HOURS.newEta), nextUpdate: at(day, HOURS.newNextUpdate) }),
    restore: () => change({ state: 'restored' }),
    leave: () => Promise.resolve(),
  };
};
