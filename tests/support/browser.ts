/** A real Chromium for page tests; a machine without one says what to install, which in CI is a failure. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type Locator, type Page, type Route } from 'playwright-core';
import { until } from './until';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = PLACES.find(existsSync);

if (found === undefined && process.env['CI'] === 'true') throw new Error('not run: install chromium');

/** `describe`, or a skipped one where no Chromium is installed; a command that only opens a browser has none. */
export const describeInBrowser = found === undefined ? globalThis.describe.skip : globalThis.describe;

/** With SLOW_LINE_MS, what a page asks of the server comes up to so much later: a journey must not depend on who is faster. */
const slowLineMs = Number(process.env['SLOW_LINE_MS'] ?? 0);

export const openBrowser = async (): Promise<Browser> => {
  const browser = await chromium.launch({
    executablePath: found ?? '',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
  if (slowLineMs > 0) browser.on('context', (context) => void slowDown(context));
  return browser;
};

const slowDown = async (context: BrowserContext): Promise<void> => {
  await context.route('**/*', async (route: Route) => {
    if (!['fetch', 'xhr'].includes(route.request().resourceType())) return route.continue();
    await answerLate(route).catch(() => 'the page has gone meanwhile');
  });
};

const answerLate = async (route: Route): Promise<void> => {
  const response = await route.fetch();
  await pause(Math.random() * slowLineMs);
  await route.fulfill({ response });
};

/** By keyboard, as soon as it can be: what an open dialog covers or a running act disables takes no focus. */
export const pressKey = async (control: Locator, key = 'Enter'): Promise<void> => {
  const focused = control.and(control.page().locator(':focus'));
  await until(async () => {
    await control.focus();
    return (await focused.count()) > 0 && (await focused.isEnabled());
  }, () => `${String(control)} could not be reached by keyboard`);
  await control.page().keyboard.press(key);
};

export const say = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
};

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds against WCAG 2.2 AA, one line a fault with the elements; shadow roots are looked into. `part`: a selector. */
export const axeFaults = async (page: Page, part = 'html'): Promise<readonly string[]> => {
  await page.evaluate(ALL_AT_REST);
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(part)}, { runOnly: ${JSON.stringify(RULES)} })`)) as Found;
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

/** What is still fading in has less contrast than it will have. */
const ALL_AT_REST = `(async () => {
  const roots = [document, ...[...document.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? [])];
  const ending = roots.flatMap((root) => root.getAnimations()).filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime));
  await Promise.race([Promise.allSettled(ending.map((one) => one.finished)), new Promise((go) => setTimeout(go, 3000))]);
})()`;

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Found {
  readonly violations: readonly { readonly id: string; readonly help: string; readonly nodes: readonly { readonly html: string }[] }[];
}
