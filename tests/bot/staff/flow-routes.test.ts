/** Flows over HTTP: read, check, publish, roll back, as the studio does it. */
import { MOST_BYTES } from '../../../bot/content/limits';
import type { FlowsReply } from '../../../bot/web/contracts';
import { openOffice, type Answer, type Office } from './given';

describe('flows over HTTP', () => {
  let office: Office;
  let token: string;
  let flows: FlowsReply;
  beforeEach(async () => {
    office = await openOffice();
    token = await office.signInAs('editor');
    flows = (await office.call('GET', '/api/staff/flows', { token })).body as unknown as FlowsReply;
  });
  afterEach(() => office.close());

  const post = (what: string, body: object): Promise<Answer> => office.call('POST', `/api/staff/flows/${what}`, { token, body });
  const withTitle = (title: string) => ({ ...flows.files, 'book-visit.yaml': (flows.files['book-visit.yaml'] ?? '').replace('Agendar una visita', title) });

  it('given the current release, its files and the list', () => {
    expect(flows.current).toMatchObject({ name: 'r1', author: 'disk', current: true });
    expect(flows.releases).toEqual([flows.current]);
    expect(Object.keys(flows.files)).toContain('glossary.yaml');
  });

  it('given a slip of the fingers, its place and what was meant, in both languages', async () => {
    const files = { ...flows.files, 'book-visit.yaml': (flows.files['book-visit.yaml'] ?? '').replace('go: slots }', 'go: slotz }') };
    const { faults } = (await post('check', { files })).body as unknown as { faults: object[] };
    expect(faults[0]).toEqual({
      file: 'book-visit.yaml', line: expect.any(Number), column: expect.any(Number), es: expect.stringContaining('¿quiso decir «slots»?'), en: expect.stringContaining('did you mean "slots"?'),
    });
    const refused = await post('publish', { files, base: flows.current.id, reason: 'x' });
    expect([refused.status, refused.body]).toMatchObject([422, { error: { code: 'Faults' }, faults }]);
    expect((await post('check', { files: flows.files })).body).toEqual({ faults: [] });
  });

  it('given words typed into the simulator, they are understood as in a conversation; what answers nothing is null', async () => {
    const question = { kind: 'choice', text: '¿Cómo va?', options: [{ id: 'better', label: 'Así va bien' }, { id: 'same', label: 'Igual de lento' }] };
    const lines = [{ text: 'sí', question: { kind: 'yes_no', text: '¿Ya funciona?' } }, { text: 'igual de lento', question }, { text: 'quiero hablar con una persona', question }];
    expect((await post('understand', { lines })).body).toMatchObject({ values: ['yes', 'same', null], heard: [{ language: 'es' }, {}, { intent: 'talk_to_human' }] });
    expect((await post('understand', { lines: [{ text: 'no tengo internet' }] })).body).toMatchObject({ values: [null], heard: [{ intent: 'no_internet' }] });
    expect((await post('understand', { lines: Array.from({ length: 101 }, () => lines[0]) })).status).toBe(400);
  });

  it('given a publication, the author is the session; a second one on the old base is a conflict', async () => {
    const published = await post('publish', { files: withTitle('Uno'), base: flows.current.id, reason: 'más corto' });
    expect([published.status, published.body]).toMatchObject([200, { release: { name: 'r2', author: 'Camilo (editor)', reason: 'más corto', current: true } }]);
    const late = await post('publish', { files: withTitle('Dos'), base: flows.current.id, reason: 'x' });
    expect([late.status, late.body.error]).toMatchObject([409, { code: 'NotCurrent', message_es: expect.stringContaining('Camilo (editor) publicó r2') }]);
    const back = await post('rollback', { id: flows.current.id, reason: 'no gustó' });
    expect(back.body).toMatchObject({ release: { id: flows.current.id, current: true } });
    expect(office.releases.current().id).toBe(flows.current.id);
  });

  it('given bad bodies, the field; given too much, 413; given an unknown release, 404', async () => {
    expect((await post('publish', { files: flows.files, base: flows.current.id })).body.error?.['field']).toBe('reason');
    expect((await post('check', { files: { 'a.yaml': 7 } })).body.error?.['field']).toBe('files.a.yaml');
    expect((await post('rollback', { id: 'none', reason: 'x' })).status).toBe(404);
    expect((await post('check', { files: { 'a.yaml': 'x'.repeat(2 * MOST_BYTES) } })).status).toBe(413);
  });
});
