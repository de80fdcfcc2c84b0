/** What cannot wait for the question that is open. */
import { address } from '../../dialogs/ids';
import { compiled, shippedFiles } from '../flows/release-files';
import { Thread } from '../support/conversation';

const shipped = compiled(shippedFiles());
const SETTINGS = { 'mobile.apn_ok': false, 'mobile.attached': true, 'mobile.sim': 'ok', 'mobile.state': 'active' } as const;

const asked = (): Thread => {
  const thread = new Thread(shipped).joins().says('no tengo datos en el celular').identified();
  return thread.performed('chosen', { 'service.id': 'S-1', 'service.kind': 'mobile' }).checked(SETTINGS).checked(SETTINGS).performed('sent');
};

describe('given that her mobile data are looked at', () => {
  test.each(['ay no, me acaban de robar el celular', 'my phone was stolen'])('when she writes «%s», then the line is what is spoken of', (text) => {
    const thread = asked();
    expect(thread.reply().asks).toBe('mobile-line/apn_open');
    thread.says(text);
    if (thread.last?.effects.some((effect) => effect.kind === 'action')) thread.performed('chosen', { 'service.id': 'S-1', 'service.kind': 'mobile' });
    expect(thread.reply().asks).toBe('mobile-line/lost_sure');
  });

  test('when she told it on another address before that was joined into this one, then it is heard here', () => {
    const thread = asked();
    thread.hears({ kind: 'address_joined', at: thread.now, from: address('whatsapp', 'n:u'), about: ['mobile_data'], words: 'me acaban de robar el celular' });
    if (thread.last?.effects.some((effect) => effect.kind === 'action')) thread.performed('chosen', { 'service.id': 'S-1', 'service.kind': 'mobile' });
    expect(thread.reply().asks).toBe('mobile-line/lost_sure');
  });
});
