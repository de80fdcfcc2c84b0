/**
 * Who may speak to the webhook: Meta signs the raw bytes of every body with the app secret. Compared in constant time,
 * and never over a body that was parsed and written again: Meta escapes characters that we would not.
 * Source: Meta, "Create a webhook endpoint", validating payloads.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const SHAPE = /^sha256=[0-9a-f]{64}$/;

/** Whether the header `X-Hub-Signature-256` is the signature of exactly these bytes. */
export const isSigned = (raw: Buffer, header: string | string[] | undefined, secret: string): boolean => {
  if (typeof header !== 'string' || !SHAPE.test(header)) return false;
  const expected = createHmac('sha256', secret).update(raw).digest();
  return timingSafeEqual(expected, Buffer.from(header.slice('sha256='.length), 'hex'));
};
