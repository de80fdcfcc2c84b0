/** The staff's pages in a real browser beside a customer's: a case from the queue to its end; people, figures, record; an outage; a flow's faults. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '../../bot/web/contracts';
import { eachTryBegins } from '../support/beginning';
import { axeFaults, describeInBrowser, openBrowser } from '../support/browser';
import { Chat } from '../support/chat';
import { identify, install, pass, type Installation } from '../support/journey';
import type { Server } from '../support/server';
import { HTML, PNG } from '../support/pictures';
import { ADMINISTRATOR, HIRED, openTheDesk, Staff } from '../support/staff';

const MOST_LOOKS = 150;

/** Looks until it is so. */
const until = async (what: string, look: () => Promise<boolean>): Promise<void> => {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if (await look()) return;
    await pause(200);
  }
  throw new Error(`never so: ${what}`);
};

const ROLES: readonly (readonly [role: Role, pages: readonly string[], sections: readonly string[]])[] = [
  ['administrator', ['Asesores', 'Fallas', 'Estudio'], ['Casos', 'Equipo', 'Calidad', 'Respuestas listas', 'Entregas', 'Personas', 'Webhooks', 'Registro']],
  ['supervisor', ['Asesores', 'Fallas'], ['Casos', 'Equipo', 'Calidad', 'Respuestas listas', 'Entregas']],
  ['agent', ['Asesores'], []],
  ['auditor', ['Asesores'], ['Casos', 'Calidad', 'Registro']],
  ['editor', ['Fallas', 'Estudio'], []],
  ['reviewer', ['Estudio'], []],
];

describeInBrowser('the staff pages', () => {
  let browser: Browser;
  let house: Installation;
  let server: Server;
  let page: Page;
  const faults: string[] = [];

  eachTryBegins({
    longestMs: 60_000,
    async begin() {
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
    },
    async end() {
      await browser.close();
      await house.dispose();
    },
  });
  afterAll(() => expect(faults).toEqual([]));

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
    await page.getByRole('button', { name: /Marta/ }).first().waitFor();
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
    await page.getByRole('button', { name: 'Devolver a Hilo' }).waitFor();

    await customer.locator('input[type=file]').setInputFiles({ name: 'modem.png', mimeType: 'image/png', buffer: PNG });
    await customer.getByText('Listo para enviar: modem.png').waitFor();
    await customer.getByRole('textbox').press('Enter');
    await page.getByRole('button', { name: /Ampliar: modem\.png/ }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Abrir aparte' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('#files').setInputFiles([{ name: 'puerto.png', mimeType: 'image/png', buffer: PNG }, { name: 'virus.html', mimeType: 'text/html', buffer: HTML }]);
    await page.getByText(/«virus\.html» no se puede enviar/).waitFor();
    await page.getByRole('button', { name: 'Quitar puerto.png' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('textbox', { name: /respuesta/i }).fill('Va en este puerto.');
    await page.keyboard.press('Enter');
    await customer.getByRole('log').getByText('Va en este puerto.').waitFor();
    await customer.getByRole('log').getByRole('img', { name: /puerto/ }).waitFor();
    await page.getByRole('img', { name: /Ampliar: puerto\.png, Ana/ }).waitFor();
    await until('her typing is seen', async () => {
      await customer.getByRole('textbox').press('a');
      return page.getByText(/está escribiendo/).isVisible();
    });

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
    await page.getByText(/cerró el caso: Wifi de la casa/).waitFor();
    expect(await customer.getByRole('log').innerText()).not.toMatch(/falta la visita|Camilo salió/);
    await customer.context().close();

    await page.getByLabel('Más acciones').click();
    await page.getByRole('button', { name: 'Borrar a pedido del cliente' }).click();
    const forget = page.getByRole('dialog');
    const { number = thread } = (await ana.detail(thread)).summary;
    await forget.getByRole('button', { name: 'Borrar para siempre' }).click();
    await forget.getByText(`Escriba ${number}, tal cual, para confirmar.`).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await forget.getByRole('textbox').fill(number);
    await forget.getByRole('button', { name: 'Borrar para siempre' }).click();
    await page.getByRole('heading', { name: /La conversación se borr/ }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Volver a los casos' }).click();
    // What was still to be done in it comes first.
    await until('the conversation is gone', async () => {
      await pass(server.url, '1min');
      return (await ana.call('GET', `cases/${thread}`)).status === 404;
    });
  }, 60_000);

  test('each role finds its pages and sections, and nothing else', async () => {
    const ana = await Staff.signIn(server.url);
    for (const [role, pages, sections] of ROLES) {
      if (role !== 'administrator') await ana.hires(`Persona-${role}`, role);
      const context = await browser.newContext({ locale: 'es-CO', viewport: { width: 1280, height: 820 } });
      const [email, password] = role === 'administrator' ? [ADMINISTRATOR.STAFF_BOOTSTRAP_EMAIL, ADMINISTRATOR.STAFF_BOOTSTRAP_PASSWORD] : [`persona-${role}@hilo.example`, HIRED];
      await context.request.post(`${server.url}/api/staff/session`, { data: { email, password } });
      const theirs = await context.newPage();
      await theirs.goto(`${server.url}/agents#/people`);
      await theirs.getByRole('navigation', { name: 'Páginas' }).waitFor();
      const linksIn = (name: string): Promise<readonly string[]> => theirs.getByRole('navigation', { name }).getByRole('link').allInnerTexts();
      expect([role, await linksIn('Páginas'), await linksIn('Secciones')]).toEqual([role, pages, sections]);
      if (pages.includes('Asesores')) await theirs.getByRole('heading', { name: role === 'administrator' ? 'Personas del equipo' : /Esperando/ }).waitFor();
      else await theirs.getByText('Su cuenta no usa esta página').waitFor();
      if (role === 'auditor') expect(await theirs.getByRole('button', { name: 'Llamada' }).count()).toBe(0);
      await context.close();
    }
  }, 60_000);

  test('an administrator adds a person and removes a reply; replies, deliveries, figures, people and the record are free of flaws', async () => {
    await page.goto(`${server.url}/agents#/people`);
    await page.getByRole('button', { name: 'Agregar una persona' }).click();
    await page.getByRole('textbox', { name: 'Nombre' }).fill('Viviana');
    await page.getByRole('textbox', { name: 'Correo' }).fill(`viviana-${Date.now()}@hilo.example`);
    await page.getByLabel(/Contraseña inicial/).fill('otra-clave-de-prueba');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('heading', { name: 'Viviana' }).first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Respuestas listas' }).click();
    await page.getByRole('button', { name: 'Quitar: Visita técnica' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Quitar' }).click();
    await page.getByRole('heading', { name: 'Visita técnica /visita' }).waitFor({ state: 'detached' });
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Entregas' }).click();
    await page.getByText('Meta no ha avisado nada de la cuenta.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Calidad' }).click();
    await page.getByRole('table').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Registro' }).click();
    await page.getByText('Agregó una persona').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
  }, 40_000);

  test('who leads gives a colleague the cases that suit her, tells another system of cases, and ends a session', async () => {
    const camilo = await (await Staff.signIn(server.url)).hires('Camilo');
    await page.goto(`${server.url}/agents#/team`);
    await page.getByRole('button', { name: 'Qué casos le sirven: Camilo' }).click();
    await page.getByRole('checkbox', { name: 'Avanzado' }).check();
    await page.getByRole('textbox', { name: 'Zonas' }).fill('Suba, Chapinero');
    await page.getByRole('spinbutton', { name: 'Casos a la vez' }).fill('3');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('0 de 3 casos').waitFor();
    await page.getByText('Chapinero', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('button', { name: 'Agregar un webhook' }).first().click();
    await page.getByRole('textbox', { name: 'Dirección' }).fill(`${server.url}/none`);
    await page.getByRole('dialog').getByRole('button', { name: 'Agregar un webhook' }).click();
    expect(await page.getByRole('textbox', { name: 'La clave de la firma' }).inputValue()).toMatch(/^\S{20,}$/);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ya la guardé' }).click();
    await page.getByRole('button', { name: 'Envíos' }).first().click();
    const chat = await Chat.open(server.url);
    await chat.say('quiero hablar con una persona');
    await page.getByRole('list', { name: 'Envíos' }).getByText('Un caso pasó a una persona').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Desactivar' }).first().click();
    await page.getByText('Desactivado').waitFor();

    await page.getByRole('link', { name: 'Personas' }).click();
    await page.getByRole('button', { name: 'Sesiones: Camilo' }).click();
    await page.getByRole('button', { name: /Cerrar/ }).last().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await until('no session is open', async () => {
      const end = page.getByRole('dialog').getByRole('button', { name: /Cerrar la sesión/ });
      if ((await end.count()) > 0) await end.first().click();
      return page.getByText('No hay sesiones abiertas.').isVisible();
    });
    expect((await camilo.call('GET', 'cases')).status).toBe(401);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Su cuenta' }).click();
    await page.getByRole('dialog').getByText('Esta', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }, 60_000);

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
    await page.getByRole('textbox', { name: 'Título', exact: true }).waitFor();
  }, 40_000);
});
