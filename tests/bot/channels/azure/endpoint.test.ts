/** `/api/messages` over real sockets: a caller, the endpoint, and the connector that takes the replies. */
import { address, threadId, type Address } from '../../../../dialogs/ids';
import { makeAzure } from '../../../../bot/channels/azure/endpoint';
import type { Positioned, Storage } from '../../../../bot/runtime/ports';
import { openEmbedded } from '../../../../bot/storage/embedded/open';
import { freshFolder, removeFolder } from '../../../support/server';
import { ANONYMOUS, openSite, startConnector, type Connector, type Site, type SiteOptions } from './given';

const ABOUT = { thread: threadId('t'), late: false };
const TO = address('emulator', 'conv-1');

describe('the endpoint of Bot Framework channels', () => {
  let folder: string;
  let storage: Storage;
  let connector: Connector;
  const sites: Site[] = [];
  beforeEach(async () => {
    folder = freshFolder();
    storage = await openEmbedded(folder, {});
    connector = await startConnector();
  });
  afterEach(async () => {
    await Promise.all(sites.splice(0).map((site) => site.close()));
    await connector.close();
    await storage.close();
    removeFolder(folder);
  });

  const open = async (options: SiteOptions = {}): Promise<Site> => {
    const site = await openSite(storage, options);
    sites.push(site);
    return site;
  };
  const message = (text: string, more: object = {}): object => ({
    type: 'message', id: `m-${text}`, text, channelId: 'emulator', serviceUrl: connector.url,
    conversation: { id: 'conv-1' }, from: { id: 'rosa', role: 'user' }, recipient: { id: 'hilo', role: 'bot' }, timestamp: '2026-11-22T15:00:00Z', ...more,
  });
  /** Resolves when the next delivery has ended. */
  const delivered = (site: Site): Promise<void> =>
    new Promise((resolve, reject) => (site.deliverBy = (work) => void work().then(resolve, reject)));
  const spoken = (text: string, position = 7): Positioned[] => [{ position, entry: { kind: 'bot', at: 0, text, language: 'es' } }];

  it('given neither an app id nor leave for anonymous callers, it is off', async () => {
    const site = { ...ANONYMOUS, allowAnonymous: false };
    expect(makeAzure(site, {} as Parameters<typeof makeAzure>[1])).toBeNull();
  });

  it('given a message, it is acknowledged and the reply goes to the connector, answering no unknown activity', async () => {
    const site = await open();
    const done = delivered(site);
    expect(await site.post(message('hola'))).toEqual({ status: 200, body: {} });
    await done;
    expect(connector.sent).toMatchObject([
      { path: 'POST /v3/conversations/conv-1/activities', type: 'message', text: 'Oí: hola', suggestedActions: { actions: [{ title: 'Sí' }] } },
    ]);
    expect(connector.sent[0]).not.toHaveProperty('replyToId');
  });

  it('given the same activity twice, it counts once (I1)', async () => {
    const site = await open();
    await site.post(message('hola'));
    await site.post(message('hola'));
    expect(site.heard).toEqual(['hola']);
  });

  it('given somebody who joins, the greeting goes out', async () => {
    const site = await open();
    const done = delivered(site);
    await site.post({ ...message(''), type: 'conversationUpdate', membersAdded: [{ id: 'rosa' }] });
    await done;
    expect(connector.sent).toMatchObject([{ text: 'Oí: hola' }]);
  });

  it('given a restart, another process speaks first from what is stored', async () => {
    await (await open()).post(message('hola'));
    const { azure } = await open();
    expect(await azure.channel.deliver(TO, spoken('Volvió el servicio'), ABOUT)).toEqual({ kind: 'delivered' });
    expect(connector.sent.at(-1)).toMatchObject({ text: 'Volvió el servicio' });
  });

  it('given an agent, her name stands before her words; notes are not sent', async () => {
    const site = await open({ answer: () => null });
    await site.post(message('hola'));
    await site.azure.channel.deliver(TO, [
      { position: 5, entry: { kind: 'event', at: 0, name: 'handed_off' } },
      { position: 6, entry: { kind: 'agent', at: 0, text: 'Buenas', by: 'u1', name: 'Camilo' } },
    ], ABOUT);
    expect(connector.sent.map(({ text }) => text)).toEqual(['Camilo: Buenas']);
  });

  it('given a connector that refuses, the delivery is refused; given one that is down, it is tried again', async () => {
    const site = await open({ answer: () => null });
    await site.post(message('hola'));
    connector.status = 403;
    expect(await site.azure.channel.deliver(TO, spoken('x'), ABOUT)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('403') });
    await connector.close();
    expect(await site.azure.channel.deliver(TO, spoken('x'), ABOUT)).toMatchObject({ kind: 'retry' });
    connector = await startConnector();
    expect(await site.azure.channel.deliver(address('emulator', 'nobody'), spoken('x'), ABOUT)).toMatchObject({ kind: 'refused' });
  });

  it('given a group, nothing is taken in and who writes is asked into a chat of two (I11)', async () => {
    const site = await open();
    await site.post(message('no tengo internet', { conversation: { id: 'group-1', isGroup: true } }));
    expect(site.heard).toEqual([]);
    expect(connector.sent.map(({ text }) => text)).toEqual(['Para cuidar sus datos, escríbame en un chat entre los dos.']);
    expect(await storage.addresses.resolve(address('emulator', 'group-1'))).toBeNull();
  });

  describe('expecting replies', () => {
    const expecting = (text: string): object => message(text, { deliveryMode: 'expectReplies' });

    it('given a reply, it comes in the response and not to the connector', async () => {
      const site = await open();
      const done = delivered(site);
      const { status, body } = await site.post(expecting('hola'));
      expect([status, body.activities?.map(({ type, text }) => [type, text])]).toEqual([200, [['message', 'Oí: hola']]]);
      await done;
      expect(connector.sent).toEqual([]);
    });

    it('given the same activity again, the same reply', async () => {
      const site = await open();
      const [first, second] = [await site.post(expecting('hola')), await site.post(expecting('hola'))];
      expect(second.body.activities?.[0]?.text).toBe(first.body.activities?.[0]?.text);
      expect(site.heard).toEqual(['hola']);
    });

    it('given a greeting expected, it comes in the response', async () => {
      const { body } = await (await open()).post({ ...expecting(''), type: 'conversationUpdate', membersAdded: [{ id: 'rosa' }] });
      expect(body.activities?.map(({ text }) => text)).toEqual(['Oí: hola']);
    });

    it('given silence, the response is empty in time and what comes later is sent', async () => {
      const site = await open({ answer: () => null, longestWaitMs: 30 });
      expect((await site.post(expecting('hola'))).body).toEqual({ activities: [] });
      expect(await site.azure.channel.deliver(TO, spoken('Ya volví'), ABOUT)).toEqual({ kind: 'delivered' });
      expect(connector.sent).toMatchObject([{ text: 'Ya volví' }]);
    });

    it('given that another process delivers, it waits for the one that was asked, then sends nothing twice', async () => {
      const [asked, other] = [await open(), await open()];
      const both: unknown[] = [];
      let reply: Positioned[] = [];
      const taken = new Promise<void>((resolve) => {
        asked.deliverBy = () => {
          void storage.addresses.resolve(TO).then(async (thread) => {
            reply = thread ? [...(await storage.threads.read(thread, 0, 10))] : [];
            both.push(await other.azure.channel.deliver(TO, reply, ABOUT));
            resolve();
          });
        };
      });
      await Promise.all([asked.post(expecting('hola')), taken]);
      both.push(await other.azure.channel.deliver(TO, reply, ABOUT));
      expect(both.at(-1)).toEqual({ kind: 'delivered' });
      expect(connector.sent).toEqual([]);
    });
  });

  it.each(['directline', 'web', 'WhatsApp'])('given the channel id %s, nobody reaches an address of our own channels (I11)', async (channelId) => {
    const site = await open();
    await site.post(message('hola', { channelId }));
    const threadOf = (of: Address) => storage.addresses.resolve(of);
    expect(await Promise.all(['web', 'whatsapp', channelId].map((name) => threadOf(address(name, 'conv-1'))))).toEqual([null, null, null]);
    expect(await threadOf(address(`azure-${channelId}`, 'conv-1'))).not.toBeNull();
  });

  it.each([
    ['channelId', { channelId: 'web:' }], ['serviceUrl', { serviceUrl: 'file:///etc' }], ['conversation.id', { conversation: {} }],
    ['id', { id: undefined }], ['text', { text: 'x'.repeat(4_001) }], ['type', { type: 7 }],
  ])('given a malformed %s, 400 with the field', async (field, more) => {
    const { status, body } = await (await open()).post(message('hola', more));
    expect([status, body.error?.message]).toEqual([400, expect.stringContaining(`"${field}"`)]);
  });

  it('given an app id, callers without a token of the service are refused', async () => {
    const settings = { ...ANONYMOUS, appId: '7f2b0c7e-0000-4000-8000-000000000000', password: 'secret', type: 'MultiTenant' } as const;
    const site = await open({ settings });
    expect((await site.post(message('hola'))).status).toBe(401);
    expect((await site.post(message('hola'), { authorization: 'Bearer nonsense' })).status).toBe(401);
    expect(site.heard).toEqual([]);
  });

  it('given a single tenant without its id, it says so at start', async () => {
    await expect(open({ settings: { ...ANONYMOUS, appId: 'app', password: 'x', type: 'SingleTenant' } })).rejects.toThrow('TenantId');
  });
});
