/** Photos and recordings from WhatsApp: fetched once with our token, kept by what their bytes are, and never in the way of a message. */
import { utimesSync } from 'node:fs';
import path from 'node:path';
import { makeMediaFetch } from '../../../../bot/channels/whatsapp/media';
import { makeArriving, type Arriving } from '../../../../bot/media/arriving';
import { openMedia, LARGEST_FETCHED } from '../../../../bot/media/media';
import { idOf } from '../../../../bot/media/ref';
import { makeLog } from '../../../../bot/observability/log';
import type { FakeMeta } from '../../../fake-meta/server';
import { HTML, PNG } from '../../../support/pictures';
import { freshFolder, removeFolder } from '../../../support/server';
import { addressOf, fakeMeta, installWhatsApp, NUMBER, type Installed } from './given';

const VOICE = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(40)]);

describe('a photo or recording', () => {
  let at: Installed;
  beforeAll(async () => {
    at = await installWhatsApp();
  });
  afterAll(() => at.stop());

  test.each([
    ['image', PNG, 'image/png'],
    ['audio', VOICE, 'audio/ogg'],
  ])('(%s) is accepted at once and lies with us a moment later', async (type, bytes, seen) => {
    const person = at.meta.user(`5731222200${bytes.length}`);
    expect(await person.sends(person.message(type, { [type]: at.meta.files.keep(bytes, seen) }))).toBe(200);
    const [entry] = await at.written(addressOf(person.userId ?? ''));
    const id = idOf(entry?.attachments?.[0]?.ref) ?? '';

    expect(await at.files.find(id)).toEqual({ bytes, type: seen });
  });
});

describe('what is noted to be fetched', () => {
  let folder: string;
  let meta: FakeMeta;
  let arriving: Arriving;
  const open = (): Arriving => {
    const [secret, log] = [Buffer.from('secret'), makeLog('silent')];
    const media = openMedia({ directory: folder, secret, now: Date.now });
    return makeArriving({ directory: folder, secret, media, fetch: makeMediaFetch({ apiUrl: meta.url, version: 'v26.0', accessToken: 'access-token' }), log });
  };
  const expected = (bytes: Buffer): Promise<string> => arriving.expect('someone', { number: NUMBER, media: String(meta.files.keep(bytes, 'image/png')['id']) });
  const isDue = (id: string): void => utimesSync(path.join(folder, 'due', id), 1, 1);
  const goes = async (): Promise<void> => {
    await arriving.tick();
    await arriving.rest();
  };

  beforeEach(async () => {
    folder = freshFolder();
    meta = await fakeMeta();
    arriving = open();
  });
  afterEach(async () => {
    await arriving.rest();
    await meta.close();
    removeFolder(folder);
  });

  test('is fetched by the next process when its own one died, and once', async () => {
    const id = await expected(PNG);
    arriving = open();
    await goes();
    await goes();

    expect((await arriving.find(id))?.bytes.equals(PNG)).toBe(true);
    expect(meta.files.asked).toHaveLength(2);
  });

  test('is fetched later when Meta is in trouble, and given up when it is gone', async () => {
    const [id, gone] = [await expected(PNG), await arriving.expect('someone', { number: NUMBER, media: '999999999' })];
    meta.files.troubles.push(503, 503);
    await goes();
    const asked = meta.files.asked.length;
    await goes();
    expect(meta.files.asked).toHaveLength(asked);

    isDue(id);
    isDue(gone);
    await goes();
    expect(await arriving.find(id)).not.toBeNull();
    expect(await arriving.find(gone)).toBeNull();
    await goes();
    expect(meta.files.asked).toHaveLength(asked + 3);
  });

  test.each([
    ['is a page', HTML, undefined],
    ['is larger than may be kept', Buffer.concat([PNG, Buffer.alloc(LARGEST_FETCHED)]), undefined],
    ['lies on a host that is not Meta\'s', PNG, 'http://169.254.169.254'],
  ])('is not kept when it %s', async (_what, bytes, host) => {
    meta.files.host = host;
    const id = await expected(bytes);
    await goes();

    expect(await arriving.find(id)).toBeNull();
    expect(meta.files.asked.filter((url) => url.startsWith('/files/'))).toHaveLength(bytes === HTML ? 1 : 0);
  });

  test('nothing else can be asked for by its name', async () => {
    await expected(PNG);
    expect(await arriving.find('../due')).toBeNull();
    expect(await arriving.find('')).toBeNull();
  });
});
