/** P1 on the flows that ship: what was said once, in whatever place, is not asked for again; and what says nothing is no answer. */
import { compiled, shippedFiles } from '../flows/release-files';
import { DARK_FIBRE, MINUTE, Thread } from '../support/conversation';

const shipped = compiled(shippedFiles());
const known = (thread: Thread): Thread => thread.identified();
const stepOf = (thread: Thread): string | undefined => thread.state?.stack.at(-1)?.step;
const homes = { 'services.count': 2, 'services.list': [{ id: 'S-1', label: 'Calle 12' }, { id: 'S-2', label: 'Carrera 7' }] };

describe('a complaint', () => {
  const story = 'quiero poner una queja porque el técnico me dejó plantado dos veces y nadie me da razón';

  test('that came with its story is read back at once', () => {
    const thread = known(new Thread(shipped).joins().says(story)).checked({ 'pqr.open': false });
    expect(thread.reply().text).toContain(`«${story}»`);
    expect(thread.reply().choices?.map(({ id }) => id)).toEqual(['yes', 'no', 'unknown']);
  });

  test.each([
    'quiero poner una queja: me cobraron doble', 'me cobraron dos veces el mes y quiero radicar un reclamo', 'quiero poner una queja porque la asesora me colgó',
    'I want to file a complaint because I was charged twice',
  ])('that is told in few words is read back too, and what it is about is no second matter: %s', (told) => {
    const thread = known(new Thread(shipped).joins().says(told)).checked({ 'pqr.open': false });
    expect(thread.reply().text).toMatch(new RegExp(`[«"]${told}[»"]`));
    expect(thread.state?.next ?? []).toEqual([]);
  });

  test.each(['quiero poner una queja por el mal servicio', 'Hola, soy Marta Rojas, quiero poner una queja', 'buenas tardes señores, quiero poner una queja por favor'])('that tells nothing yet is asked what happened: %s', (said) => {
    const thread = known(new Thread(shipped).joins().says(said)).checked({ 'pqr.open': false });
    expect(thread.reply().text).toMatch(/Cuénteme en un solo mensaje/);
  });

  test('that was only announced is asked what happened, not which kind', () => {
    const thread = known(new Thread(shipped).joins().says('quiero poner una queja')).checked({ 'pqr.open': false });
    expect(thread.reply().text).toMatch(/Cuénteme en un solo mensaje/);
  });

  test('after one was filed, the next is about something else', () => {
    const thread = known(new Thread(shipped).joins().says(story)).checked({ 'pqr.open': false }).says('sí');
    thread.performed('filed', { 'pqr.number': '1', 'pqr.filed_at': '2026-11-22T12:00:00-05:00', 'pqr.answer_by': '2026-12-15' });
    thread.after(MINUTE).says('quiero presentar otra queja').checked({ 'pqr.open': false });
    expect(thread.reply().text).toMatch(/Cuénteme en un solo mensaje/);
  });
});

describe('an appeal', () => {
  test('names the complaint that it is about, and is one all the same', () => {
    const thread = known(new Thread(shipped).joins().says('quiero poner un recurso, no estoy de acuerdo con la respuesta a mi queja')).checked({ 'pqr.open': false });
    expect(stepOf(thread)).toBe('which_appeal');
  });
});

describe('the document', () => {
  test('may come first: then only what fails is asked', () => {
    const thread = new Thread(shipped).joins().says('9900000001');
    expect(thread.reply().choices?.map(({ id }) => id)).toContain('tv');
    thread.says('Internet');
    expect(thread.effects.findLast(({ kind }) => kind === 'action')).toMatchObject({ action: 'find_customer', facts: { 'key.typed': { value: '9900000001' } } });
  });

  test('is asked for once more when words tell nothing, and taken when it comes late', () => {
    const thread = new Thread(shipped).joins().says('no tengo internet').says('la la la');
    expect(stepOf(thread)).toBe('ask_key');
    thread.says('no la tengo a la mano');
    expect(stepOf(thread)).not.toBe('ask_key');
    thread.says('9900000001');
    expect(thread.effects.at(-3)).toMatchObject({ kind: 'action', action: 'find_customer', facts: { 'key.typed': { value: '9900000001' } } });
  });
});

describe('another service', () => {
  const atFirstHome = (): Thread =>
    new Thread(shipped).joins().says('no tengo internet').says('9900000011').performed('found', { 'candidate.id': 'C-1', 'code.sent_to': '•• 11' }).performed('sent').says('123456')
      .performed('verified', { 'customer.id': 'C-1', 'customer.name': 'Sofía', ...homes }).says('Calle 12').performed('chosen', { 'service.kind': 'gpon', 'service.address': 'Calle 12' }).checked(DARK_FIBRE);

  test.each(['me equivoqué de casa', 'perdón, era la otra casa', 'quiero cambiar de servicio', 'sorry, wrong house'])('"%s" lets her choose again, and nothing of the first is kept', (text) => {
    const thread = atFirstHome();
    expect(thread.state?.facts['service.id']?.value).toBe('S-1');
    thread.says(text);
    if (thread.silent()) thread.performed('several', homes);

    expect(thread.reply().choices?.map(({ id }) => id)).toEqual(['S-1', 'S-2']);
    expect(thread.state?.facts['line.state']).toBeUndefined();
  });

  test('where there was nothing to choose, she is asked what fails', () => {
    const thread = known(new Thread(shipped).joins().says('no tengo internet')).checked(DARK_FIBRE).says('me equivoqué de servicio');
    expect(thread.reply().choices?.map(({ id }) => id)).toContain('tv');
    expect(thread.state?.next).toBeUndefined();
  });
});

describe('what is no answer', () => {
  test('words about what was done instead of a level go to the question that is open', () => {
    const thread = known(new Thread(shipped).joins().says('no tengo internet')).checked({ ...DARK_FIBRE, 'line.state': 'dying_gasp' }).says('no');
    expect(thread.state?.mode).toBe('choosing_level');
    thread.says('ya lo conecté en otra toma y prendió');
    expect(thread.state?.mode).toBe('guided');
    expect(stepOf(thread)).not.toBe('outlet');
  });

  test('what is not understood is explained, and at last there is another way; what is to be repeated is repeated', () => {
    const thread = known(new Thread(shipped).joins().says('no tengo internet, yo de eso no sé nada')).checked(DARK_FIBRE);
    const place = stepOf(thread);
    const question = thread.reply().text.split('\n\n').at(-1);
    expect(thread.says('¿me repite?').reply().text).toContain(question);
    const first = thread.says('no entiendo nada').reply().text;
    const second = thread.says('que es eso').reply();
    expect(second.text).not.toBe(first);
    expect(second.choices?.map(({ id }) => id)).toContain('person');
    expect(stepOf(thread)).toBe(place);
  });

  test('a figure inside a story is no rating', () => {
    const contract = { 'contract.parts': [], 'contract.ends': '2026-11-30', 'contract.permanence': false, 'contract.balance_cop': 0 };
    const thread = known(new Thread(shipped).joins().says('quiero cancelar el contrato')).checked({ 'outage.active': false }).checked(contract).says('no');
    expect(thread.state?.mode).toBe('rating');
    thread.says('estuve cinco días sin servicio y nadie me ayudó');
    expect(thread.entries.some(({ kind }) => kind === 'rating')).toBe(false);
  });

  test('nobody who answered is left without a word while something is done', () => {
    const tv = { 'tv.active': true, 'tv.entitled': true, 'tv.box': 'online', 'tv.delivery': 'iptv', 'tv.signal': 'good', 'tv.package': 'Básico' };
    const thread = known(new Thread(shipped).joins().says('la tele no muestra nada, yo de eso no sé')).performed('chosen', { 'service.kind': 'tv' }).checked({}).checked(tv);
    for (let turn = 0; turn < 6 && stepOf(thread) !== 'may_restart'; turn += 1) thread.says(stepOf(thread) === 'what' ? 'No se ve nada' : 'no');
    expect(stepOf(thread)).toBe('may_restart');
    thread.says('sí').performed('restarted');
    expect(thread.reply().text).toMatch(/le escribo/);
  });

  test('a wait is not over because something was said', () => {
    const thread = known(new Thread(shipped).joins().says('no tengo internet')).checked({ ...DARK_FIBRE, 'line.state': 'dying_gasp' }).says('sí, prendió');
    const place = stepOf(thread);
    for (const text of ['todos los canales', 'sí señor', 'bueno']) expect(stepOf(thread.says(text))).toBe(place);
    expect(stepOf(thread.says('ya terminó'))).not.toBe(place);
  });

  test.each(['me arrepentí, dejen el servicio', 'mejor dejémoslo así', 'actually I changed my mind', 'olvídelo'])('"%s" leaves it, whatever was asked', (text) => {
    const contract = { 'contract.parts': [{ id: 'all', label: 'Todo' }, { id: 'tv', label: 'Televisión' }], 'contract.ends': '2026-11-30' };
    const thread = known(new Thread(shipped).joins().says('quiero cancelar el contrato')).checked({ 'outage.active': false }).checked(contract);
    expect(thread.state?.stack).not.toHaveLength(0);
    expect(thread.says(text).state?.stack).toHaveLength(0);
    expect(thread.entries).toContainEqual(expect.objectContaining({ kind: 'end' }));
  });

  test('thanks alone answer no question about a light', () => {
    const thread = known(new Thread(shipped).joins().says('no tengo internet, yo de eso no sé nada')).checked({ ...DARK_FIBRE, 'line.state': 'dying_gasp' });
    const place = stepOf(thread);
    for (const text of ['gracias', 'thanks', 'muchas gracias']) expect(stepOf(thread.says(text))).toBe(place);
  });

  test('what was filed is told when she asks for the answer', () => {
    const thread = known(new Thread(shipped).joins().says('quiero poner una queja porque el técnico me dejó plantado dos veces y nadie responde')).checked({ 'pqr.open': false }).says('sí');
    thread.performed('filed', { 'pqr.number': '12', 'pqr.filed_at': '2026-11-22T12:00:00-05:00', 'pqr.answer_by': '2026-12-15' }).says('¿cómo va mi caso?');
    if (thread.silent()) thread.checked({});
    expect(thread.reply().text).toMatch(/12.*15 de diciembre/s);
  });

  test.each(['no me ofrezcan nada', 'y si no me lo terminan qué hago', 'no quiero más promociones'])('"%s" does not take back the end of a contract', (text) => {
    const contract = { 'contract.parts': [], 'contract.ends': '2026-11-30', 'contract.permanence': false, 'contract.balance_cop': 0 };
    const thread = known(new Thread(shipped).joins().says('quiero cancelar el contrato')).checked({ 'outage.active': false }).checked(contract);
    expect(stepOf(thread)).toBe('confirm');
    expect(stepOf(thread.says(text))).toBe('confirm');
  });
});
