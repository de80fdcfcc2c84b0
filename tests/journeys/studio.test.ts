/**
 * The studio by keyboard alone, in a real browser: a person who does not program puts a question into «internet lento», is
 * stopped, mends it, tries it as an advanced customer, keeps the conversation as a test, publishes, and goes back; and teaches
 * what nobody understood. Each state is waited for as long as a starved machine needs.
 */
import type { Browser, Page } from 'playwright-core';
import type { DraftList, UnheardText } from '../../bot/web/flow-contracts';
import { eachTryBegins } from '../support/beginning';
import { axeFaults, describeInBrowser, openBrowser, pressKey } from '../support/browser';
import { Chat } from '../support/chat';
import { identify, install, type Installation } from '../support/journey';
import type { Server } from '../support/server';
import { ADMINISTRATOR, HIRED, Staff } from '../support/staff';
import { until } from '../support/until';

/** For one state on a machine whose cores are busy with something else. */
const PATIENCE_MS = 120_000;
const LONGEST_MS = 600_000;
const NOBODY_UNDERSTANDS = 'el muñequito quedó en las tinieblas';

describeInBrowser('the studio', () => {
  let browser: Browser;
  let house: Installation;
  let page: Page;
  let server: Server;
  const faults: string[] = [];

  eachTryBegins({
    longestMs: LONGEST_MS,
    async begin() {
      browser = await openBrowser();
      house = await install('embedded');
      server = await house.start(ADMINISTRATOR);
      page = await atTheStudio(ADMINISTRATOR.STAFF_BOOTSTRAP_EMAIL, ADMINISTRATOR.STAFF_BOOTSTRAP_PASSWORD);
    },
    async end() {
      await browser.close();
      await house.dispose();
    },
  });
  afterAll(() => expect(faults).toEqual([]));

  const atTheStudio = async (email: string, password: string): Promise<Page> => {
    const context = await browser.newContext({ locale: 'es-CO', viewport: { width: 1360, height: 860 } });
    context.setDefaultTimeout(PATIENCE_MS);
    const opened = await context.newPage();
    opened.on('pageerror', (error) => faults.push(error.message));
    // Not signed in yet; a draft that a colleague published, changed or holds.
    opened.on('console', (message) => {
      if (message.type() === 'error' && !/401|404|409|423/.test(message.text())) faults.push(message.text());
    });
    await opened.goto(`${server.url}/studio`);
    await opened.getByRole('textbox', { name: /correo/i }).fill(email);
    await opened.getByRole('textbox', { name: 'Contraseña' }).fill(password);
    await opened.keyboard.press('Enter');
    await opened.getByRole('button', { name: /slow-home\.yaml/ }).waitFor();
    return opened;
  };

  /** Keys only: the control gets the focus as Tab would give it, then Enter. */
  const press = async (role: 'button', name: string | RegExp, key = 'Enter'): Promise<void> => {
    const control = page.getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) }).first();
    await pressKey(control, key);
  };
  /** A key that comes while the list is drawn anew is lost, as it is to a person: pressed again. */
  const openStep = async (name: RegExp): Promise<void> => {
    const step = page.getByRole('button', { name }).first();
    await step.waitFor();
    await until(async () => {
      if ((await step.getAttribute('aria-expanded')) === 'true') return true;
      await step.focus();
      await page.keyboard.press('Enter');
      return (await step.getAttribute('aria-expanded')) === 'true';
    }, () => `the step ${name.source} did not open`);
  };
  const type = async (role: 'textbox', name: string | RegExp, words: string): Promise<void> => {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(words);
  };
  const choose = async (name: string | RegExp, first: string): Promise<void> => {
    const choice = page.getByRole('combobox', { name }).last();
    await choice.waitFor();
    await choice.focus();
    await page.keyboard.type(first);
  };
  /** All flows' tests have run too; what stands in the way is told when it does not come to that. */
  const isInOrder = async (): Promise<void> => {
    const done = page.getByText('Todo en orden: cada camino termina bien.');
    await done.waitFor().catch(async () => expect(await page.getByRole('complementary').innerText()).toBe('in order'));
  };
  const publishedAs = async (theirs: Page): Promise<string> => /r\d+/.exec(await theirs.getByText(/Publicado como r\d+/).innerText())?.[0] ?? '';
  const undoAll = async (): Promise<void> => {
    const idle = page.getByText('No hay cambios para publicar.');
    for (let step = 0; step < 40 && !(await idle.isVisible()); step += 1) await page.keyboard.press('Control+z');
    await idle.waitFor();
  };
  /** The lists around the open view do not change with it: they are looked at once. */
  const isAccessible = async (part = '.bench-box'): Promise<void> => {
    expect(await axeFaults(page, part)).toEqual([]);
  };

  test('one undo goes through list and file, a broken file keeps the last view, and a slip is told with the near name', async () => {
    await press('button', /^slow-internet\.yaml/);
    await page.getByRole('button', { name: /^Llama tree/ }).waitFor();
    await press('button', 'Archivo');
    const editor = page.getByRole('textbox', { name: 'Texto de slow-internet.yaml' });
    await editor.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('  lost: [');
    await page.getByRole('button', { name: /YAML no válido/ }).first().waitFor();
    await press('button', 'Conversación');
    await page.getByText('esta es la última versión que se entendió', { exact: false }).waitFor();
    await page.getByRole('button', { name: /^Llama tree/ }).waitFor();
    await press('button', 'Deshacer');
    await undoAll();

    await press('button', 'Archivo');
    await editor.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('  stray: { say: Hola, go: tre }');
    await page.getByRole('button', { name: /¿quiso decir «tree»\?/ }).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 375, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
    await isAccessible('body');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1360, height: 860 });
    await undoAll();
  }, LONGEST_MS);

  test('a question is added, stopped by the check, mended, tried, kept as a test, published and taken back', async () => {
    await press('button', 'Conversación');
    await press('button', /^slow-home\.yaml/);
    await openStep(/^Pregunta what/);
    await isAccessible();
    await type('textbox', 'Nombre interno', 'sometimes');
    await type('textbox', 'Lo que se lee', 'A ratos');
    await type('textbox', /^En inglés$/, 'On and off');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Quitar la opción sometimes' }).waitFor();
    await press('button', 'Agregar un paso después');
    const form = page.getByRole('form', { name: 'Paso nuevo' });
    await form.getByRole('textbox', { name: 'Nombre del paso' }).focus();
    await page.keyboard.type('since_today');
    await form.getByRole('textbox', { name: 'La pregunta' }).focus();
    await page.keyboard.type('¿Va lento solo desde hoy?');
    await form.getByRole('textbox', { name: 'En inglés' }).focus();
    await page.keyboard.type('Has it been slow only since today?');
    await choose('Se llega por', 'what: A ra');
    await choose('Después va a', 'person');
    await press('button', 'Agregar');

    // Stopped by the proof, with the conversation that shows it: a person is promised and nobody is given the case.
    await page.getByRole('button', { name: /^slow-home\.yaml.*promete una persona/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Publicar', exact: true }).isDisabled()).toBe(true);
    await page.getByText('La conversación que lo muestra').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByText('¿Va lento solo desde hoy?').first().waitFor();

    await choose('«sí» lleva a', 'ask_person');
    await choose('«no» lleva a', 'measure_here');
    await isInOrder();
    await page.getByText('De «what», «sometimes» lleva a «since_today»', { exact: false }).waitFor();

    await press('button', 'Textos');
    await page.getByRole('textbox', { name: 'since_today.ask, En inglés' }).waitFor();
    await isAccessible();

    await press('button', 'Probar');
    await choose('Nivel de la persona', 'Avan');
    await page.getByRole('group', { name: /El sistema responde: .*velocidad y plan/ }).waitFor();
    await press('button', 'Falla');
    await page.getByRole('group', { name: /El sistema responde: Medición de velocidad desde la red/ }).waitFor();
    await press('button', 'el equipo no respondió');
    await press('button', 'A ratos');
    await page.getByText('¿Va lento solo desde hoy?').first().waitFor();
    await page.getByRole('textbox', { name: 'Escriba como la persona' }).focus();
    await page.keyboard.type('no');
    await page.keyboard.press('Enter');
    await page.getByText('Está en slow-home/measure_here').waitFor();
    await isAccessible();
    await type('textbox', 'Nombre de la prueba', 'Desde hoy, avanzado');
    await page.keyboard.press('Enter');
    await page.getByText('La prueba quedó guardada en el borrador.').waitFor();

    await press('button', 'Pruebas');
    await page.getByText(/(\d+) de \1 pruebas pasan/).waitFor();
    await page.getByText('Desde hoy, avanzado').waitFor();
    await isInOrder();
    await page.getByText('Paso nuevo: «since_today».').waitFor();

    // Somebody is in the middle of a guide while the new release comes.
    const chat = await Chat.open(server.url);
    await chat.say('No tengo internet, soy ingeniero de sistemas');
    await identify(chat, '9900000001');
    await page.getByText('Guardado para su equipo').waitFor();
    await type('textbox', '¿Por qué este cambio?', 'Saber si es de hoy');
    await page.keyboard.press('Enter');
    expect(await publishedAs(page)).toBe('r2');
    const r1 = page.getByRole('listitem').filter({ hasText: /^r1/ });
    await r1.getByText('Terminando').waitFor();
    await r1.getByText('1 conversación', { exact: true }).waitFor();
    const slots = await chat.say('Todo está bien');
    await chat.say(slots.choices[0] ?? '');
    await r1.getByText('Sin conversaciones').waitFor();
    await press('button', 'Volver a r1');
    await type('textbox', '¿Por qué este cambio?', '');
    await page.getByRole('dialog').getByRole('textbox').focus();
    await page.keyboard.type('Era solo una prueba');
    await page.keyboard.press('Enter');
    await page.getByText('Listo: ahora rige r1.').waitFor();
  }, LONGEST_MS);

  test('what nobody understood is taught, trained, published, and understood', async () => {
    const ana = await Staff.signIn(server.url);
    const chat = await Chat.open(server.url);
    await chat.say(NOBODY_UNDERSTANDS);
    await until(async () => {
      const { body } = await ana.call<{ readonly texts: readonly UnheardText[] }>('GET', 'flows/unheard');
      return body.texts.some(({ text }) => text === NOBODY_UNDERSTANDS);
    }, () => 'what was not understood was not counted');
    await press('button', 'Lo que pasó');
    await page.getByRole('checkbox', { name: 'También lo que se escribió fuera de esta guía' }).focus();
    await page.keyboard.press('Space');
    await press('button', `Enseñar: ${NOBODY_UNDERSTANDS}`);
    await choose('Quiere decir', 'Sin int');
    await press('button', 'Enseñar');
    await page.getByText('hoy se entiende como Otra cosa', { exact: false }).waitFor();
    await press('button', 'Entrenar con 1 ejemplo');
    await page.getByRole('region', { name: 'Lo que cambiaría' }).getByText('Ejemplos que se entenderían como usted dijo: 1 de 1').waitFor();
    await isAccessible();
    await type('textbox', '¿Por qué se publica?', 'Así lo dicen aquí');
    await page.keyboard.press('Enter');
    await page.getByText('Listo: desde ya se entiende con u1.').waitFor();
    await page.getByText('ya se entiende así').waitFor();
    // Whoever says it next is asked who she is: what she wants is clear.
    const next = await Chat.open(server.url);
    expect((await next.say(NOBODY_UNDERSTANDS)).text).toMatch(/cédula|cuenta/);
  }, LONGEST_MS);

  test('two editors share a draft by turns, and a third person approves what is published', async () => {
    const ana = await Staff.signIn(server.url);
    await ana.hires('Beto', 'editor');
    await ana.hires('Rita', 'reviewer');
    await press('button', 'Conversación');
    await press('button', /^slow-home\.yaml/);
    await openStep(/^Pregunta what/);
    await type('textbox', 'La pregunta · Básico', '¿Qué es lo que va lento hoy?');
    await page.keyboard.press('Tab');
    await page.getByText('Guardado para su equipo').waitFor();
    await page.getByRole('button', { name: /^Las \d+ pruebas esperan desde ahora/ }).waitFor();
    await press('button', /^Las \d+ pruebas esperan desde ahora/);
    await isInOrder();

    const beto = await atTheStudio('beto@hilo.example', HIRED);
    await beto.getByRole('combobox', { name: 'Borrador' }).selectOption({ index: 1 });
    await beto.getByText(/Ana edita este borrador/).waitFor();
    await beto.getByRole('button', { name: /^slow-home\.yaml/ }).click();
    await beto.getByText('¿Qué es lo que va lento hoy?').first().waitFor();
    await beto.getByRole('button', { name: 'Pedir el turno' }).click();
    await press('button', 'Pasar el turno');
    await page.getByText(/Beto edita este borrador/).waitFor();
    await beto.getByRole('button', { name: /^Pregunta what/ }).click();
    // No test of the flow speaks English here: nothing else has to be accepted.
    await beto.getByRole('textbox', { name: 'La pregunta · Intermedio · En inglés' }).fill('What is slow, and where?');
    await beto.keyboard.press('Tab');
    await beto.getByText('Guardado para su equipo').waitFor();
    await beto.getByText('Falta que otra persona lo apruebe.').waitFor();
    await beto.getByRole('button', { name: 'Pedir revisión' }).click();

    const rita = await atTheStudio('rita@hilo.example', HIRED);
    await rita.getByRole('combobox', { name: 'Borrador' }).selectOption({ index: 1 });
    await rita.getByRole('button', { name: 'Aprobar' }).click();
    await rita.getByText(/Rita aprobó/).waitFor();
    await rita.context().close();

    await beto.getByText(/Aprobado\./).waitFor();
    await beto.getByRole('textbox', { name: '¿Por qué este cambio?' }).fill('Más claro');
    await beto.keyboard.press('Enter');
    const release = await publishedAs(beto);
    await beto.context().close();

    // The page that had the draft open too says what became of it and goes on from what holds now.
    await page.getByText(new RegExp(`Beto publicó «.*» como ${release}`)).waitFor();
    await page.getByRole('listitem').filter({ hasText: new RegExp(`^${release}`) }).getByText('Vigente').waitFor();
    await type('textbox', 'La pregunta · Intermedio', '¿Qué va lento y dónde?');
    await page.keyboard.press('Tab');
    await page.getByText('Guardado para su equipo').waitFor();
    const { body } = await ana.call<DraftList>('GET', 'flows/drafts');
    expect(body.drafts).toMatchObject([{ base: { name: release, current: true }, changed: ['slow-home.yaml'] }]);
  }, LONGEST_MS);
});
