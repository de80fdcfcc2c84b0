/** What comes beside the answers: questions, photos and recordings, news of an outage, her data, another person. */
import { ATTACHMENT_KINDS } from '../../dialogs/attachment';
import { ofThisCustomer } from '../../dialogs/transcript';
import { makeLibrary } from '../../knowledge/search/library';
import { DARK_FIBRE, Thread } from '../support/conversation';

const ONLINE = { ...DARK_FIBRE, 'line.state': 'online', 'line.rx_dbm': -18, 'line.session': 'up' } as const;
const inside = (): Thread => new Thread().joins().says('no tengo internet, no sé de eso').identified().checked(ONLINE);

describe('a question about something else', () => {
  test('is answered from what is known, and the flow goes on with its open question', () => {
    const thread = inside();
    const { asks } = thread.reply();
    thread.says('¿hay un corte en mi barrio?').says('¿tengo algún caso abierto?');
    expect(thread.reply().text).toMatch(/^No hay casos abiertos/);
    expect(thread.reply().asks).toBe(asks);
  });

  test('is looked up where it is not known, and its system may be away', () => {
    const known = { ...ONLINE, 'account.balance_cop': 85_000 };
    const thread = new Thread().joins().says('no tengo internet, no sé de eso').identified().checked(known, ['account']);
    const { asks } = thread.reply();
    thread.says('¿cuánto debo de la factura?');
    expect(thread.last?.effects.map(({ kind }) => kind)).toEqual(['check', 'wake', 'typing']);
    expect(thread.checked(known).reply()).toMatchObject({ asks, text: expect.stringMatching(/^Tiene un saldo de \$85\.000\./) as string });
    thread.after(20 * 60_000).says('¿cuánto debo de la factura?').wakes();
    expect(thread.reply().text).toMatch(/no me responde ahora/);
  });

  test('of somebody who is not known tells nothing personal', () => {
    const thread = new Thread().joins().says('no tengo internet').says('¿cuánto debo de la factura?');
    expect(thread.last?.effects.some(({ kind }) => kind === 'check')).toBe(false);
    expect(thread.reply().text).not.toMatch(/\$/);
  });

  test('that an article answers is answered from it, with its id in the transcript', () => {
    const thread = inside();
    const { asks } = thread.reply();
    thread.says('¿cómo cambio la clave del wifi?');
    expect(thread.last?.entries).toContainEqual(expect.objectContaining({ kind: 'event', name: 'article' }));
    expect(thread.reply().asks).toBe(asks);
  });

  test('how to do what a step asks is told from the article that the step names, its question below; without the article, in simple words', () => {
    const asked = (): Thread => new Thread().joins().says('la televisión no da señal').says('sí').sends('image');
    const helped = asked().says('¿cómo hago eso?').reply();
    expect(helped).toMatchObject({ asks: 'tv/works', text: expect.stringMatching(/^\*Sin señal\*[^]*HDMI 1[^]*\n\n¿Ya se ve el televisor\?$/) as string });
    expect(helped.text.length).toBeLessThan(1_024);
    const bare = asked();
    bare.articles = makeLibrary([]);
    expect(bare.says('¿cómo hago eso?').reply()).toMatchObject({ asks: 'tv/works', text: expect.not.stringMatching(/HDMI/) as string });
  });

  test('that nothing answers is said so honestly, with a person', () => {
    const thread = inside();
    thread.articles = makeLibrary([]);
    thread.says('¿quién ganó el partido de ayer?');
    expect(thread.reply().text).toMatch(/no se lo sé contestar/);
    expect(thread.reply().choices?.at(-1)?.id).toBe('person');
  });
});

describe('what is sent besides words', () => {
  test.each(ATTACHMENT_KINDS.filter((kind) => kind !== 'deleted'))('%s is answered honestly and the question stays', (kind) => {
    const thread = inside();
    const { asks } = thread.reply();
    thread.sends(kind);
    expect(thread.reply().text.split('\n\n').length).toBeGreaterThan(1);
    expect(thread.reply().asks).toBe(asks);
  });

  test('a recording is asked for in words and offered to a person', () => {
    const thread = inside().sends('voice');
    expect(thread.reply().text).toMatch(/no lo puedo escuchar/);
    expect(thread.reply().choices?.at(-1)?.id).toBe('person');
  });

  test('a photo answers a question for a photo', () => {
    const thread = new Thread().joins().says('la televisión no da señal').says('sí').sends('image');
    expect(thread.state?.facts['tv.seen']?.value).toBe('media-1');
    expect(thread.reply().asks).toBe('tv/works');
  });

  test('photos that are sent together are answered once; one that comes later is answered again', () => {
    const thread = inside().sends('image');
    expect(thread.reply().text).toMatch(/^Recibí su foto/);
    thread.sends('image');
    expect(thread.last?.entries.some(({ kind }) => kind === 'bot')).toBe(false);
    thread.after(60_000).sends('image');
    expect(thread.last?.entries.some(({ kind }) => kind === 'bot')).toBe(true);
  });

  test('a sign under a message says nothing when nothing was asked, and leads back to what was', () => {
    const asked = inside();
    const { asks } = asked.reply();
    expect(asked.sends('reaction').reply().asks).toBe(asks);
    const idle = new Thread().joins().sends('reaction');
    expect(idle.last?.entries.map(({ kind }) => kind)).not.toContain('bot');
  });

  test('its caption is heard too', () => {
    const thread = inside();
    const before = thread.reply().asks;
    thread.sends('image', 'no');
    expect(thread.reply().text).toMatch(/^Recibí su foto/);
    expect(thread.reply().asks).not.toBe(before);
  });

  test.each(['así se ve', 'mire', 'look, this is it'])('a caption that only points at the picture, «%s», answers nothing', (caption) => {
    const thread = inside();
    const { asks } = thread.reply();
    thread.sends('image', caption);
    expect(thread.reply().asks).toBe(asks);
  });

  test('is not lost while it is found out whose number it is', () => {
    const thread = new Thread();
    thread.hears({ kind: 'message', at: thread.now, from: 'whatsapp:n:u' as never, text: '', phone: '+573000000001', attachments: [{ kind: 'voice' }] });
    expect(thread.performed('unknown').reply().text).toMatch(/Recibí su audio/);
  });
});

describe('an outage declared meanwhile', () => {
  const OUT = { ...ONLINE, 'outage.active': true, 'outage.id': 'O-1', 'outage.match': 'exact', 'outage.since': '2026-11-22T11:50:00-05:00' } as const;
  const during = (): Thread => {
    const thread = inside();
    thread.outages = new Map([['S-1', { outage: 'O-1', match: 'exact' }]]);
    return thread.after(60_000).says('no');
  };

  test('is told first, and frees her from the questions', () => {
    const thread = during();
    expect(thread.last?.effects.map(({ kind }) => kind)).toContain('check');
    thread.checked(OUT);
    expect(thread.reply().text).toMatch(/^Antes de seguir, una noticia de su servicio\.[\s\S]*falla que afecta su servicio/);
    expect(thread.effects).toContainEqual({ kind: 'watch', outage: 'O-1' });
    expect(thread.state?.stack.at(-1)?.step).toBe('offer_notice');
  });

  test('that is not hers after all changes nothing: her message is heard', () => {
    const thread = inside();
    thread.outages = new Map([['S-1', { outage: 'O-2', match: 'place' }]]);
    const before = thread.reply().asks;
    thread.says('no').checked({ ...ONLINE, 'outage.active': true, 'outage.id': 'O-2', 'outage.match': 'place' });
    expect(thread.reply().asks).not.toBe(before);
    expect(thread.says('hola').last?.effects.some(({ kind }) => kind === 'check')).toBe(false);
  });

  test('whose feed is away does not hold her up, and is not asked for with every message', () => {
    const thread = during();
    thread.wakes();
    expect(thread.silent()).toBe(false);
    expect(thread.says('sí').last?.effects.filter((effect) => effect.kind === 'check' && effect.systems.includes('outage'))).toEqual([]);
  });

  test('whose hour moved since she was told is looked up before it is told again', () => {
    const asksAfter = (changedAt: number): boolean => {
      const thread = during().checked(OUT).says('sí').performed('subscribed').after(60_000);
      thread.outages = new Map([['S-1', { outage: 'O-1', match: 'exact', changedAt: thread.now + changedAt }]]);
      return thread.says('¿a qué horas vuelve?').last?.effects.some((effect) => effect.kind === 'check' && effect.systems.includes('outage')) === true;
    };
    expect([asksAfter(-90_000), asksAfter(-30_000)]).toEqual([false, true]);
  });

  test.each([['no', 0], ['sí', 1]])('whose end she wanted (%s) is told %i times', (wanted, times) => {
    const thread = during().checked(OUT).says(wanted);
    if (wanted === 'sí') thread.performed('subscribed');
    thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1' });
    expect(thread.entries.filter((entry) => entry.kind === 'bot' && /^Ya volvió/.test(entry.text))).toHaveLength(times);
  });
});

describe('her data', () => {
  test('are spoken of in one line at the foot of the first reply, and never again', () => {
    const thread = new Thread().says('no tengo internet');
    expect(thread.reply().text).toMatch(/Ley 1581[^\n]*$/);
    expect(thread.identified().checked(ONLINE).reply().text).not.toMatch(/1581/);
  });

  test('are told on request, hers only when she is known', () => {
    expect(new Thread().joins().says('qué datos tienen míos').reply().text).toMatch(/todavía no sé quién es/);
    const thread = inside();
    const { asks } = thread.reply();
    thread.says('mis datos');
    expect(thread.reply().text).toMatch(/Nombre: Rosa\n• Dirección del servicio: Calle 1/);
    expect(thread.reply().text).not.toMatch(/123456|9900000001/);
    expect(thread.reply().asks).toBe(asks);
  });

  test.each([['quiero que borren mis datos', 'data_deletion'], ['corregir mis datos', 'data_correction']])('«%s» goes to a person where the release has no guide for it', (text, name) => {
    const thread = inside().says(text);
    expect(thread.last?.entries).toContainEqual(expect.objectContaining({ kind: 'event', name }));
    expect(thread.effects.findLast(({ kind }) => kind === 'action')).toMatchObject({ action: 'request_human' });
  });

  /** Known, with what the office told of her. */
  const known = (facts: Readonly<Record<string, string>>): Thread =>
    new Thread().joins().says('no tengo internet, no sé de eso').says('9900000001').performed('found', { 'candidate.id': 'C-1' }).performed('sent').says('123456')
      .performed('verified', { 'customer.id': 'C-1', 'customer.name': 'Rosa', 'services.count': 1, 'service.id': 'S-1', 'service.kind': 'gpon', ...facts })
      .checked(ONLINE);

  test('tell how she is spoken to and what she filed', () => {
    expect(known({ 'pqr.number': '9999-26-0000000001' }).says('mis datos').reply().text).toMatch(/Cómo prefiere que le explique: Paso a paso\n• Lo que ha radicado: 9999-26-0000000001/);
  });
});

describe('somebody else in the same thread', () => {
  test('keeps nothing of who was before, says who she is, and sees nothing of it', () => {
    const thread = inside().says('no soy yo');
    expect(thread.state?.facts['customer.name']).toBeUndefined();
    expect(thread.reply().asks).toBe('identify/ask_key');
    const seen = ofThisCustomer(thread.entries.map((entry) => ({ entry }))).map(({ entry }) => entry);
    expect(JSON.stringify(seen)).not.toMatch(/Rosa|Calle 1/);
    expect(seen.length).toBeGreaterThan(0);
  });

  test('who proves another identity does not see what stands before either', () => {
    const thread = inside().says('no soy yo').says('9900000002').performed('found', { 'candidate.id': 'C-2' }).performed('sent').says('654321')
      .performed('verified', { 'customer.id': 'C-2', 'customer.name': 'Luis', 'services.count': 1, 'service.id': 'S-2', 'service.kind': 'gpon', 'service.address': 'Calle 2' });
    expect(thread.entries.filter((entry) => entry.kind === 'event' && entry.name === 'new_customer')).toHaveLength(1);
    expect(thread.state?.facts['customer.name']?.value).toBe('Luis');
  });
});
