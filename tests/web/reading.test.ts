/** What the chat reads and shows: activities at the door, rich text, rows, waits, storage, the demonstration. */
import fc from 'fast-check';
import { parseFrame } from '../../bot/web/activity';
import { backoff } from '../../bot/web/backoff';
import { initialState, openChoices, reduce } from '../../bot/web/chat-state';
import type { IncomingMessage } from '../../bot/web/activity';
import type { ChatState } from '../../bot/web/chat-state';
import { codeToSay, parseCustomers, parseMessages } from '../../bot/web/demo';
import { messageToSend } from '../../bot/web/outbox';
import { blocksOf, piecesOf } from '../../bot/web/rich-text';
import { openStore } from '../../bot/web/store';
import { pickLanguage, textsIn } from '../../bot/web/texts';
import { rowsOf } from '../../bot/web/timeline';
import { countUnread } from '../../bot/web/unread';

function heard(id: string, more: Partial<IncomingMessage> = {}): IncomingMessage {
  return { type: 'message', id, author: 'bot', text: `text ${id}`, at: 0, choices: [], ...more };
}

function after(incoming: readonly IncomingMessage[], from: ChatState = initialState('es', false)): ChatState {
  return reduce(from, { type: 'received', incoming });
}

describe('activities at the door', () => {
  test('given an empty frame, junk or an unknown shape, then there is no set', () => {
    for (const frame of ['', '{', '{"hello":1}', 'null', 7]) expect(parseFrame(frame)).toBeUndefined();
  });

  test('given whatever JSON, then reading never throws', () => {
    fc.assert(fc.property(fc.json(), (json) => void parseFrame(`{"activities":[${json}]}`)));
  });

  test('given buttons of kinds that are not ours, then only ours are offered', () => {
    const actions = [{ type: 'openUrl', title: 'x' }, { type: 'imBack', title: 'Sí', value: 'si' }, { type: 'postBack' }];
    const set = parseFrame(JSON.stringify({ activities: [{ type: 'message', id: '1', text: 'a', suggestedActions: { actions } }], watermark: '1' }));
    expect(set).toMatchObject({ watermark: '1', incoming: [{ choices: [{ kind: 'imBack', title: 'Sí', value: 'si' }] }] });
  });
});

describe('cards at the door', () => {
  const cardsOf = (...attachments: unknown[]): unknown => {
    const [message] = parseFrame(JSON.stringify({ activities: [{ type: 'message', id: '1', attachments }] }))?.incoming ?? [];
    return message?.type === 'message' ? message.cards : undefined;
  };
  const hostile = ['javascript:alert(1)', 'http://a.co', 'data:text/html,<b>', 'https://', 'HTTPS:evil'];

  test('given a hero card, then title, texts, picture and buttons are read, and only https leads anywhere', () => {
    const buttons = [{ type: 'imBack', title: 'Sí', value: 'sí' }, ...['https://a.co/x', ...hostile].map((value) => ({ type: 'openUrl', title: 'Ver', value })), { type: 'call', title: 'x', value: 'tel:1' }];
    const content = { title: '<b>Visita</b>', subtitle: 'Mañana', text: 'De 8 a 12', images: [{ url: 'https://a.co/p.png', alt: 'Mapa' }], buttons };
    expect(cardsOf({ contentType: 'application/vnd.microsoft.card.hero', content })).toEqual([{
      title: '<b>Visita</b>', lines: [{ text: 'Mañana' }, { text: 'De 8 a 12' }], picture: { url: 'https://a.co/p.png', alt: 'Mapa' },
      buttons: [{ kind: 'imBack', title: 'Sí', value: 'sí' }, { kind: 'open', title: 'Ver', url: 'https://a.co/x' }],
    }]);
    for (const url of hostile) expect(cardsOf({ contentType: 'application/vnd.microsoft.card.thumbnail', content: { title: 'a', images: [{ url }] } })).toEqual([{ title: 'a', lines: [], buttons: [] }]);
  });

  test('given an adaptive card, then its reading part is shown, and one that asks to fill in offers no way to send it', () => {
    const body = [
      { type: 'TextBlock', text: 'Su factura' },
      { type: 'Container', items: [{ type: 'ColumnSet', columns: [{ type: 'Column', items: [{ type: 'FactSet', facts: [{ title: 'Total', value: '$ 80.000' }] }] }] }] },
    ];
    const actions = [{ type: 'Action.OpenUrl', title: 'Pagar', url: 'https://a.co' }, { type: 'Action.Submit', title: 'Ya pagué', data: { paid: true } }];
    const adaptive = (more: readonly unknown[]): unknown => cardsOf({ contentType: 'application/vnd.microsoft.card.adaptive', content: { body: [...body, ...more], actions } });
    const pay = { kind: 'open', title: 'Pagar', url: 'https://a.co' };
    expect(adaptive([])).toEqual([{ title: 'Su factura', lines: [{ label: 'Total', text: '$ 80.000' }], buttons: [pay, { kind: 'postBack', title: 'Ya pagué', value: { paid: true } }] }]);
    expect(adaptive([{ type: 'Input.Text', id: 'name' }])).toMatchObject([{ buttons: [pay] }]);
  });

  test('given whatever content, then reading never throws, and nothing unknown becomes a card', () => {
    fc.assert(fc.property(fc.jsonValue(), (content) => void cardsOf({ contentType: 'application/vnd.microsoft.card.adaptive', content })));
    expect(cardsOf({ contentType: 'application/vnd.microsoft.card.signin', content: { text: 'x' } }, { contentType: 'text/html', content: '<b>' })).toBeUndefined();
  });
});

describe('the state', () => {
  test('given any deliveries, repeated in any way, then each message stands once, in the order first seen', () => {
    fc.assert(fc.property(fc.array(fc.nat(6)), (numbers) => {
      const state = after(numbers.map((number) => heard(String(number))));
      expect(state.items.map((item) => item.key)).toEqual([...new Set(numbers)].map((number) => `/${number}`));
    }));
  });

  test('given a message with a known id, then it takes the place of the earlier one', () => {
    expect(after([heard('1'), heard('2'), heard('1', { text: 'corrected' })]).items).toMatchObject([{ text: 'corrected' }, { text: 'text 2' }]);
  });

  test('given buttons, then only those of the newest message are offered, and none once it is answered', () => {
    const choices = [{ kind: 'imBack', title: 'Sí', value: 'Sí' }] as const;
    const asked = after([heard('1', { choices })]);
    expect(openChoices(asked)).toEqual(choices);
    expect(openChoices(after([heard('2')], asked))).toEqual([]);
    expect(openChoices(reduce(asked, { type: 'queued', clientId: 'a', text: 'Sí', at: 0 }))).toEqual([]);
  });
});

describe('lists', () => {
  test('given lines that count on or begin alike, then they are a list; one alone, or a number out of turn, is a text', () => {
    expect(blocksOf('Revise:\n1. la luz\n2. el cable\n\n¿Está bien?')).toEqual([
      { kind: 'text', text: 'Revise:' }, { kind: 'list', items: ['la luz', 'el cable'], first: 1 }, { kind: 'text', text: '\n¿Está bien?' },
    ]);
    expect(blocksOf('• uno\n• dos')).toEqual([{ kind: 'list', items: ['uno', 'dos'] }]);
    for (const text of ['1. una sola', '1. uno\n3. tres', '2026. hola\nadiós', '', '*negrita*\n*otra*']) expect(blocksOf(text)).toEqual(text === '' ? [{ kind: 'text', text: '' }] : [{ kind: 'text', text }]);
  });

  test('given any lines, then none is lost and their order stays', () => {
    const line = fc.oneof(fc.string(), fc.nat(4).map((number) => `${number}. cosa`), fc.constant('• cosa'), fc.constant('- cosa'));
    fc.assert(fc.property(fc.array(line), (lines) => {
      const shown = blocksOf(lines.join('\n')).flatMap((block) => (block.kind === 'text' ? block.text.split('\n') : block.items.map((item, index) => (block.first === undefined ? item : `${block.first + index}. ${item}`))));
      const bare = (text: string): string => text.replace(/^[•*-] +(?=\S)/, '');
      expect(shown.map(bare)).toEqual(lines.join('\n').split('\n').map(bare));
    }));
  });
});

describe('rich text', () => {
  test.each([
    ['*Fibra:* llega', [{ text: 'Fibra:', bold: true }, { text: ' llega', bold: false }]],
    ['2*3*4 y * suelto', [{ text: '2*3*4 y * suelto', bold: false }]],
    ['vea https://a.co/x.', [{ text: 'vea ', bold: false }, { text: 'https://a.co/x', bold: false, href: 'https://a.co/x' }, { text: '.', bold: false }]],
    ['*https://a.co*', [{ text: 'https://a.co', bold: true, href: 'https://a.co' }]],
    ['javascript:alert(1) http://a.co', [{ text: 'javascript:alert(1) http://a.co', bold: false }]],
  ])('%s', (text, pieces) => expect(piecesOf(text)).toEqual(pieces));

  test('given any text, then nothing but bold stars is lost and every link is https', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      const pieces = piecesOf(text);
      expect(pieces.map((piece) => piece.text).join('').replaceAll('*', '')).toBe(text.replaceAll('*', ''));
      expect(pieces.every((piece) => piece.href === undefined || piece.href.startsWith('https://'))).toBe(true);
    }));
  });
});

describe('what was not read', () => {
  test('given a reader who looks away, then what comes meanwhile counts until she looks again', () => {
    const unread = countUnread();
    const greeted = after([heard('1')]);
    expect(unread(greeted, true)).toBe(0);
    const more = after([heard('2'), heard('3'), heard('mine', { author: 'me' })], greeted);
    expect(unread(more, false)).toBe(2);
    expect(unread(more, true)).toBe(0);
    expect(unread(more, false)).toBe(0);
  });

  test('given the history of an earlier visit, then it counts as read though nobody looks', () => {
    const unread = countUnread();
    const restoring = initialState('es', true);
    unread(restoring, false);
    const restored = after([heard('1'), heard('2')], restoring);
    expect(unread(restored, false)).toBe(0);
    expect(unread(after([heard('3')], restored), false)).toBe(1);
  });
});

describe('rows', () => {
  test('given messages of yesterday and today, then the days are told and a run shows its time once', () => {
    const now = new Date(2026, 2, 2, 12).getTime();
    const state = after([heard('1', { at: now - 86_400_000 }), heard('2', { at: now - 1_000 }), heard('3', { at: now })]);
    const rows = rowsOf(state, now).map((row) => (row.kind === 'message' ? `${row.key}${row.first ? ' first' : ''}${row.last ? ' last' : ''}` : row.label));
    expect(rows).toEqual(['Ayer', '/1 first last', 'Hoy', '/2 first', '/3 last']);
  });
});

describe('waiting and keeping', () => {
  test('given any attempt and chance, then the wait is between half a second and thirty', () => {
    fc.assert(fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      expect(backoff(attempt, chance)).toBeGreaterThanOrEqual(500);
      expect(backoff(attempt, chance)).toBeLessThanOrEqual(30_000);
    }));
  });

  test('given a browser that forbids storage, then memory serves', () => {
    const store = openStore(() => {
      throw new Error('denied');
    });
    store.keepSession({ conversationId: 'c', token: 't', watermark: '3' });
    store.keepUnsent(messageToSend({ text: 'hola' }, { clientId: 'a', at: 1, locale: 'es' }));
    expect(store.session()).toEqual({ conversationId: 'c', token: 't', watermark: '3' });
    expect(store.unsent()).toMatchObject([{ clientId: 'a', text: 'hola' }]);
    store.dropUnsent('a');
    expect(store.unsent()).toEqual([]);
  });
});

describe('languages', () => {
  test('given wishes, then the first of ours wins, and Spanish when none is ours', () => {
    expect(pickLanguage([null, 'fr-FR', 'en-GB', 'es'])).toBe('en');
    expect(pickLanguage(['pt', undefined])).toBe('es');
  });

  test('given a text of the page, then no language leaves it empty', () => {
    expect([...Object.values(textsIn('es')), ...Object.values(textsIn('en'))].every((text) => text.trim() !== '')).toBe(true);
  });
});

describe('the demonstration', () => {
  test('given messages, then the newest comes first with its code', () => {
    const messages = [{ at: '2026-03-02T10:00:00Z', to: 'a', text: 'Visita de 8:00 a 12:00' }, { at: '2026-03-02T11:00:00Z', to: 'b', text: 'Código 482915.' }];
    expect(parseMessages(messages)).toMatchObject([{ to: 'b', code: '482915' }, { to: 'a' }]);
    expect(parseMessages({ messages })).toHaveLength(2);
    expect(parseMessages('odd')).toEqual([]);
  });

  describe('a code', () => {
    const began = Date.parse('2026-03-02T15:00:00Z');
    const sent = (minute: number, to: string, code: string): unknown => ({ at: new Date(began + minute * 60_000).toISOString(), to, text: `Su código es ${code}.` });
    const messages = parseMessages([sent(-9, '+573000000012', '111111'), sent(1, '+573000000012', '222222'), sent(2, '+573000000099', '333333'), sent(2, 'marta@correo.example', '444444')]);
    const asked = (text: string, ...more: IncomingMessage[]): ChatState => after([heard('1', { at: began }), heard('2', { text, at: began + 61_000 }), ...more]);

    test.each([
      ['the telephone that this conversation named', '¿Qué código llegó a ••• ••• •• 12?', '222222'],
      ['the e-mail that it named', '¿Qué código llegó a m•••@correo.example?', '444444'],
      ['nobody, as nothing was sent here', 'Su documento termina en •• 12', undefined],
      ['somebody who was sent nothing', '¿Qué código llegó a ••• ••• •• 77?', undefined],
    ])('given %s, then it is that one alone', (_who, text, code) => expect(codeToSay(asked(text), messages)).toBe(code));

    test('given it was said, then it is offered no more, nor is one of an earlier conversation', () => {
      const said = asked('¿Qué código llegó a ••• ••• •• 12?', heard('3', { author: 'me', text: ' 222222', at: began + 90_000 }));
      expect(codeToSay(said, messages)).toBeUndefined();
      expect(codeToSay(asked('••• ••• •• 12'), messages.filter(({ code }) => code !== '222222'))).toBeUndefined();
    });
  });

  test('given a world, then customers with a story come first, one of each', () => {
    const customer = (id: string): unknown => ({ id, name: { first: id, full: `${id} Ríos` }, document: { type: 'CC', number: `10${id}` } });
    const world = { customers: ['a', 'b', 'c', 'd'].map(customer), services: [{ customer: 'b', story: 'Falla' }, { customer: 'c', story: 'Falla' }, { customer: 'd', story: 'Mora' }] };
    expect(parseCustomers(world, 3).map(({ name, condition }) => `${name}: ${condition ?? '-'}`)).toEqual(['b Ríos: Falla', 'd Ríos: Mora', 'a Ríos: -']);
  });
});
