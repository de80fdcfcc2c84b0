/** What the chat reads and shows: activities at the door, rich text, rows, waits, storage, the demonstration. */
import fc from 'fast-check';
import { parseFrame } from '../../bot/web/activity';
import { backoff } from '../../bot/web/backoff';
import { initialState, openChoices, reduce } from '../../bot/web/chat-state';
import type { IncomingMessage } from '../../bot/web/activity';
import type { ChatState } from '../../bot/web/chat-state';
import { parseCustomers, parseMessages } from '../../bot/web/demo';
import { messageToSend } from '../../bot/web/outbox';
import { piecesOf } from '../../bot/web/rich-text';
import { openStore } from '../../bot/web/store';
import { pickLanguage, textsIn } from '../../bot/web/texts';
import { rowsOf } from '../../bot/web/timeline';

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
    expect(parseMessages(messages, 5)).toMatchObject([{ to: 'b', code: '482915' }, { to: 'a' }]);
    expect(parseMessages({ messages }, 1)).toHaveLength(1);
    expect(parseMessages('odd', 5)).toEqual([]);
  });

  test('given a world, then customers with a story come first, one of each', () => {
    const customer = (id: string): unknown => ({ id, name: { first: id, full: `${id} Ríos` }, document: { type: 'CC', number: `10${id}` } });
    const world = { customers: ['a', 'b', 'c', 'd'].map(customer), services: [{ customer: 'b', story: 'Falla' }, { customer: 'c', story: 'Falla' }, { customer: 'd', story: 'Mora' }] };
    expect(parseCustomers(world, 3).map(({ name, condition }) => `${name}: ${condition ?? '-'}`)).toEqual(['b Ríos: Falla', 'd Ríos: Mora', 'a Ríos: -']);
  });
});
