/**
 * The outages' page in a real browser, against the real detection and real customers: reports become an alert, the alert an
 * outage, its news messages; two people edit one outage; a brake; everybody; planned work; what the public reads of it.
 */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { eachTryBegins } from '../support/beginning';
import { axeFaults, describeInBrowser, openBrowser, pressKey } from '../support/browser';
import { Chat } from '../support/chat';
import { identify, install, type Installation } from '../support/journey';
import { callApi, type Server } from '../support/server';
import { ADMINISTRATOR, openTheDesk, Staff } from '../support/staff';

const HOUR_MS = 3_600_000;
/** Four homes on one port, without light; four on another, without power. */
const NO_LIGHT = ['9900000002', '9900000003', '9900000004', '9900000005'];
const NO_POWER = ['9900000013', '9900000014', '9900000015', '9900000016'];

describeInBrowser('the outages on the dashboard', () => {
  let browser: Browser;
  let house: Installation;
  let server: Server;
  let page: Page;
  const faults: string[] = [];

  const open = async (options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({ locale: 'es-CO', ...options });
    const opened = await context.newPage();
    opened.on('pageerror', (error) => faults.push(error.message));
    const { STAFF_BOOTSTRAP_EMAIL: email, STAFF_BOOTSTRAP_PASSWORD: password } = ADMINISTRATOR;
    await opened.request.post(`${server.url}/api/staff/session`, { data: { email, password } });
    await opened.goto(`${server.url}/dashboard`);
    await opened.getByRole('heading', { name: 'Cable sin servicio en El Prado' }).waitFor();
    return opened;
  };

  eachTryBegins({
    longestMs: 60_000,
    async begin() {
      browser = await openBrowser();
      house = await install('embedded');
      server = await house.start(ADMINISTRATOR);
      await openTheDesk(server.url);
      page = await open({ viewport: { width: 1280, height: 900 } });
    },
    async end() {
      await browser.close();
      await house.dispose();
    },
  });
  afterAll(() => expect(faults).toEqual([]));

  const reports = async (document: string): Promise<Chat> => {
    const chat = await Chat.open(server.url);
    await chat.say('No tengo internet');
    await identify(chat, document);
    return chat;
  };
  const inDialog = (name: string | RegExp): Locator => page.getByRole('dialog').getByRole('button', { name });
  const sees = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
  /** `datetime-local` on Colombia's clock, from the business clock. */
  const hourFromNow = async (ms: number): Promise<string> => {
    const { body } = await callApi<{ now: string }>(`${server.url}/api/demo/clock`);
    return new Date(Date.parse(body.now) + ms - 5 * HOUR_MS).toISOString().slice(0, 16);
  };
  const saveHour = async (ms: number): Promise<void> => {
    await pressKey(page.getByRole('button', { name: 'Actualizar: Servicio interrumpido en un sector' }));
    await page.getByLabel('Solución estimada').fill(await hourFromNow(ms));
    await pressKey(inDialog('Ver qué leerán'));
  };

  test('reports become an alert, an outage and news, by keyboard; two people edit it; a brake holds what goes out; whoever was told hears the end', async () => {
    const told = await reports(NO_LIGHT[0] ?? '');
    for (const document of NO_LIGHT.slice(1)) await reports(document);
    await page.getByRole('heading', { name: 'Varios reportes: BOG-1/2 (puerto)' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await pressKey(page.getByRole('button', { name: 'Confirmar como falla' }));
    await pressKey(inDialog('Ver qué leerán'));
    await sees(/^Afecta 4 de \d+ servicios$/);
    expect(await page.getByRole('blockquote').allInnerTexts()).toEqual([expect.stringMatching(/^Hay una falla/), expect.stringMatching(/^There is a fault/)]);
    expect(await axeFaults(page)).toEqual([]);
    const reported = told.replies().length;
    await pressKey(inDialog('Declarar una falla'));
    await sees('Falla declarada. Quienes escriban desde allí ya reciben la información.');
    await page.getByRole('heading', { name: 'Posibles fallas por confirmar' }).waitFor({ state: 'detached' });

    // Who reported hears that it is one, and from then on how it goes.
    expect((await told.nextReply(reported)).text).toMatch(/confirm/);
    await page.getByRole('progressbar', { name: 'Avisados: 4 / 4' }).waitFor();
    const confirmed = told.replies().length;
    await saveHour(2 * HOUR_MS);
    await sees('Al guardar, la hora nueva sale para las 4 personas que ya saben de la falla.');
    await pressKey(inDialog('Guardar los cambios'));
    await sees('Cambios guardados. La novedad sale para las 4 personas que ya saben de la falla.');
    expect((await told.nextReply(confirmed)).text).toMatch(/hora/i);
    const ana = await Staff.signIn(server.url);
    const ours = async () => (await ana.outages()).outages.find(({ title }) => title === 'Servicio interrumpido en un sector');
    await saveHour(3 * HOUR_MS);
    await inDialog('Guardar los cambios').waitFor();
    const { id, version } = (await ours()) ?? { id: '', version: 0 };
    expect((await ana.call('PATCH', `outages/${id}`, { cause: 'Una obra cortó la fibra', base: version })).status).toBe(200);
    const before = told.replies().length;
    await pressKey(inDialog('Guardar los cambios'));
    await sees(/Otra persona la cambió mientras tanto: Causa\./);
    expect(await page.getByLabel('Causa, con sus palabras').inputValue()).toBe('Una obra cortó la fibra');
    await pressKey(inDialog('Ver qué leerán'));
    await pressKey(inDialog('Guardar los cambios'));
    expect((await told.nextReply(before)).text).toMatch(/hora/i);

    await pressKey(page.getByRole('button', { name: 'Avisos' }));
    await page.getByRole('heading', { name: 'Cambió la hora: Servicio interrumpido en un sector' }).first().waitFor();
    await pressKey(page.getByRole('button', { name: 'Frenar todos los avisos' }));
    await page.getByRole('dialog').getByLabel('Por qué').fill('La hora no es segura');
    await pressKey(inDialog('Frenar todos los avisos'));
    await sees(/El freno está puesto/);
    await pressKey(page.getByRole('button', { name: 'Fallas', exact: true }));
    await pressKey(page.getByRole('button', { name: 'Marcar como restablecida: Servicio interrumpido en un sector' }));
    await pressKey(inDialog('Marcar como restablecida'));
    await sees('Restablecida. Sale el aviso para las 4 personas a quienes se les había contado.');
    await pressKey(page.getByRole('button', { name: 'Avisos' }));
    const restored = page.getByRole('listitem').filter({ hasText: 'Volvió el servicio: Servicio interrumpido en un sector' });
    await restored.getByText('Frenado').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const held = told.replies().length;
    await told.look();
    expect(told.replies().length).toBe(held);
    await pressKey(page.getByRole('button', { name: 'Quitar el freno' }));
    await pressKey(inDialog('Quitar el freno'));
    expect((await told.nextReply(held)).text).toMatch(/volvió/);
    await restored.getByText('Terminado').waitFor();
  }, 90_000);

  test('an alert that is nothing is dismissed; everybody asks twice; planned work is on the public page in both languages', async () => {
    await pressKey(page.getByRole('button', { name: 'Fallas', exact: true }));
    for (const document of NO_POWER) await reports(document);
    await page.getByRole('heading', { name: /^Varios reportes: MED-1/ }).first().waitFor();
    await pressKey(page.getByRole('button', { name: 'Descartar' }).first());
    await page.getByRole('dialog').getByLabel('Por qué').fill('Cortes de luz en las casas');
    await pressKey(inDialog('Descartar'));
    await sees('Alerta descartada.');

    await pressKey(page.getByRole('button', { name: 'Declarar una falla' }));
    await page.getByRole('textbox', { name: 'Título', exact: true }).fill('Cambio de equipos');
    for (const city of ['Bogotá', 'Medellín', 'Cali', 'Barranquilla', 'Bucaramanga']) await page.getByRole('checkbox', { name: new RegExp(`^${city} `) }).check();
    await pressKey(inDialog('Ver qué leerán'));
    await sees('Sí, afecta a todos los servicios');
    expect(await inDialog('Declarar una falla').isDisabled()).toBe(true);
    await pressKey(inDialog('Volver a editar'));
    for (const city of ['Medellín', 'Cali', 'Barranquilla', 'Bucaramanga']) await pressKey(page.getByRole('button', { name: `Quitar ${city}`, exact: true }));
    await page.getByRole('checkbox', { name: 'Es un trabajo programado' }).check();
    await page.getByLabel('Empieza').fill(await hourFromNow(30 * HOUR_MS));
    await page.getByLabel('Termina').fill(await hourFromNow(33 * HOUR_MS));
    await page.getByRole('textbox', { name: 'Título en inglés' }).fill('New equipment');
    await pressKey(inDialog('Ver qué leerán'));
    await pressKey(inDialog('Anunciar el trabajo'));
    await page.getByRole('listitem').filter({ hasText: 'Cambio de equipos' }).getByText('Por comenzar').waitFor();

    const readsOn = async (path: string, text: RegExp): Promise<string> => {
      for (;;) {
        const answer = await (await fetch(`${server.url}${path}`)).text();
        if (text.test(answer)) return answer;
      }
    };
    expect(await readsOn('/estado', /Cambio de equipos/)).toMatch(/Trabajos programados/);
    expect(await readsOn('/estado/en', /New equipment/)).toMatch(/Planned work/);
    const upcoming = JSON.parse(await readsOn('/estado/api/v2/scheduled-maintenances/upcoming.json?lang=en', /New equipment/)) as { scheduled_maintenances: readonly object[] };
    expect(upcoming.scheduled_maintenances).toEqual([expect.objectContaining({ name: 'New equipment', status: 'scheduled' })]);
  }, 90_000);

  test.each([{ colorScheme: 'light', reducedMotion: 'reduce' }, { colorScheme: 'dark', reducedMotion: 'reduce' }] as const)('on a small phone it fits and axe finds nothing, $colorScheme', async (look) => {
    const small = await open({ viewport: { width: 320, height: 700 }, ...look });
    expect(await small.evaluate("[...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML)")).toEqual([]);
    await small.getByRole('button', { name: 'Declarar una falla' }).click();
    await small.getByRole('textbox', { name: 'Título', exact: true }).waitFor();
    expect(await axeFaults(small)).toEqual([]);
    expect(await small.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await small.context().close();
  });
});
