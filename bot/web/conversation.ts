/**
 * The calls of one Direct Line conversation: begin, resume, renew the token, poll, post.
 * An aged token is renewed for the same conversation and the call made again; nobody above sees it.
 */
import { parseActivitySet } from './activity';
import type { ActivitySet } from './activity';
import { fieldsOf, textOf } from './fields';
import { call } from './http';
import type { Call, Reply } from './http';
import { formOf } from './outbox';
import type { Unsent } from './outbox';
import type { Ports } from './ports';
import type { Session, Store } from './store';
import type { Language } from '../../knowledge/language';

export interface ConversationOptions {
  readonly ports: Ports;
  /** Address of the Direct Line routes, without a slash at the end. */
  readonly base: string;
  readonly store: Store;
  readonly language: () => Language;
}

type Retry = Extract<Reply, { kind: 'retry' }>;
/** The server no longer knows this conversation, or will not let us back into it. */
interface Gone {
  readonly kind: 'gone';
}

export type Opened = { readonly kind: 'opened'; readonly streamUrl: string } | Gone | Retry;
export type Polled = { readonly kind: 'set'; readonly set: ActivitySet } | Gone | Retry;
export type Posted = { readonly kind: 'ok' } | { readonly kind: 'refused' } | Gone | Retry;

const RETRY: Retry = { kind: 'retry', afterMs: 0 };
const GONE: Gone = { kind: 'gone' };
const RENEW_MS = 12 * 3_600_000;

/** The part of a watermark behind its number, where the server sends one. */
const threadOf = (watermark: string): string => watermark.split('.')[1] ?? '';

export class Conversation {
  readonly #options: ConversationOptions;
  #session: Session | undefined;
  #beginning: Promise<Opened> | undefined;
  #renewing: Promise<Reply> | undefined;
  #renewedAt = -Infinity;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.restore();
  }

  get id(): string | undefined {
    return this.#session?.conversationId;
  }

  /** Takes up what the store keeps, from its beginning: the server sends the whole history again. */
  restore(): void {
    const kept = this.#options.store.session();
    this.#session = kept === undefined ? undefined : { ...kept, watermark: '' };
  }

  /** Leaves the conversation; another tab may already have begun the next one, then that one is taken up. */
  forget(): void {
    const { store } = this.#options;
    const lost = this.id;
    this.restore();
    if (this.id !== lost) return;
    store.keepSession(undefined);
    this.#session = undefined;
  }

  /** Shared while it runs, so that waking up twice begins one conversation. */
  begin(): Promise<Opened> {
    this.#beginning ??= this.#begin().finally(() => (this.#beginning = undefined));
    return this.#beginning;
  }

  async resume(): Promise<Opened> {
    const path = `/conversations/${this.#path()}?watermark=${this.#mark()}`;
    const reply = await this.#authorized({ method: 'GET', path });
    return reply.kind === 'ok' ? this.#opened(reply.body) : orRetry(reply);
  }

  async poll(): Promise<Polled> {
    const path = `/conversations/${this.#path()}/activities?watermark=${this.#mark()}`;
    const reply = await this.#authorized({ method: 'GET', path });
    if (reply.kind !== 'ok') return orRetry(reply);
    const set = parseActivitySet(reply.body);
    return set === undefined ? RETRY : { kind: 'set', set };
  }

  async post({ body, file }: Pick<Unsent, 'body' | 'file'>, onProgress?: (part: number) => void): Promise<Posted> {
    const path = `/conversations/${this.#path()}`;
    const request: Call = file === undefined
      ? { method: 'POST', path: `${path}/activities`, body }
      : { method: 'POST', path: `${path}/upload`, form: formOf(body, file), ...(onProgress && { onProgress }) };
    const reply = await this.#authorized(request);
    return reply.kind === 'aged' ? GONE : reply;
  }

  /**
   * Remembers how far the server's activities were received. True when they now count from another thread: the
   * conversation was joined into another case, and what comes replaces what is shown.
   */
  mark(watermark: string): boolean {
    const session = this.#session;
    if (session === undefined) return false;
    this.#keep({ ...session, watermark });
    return session.watermark !== '' && threadOf(session.watermark) !== threadOf(watermark);
  }

  /** A page that stays open for weeks keeps a token that is still good when its line breaks. */
  async stayFresh(): Promise<void> {
    if (this.#options.ports.now() - this.#renewedAt > RENEW_MS) await this.#renew();
  }

  async #begin(): Promise<Opened> {
    const { ports, base, language } = this.#options;
    const body = { user: {}, locale: language() };
    const granted = await call(ports, base, { method: 'POST', path: '/tokens/generate', body });
    if (granted.kind !== 'ok') return asRetry(granted);
    const token = textOf(fieldsOf(granted.body)['token']);
    if (token === undefined) return RETRY;
    const reply = await call(ports, base, { method: 'POST', path: '/conversations', token, body });
    return reply.kind === 'ok' ? this.#opened(reply.body, token) : asRetry(reply);
  }

  #opened(body: unknown, token = this.#session?.token): Opened {
    const fields = fieldsOf(body);
    const session = this.#session;
    const conversationId = session?.conversationId ?? textOf(fields['conversationId']);
    const current = textOf(fields['token']) ?? token;
    if (conversationId === undefined || current === undefined) return RETRY;
    this.#keep({ conversationId, token: current, watermark: session?.watermark ?? '' });
    return { kind: 'opened', streamUrl: textOf(fields['streamUrl']) ?? '' };
  }

  async #authorized(request: Call): Promise<Reply> {
    const reply = await this.#call(request);
    if (reply.kind !== 'aged') return reply;
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined));
    const renewed = await this.#renewing;
    return renewed.kind === 'ok' ? this.#call(request) : renewed;
  }

  #call(request: Call): Promise<Reply> {
    const token = this.#session?.token;
    if (token === undefined) return Promise.resolve(GONE);
    return call(this.#options.ports, this.#options.base, { ...request, token });
  }

  async #renew(): Promise<Reply> {
    const reply = await this.#call({ method: 'POST', path: '/tokens/refresh' });
    const token = reply.kind === 'ok' ? textOf(fieldsOf(reply.body)['token']) : undefined;
    if (token !== undefined && this.#session !== undefined) this.#keep({ ...this.#session, token });
    return reply;
  }

  #keep(session: Session): void {
    if (session.token !== this.#session?.token) this.#renewedAt = this.#options.ports.now();
    this.#session = session;
    this.#options.store.keepSession(session);
  }

  #path(): string {
    return encodeURIComponent(this.id ?? '');
  }

  #mark(): string {
    return encodeURIComponent(this.#session?.watermark ?? '');
  }
}

/** A conversation that will not let us back in is gone; an answer that makes no sense is asked for again. */
function orRetry(reply: Exclude<Reply, { kind: 'ok' }>): Gone | Retry {
  if (reply.kind === 'retry') return reply;
  return reply.kind === 'refused' ? RETRY : GONE;
}

function asRetry(reply: Exclude<Reply, { kind: 'ok' }>): Retry {
  return reply.kind === 'retry' ? reply : RETRY;
}
