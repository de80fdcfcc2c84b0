/** The staff's pages in a real browser beside a customer's: queue, claim, answer, give back; an outage; a flow's faults. */
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser';
import { Chat } from '../support/chat';
import { identify, install, type Installation } from '../support/journey';
import type { Server } from '../support/server';
import { ADMINISTRATOR, openTheDesk } from '../support/staff';

describeInBrowser('the staff pages', () => {
  let browser: Browser;
  let house: Installation;
  let server: Server;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    house = await install('embedded');
    server = await house.start(ADMINISTRATOR);
    await openTheDesk(server.url);
    const context = await browser.newContext({ locale: 'es-CO', viewport: { width: 1280, height: 820 } });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${server.url}/agents`);
    await page.getByRole('textbox', { name: /correo/i }).fill(ADMINISTRATOR.STAFF_BOOTSTRAP_EMAIL);
    await page.getByRole('textbox', { name: 'Contraseña' }).fill(ADMINISTRATOR.STAFF_BOOTSTRAP_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Esperando/ }).waitFor();
  }, 40_000);
  afterAll(async () => {
    await browser.close();
    await house.dispose();
    expect(faults).toEqual([]);
  });

  test('an agent takes a case, sees what not to ask again, answers, and gives it back', async () => {
    const chat = await Chat.open(server.url);
    await chat.say('se me fue el internet, no sé nada de eso');
    const question = await identify(chat, '9900000001');
    await chat.say('quiero hablar con una persona');

    await page.getByRole('button', { name: /Marta/ }).first().click();
    await page.getByText('No volver a preguntar').waitFor();
    await page.getByText('Identidad verificada').waitFor();
    const before = chat.replies().length;
    await page.getByRole('button', { name: /tomar/i }).first().click();
    expect((await chat.nextReply(before)).text).toMatch(/Ya está con usted/);

    await page.getByRole('textbox', { name: /respuesta/i }).fill('Hola, ya vi su caso.');
    await page.keyboard.press('Enter');
    expect((await chat.nextReply(before + 1)).text).toBe('Hola, ya vi su caso.');

    await page.getByRole('button', { name: 'Devolver a Hilo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Devolver a Hilo' }).click();
    const back = await chat.nextReply(before + 2);
    expect(back.choices).toEqual(question.choices);
  }, 40_000);

  test('a fault in a flow is shown with its place as it is typed, and cannot be published', async () => {
    await page.goto(`${server.url}/studio`);
    await page.getByRole('button', { name: 'identify.yaml' }).click();
    await page.getByRole('button', { name: 'Archivo', exact: true }).click();
    const editor = page.getByRole('textbox', { name: 'Texto de identify.yaml' });
    await editor.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('  stray: { say: Hola, go: ask_key_agian }');
    await page.getByRole('button', { name: /ask_key_agian.*ask_key_again/ }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Publicar', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('Control+z');
    await page.getByText('No hay cambios para publicar.').waitFor();
  }, 40_000);

  test('outages stand on the dashboard', async () => {
    await page.goto(`${server.url}/dashboard`);
    await page.getByText('Intermitencias en San Antonio').waitFor();
    await page.getByRole('button', { name: 'Declarar una falla' }).click();
    await page.getByRole('textbox', { name: /título/i }).waitFor();
  }, 40_000);
});
