/** The stock Web Chat in a real browser, on a page of another origin: words, taps, a photo, a killed server, history. */
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser';
import { install, lastCode, type Installation } from '../support/journey';
import { PNG } from '../support/pictures';
import { callApi, type Server } from '../support/server';
import { fetchWebChat, openWebChatSite } from '../support/web-chat';

const stock = fetchWebChat();
if ('reason' in stock) process.stderr.write(`not run: ${stock.reason}\n`);
const describeWithWebChat = 'bundle' in stock ? describeInBrowser : describe.skip;

/** It waits 3 to 15 s before it looks for a lost server again. */
const RECONNECTS_MS = 40_000;

describeWithWebChat('the stock Web Chat', () => {
  let browser: Browser;
  let house: Installation;
  let server: Server;
  let site: { url: string; close(): void };
  let page: Page;
  let token: string;

  beforeAll(async () => {
    browser = await openBrowser();
    house = await install('embedded');
    server = await house.start();
    site = await openWebChatSite('bundle' in stock ? stock.bundle : '');
    ({ body: { token } } = await callApi<{ token: string }>(`${server.url}/v3/directline/tokens/generate`, 'POST', {}));
    page = await (await browser.newContext({ locale: 'es-CO', viewport: { width: 420, height: 800 } })).newPage();
    await page.goto(addressOf());
  });
  afterAll(async () => {
    await browser.close();
    site.close();
    await house.dispose();
  });

  const addressOf = (more: Readonly<Record<string, string>> = {}): string =>
    `${site.url}#${new URLSearchParams({ token, domain: `${server.url}/v3/directline`, ...more }).toString()}`;
  const log = () => page.locator('.webchat__basic-transcript');
  const sees = (text: RegExp | string, timeout = 15_000): Promise<void> => log().getByText(text).last().waitFor({ timeout });
  const say = async (text: string): Promise<void> => {
    await page.locator('.webchat__send-box-text-box__input').fill(text);
    await page.keyboard.press('Enter');
  };

  test('is greeted, asks, is identified and taps an answer', async () => {
    await sees(/soy Hilo/);
    await say('se me fue el internet, no sé nada de eso');
    await sees(/cédula/);
    await say('9900000001');
    await sees(/código/);
    await say(await lastCode(server.url));
    const answers = page.locator('.webchat__suggested-actions button');
    await answers.filter({ hasText: 'Se ve bien' }).click();
    await sees('Se ve bien');
    await answers.filter({ hasNotText: 'Se ve bien' }).first().waitFor();
  }, 60_000);

  test('sends a photo and shows it as the server keeps it', async () => {
    await page.locator('input[type=file]').first().setInputFiles({ name: 'modem.png', mimeType: 'image/png', buffer: PNG });
    await page.locator('.webchat__attachment-icon--checked').waitFor({ state: 'attached' });
    await say('así se ve');
    await sees(/[Rr]ecibí (su|la) foto/);
    const photo = log().locator(`img[src*="/v3/directline/media/"]`).first();
    await photo.waitFor();
    expect(await photo.evaluate(async (image) => {
      await image.decode();
      return Number(image.naturalWidth);
    })).toBe(1);
    expect(await log().getByText(/Error al enviar|no se pudo enviar/i).count()).toBe(0);
  }, 60_000);

  test('goes on when the server was killed and came back', async () => {
    const { port } = server;
    await server.kill('SIGKILL');
    server = await house.start({ PORT: String(port) });
    await say('quiero hablar con una persona');
    await sees('quiero hablar con una persona', RECONNECTS_MS);
    await sees(/persona del equipo|una persona (?:lo|la|le|toma)|(?:lo|la|le) (?:atiende|escribe|llama)/i, RECONNECTS_MS);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/stock.png` });
  }, 90_000);

  test('has the whole history on another page of the same conversation', async () => {
    const conversationId = String(await page.evaluate('window.conversationId'));
    page = await (await browser.newContext({ locale: 'es-CO' })).newPage();
    await page.goto(addressOf({ conversationId }));
    await sees('se me fue el internet, no sé nada de eso');
    await sees('quiero hablar con una persona');
    await log().locator(`img[src*="/v3/directline/media/"]`).first().waitFor();
  }, 60_000);
});
