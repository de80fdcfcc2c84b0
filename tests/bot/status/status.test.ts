/** The public page as its readers get it: by zone, in two languages, out of memory, and never about one home. */
import type { AffectedService, Answer, Outage } from '../../../bot/operator/ports';
import type { HttpReply, HttpRequest } from '../../../bot/http/route';
import { publicBoardReader, type PublicBoard, type Zone } from '../../../bot/status/public-board';
import { makeStatusSite } from '../../../bot/status/status-routes';
import { documentsOf } from '../../../bot/status/statuspage';

const NOW = Date.parse('2026-11-23T10:00:00-05:00');
const HOUR_MS = 3_600_000;
const ZONES: readonly Zone[] = [
  { id: 'cali', name: 'Cali' }, { id: 'cali/san-antonio', name: 'San Antonio, Cali' }, { id: 'cali/ciudad-jardin', name: 'Ciudad Jardín, Cali' }, { id: 'bogota', name: 'Bogotá' },
];
const outage = (more: Partial<Outage> = {}): Outage => ({
  id: 'O-1', title: { es: 'Corte de fibra', en: 'Fibre cut' }, state: 'repairing', planned: false, since: NOW - HOUR_MS, etaMoved: false,
  updatedAt: NOW - HOUR_MS / 2, places: ['San Antonio, Cali'], ...more,
});
const touched = (...customers: readonly string[]): readonly AffectedService[] =>
  customers.map((customerId) => ({ customerId, serviceId: `S-${customerId}`, match: 'exact' }));

interface Source {
  outages: readonly Outage[];
  affected: readonly AffectedService[];
  away: boolean;
  asked: number;
  now: number;
}

const sourceOf = (more: Partial<Source> = {}): { source: Source; read: () => Promise<PublicBoard> } => {
  const source: Source = { outages: [outage()], affected: touched('A', 'B'), away: false, asked: 0, now: NOW, ...more };
  const answer = <T>(value: T): Answer<T> => (source.away ? { ok: false, reason: 'unavailable' } : { ok: true, value });
  const read = publicBoardReader({
    outages: {
      all: async () => answer(source.outages),
      affected: async () => {
        source.asked += 1;
        return answer(source.affected);
      },
    },
    zones: async () => ZONES,
    now: () => source.now,
  });
  return { source, read };
};

const request = (headers: HttpRequest['headers'] = {}, query = ''): HttpRequest => ({
  method: 'GET', params: {}, query: new URLSearchParams(query), headers, remote: '', body: undefined, raw: Buffer.alloc(0), origin: '',
});

const siteOf = () => {
  const site = makeStatusSite({ name: 'Barquito <Fibra>', base: 'https://hilo.example', now: () => NOW });
  const get = async (path: string, headers: HttpRequest['headers'] = {}, query = ''): Promise<HttpReply> => {
    const route = site.routes.find((one) => one.path === path);
    if (!route) throw new Error(`${path} is not served`);
    return route.handle(request(headers, query));
  };
  return { site, get };
};

const telling = { name: 'Barquito', url: 'https://hilo.example/estado', language: 'es', now: NOW } as const;

describe('what the public board holds', () => {
  test('given an outage of several customers, then it stands there with its zones', async () => {
    const { read } = sourceOf();
    const board = await read();
    expect(board.going.map(({ outage: { id }, zones }) => [id, zones])).toEqual([['O-1', ['cali/san-antonio']]]);
  });

  test('given an outage of one customer alone, then it is nobody else\'s business', async () => {
    const { read } = sourceOf({ affected: touched('A', 'A') });
    expect((await read()).going).toEqual([]);
  });

  test('given one customer in a zone that was declared as a whole, then the zone is told', async () => {
    const { read } = sourceOf({ affected: [{ customerId: 'A', serviceId: 'S', match: 'place' }] });
    expect((await read()).going).toHaveLength(1);
  });

  test('given a whole city, then its neighbourhoods are touched too', async () => {
    const { read } = sourceOf({ outages: [outage({ places: ['Cali'] })] });
    expect((await read()).going[0]?.zones).toEqual(['cali', 'cali/san-antonio', 'cali/ciudad-jardin']);
  });

  test('given nothing changed, then nobody is asked again whom it touches', async () => {
    const { source, read } = sourceOf();
    await read();
    await read();
    expect(source.asked).toBe(1);
    source.outages = [outage({ updatedAt: NOW })];
    await read();
    expect(source.asked).toBe(2);
  });

  test('given the source is silent, then what was known stays and the page says since when', async () => {
    const { source, read } = sourceOf();
    await read();
    source.away = true;
    source.now = NOW + 60_000;
    await read();
    source.now = NOW + 120_000;
    const board = await read();
    expect([board.going.length, board.silentSince]).toEqual([1, NOW + 60_000]);
    source.away = false;
    expect((await read()).silentSince).toBeUndefined();
  });

  test('given called off, old and planned ones, then each stands where it belongs or nowhere', async () => {
    const { read } = sourceOf({
      outages: [
        outage({ id: 'off', state: 'cancelled' }), outage({ id: 'old', state: 'restored', restoredAt: NOW - 8 * 24 * HOUR_MS }),
        outage({ id: 'over', state: 'restored', restoredAt: NOW - HOUR_MS / 2 }), outage({ id: 'later', planned: true, since: NOW + HOUR_MS, eta: NOW + 2 * HOUR_MS }),
        outage({ id: 'work', planned: true }),
      ],
    });
    const { going, planned, over } = await read();
    expect([going, planned, over].map((list) => list.map((one) => one.outage.id))).toEqual([['work'], ['later'], ['over']]);
  });
});

describe('the JSON in the shape of Statuspage', () => {
  test('given an outage, then it is an incident on its zone, and everything else works', async () => {
    const { read } = sourceOf();
    const summary = documentsOf(await read(), telling)['summary.json'];
    expect(summary).toMatchObject({
      page: { time_zone: 'America/Bogota', url: 'https://hilo.example/estado' },
      status: { indicator: 'major', description: 'Hay 1 falla en curso' },
      components: [
        { id: 'cali', group: true, components: ['cali/san-antonio', 'cali/ciudad-jardin'], status: 'partial_outage' },
        { id: 'cali/san-antonio', group_id: 'cali', status: 'partial_outage' }, { status: 'operational' }, { id: 'bogota', group: false, status: 'operational' },
      ],
      incidents: [{ id: 'O-1', status: 'identified', resolved_at: null, shortlink: 'https://hilo.example/estado#O-1', components: [{ id: 'cali/san-antonio' }] }],
      scheduled_maintenances: [],
    });
  });

  test('given planned work, then it is a maintenance with its hours', async () => {
    const { read } = sourceOf({ outages: [outage({ planned: true, state: 'identified', since: NOW + HOUR_MS, eta: NOW + 2 * HOUR_MS })] });
    const documents = documentsOf(await read(), telling);
    expect(documents['scheduled-maintenances/upcoming.json']).toMatchObject({
      scheduled_maintenances: [{ status: 'scheduled', scheduled_for: '2026-11-23T11:00:00-05:00', scheduled_until: '2026-11-23T12:00:00-05:00' }],
    });
    expect(documents['status.json']).toMatchObject({ status: { indicator: 'none' } });
  });
});

describe('the page', () => {
  test('given both languages, then each reads in its own and names cannot break out of the text', async () => {
    const { site, get } = siteOf();
    const { read } = sourceOf({ outages: [outage({ title: { es: '<script>x</script>', en: 'Fibre cut' } })] });
    site.show(await read());
    const spanish = String((await get('/estado')).content);
    expect(spanish).toContain('Hay 1 falla en curso');
    expect(spanish).toContain('&lt;script&gt;');
    expect(spanish).not.toContain('<script');
    // A city is neither well nor down when a neighbourhood of it is.
    expect(spanish).toMatch(/Cali<\/span> <span[^>]*>Algo pasa en una parte[^]*San Antonio<\/span> <span[^>]*>Con falla[^]*Bogotá<\/span> <span[^>]*>Sin fallas conocidas/);
    expect(String((await get('/estado/en')).content)).toMatch(/1 outage is going on[^]*Fibre cut/);
    expect(String((await get('/estado/api/v2/status.json', {}, 'lang=en')).content)).toContain('1 outage is going on');
  });

  test('given an outage that ended without a known cause, then nobody is said to look for it', async () => {
    const { site, get } = siteOf();
    const page = async (more: Partial<Outage>): Promise<string> => {
      site.show(await sourceOf({ outages: [outage(more)] }).read());
      return String((await get('/estado')).content);
    };
    expect(await page({ state: 'repairing' })).toContain('Todavía la estamos buscando');
    const over = await page({ state: 'restored', restoredAt: NOW });
    expect(over).toContain('Corte de fibra');
    expect(over).not.toContain('Todavía la estamos buscando');
  });

  test('given a reader who has the newest, then 304; after a change, the new page', async () => {
    const { site, get } = siteOf();
    const { source, read } = sourceOf();
    site.show(await read());
    const tag = (await get('/estado')).headers?.['etag'] ?? '';
    expect((await get('/estado', { 'if-none-match': `"other", W/${tag}` })).status).toBe(304);
    source.now = NOW + 1_000;
    site.show(await read());
    expect((await get('/estado')).headers?.['etag']).toBe(tag);
    source.outages = [outage({ state: 'monitoring', updatedAt: NOW })];
    site.show(await read());
    expect((await get('/estado', { 'if-none-match': tag })).status).toBe(200);
    expect((await get('/estado')).headers?.['cache-control']).toMatch(/^public, max-age=\d+/);
  });
});
