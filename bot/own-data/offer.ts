/**
 * The link to a customer's copy of her data: nobody can guess it, it opens once and for a quarter of an hour, and the copy is
 * made when it is opened, so that none lies around (P14). The same request makes the same link (I1).
 */
import { createHash, createHmac } from 'node:crypto';
import type { FactValue } from '../../flows/facts';
import type { Language } from '../../knowledge/language';
import type { Media } from '../media/media';
import type { Log } from '../observability/log';
import { verifiedCustomer } from '../operator/known';
import { toIso } from '../operator/colombia';
import type { OperatorSystems } from '../runtime/perform';
import type { Records } from '../runtime/ports';
import { AT_ONCE, changeShared, editShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { DataCopy } from './copy';
import type { Gather } from './gather';
import { readFiles, type HeldFiles } from './held-files';
import { summaryOf } from './summary';

export const LINK_MS = 15 * 60_000;

/** `null` once it was opened. */
type Offered = { readonly customer: string; readonly thread: string; readonly language: Language; readonly until: number } | null;

export interface Opened {
  readonly copy: DataCopy;
  readonly files: HeldFiles;
  readonly language: Language;
}

export interface Copies {
  /** Whether the link can still be opened, and in which language its page speaks. */
  look(token: string): Promise<Language | null>;
  /** The copy, once; `away`: a system does not answer, and the link stays good. */
  open(token: string): Promise<Opened | 'gone' | 'away'>;
  /** The systems, with the action that makes a link. */
  within(systems: OperatorSystems): OperatorSystems;
}

export interface CopiesParts {
  readonly records: Records;
  readonly gather: Gather;
  readonly media: Pick<Media, 'find'>;
  readonly secret: Uint8Array;
  /** Where customers reach this server. */
  readonly base: string;
  /** Business time, ms. */
  readonly now: () => number;
  /** A copy was opened: it stands in the record of who saw what. */
  readonly opened: (customer: string, thread: string) => Promise<void>;
  readonly log: Log;
}

const FAILED = { result: 'fails', facts: {} } as const;

export const makeCopies = ({ records, gather, media, secret, base, now, opened, log }: CopiesParts): Copies => {
  const recordOf = (token: string): SharedRecord<Offered> => ({
    records, name: `own-data:${createHash('sha256').update(token).digest('base64url')}`, first: null, until: (offered) => offered?.until ?? AT_ONCE,
  });
  const isGood = (offered: Offered): offered is NonNullable<Offered> => offered !== null && now() <= offered.until;
  const offer = async ({ key, thread, language }: { readonly key: string; readonly thread: string; readonly language: Language }, customer: string) => {
    const copy = await gather(customer, language);
    if (!copy) return FAILED;
    const token = createHmac('sha256', secret).update(`own data ${key}`).digest('base64url');
    const until = now() + LINK_MS;
    await changeShared(recordOf(token), () => ({ customer, thread, language, until }));
    const facts: Readonly<Record<string, FactValue>> = { 'data.held': summaryOf(copy, language), 'data.link': `${base}/datos/${token}`, 'data.until': toIso(until) };
    return { result: 'made', facts };
  };
  return {
    async look(token) {
      const offered = await readShared(recordOf(token));
      return isGood(offered) ? offered.language : null;
    },
    async open(token) {
      const offered = await readShared(recordOf(token));
      if (!isGood(offered)) return 'gone';
      const copy = await gather(offered.customer, offered.language);
      if (!copy) return 'away';
      const files = await readFiles(copy, media);
      const isFirst = await editShared(recordOf(token), (held) => ({ next: null, result: held !== null }));
      if (!isFirst) return 'gone';
      await opened(offered.customer, offered.thread);
      return { copy, language: offered.language, files };
    },
    within: (systems) => ({
      ...systems,
      async perform(action, request) {
        if (action !== 'copy_data') return systems.perform(action, request);
        const customer = verifiedCustomer(request.facts);
        if (customer === undefined) return FAILED;
        try {
          return await offer(request, customer);
        } catch (error) {
          log.warn({ err: error }, 'a copy of personal data could not be made');
          return FAILED;
        }
      },
    }),
  };
};
