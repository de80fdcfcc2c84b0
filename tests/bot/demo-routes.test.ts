/** The demo controls show one-time codes: nobody but this machine's own pages and commands is answered. */
import { demoRoutes } from '../../bot/demo-routes';
import type { HttpRequest } from '../../bot/http/route';

const routes = demoRoutes({} as Parameters<typeof demoRoutes>[0]);
const asked = (headers: HttpRequest['headers']) => routes.map((route) => route.admit?.({ headers } as HttpRequest) ?? null);
const nobody = routes.map(() => expect.objectContaining({ status: 403 }));

test.each([{}, { host: 'localhost:3978' }, { host: '127.0.0.1:3978', origin: 'http://localhost:3978' }, { host: '[::1]:3978' }])('%j is answered', (headers) => {
  expect(asked(headers)).toEqual(routes.map(() => null));
});

test.each([
  { host: 'chat.example.co' }, { host: 'localhost.example.co' }, { host: '127.0.0.1.example.co' },
  { host: 'localhost:3978', origin: 'https://chat.example.co' }, { host: 'localhost:3978', origin: 'null' },
  { host: 'localhost:3978', 'x-forwarded-for': '203.0.113.1' }, { host: 'localhost:3978', forwarded: 'for=203.0.113.1' },
])('%j is refused by each of them', (headers) => {
  expect(asked(headers)).toEqual(nobody);
});
