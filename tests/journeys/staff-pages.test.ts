/** The staff's pages in a real browser beside a customer's: a case from the queue to its end; people, figures, record; an outage; a flow's faults. */
import type { Browser, Page } from 'playwright-core';
import { axeFaults, describeInBrowser, openBrowser } from '../support/browser';
import { Chat } from '../support/chat';
import { identify, install, type Installation } from '../support/journey';
import type { Server } from '../support/server';
import { ADMINISTRATOR, openTheDesk, Staff } from '../support/staff';

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

  /** The customer on a phone, in the same browser: a case that waits, and what she sees. */
  const phone = async (): Promise<Page> => {
    const context = await browser.newContext({ locale: 'es-CO', viewport: { width: 390, height: 780 }, hasTouch: true });
    const customer = await context.newPage();
    customer.on('pageerror', (error) => faults.push(error.message));
    await customer.goto(`${server.url}/`);
    return customer;
  };

  test('an agent takes a case, sees what not to ask again, answers, and gives it back', async () => {
    const chat = await Chat.open(server.url);
    await chat.say('se me fue el internet, no sé nada de eso');
    const question = await identify(chat, '9900000001');
    await chat.say('quiero hablar con una persona');
    const asked = Date.now();
    await page.getByRole('button', { name: /Marta/ }).first().waitFor();
    expect(Date.now() - asked).toBeLessThan(6_000);
    expect(await page.title()).toMatch(/^\(1\) /);

    await page.getByRole('button', { name: /Marta/ }).first().click();
    await page.getByText('No volver a preguntar').waitFor();
    await page.getByText('Identidad verificada').waitFor();
    const before = chat.replies().length;
    await page.getByRole('button', { name: /tomar/i }).first().click();
    expect((await chat.nextReply(before)).text).toMatch(/Ya está con usted/);

    await page.getByRole('button', { name: 'Nota interna' }).click();
    await page.getByRole('textbox', { name: /Nota interna/ }).fill('Solo para el equipo.');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Solo para el equipo.').waitFor();

    await page.getByRole('button', { name: 'Respuesta', exact: true }).click();
    await page.getByRole('textbox', { name: /respuesta/i }).press('/');
    await page.getByRole('searchbox', { name: 'Buscar una respuesta' }).fill('saludo');
    await page.getByRole('button', { name: /Hola, Marta\. Soy Ana/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.type(' ¿Me regala su cédula?');
    await page.getByText('Eso ya se sabe: C-1001').waitFor();
    await page.reload();
    expect(await page.getByRole('textbox', { name: /respuesta/i }).inputValue()).toMatch(/cédula\?$/);

    await page.getByRole('textbox', { name: /respuesta/i }).fill('Hola, ya vi su caso.');
    await page.keyboard.press('Enter');
    expect((await chat.nextReply(before + 1)).text).toBe('Hola, ya vi su caso.');
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Devolver a Hilo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Devolver a Hilo' }).click();
    const back = await chat.nextReply(before + 2);
    expect(back.choices).toEqual(question.choices);
    expect(chat.seen.map(({ text }) => text).join('\n')).not.toMatch(/Solo para el equipo/);
  }, 40_000);

  test('a customer on a phone is passed on with a note, taken over, and her case resolved with its cause', async () => {
    const ana = await Staff.signIn(server.url);
    const camilo = await ana.hires('Camilo');
    const customer = await phone();
    await customer.getByRole('textbox').fill('quiero hablar con una persona');
    await customer.keyboard.press('Enter');
    const { thread } = await ana.nextCase();
    await page.goto(`${server.url}/agents#${thread}`);
    await page.getByRole('button', { name: 'Tomar el caso' }).click();
    await page.getByRole('button', { name: 'Pasar', exact: true }).click();
    const dialog = page.getByRole('dialog');
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Pasar' }).click();
    await dialog.getByText('Escriba una nota para quien sigue.').waitFor();
    await dialog.getByRole('combobox').selectOption({ label: await dialog.getByRole('option', { name: /Camilo/ }).innerText() });
    await dialog.getByRole('textbox').fill('Ya revisé la línea; falta la visita.');
    await dialog.getByRole('button', { name: 'Pasar' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator(`[data-thread="${thread}"]`).focus();
    expect((await camilo.claim(thread)).status).toBe(200);
    await page.getByRole('heading', { name: /Con otros asesores/ }).waitFor();
    expect(await page.evaluate('document.activeElement.dataset.thread')).toBe(thread);

    await page.getByRole('button', { name: 'Quitar el caso' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Motivo' }).fill('Camilo salió');
    await page.getByRole('dialog').getByRole('button', { name: 'Quitar el caso' }).click();
    await page.getByRole('button', { name: 'Resolver' }).click();
    await page.getByRole('dialog').getByRole('combobox').selectOption('wifi');
    await page.getByRole('dialog').getByRole('button', { name: 'Resolver' }).click();
    await customer.getByRole('log').getByText(/Ana/).last().waitFor();
    await page.getByText('Este caso está cerrado.').waitFor();
    await page.getByText(/El asesor cerró el caso: Wifi de la casa/).waitFor();
    expect(await customer.getByRole('log').innerText()).not.toMatch(/falta la visita|Camilo salió/);
    await customer.context().close();
  }, 40_000);

  test('an administrator adds a person and removes a reply; replies, figures, people and the record are free of flaws', async () => {
    await page.goto(`${server.url}/agents#/people`);
    await page.getByRole('button', { name: 'Agregar una persona' }).click();
    await page.getByRole('textbox', { name: 'Nombre' }).fill('Viviana');
    await page.getByRole('textbox', { name: 'Correo' }).fill('viviana@hilo.example');
    await page.getByLabel(/Contraseña inicial/).fill('otra-clave-de-prueba');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('heading', { name: 'Viviana' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Respuestas listas' }).click();
    await page.getByRole('button', { name: 'Quitar: Visita técnica' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Quitar' }).click();
    await page.getByRole('heading', { name: 'Visita técnica /visita' }).waitFor({ state: 'detached' });
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Calidad' }).click();
    await page.getByRole('table').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Registro' }).click();
    await page.getByText('Agregó una persona').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
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
