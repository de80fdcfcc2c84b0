/** WhatsApp for journeys: the fake Meta and the environment that connects a real server to it. */
import { startFakeMeta, type FakeMeta } from '../fake-meta/server';
import type { Server, ServerEnvironment } from './server';

/** Shared with who delivers webhooks by himself. */
export const SECRETS = { appSecret: 'app-secret-of-tests', verifyToken: 'verify-token-of-tests', token: 'access-token-of-tests', phoneNumberId: '106540352242922' };

export const openMeta = (): Promise<FakeMeta> => startFakeMeta(SECRETS);

export const environmentFor = (meta: FakeMeta): ServerEnvironment => ({
  WHATSAPP_VERIFY_TOKEN: SECRETS.verifyToken,
  WHATSAPP_APP_SECRET: SECRETS.appSecret,
  WHATSAPP_ACCESS_TOKEN: SECRETS.token,
  WHATSAPP_PHONE_NUMBER_ID: SECRETS.phoneNumberId,
  WHATSAPP_API_URL: meta.url,
});

/** Enters the webhook's address at Meta, which asks the server to prove the verify token. */
export const connect = (meta: FakeMeta, server: Server): Promise<void> => meta.webhooks.subscribe(`${server.url}/webhooks/whatsapp`);
