/** A person with the dashboard open in a real browser while the flood goes on: what she sees, as pictures. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from '../support/browser';
import { ADMINISTRATOR } from '../support/staff';

export interface Watching {
  stop(): Promise<void>;
}

/** A picture now and then until it is stopped, with the seconds since the start in its name. */
export const watchDashboard = async (url: string, folder: string, everyMs: number): Promise<Watching> => {
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  const page = await (await browser.newContext({ viewport: { width: 1_280, height: 1_000 }, locale: 'es-CO' })).newPage();
  const { STAFF_BOOTSTRAP_EMAIL: email, STAFF_BOOTSTRAP_PASSWORD: password } = ADMINISTRATOR;
  await page.request.post(`${url}/api/staff/session`, { data: { email, password } });
  await page.goto(`${url}/dashboard`);
  await page.getByRole('main').waitFor();
  const began = Date.now();
  const shoot = async (): Promise<void> => {
    const seconds = String(Math.round((Date.now() - began) / 1_000)).padStart(4, '0');
    await page.screenshot({ path: path.join(folder, `flood-${seconds}.png`) }).catch(() => undefined);
  };
  const timer = setInterval(() => void shoot(), everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await shoot();
      await browser.close();
    },
  };
};
