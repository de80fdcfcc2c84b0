/**
 * The operator's office in our own words: bills, contract, and what customers ask for in writing. Per customer, not per
 * service. Numbers of requests come from here and only from here: the bot never makes one up.
 */
import type { SYSTEMS } from '../../flows/contracts';
import type { Answer, Request, Texts } from './ports';
import type { Sheet } from './telemetry';

export type OfficeSystem = 'bill' | 'contract' | 'requests';
/** `contract.parts` is put together from the customer's services. */
export type OfficeFact = Exclude<(typeof SYSTEMS)[OfficeSystem]['facts'][number], 'contract.parts'>;

export type PqrKind = 'petition' | 'complaint' | 'appeal';
/** That her personal data be corrected, or deleted (Ley 1581 de 2012, art. 15). */
export const CLAIM_KINDS = ['data_correction', 'data_deletion'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];
/** Review by the operator alone, or by the operator and then, if it stands by its answer, by the regulator. */
export type AppealKind = 'review' | 'review_and_appeal';

export interface PqrRequest extends Request {
  readonly kind: PqrKind;
  /** What happened, as the customer told and confirmed it. */
  readonly told: string;
  readonly serviceId?: string;
  /** Only of an appeal. */
  readonly appeal?: AppealKind;
  /** The number of the answer that it is against, as typed. */
  readonly against?: string;
}

export interface DataClaim extends Request {
  readonly kind: ClaimKind;
  /** What should be corrected, as she told and confirmed it. */
  readonly told?: string;
}

/** `hasCun`: the number is the single code of the regulator; otherwise it is the operator's own until that one is given. */
export interface Filed {
  readonly number: string;
  readonly hasCun: boolean;
  readonly filedAt: number;
  /** Day of the legal deadline, `2026-12-14`. */
  readonly answerBy: string;
  /** The number of the customer's own request whose answer it is against. */
  readonly appealed?: string;
}

/** `again`: one of that kind was under way already, and this is it. */
export interface FiledClaim extends Filed {
  readonly again?: boolean;
}

export interface Ending {
  readonly number: string;
  readonly hasCun: boolean;
  /** The last day of service, `2026-12-24`. */
  readonly ends: string;
}

export interface FoundCase {
  readonly number: string;
  readonly status: Texts;
  readonly answerBy?: string;
}

/** A petition, complaint, appeal or claim about personal data as the office keeps it, for those who answer it. */
export interface PqrOnFile {
  readonly id: string;
  readonly customer: string;
  readonly cun?: string;
  readonly kind: PqrKind | ClaimKind;
  readonly answered: boolean;
  /** In her own words. */
  readonly told?: string;
  /** The number of the request whose answer it is against. */
  readonly against?: string;
  readonly filedAt: number;
  /** Last day for the answer, `2026-12-14`. */
  readonly answerBy?: string;
  readonly thread?: string;
}

export interface Office {
  /** Every request of every customer, for the staff. */
  requests(): Promise<Answer<readonly PqrOnFile[]>>;
  read(system: OfficeSystem, customerId: string): Promise<Answer<Sheet<OfficeFact>>>;
  findCase(customerId: string, typed: string): Promise<Answer<FoundCase | null>>;
  /** Sends the newest bill to the contact on file. */
  sendInvoice(customerId: string, request: Request): Promise<Answer<'sent' | 'none'>>;
  /** `paidAt`: epoch milliseconds. */
  findPayment(customerId: string): Promise<Answer<{ readonly result: 'applied' | 'in_transit' | 'not_found'; readonly paidAt?: number }>>;
  keepReceipt(customerId: string, receipt: string, request: Request): Promise<Answer<{ readonly id: string }>>;
  /** `day`: until when, `2026-11-28`. */
  promise(customerId: string, day: string, request: Request): Promise<Answer<'agreed' | 'not_allowed'>>;
  file(customerId: string, request: PqrRequest): Promise<Answer<Filed>>;
  fileClaim(customerId: string, claim: DataClaim): Promise<Answer<FiledClaim>>;
  /** Notes that a claim was carried out, or why not. `unknown`: there is none of that number that waits. */
  settleClaim(id: string, settled: { readonly how: string; readonly key: string }): Promise<Answer<'settled' | 'unknown'>>;
  /** `part`: a service's id, or `all`. */
  endContract(customerId: string, part: string, request: Request): Promise<Answer<Ending>>;
  keepContract(customerId: string, request: Request): Promise<Answer<'withdrawn' | 'too_late'>>;
}
