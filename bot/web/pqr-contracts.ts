/**
 * The JSON of petitions, complaints and appeals for the staff. Types only. `GET /api/staff/pqrs` -> `{ pqrs: PqrRow[] }`,
 * those that wait for an answer first, the nearest deadline first; those filed in the last 60 days and answered behind them.
 */
export interface PqrRow {
  readonly id: string;
  /** The regulator's code; absent while the operator's system has not given it. */
  readonly cun?: string;
  /** `data_…`: a claim about her personal data, which staff carry out and settle here. */
  readonly kind: 'petition' | 'complaint' | 'appeal' | 'data_correction' | 'data_deletion';
  /** In her own words. */
  readonly told?: string;
  /** Of an appeal: the number of the answer it is against. */
  readonly against?: string;
  readonly state: 'open' | 'answered';
  /** ISO with offset. */
  readonly filedAt: string;
  /** Last day for the answer, `2026-12-14`. */
  readonly answerBy?: string;
  /** Business days left, 0 on the last day, below 0 when it passed. */
  readonly daysLeft?: number;
  /** `soon` from 5 business days on, `urgent` from 1; `overdue`: by law decided in the customer's favour. */
  readonly alert?: 'soon' | 'urgent' | 'overdue';
  /** The conversation it was filed in. */
  readonly thread?: string;
}

/**
 * `POST /api/staff/pqrs/:id/settle {done, how}` -> 200, for a claim about personal data. The customer is told, in the words of
 * `how`; a deletion that is `done` takes her conversations. 409 `NotClosed`: a case of hers is open, and nothing was touched.
 */
export interface ClaimEnd {
  readonly deleted: number;
  /** Conversations that prove what she filed. */
  readonly kept: number;
}
