/** The environment: read once, all faults at once, and the safe default everywhere. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { readConfig, SETTINGS } from '../../bot/config';
import { exitOf, launch } from '../support/server';

const configOf = (environment: Record<string, string>) => {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.faults.join('; '));
  return read.config;
};
const faultsOf = (environment: Record<string, string>): readonly string[] => {
  const read = readConfig(environment);
  return read.ok ? [] : read.faults;
};

describe('the environment', () => {
  test('needs nothing on localhost, where the demo listens to this machine only', () => {
    expect(configOf({})).toMatchObject({ port: 3978, host: '127.0.0.1', demoControls: true, redisUrls: [], treatment: 'usted' });
  });

  test('an empty variable is an absent one', () => {
    expect(configOf({ REDIS_URL: '', PORT: '' })).toMatchObject({ port: 3978, redisUrls: [] });
  });

  test('lists every fault at once', () => {
    const faults = faultsOf({ PORT: 'abc', LOG_LEVEL: 'loud', SESSION_SECRET: 'short' });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['PORT', 'SESSION_SECRET', 'LOG_LEVEL']);
  });

  test('a public address needs a secret, and never the demo controls or no rate limit', () => {
    const faults = faultsOf({ PUBLIC_URL: 'https://chat.example.co', DEMO_CONTROLS: '1', RATE_LIMIT: 'off' });
    expect(faults.join('\n')).toMatch(/SESSION_SECRET/);
    expect(faults.join('\n')).toMatch(/DEMO_CONTROLS/);
    expect(faults.join('\n')).toMatch(/RATE_LIMIT/);
  });

  test('who listens beyond this machine shows no one-time codes', () => {
    expect(configOf({ HOST: '0.0.0.0' })).toMatchObject({ host: '0.0.0.0', demoControls: false });
    expect(faultsOf({ HOST: '0.0.0.0', DEMO_CONTROLS: '1' })).toEqual([expect.stringMatching(/^DEMO_CONTROLS/)]);
    expect(configOf({ HOST: '::1' }).demoControls).toBe(true);
  });

  test('it is public where others than this machine may come', () => {
    expect(configOf({}).isPublic).toBe(false);
    expect(configOf({ PUBLIC_URL: 'http://localhost:3978', DEMO_CONTROLS: '0' }).isPublic).toBe(false);
    expect(configOf({ HOST: '0.0.0.0' }).isPublic).toBe(true);
    expect(configOf({ PUBLIC_URL: 'https://chat.example.co', SESSION_SECRET: 'x'.repeat(32) }).isPublic).toBe(true);
  });

  test('WhatsApp takes one number or several, and templates by the names that Meta allows', () => {
    const environment = { WHATSAPP_VERIFY_TOKEN: 'v', WHATSAPP_APP_SECRET: 's', WHATSAPP_ACCESS_TOKEN: 't', WHATSAPP_PHONE_NUMBER_ID: '1, 2', WHATSAPP_TEMPLATE_AGENT: 'agent_answered' };
    expect(configOf(environment).whatsApp).toMatchObject({ phoneNumberIds: ['1', '2'], templates: { agent: 'agent_answered', notice: undefined } });
    expect(faultsOf({ ...environment, WHATSAPP_PHONE_NUMBER_ID: '1,+57', WHATSAPP_TEMPLATE_NOTICE: 'Con Espacios' })).toHaveLength(2);
  });

  test('several Redis nodes are separated by commas', () => {
    expect(configOf({ REDIS_URL: 'redis://a:1, redis://b:2' }).redisUrls).toEqual(['redis://a:1', 'redis://b:2']);
    expect(faultsOf({ REDIS_URL: 'http://a' })[0]).toMatch(/REDIS_URL/);
  });

  test('with faults the program says them all and stops with 1', async () => {
    const { child, output } = launch({ PORT: 'abc', LOG_LEVEL: 'loud' });
    expect(await exitOf(child)).toBe(1);
    expect(output()).toMatch(/PORT[\s\S]*LOG_LEVEL/);
  });
});

describe('the example of an environment', () => {
  const text = readFileSync(path.join(__dirname, '../../.env.example'), 'utf8');
  /** As if every line that names a setting were taken into use. */
  const takenUp = parseEnv(text.replace(/^#(?=[A-Za-z0-9_]+=)/gm, ''));

  test('names every setting once, and no other', () => {
    expect(text.match(/^#?[A-Za-z0-9_]+(?==)/gm)?.map((name) => name.replace('#', '')).sort()).toEqual([...SETTINGS].sort());
  });

  test('copied as it is, changes nothing', () => {
    expect(configOf(parseEnv(text) as Record<string, string>)).toEqual(configOf({}));
  });

  test('shows of each setting a value that is taken', () => {
    expect(Object.entries(takenUp).flatMap(([name, value]) => faultsOf({ [name]: value ?? '' }))).toEqual([]);
  });
});
