/** P5 and what customers do beside answering: two problems at once, a photo, a question, an outage declared meanwhile, a wish about data. */
import { Chat, type Said } from '../support/chat';
import { identify, install, repeatedQuestions, type Installation } from '../support/journey';
import { callApi, type Server } from '../support/server';

let house: Installation;
let server: Server;

beforeAll(async () => {
  house = await install('embedded');
  server = await house.start();
});
afterAll(() => house.dispose());

const sendPhoto = async (chat: Chat): Promise<number> => {
  const response = await fetch(`${server.url}/v3/directline/conversations/${chat.conversation}/activities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${chat.token}` },
    body: JSON.stringify({ type: 'message', attachments: [{ contentType: 'image/jpeg', contentUrl: 'https://photos.example/1.jpg', name: 'modem.jpg' }] }),
  });
  return response.status;
};

const question = ({ text }: Said): string => text.split('\n\n').at(-1) ?? '';

test('given an open question, then a photo, another problem and a question leave it open', async () => {
  const chat = await Chat.open(server.url);
  const first = await chat.say('se me fue el internet, yo no sé de eso');
  expect(first.text).not.toMatch(/1581/);
  const open = await identify(chat, '9900000001');

  const seen = chat.seen.length;
  expect(await sendPhoto(chat)).toBe(200);
  const photo = await chat.nextReply(chat.seen.slice(0, seen).filter(({ by }) => by === 'bot').length);
  expect(photo.text).toMatch(/^Recibí su foto/);
  expect(question(photo)).toBe(question(open));
  expect(chat.seen.some(({ by, text }) => by === 'customer' && text === '📷 modem.jpg')).toBe(true);

  const kept = await chat.say('ah, y la televisión tampoco da señal');
  expect(kept.text).toMatch(/^Anotado: /);
  expect(question(await chat.say('¿cuánto debo de la factura?'))).toBe(question(open));
  expect(chat.last().text).toMatch(/al día|saldo/);
  expect((await chat.say('mis datos')).text).toMatch(/Nombre: /);
  expect(await repeatedQuestions(server.url)).toBe(0);
});

test('given an outage that is declared while she is being guided, then her next message is answered with it', async () => {
  const chat = await Chat.open(server.url);
  await chat.say('no tengo internet, no sé nada de esos aparatos');
  const open = await identify(chat, '9900000007');
  const declared = await callApi(`${server.url}/api/demo/outages`, 'POST', {
    title: 'Corte de fibra', state: 'identified', services: ['S-1007'], resources: [], places: [], since: '-10m', cause: 'Un poste caído', eta: '+2h',
  });
  expect(declared.status).toBeLessThan(300);
  // The board of outages is at most a second old.
  let reply = open;
  for (let tries = 0; tries < 5 && !/^Antes de seguir/.test(reply.text); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    reply = await chat.say('espere un momento');
  }
  expect(reply.text).toMatch(/^Antes de seguir, una noticia de su servicio[\s\S]*Un poste caído/);
});
