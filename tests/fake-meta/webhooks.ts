/** Delivers webhooks as Meta does: signed over the bytes, non-ASCII letters escaped, batched, again when not answered 200. */
import { createHmac } from 'node:crypto';
import type { Json } from './rules';

export interface Contact {
  readonly wa_id?: string;
  readonly user_id?: string;
  readonly profile?: { readonly name: string };
}

export interface Change {
  readonly contacts?: readonly Contact[];
  readonly messages?: readonly Json[];
  readonly statuses?: readonly Json[];
}

export interface Sending {
  /** Signs with another secret. */
  readonly forged?: boolean;
  /** As `\uXXXX` and `\/`, which is how Meta writes; on unless told otherwise. */
  readonly escaped?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly phoneNumberId?: string;
}

export const signatureOf = (raw: string | Buffer, secret: string): string => `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;

/** JSON with everything outside ASCII escaped in lower-case hexadecimal, and slashes too. */
export const escapedJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/\//g, '\\/');

export const envelope = (phoneNumberId: string, changes: readonly Change[]): Json => ({
  object: 'whatsapp_business_account',
  entry: changes.map((change) => ({
    id: '100200300',
    changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata: { display_phone_number: '573000000000', phone_number_id: phoneNumberId }, ...change } }],
  })),
});

export class Webhooks {
  private callback = '';
  private last = '';
  /** Bodies that were not answered with 200, oldest first. */
  private readonly refused: string[] = [];

  constructor(private readonly options: { readonly appSecret: string; readonly verifyToken: string; readonly phoneNumberId: string }) {}

  /** Saves the callback address: Meta asks it for the challenge. @throws Error when it is not given back. */
  async subscribe(callback: string): Promise<void> {
    const url = new URL(callback);
    const challenge = String(1_000_000_000 + Math.floor(Math.random() * 1_000_000_000));
    url.searchParams.set('hub.mode', 'subscribe');
    url.searchParams.set('hub.challenge', challenge);
    url.searchParams.set('hub.verify_token', this.options.verifyToken);
    const response = await fetch(url);
    const answer = await response.text();
    if (response.status !== 200 || answer !== challenge) throw new Error(`the callback was not verified: ${response.status} ${answer}`);
    this.callback = callback;
  }

  /** The status that the callback answered with. */
  deliver(changes: readonly Change[], sending: Sending = {}): Promise<number> {
    const body = envelope(sending.phoneNumberId ?? this.options.phoneNumberId, changes);
    return this.post(sending.escaped === false ? JSON.stringify(body) : escapedJson(body), sending);
  }

  /** Tells of the account itself: such news come without a number, one change a time. `at`: epoch seconds. */
  tellOfAccount(field: string, value: Json, at: number): Promise<number> {
    return this.post(escapedJson({ object: 'whatsapp_business_account', entry: [{ id: '100200300', time: at, changes: [{ field, value }] }] }));
  }

  /** As Meta does when an answer was lost. */
  repeat(): Promise<number> {
    return this.post(this.last);
  }

  async post(raw: string, { forged = false, headers = {} }: Sending = {}): Promise<number> {
    this.last = raw;
    const response = await fetch(this.callback, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': signatureOf(raw, forged ? 'not the secret' : this.options.appSecret),
        ...headers,
      },
      body: raw,
    });
    await response.arrayBuffer();
    if (response.status !== 200) this.refused.push(raw);
    return response.status;
  }

  /** Delivers again what was not answered with 200; the statuses in order. */
  async redeliver(): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (const raw of this.refused.splice(0)) statuses.push(await this.post(raw));
    return statuses;
  }
}
