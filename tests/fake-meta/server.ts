/**
 * A small honest Meta: answers Graph calls as the Cloud API does, shows what was sent on people's screens, and delivers
 * webhooks. Tests may make it fail with a code, drop the connection, or hold an answer back.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Files } from './files';
import { Person, type PersonOptions } from './person';
import { bubbleOf } from './phone';
import { errorBody, faultOf, isFile, isObject, objectIn, textIn, type Json, type Refusal } from './rules';
import { Webhooks } from './webhooks';

export interface FakeMetaOptions {
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly token: string;
  readonly phoneNumberId: string;
  /** Of the same app. */
  readonly otherNumber?: string;
  /** Epoch ms; the machine's clock when absent. */
  readonly now?: () => number;
}

interface Trouble {
  readonly times: number;
  /** Only messages to this person. */
  readonly to?: Person;
}

export interface Call {
  readonly body: Json;
  readonly httpStatus: number;
}

interface Mishap {
  left: number;
  readonly to: Person | undefined;
  readonly happens: (request: Graph) => Promise<void> | void;
}

interface Graph {
  readonly body: Json;
  readonly response: ServerResponse;
  readonly accept: () => Json;
}

const WINDOW_MS = 24 * 3600 * 1000;
const PAIR_BURST = 45;
const PAIR_BURST_MS = 6_000;

export class FakeMeta {
  /** Every Graph call with the status it was answered with. */
  readonly calls: Call[] = [];
  readonly webhooks: Webhooks;
  readonly files = new Files();
  /** How long an accepted call waits for its answer. */
  latencyMs = 0;
  private readonly now: () => number;
  private readonly people: Person[] = [];
  /** Who went by a number or id when it was written to last: a crowd is not searched for each message. */
  private readonly lastKnown = new Map<string, Person>();
  private mishaps: Mishap[] = [];
  private sent = 0;

  constructor(private readonly options: FakeMetaOptions, private readonly server: Server) {
    this.webhooks = new Webhooks(options);
    this.now = options.now ?? Date.now;
    server.on('request', (request, response) => void this.answer(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  user(number: string, options: PersonOptions = {}): Person {
    const known = this.people.find((person) => person.number === number);
    if (known) return known;
    const person = new Person(number, options, { webhooks: this.webhooks, now: this.now });
    this.people.push(person);
    return person;
  }

  /** The next calls are answered with an error and not accepted. */
  failNext({ code, times = 1, httpStatus = 400, to }: Partial<Trouble> & { readonly code: number; readonly httpStatus?: number }): void {
    this.mishaps.push({ left: times, to, happens: ({ body, response }) => this.reply(response, { body, httpStatus, json: errorBody({ code, details: 'as the test wanted' }) }) });
  }

  /** The next calls lose their connection; with `accepted` the message arrives all the same. */
  dropNext({ times = 1, accepted, to }: Partial<Trouble> & { readonly accepted: boolean }): void {
    const happens = ({ response, accept }: Graph): void => {
      if (accepted) accept();
      response.socket?.destroy();
    };
    this.mishaps.push({ left: times, to, happens });
  }

  /** The next call is accepted at once and answered only when the returned function is called. */
  holdNext(): () => void {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const happens = async ({ body, response, accept }: Graph): Promise<void> => {
      const json = accept();
      await released;
      if (!response.destroyed) this.reply(response, { body, httpStatus: 200, json });
    };
    this.mishaps.push({ left: 1, to: undefined, happens });
    return release;
  }

  /** Tells what became of a sent message; gives the status that the webhook was answered with. */
  reports(wamid: string, status: string, errors: readonly number[] = []): Promise<number> {
    const to = this.people.find((person) => person.sees().some((bubble) => bubble.wamid === wamid));
    const opaque = to?.sees().find((bubble) => bubble.wamid === wamid)?.opaque;
    const news = {
      id: wamid, status, timestamp: String(Math.floor(this.now() / 1000)),
      ...(to && { recipient_id: to.number, ...(to.userId !== null && { recipient_user_id: to.userId }) }),
      ...(opaque !== undefined && { biz_opaque_callback_data: opaque }),
      ...(errors.length > 0 && { errors: errors.map((code) => ({ code, title: 'Failed', message: 'Failed' })) }),
    };
    // Meta sends the contact with statuses too, so its presence does not tell a message.
    return this.webhooks.deliver([{ ...(to && { contacts: [to.contact()] }), statuses: [news] }]);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.authorization === `Bearer ${this.options.token}` && this.files.answers(request, response, this.url)) return;
    const raw = await readAll(request);
    if (this.isUpload(request)) return this.upload(request, response, raw);
    const body = jsonOf(raw);
    const refused = this.refusalOf(request, body);
    if (refused) return this.reply(response, { body, httpStatus: refused.code === 190 ? 401 : 400, json: errorBody(refused) });
    const accept = (): Json => this.accept(body);
    const mishap = body['status'] === undefined ? this.mishapFor(body) : undefined;
    if (mishap) {
      mishap.left -= 1;
      return mishap.happens({ body, response, accept });
    }
    const closed = this.pairFault(body) ?? this.windowFault(body);
    const answer = closed ? { body, httpStatus: 400, json: errorBody(closed) } : { body, httpStatus: 200, json: accept() };
    if (this.latencyMs > 0) await pause(this.latencyMs);
    if (!response.destroyed) this.reply(response, answer);
  }

  private refusalOf(request: IncomingMessage, body: Json): Refusal | undefined {
    if (request.headers.authorization !== `Bearer ${this.options.token}`) return { code: 190, details: 'Invalid OAuth access token' };
    const number = /^\/v\d+\.\d\/(\d+)\/messages$/.exec(request.url ?? '')?.[1];
    if (request.method !== 'POST' || (number !== this.options.phoneNumberId && number !== this.options.otherNumber)) return { code: 100, details: 'Unsupported request, or no such object' };
    const fault = faultOf(body);
    if (fault || !isFile(body)) return fault;
    const [type, id] = [textIn(body, 'type'), textIn(objectIn(body, textIn(body, 'type')), 'id')];
    return this.files.sendable(id, type) ? undefined : { code: 131053, details: `${id} is no media of this number that can be sent as ${type}` };
  }

  private isUpload({ url = '', method, headers }: IncomingMessage): boolean {
    const number = /^\/v\d+\.\d\/(\d+)\/media$/.exec(url)?.[1];
    const ours = number === this.options.phoneNumberId || (number !== undefined && number === this.options.otherNumber);
    return method === 'POST' && ours && headers.authorization === `Bearer ${this.options.token}`;
  }

  private async upload({ headers }: IncomingMessage, response: ServerResponse, raw: Buffer): Promise<void> {
    const taken = await this.files.take(raw, headers['content-type'] ?? '');
    const refused = 'details' in taken ? (taken as Refusal) : undefined;
    this.reply(response, { body: {}, httpStatus: refused ? 400 : 200, json: refused ? errorBody(refused) : (taken as Json) });
  }

  private mishapFor(body: Json): Mishap | undefined {
    this.mishaps = this.mishaps.filter(({ left }) => left > 0);
    return this.mishaps.find(({ to }) => to === undefined || to === this.personIn(body));
  }

  /** A burst of 45 within 6 seconds borrows from later; what comes on top of it is refused. */
  private pairFault(body: Json): Refusal | undefined {
    if (body['status'] !== undefined) return undefined;
    const since = Date.now() - PAIR_BURST_MS;
    const recent = this.personIn(body)?.phone.cameAt.filter((at) => at > since).length ?? 0;
    return recent >= PAIR_BURST ? { code: 131056, details: '(Business Account, Consumer Account) pair rate limit hit' } : undefined;
  }

  /** Free messages go to people only who wrote within a day. */
  private windowFault(body: Json): Refusal | undefined {
    if (body['status'] !== undefined || body['type'] === 'template') return undefined;
    const written = this.personIn(body)?.lastWroteAt ?? 0;
    return this.now() - written > WINDOW_MS ? { code: 131047, details: 'More than 24 hours have passed since the customer last replied' } : undefined;
  }

  private personIn(body: Json): Person | undefined {
    const recipient = textIn(body, 'to') || textIn(body, 'recipient');
    const known = this.lastKnown.get(recipient);
    // Numbers and ids change hands.
    const person = known?.is(recipient) ? known : this.people.find((each) => each.is(recipient));
    if (person) this.lastKnown.set(recipient, person);
    return person;
  }

  private accept(body: Json): Json {
    if (body['status'] !== undefined) return this.markRead(body);
    const wamid = `wamid.SENT${String((this.sent += 1)).padStart(8, '0')}`;
    const person = this.personIn(body);
    // Nobody of that number or id any more: taken all the same, as Meta does; what became of it is told later.
    person?.phone.show(bubbleOf(wamid, body));
    const contact = { input: textIn(body, 'to') || textIn(body, 'recipient'), ...(body['to'] === undefined ? { user_id: person?.userId } : { wa_id: person?.number }) };
    return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: wamid }] };
  }

  private markRead(body: Json): Json {
    if (body['typing_indicator'] !== undefined) this.people.find(({ wrote }) => wrote.has(textIn(body, 'message_id')))?.typingFor.push(textIn(body, 'message_id'));
    return { success: true };
  }

  private reply(response: ServerResponse, { body, httpStatus, json }: { readonly body: Json; readonly httpStatus: number; readonly json: Json }): void {
    this.calls.push({ body, httpStatus });
    response.writeHead(httpStatus, { 'content-type': 'application/json' });
    response.end(JSON.stringify(json));
  }
}

const readAll = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const jsonOf = (raw: Buffer): Json => {
  try {
    const parsed: unknown = JSON.parse(raw.toString('utf8'));
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
};

export const startFakeMeta = async (options: FakeMetaOptions): Promise<FakeMeta> => {
  const server = createServer();
  const meta = new FakeMeta(options, server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return meta;
};
