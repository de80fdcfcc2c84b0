/**
 * How much one conversation and one address may do on the web. Many customers share an address behind a mobile carrier. Counted in
 * each process: they keep a process from being flooded, which is a matter of that process, and with every message they must cost
 * nothing. What protects accounts and codes is counted in the store (sign-in of staff, one-time codes).
 */
import { makeLimit, NO_LIMIT } from '../../http/limit';
import type { DirectLineParts } from './door';

export const MOST_SOCKETS = 300;

export const limitsOf = (on: boolean): DirectLineParts['limits'] =>
  on
    ? {
        messages: makeLimit({ burst: 30, perSecond: 2 }),
        signIns: makeLimit({ burst: 10, perSecond: 1 / 30 }),
        uploads: makeLimit({ burst: 8, perSecond: 0.2 }),
        uploadsByAddress: makeLimit({ burst: 60, perSecond: 1 }),
      }
    : { messages: NO_LIMIT, signIns: NO_LIMIT, uploads: NO_LIMIT, uploadsByAddress: NO_LIMIT };
