/** Training in the studio, over a real server: taught, learnt, judged, published by somebody else, read with everywhere, taken back. */
import { loadLiveUnderstanding, type LiveUnderstanding } from '../../../bot/content/live-understanding';
import { OWN, readLabelled } from '../../../bot/cli/labelled-data';
import { understand } from '../../../knowledge/understand';
import type { Training, UnderstandingEdition, UnderstandingReply } from '../../../bot/web/understanding-contracts';
import { openOffice, type Answer, type Office } from './given';

const TAUGHT = 'se me embolató la señal';
const ALSO_TAUGHT = 'el muñequito quedó en las tinieblas';

describe('training in the studio', () => {
  let office: Office;
  let editor: string;
  let reviewer: string;
  beforeEach(async () => {
    office = await openOffice();
    [editor, reviewer] = [await office.signInAs('editor'), await office.signInAs('reviewer')];
  });
  afterEach(() => office.close());

  const call = (method: string, at: string, { body, token = editor }: { readonly body?: object; readonly token?: string } = {}): Promise<Answer> =>
    office.call(method, `/api/staff/flows/${at}`, { token, ...(body && { body }) });
  const teach = (text: string, intent: string): Promise<Answer> => call('POST', 'utterances', { body: { text, language: 'es', intent } });
  const train = async (): Promise<Training> => (await call('POST', 'understanding/train', { body: {} })).body['training'] as unknown as Training;
  const look = async (token = editor): Promise<UnderstandingReply> => (await call('GET', 'understanding', { token })).body as unknown as UnderstandingReply;
  const publish = (training: string, token = reviewer): Promise<Answer> => call('POST', 'understanding/publish', { token, body: { training, reason: 'así lo dicen en la costa' } });
  const editionsOf = async (): Promise<readonly string[]> => (await look()).editions.map(({ current, name }: UnderstandingEdition) => (current ? `${name}*` : name));
  const heardAs = (understanding: LiveUnderstanding): string => understand(TAUGHT, undefined, understanding.learnt()).intent;

  it('given sentences, it learns them, shows what they do, and reads with them in every process once somebody else publishes; an older edition comes back by name', async () => {
    expect((await call('POST', 'understanding/train', { body: {} })).body.error).toMatchObject({ code: 'NothingTaught' });
    await Promise.all([teach(TAUGHT, 'no_internet'), teach(ALSO_TAUGHT, 'no_internet')]);
    const elsewhere = await loadLiveUnderstanding({ records: office.storage.records });
    expect(heardAs(elsewhere)).not.toBe('no_internet');

    const training = await train();
    expect(training).toMatchObject({ base: 'u0', sentences: 2, worse: false, by: { name: 'Camilo (editor)' } });
    expect(training.readings).toContainEqual({ text: TAUGHT, from: 'taught', what: 'intent', wanted: 'no_internet', before: 'other', after: 'no_internet' });
    expect(training.figures.map(({ lines, what, of, before, after }) => [lines, what, of > 90, before > 0.9 * of, after > 0.9 * of])).toEqual([
      ['held_out', 'intent', true, true, true], ['held_out', 'level', true, true, true], ['everyday', 'intent', true, true, true], ['everyday', 'level', true, true, true],
    ]);
    // Lines that only judge are counted, never shown.
    const heldOut = new Set(readLabelled(OWN.heldOut).intents.map(({ text }) => text));
    expect(training.readings.filter(({ text }) => heldOut.has(text))).toEqual([]);

    expect([(await look()).awaitsOther, (await look(reviewer)).awaitsOther]).toEqual([true, false]);
    expect((await publish(training.id, editor)).body.error).toMatchObject({ code: 'NotApproved' });
    expect((await publish('otro')).status).toBe(404);
    // Taught after it was looked at: it has to be trained again, or forgotten.
    const later = (await teach('quedé como en la edad de piedra', 'no_internet')).body['utterance'] as { readonly id: string };
    expect((await publish(training.id)).body.error).toMatchObject({ code: 'Outdated' });
    await call('DELETE', `utterances/${later.id}`);
    expect((await publish(training.id)).body).toMatchObject({ edition: { name: 'u1', author: 'Camilo (editor)', approvedBy: 'Camilo (reviewer)', sentences: 2, current: true } });
    expect((await look()).training).toBeNull();

    await elsewhere.refresh();
    expect([heardAs(office.studio.understanding), heardAs(elsewhere), await editionsOf()]).toEqual(['no_internet', 'no_internet', ['u1*', 'u0']]);
    expect((await call('GET', 'utterances')).body['utterances']).toMatchObject([{ now: { intent: 'no_internet' } }, { now: { intent: 'no_internet' } }]);
    expect((await call('POST', 'understand', { body: { lines: [{ text: TAUGHT }] } })).body).toMatchObject({ heard: [{ intent: 'no_internet' }] });

    expect((await call('POST', 'understanding/rollback', { body: { name: 'u0', reason: 'se oía mal' } })).body).toMatchObject({ edition: { name: 'u0', current: true } });
    await elsewhere.refresh();
    expect([heardAs(elsewhere), await editionsOf()]).toEqual(['wifi_coverage', ['u1', 'u0*']]);
    expect((await call('POST', 'understanding/rollback', { body: { name: 'u9', reason: 'x' } })).status).toBe(404);
  });

  it('given labels that would spoil what is understood now, it says so and is not published', async () => {
    const spoilt = readLabelled(OWN.development).intents.filter(({ intent }) => intent === 'no_internet' || intent === 'slow_internet').slice(0, 40);
    await Promise.all(spoilt.map(({ text }) => teach(text, 'cancel_contract')));
    const training = await train();
    expect(training.worse).toBe(true);
    expect((await publish(training.id)).body.error).toMatchObject({ code: 'Worse' });
    expect(await editionsOf()).toEqual(['u0*']);
  });
});
