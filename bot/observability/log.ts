/** The log: structured, on standard output, and without personal data: what customers write is never an argument. */
import { pino, type Logger } from 'pino';

export type Log = Logger;

export const makeLog = (level: string): Log =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['text', 'entry', 'event', 'facts', 'token', '*.text', '*.facts', '*.token'], censor: '[removed]' },
  });
