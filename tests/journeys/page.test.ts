/** The chat page in a real browser: asked by level, kept over a reload, and over a killed server without one. */
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openBrowser, say } from '../support/browser';
import { install, lastCode, type Installation } from '../support/journey';
import type { Server } from '../support/server';
import { makeStreet, type Street } from '../support/street';

const street = makeStreet();
afterAll(() => street.end());

describeInBrowser('the chat page', () => {
  let browser: Browser;
  let house: Installation;
  let server: Server;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  const opens = async (where?: Street): Promise<void> => {
    house = await install('embedded', where);
    server = await house.start();
    const context = await browser.newContext({ locale: 'es-CO', viewport: { width: 360, height: 740 } });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${server.url}/`);
  };
  afterEach(async () => {
    await page.context().close();
    await house.dispose();
    expect(faults.splice(0)).toEqual([]);
  });

  const sees = (text: RegExp | string): Promise<void> => page.getByRole('log').getByText(text).last().waitFor();

  /** As soon as the operator sent it. */
  const codeSent = async (): Promise<string> => {
    await sees(/código/);
    return lastCode(server.url);
  };
  const identifyHere = async (): Promise<void> => {
    await sees(/cédula/);
    await say(page, '9900000001');
    await sees(/código/);
    await say(page, await lastCode(server.url));
  };

  test('leads an engineer straight to the diagnosis', async () => {
    await opens(street);
    await say(page, 'No tengo internet, soy ingeniero de sistemas');
    await sees(/cédula/);
    await page.getByRole('button', { name: 'Demostración' }).click();
    await page.getByRole('button', { name: /9900000001/ }).click();
    await page.keyboard.press('Enter');
    // The demonstration offers this conversation's code, until it was said.
    const code = page.getByRole('button', { name: `Usar el código ${await codeSent()}` });
    await code.click();
    await page.keyboard.press('Enter');
    await sees(/-40/);
    expect(await code.count()).toBe(0);

    await page.getByRole('button', { name: 'Todo está bien' }).click();
    await sees(/horarios/);
    expect(await page.getByRole('log').innerText()).not.toMatch(/luz prendida|enchufe/);
  });

  test('keeps its place across a reload', async () => {
    await opens(street);
    await say(page, 'se me fue el internet, no sé nada de eso');
    await identifyHere();
    await page.getByRole('button', { name: 'Se ve bien' }).waitFor();
    const before = await page.getByRole('log').innerText();

    await page.reload();
    await page.getByRole('button', { name: 'Se ve bien' }).waitFor();
    expect((await page.getByRole('log').innerText()).replaceAll(/\s+/g, ' ')).toBe(before.replaceAll(/\s+/g, ' '));
  });

  test('goes on without a reload when the server was killed and came back', async () => {
    await opens();
    await say(page, 'No tengo internet, soy ingeniero de sistemas');
    await sees(/cédula/);
    const { port } = server;

    await server.kill('SIGKILL');
    await say(page, '9900000001');
    server = await house.start({ PORT: String(port) });

    await sees(/código/);
    expect(await page.getByText('9900000001').count()).toBe(1);
  });

  test('takes up a case from a resume link on another device, with its whole history', async () => {
    await opens(street);
    await say(page, 'se me fue el internet, no sé nada de eso');
    await identifyHere();
    await page.getByRole('button', { name: 'Se ve bien' }).waitFor();
    await say(page, 'quiero seguir en otro celular');
    await sees(/HILO-/);
    const code = /HILO-([A-Z0-9]{8})/.exec(await page.getByRole('log').innerText())?.[1] ?? '';

    const context = await browser.newContext({ locale: 'es-CO', viewport: { width: 360, height: 740 } });
    const other = await context.newPage();
    await other.goto(`${server.url}/r/${code}`);
    await other.getByRole('log').getByText(/Traje aquí lo que ya habíamos hecho/).waitFor();
    await other.getByRole('button', { name: 'Se ve bien' }).waitFor();
    expect(await other.getByRole('log').getByText('se me fue el internet, no sé nada de eso').count()).toBe(1);
    expect(other.url()).not.toMatch(/code/);
    await context.close();
  });

  test('speaks English to who prefers it', async () => {
    await opens(street);
    const context = await browser.newContext({ locale: 'en-GB' });
    const english = await context.newPage();
    await english.goto(`${server.url}/`);
    await english.getByRole('log').getByText(/Tell me in your own words/).waitFor();
    await say(english, "my internet is down, I'm a network engineer");
    await english.getByRole('log').getByText(/account number/).last().waitFor();
    await context.close();
  });
});
