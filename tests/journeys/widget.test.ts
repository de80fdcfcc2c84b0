/** The widget on a stranger's page, in a real browser: photos, keyboard, bad lines, both languages, both colour schemes. */
import { createServer, type Server as PageServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Locator, Page, WebSocketRoute } from 'playwright-core';
import { axeFaults, describeInBrowser, openBrowser, say } from '../support/browser';
import { install, type Installation } from '../support/journey';
import { HTML, largePhoto, PDF, PNG } from '../support/pictures';
import { callApi, type Server } from '../support/server';
import { ADMINISTRATOR, openTheDesk, Staff } from '../support/staff';

/** A site with the strictest policy that can still carry the widget. */
const openSite = async (hilo: string): Promise<{ site: PageServer; url: string }> => {
  const policy = `default-src 'none'; script-src ${hilo}; connect-src ${hilo} ${hilo.replace('http', 'ws')}; img-src ${hilo} data:`;
  const html = `<!doctype html><html lang="es"><head><title>Sitio</title><script src="${hilo}/widget.js"></script></head><body><main><h1>Un sitio</h1></main></body></html>`;
  const site = createServer((_request, response) => {
    // Not chained: restify, where it is loaded, changes what `writeHead` returns.
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy });
    response.end(html);
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  return { site, url: `http://127.0.0.1:${(site.address() as AddressInfo).port}/` };
};

/** What was really drawn. */
const widthOf = (image: Locator): Promise<number> =>
  image.evaluate(async (drawn) => {
    await drawn.decode();
    return Number(drawn.naturalWidth);
  });

describeInBrowser('the chat in a browser', () => {
  let browser: Browser;
  let house: Installation;
  let server: Server;
  const faults: string[] = [];
  const sites: PageServer[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    house = await install('embedded');
    server = await house.start(ADMINISTRATOR);
  });
  afterAll(async () => {
    await browser.close();
    await house.dispose();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    sites.splice(0).forEach((site) => site.close());
    expect(faults.splice(0)).toEqual([]);
  });

  const open = async (url: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: 'es-CO', viewport: { width: 390, height: 780 }, ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(url);
    return page;
  };
  const greeted = (page: Page): Promise<void> => page.getByRole('log').getByText(/Hilo/).last().waitFor();

  test('a photo is shown before it goes, gets small, comes back after a reload, and opens at the desk', async () => {
    const page = await open(`${server.url}/`);
    await greeted(page);
    await page.locator('input[type=file]').setInputFiles({ name: 'módem.png', mimeType: 'image/png', buffer: await largePhoto(page) });
    await page.getByText('Listo para enviar: módem.png').waitFor();
    await say(page, 'así se ve el módem');
    const photo = page.getByRole('log').getByRole('img', { name: 'Archivo enviado: módem.png' });
    await photo.waitFor();
    await page.getByRole('log').getByText('Enviado', { exact: true }).first().waitFor({ state: 'attached' });

    await page.reload();
    await photo.waitFor();
    expect(await photo.getAttribute('src')).toMatch(/^http.*\/media\//);
    expect(await widthOf(photo)).toBe(1_600);

    await say(page, 'quiero hablar con una persona');
    const desk = await open('about:blank', { viewport: { width: 1280, height: 800 } });
    const { STAFF_BOOTSTRAP_EMAIL: email, STAFF_BOOTSTRAP_PASSWORD: password } = ADMINISTRATOR;
    await desk.request.post(`${server.url}/api/staff/session`, { data: { email, password } });
    await desk.goto(`${server.url}/agents`);
    await desk.getByRole('listitem').getByRole('button').first().click();
    const seen = desk.getByRole('img', { name: /módem\.png/ });
    await seen.waitFor({ state: 'attached' });
    // It is fetched when it is looked at.
    await seen.evaluate((image) => image.scrollIntoView());
    expect(await widthOf(seen)).toBe(1_600);
    const ana = await Staff.signIn(server.url);
    await ana.claim((await ana.nextCase()).thread);
    if (process.env['SHOTS']) await desk.screenshot({ path: `${process.env['SHOTS']}/desk.png` });
  }, 60_000);

  test('what a colleague sends is shown and can be kept; cards are read, lead to https only, and nothing in them becomes a page', async () => {
    await openTheDesk(server.url);
    const page = await open('about:blank');
    const streams: WebSocketRoute[] = [];
    await page.routeWebSocket(/\/stream/, (stream) => {
      streams.push(stream);
      stream.connectToServer();
    });
    await page.goto(`${server.url}/`);
    await greeted(page);
    await say(page, 'quiero hablar con una persona');
    const ana = await Staff.signIn(server.url);
    const { thread } = await ana.nextCase();
    await ana.claim(thread);
    const files = [{ bytes: PNG, type: 'image/png', name: 'plano.png' }, { bytes: PDF, type: 'application/pdf', name: 'factura.pdf' }];
    expect(await ana.sendFiles(thread, 'Aquí van:', files)).toBe(200);
    const log = page.getByRole('log');
    await log.getByText(/Ya está con usted/).waitFor();
    await page.getByRole('textbox').pressSequentially('esp');
    while ((await ana.detail(thread)).customerTyping !== true) await page.keyboard.type('e');
    await page.getByRole('textbox').clear();
    expect(await widthOf(log.getByRole('img', { name: 'Archivo recibido: plano.png' }))).toBe(1);
    await log.getByRole('link', { name: 'Guardar' }).waitFor();
    const kept = await page.request.get((await log.getByRole('link', { name: 'Archivo recibido: factura.pdf' }).getAttribute('href')) ?? '');
    expect([kept.status(), kept.headers()['content-disposition']]).toEqual([200, expect.stringMatching(/^attachment/)]);

    const buttons = [{ type: 'openUrl', title: 'Mal', value: 'javascript:alert(1)' }, { type: 'openUrl', title: 'Ver más', value: 'https://hilo.example/' }, { type: 'imBack', title: 'De acuerdo', value: 'De acuerdo' }];
    const card = { contentType: 'application/vnd.microsoft.card.hero', content: { title: '<img src=x onerror="document.title=1">', text: 'Mañana de 8 a 12', buttons } };
    streams.at(-1)?.send(JSON.stringify({ activities: [{ type: 'message', id: 'card', from: { role: 'bot' }, text: '1. uno\n2. <b>dos</b>', attachments: [card, card] }] }));
    await log.getByText('<img src=x onerror').first().waitFor();
    expect(await log.getByRole('listitem').allInnerTexts()).toEqual(['uno', '<b>dos</b>', expect.stringMatching(/Mañana/), expect.stringMatching(/Mañana/)]);
    expect(await log.getByRole('link', { name: 'Ver más' }).first().getAttribute('href')).toBe('https://hilo.example/');
    expect(await log.getByText('Mal', { exact: true }).count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/cards.png` });
    await log.getByRole('button', { name: 'De acuerdo' }).first().click();
    await log.locator('.me').getByText('De acuerdo').waitFor();
    expect(await page.title()).toMatch(/^Hilo/);
  }, 60_000);

  test('what is not a photo is refused with a word, what is dropped is taken, and nothing of a text becomes a page', async () => {
    const page = await open(`${server.url}/`);
    await greeted(page);
    await page.locator('input[type=file]').setInputFiles({ name: 'virus.html', mimeType: 'text/html', buffer: HTML });
    await page.getByText('Por aquí recibimos fotos y archivos PDF.').waitFor();
    // A file that is dropped on the conversation is taken as one that was picked; the browser would open it instead.
    const dropped = await page.evaluateHandle("(() => { const held = new DataTransfer(); held.items.add(new File(['%PDF-1.4'], 'factura.pdf', { type: 'application/pdf' })); return held; })()");
    await page.getByRole('log').dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByText('Listo para enviar: factura.pdf').waitFor();
    await page.getByRole('button', { name: 'Quitar el archivo' }).click();
    await say(page, '<img src=x onerror="document.title=1"><script>document.title=2</script>');
    await page.getByRole('log').getByText('<img src=x onerror').waitFor();
    expect(await page.title()).toMatch(/^Hilo/);
  });

  test('on a strict site it opens, talks and closes by keyboard alone, and counts what was not read', async () => {
    const { site, url } = await openSite(server.url);
    sites.push(site);
    const page = await open(url);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await greeted(page);
    await page.keyboard.type('se me fue el internet');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText(/cédula/).last().waitFor();
    await page.keyboard.press('Escape');
    const launcher = page.getByRole('button', { name: /Abrir el chat de ayuda/ });
    expect(await launcher.evaluate((button) => button.matches(':focus'))).toBe(true);
    // Nobody answers the question: half an hour later it is asked again, behind the closed chat.
    await callApi(`${server.url}/api/demo/clock`, 'POST', { advance: '31m' });
    await page.getByRole('button', { name: /sin leer/ }).waitFor();
  });

  // That it asks at once is tried with a clock of its own; how long it took is told.
  test('a lost reply is back when the network is', async () => {
    const page = await open(`${server.url}/`);
    await greeted(page);
    await say(page, 'no tengo internet');
    await page.getByRole('log').getByText(/cédula/).last().waitFor();
    await page.context().setOffline(true);
    await say(page, 'se me olvidó');
    await page.getByText(/Su mensaje está guardado/).waitFor();
    const before = await page.getByRole('log').locator('.bot').count();
    await page.context().setOffline(false);
    const began = performance.now();
    await page.getByRole('log').locator('.bot').nth(before).waitFor();
    const took = performance.now() - began;
    if (process.env['SHOTS']) process.stdout.write(`a lost reply was back after ${Math.round(took)} ms\n`);
  }, 40_000);

  test('where sockets are blocked it polls, and what was typed is there after a reload', async () => {
    const page = await open('about:blank');
    await page.addInitScript("window.WebSocket = class { constructor() { throw new Error('blocked'); } };");
    await page.goto(`${server.url}/`);
    await greeted(page);
    await say(page, 'no tengo internet');
    await page.getByRole('log').getByText(/cédula/).last().waitFor();
    await page.getByRole('textbox').fill('mi cédula es');
    await page.reload();
    expect(await page.getByRole('textbox').inputValue()).toBe('mi cédula es');
  });

  const looks = (['es-CO', 'en-GB'] as const).flatMap((locale) => (['light', 'dark'] as const).map((colorScheme) => ({ locale, colorScheme })));
  test.each(looks)('axe finds nothing: page and widget, $locale, $colorScheme, on a small phone and at 200 %', async (look) => {
    const english = look.locale === 'en-GB';
    const page = await open(`${server.url}/`, { ...look, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
    await greeted(page);
    await say(page, english ? 'my internet is down' : 'no tengo internet');
    await page.getByRole('log').getByText(english ? /account number/ : /cédula/).last().waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'm.png', mimeType: 'image/png', buffer: await largePhoto(page) });
    await page.getByText(/m\.png/).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/phone-${look.locale}-${look.colorScheme}.png` });
    // 200 % of a phone: nothing of the head lies over its neighbour.
    await page.setViewportSize({ width: 188, height: 333 });
    const edges = await page.locator('header > :visible').evaluateAll((drawn) => drawn.map((each) => each.getBoundingClientRect()).map(({ left, right }) => [left, right]));
    expect(edges.flat()).toEqual(edges.flat().toSorted((a, b) => a - b));
    // On paper the whole conversation stands, in words that need no background.
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('log').evaluate((log) => log.scrollHeight - log.clientHeight)).toBe(0);
    expect(await page.locator('.me .bubble').first().evaluate((bubble) => String(bubble.ownerDocument.defaultView.getComputedStyle(bubble).color))).toBe('rgb(0, 0, 0)');
    expect(await page.getByRole('textbox').isVisible()).toBe(false);

    const { site, url } = await openSite(server.url);
    sites.push(site);
    // 200 % of a 1280 px screen.
    const wide = await open(url, { ...look, viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    await wide.getByRole('button').click();
    await greeted(wide);
    expect(await axeFaults(wide)).toEqual([]);
    if (process.env['SHOTS']) await wide.screenshot({ path: `${process.env['SHOTS']}/widget-${look.locale}-${look.colorScheme}.png` });
  }, 60_000);
});
