/**
 * A person at the dashboard in a real browser while the flood goes on: she declares the outage, moves its hour and ends it by
 * keyboard, reading the preview first; what she sees is kept as pictures, on a wide screen and on a phone, light and dark.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openBrowser, pressKey } from '../support/browser';
import { ADMINISTRATOR } from '../support/staff';
import { TERMINAL, ZONE } from './city';
import { HOURS, type Day, type Hand } from './hand';
import { CAUSE, TITLE, type Moment } from './news';

interface Seat {
  readonly url: string;
  readonly day: Day;
  /** Where the pictures go. */
  readonly folder: string;
}

const PICTURE_MS = 30_000;
const LONGEST_MS = 60_000;

export const handAtDashboard = async ({ url, day, folder }: Seat): Promise<Hand> => {
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  const page = await openDashboard(browser, url, { viewport: { width: 1_280, height: 1_000 } });
  const phone = await openDashboard(browser, url, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const shoot = pictures([page, phone], folder);
  const timer = setInterval(() => void shoot('watching'), PICTURE_MS);
  const { save, confirm } = acting(page, shoot);
  return {
    async declare() {
      await pressKey(page.getByRole('button', { name: 'Declarar una falla' }));
      await fillIn(page, day);
      await shoot('declare-form');
      return save('Declarar una falla', 'declare');
    },
    async update() {
      await pressKey(page.getByRole('button', { name: `Actualizar: ${TITLE}` }));
      await page.getByLabel('En qué va').selectOption('repairing');
      await page.getByLabel('Solución estimada').fill(`${day.date}T${HOURS.newEta}`);
      await page.getByLabel('Próxima noticia').fill(`${day.date}T${HOURS.newNextUpdate}`);
      return save('Guardar los cambios', 'update');
    },
    async restore() {
      await pressKey(page.getByRole('button', { name: `Marcar como restablecida: ${TITLE}` }));
      await shoot('restore-question');
      const moment = await confirm('Marcar como restablecida', 'restore');
      await pressKey(page.getByRole('button', { name: 'Avisos' }));
      await phone.getByRole('button', { name: 'Avisos' }).click();
      return moment;
    },
    async leave() {
      clearInterval(timer);
      await shoot('end');
      await browser.close();
    },
  };
};

type Shoot = (name: string) => Promise<void>;

/** Of the desk and of the phone, named after the second. */
const pictures = ([page, phone]: readonly [Page, Page], folder: string): Shoot => {
  const began = Date.now();
  return async (name) => {
    const seconds = String(Math.round((Date.now() - began) / 1_000)).padStart(4, '0');
    await page.screenshot({ path: path.join(folder, `${seconds}-${name}.png`) }).catch(() => undefined);
    await phone.screenshot({ path: path.join(folder, `${seconds}-${name}-phone.png`) }).catch(() => undefined);
  };
};

interface Acting {
  /** Reads what customers will read, and says yes to it. */
  save(yes: string, name: string): Promise<Moment>;
  confirm(yes: string, name: string): Promise<Moment>;
}

const acting = (page: Page, shoot: Shoot): Acting => {
  const inDialog = (name: string): Locator => page.getByRole('dialog').getByRole('button', { name });
  const confirm = async (yes: string, name: string): Promise<Moment> => {
    const saved = page.waitForResponse((response) => /\/api\/staff\/outages(?:\/[^/]+)?$/.test(response.url()) && response.request().method() !== 'GET');
    const from = Date.now();
    await pressKey(inDialog(yes));
    const status = (await saved).status();
    const to = Date.now();
    if (status >= 300) throw new Error(`${name} was answered with ${status}`);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.evaluate('scrollTo(0, 0)');
    await shoot(`${name}-done`);
    return { from, to };
  };
  return {
    confirm,
    async save(yes, name) {
      await pressKey(inDialog('Ver qué leerán'));
      await page.getByRole('blockquote').first().waitFor();
      await shoot(`${name}-preview`);
      return confirm(yes, name);
    },
  };
};

const fillIn = async (page: Page, day: Day): Promise<void> => {
  await page.getByRole('textbox', { name: 'Título', exact: true }).fill(TITLE);
  await page.getByLabel('En qué va').selectOption('identified');
  await choose(page, [ZONE.named, TERMINAL]);
  await page.getByRole('combobox', { name: 'Causa', exact: true }).selectOption('own');
  await page.getByRole('textbox', { name: 'Causa, con sus palabras' }).fill(CAUSE);
  await page.getByLabel('Solución estimada').fill(`${day.date}T${HOURS.eta}`);
  await page.getByLabel('Próxima noticia').fill(`${day.date}T${HOURS.nextUpdate}`);
};

/** By typing a part of the name and ticking what is left. */
const choose = async (page: Page, names: readonly string[]): Promise<void> => {
  for (const name of names) {
    await page.getByRole('searchbox').fill(name);
    await page.getByRole('checkbox', { name: new RegExp(`^${name} `) }).first().check();
  }
};

const openDashboard = async (browser: Browser, url: string, look: BrowserContextOptions): Promise<Page> => {
  const page = await (await browser.newContext({ locale: 'es-CO', ...look })).newPage();
  page.setDefaultTimeout(LONGEST_MS);
  const { STAFF_BOOTSTRAP_EMAIL: email, STAFF_BOOTSTRAP_PASSWORD: password } = ADMINISTRATOR;
  await page.request.post(`${url}/api/staff/session`, { data: { email, password } });
  await page.goto(`${url}/dashboard`);
  await page.getByRole('button', { name: 'Declarar una falla' }).waitFor();
  return page;
};
