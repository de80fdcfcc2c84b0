/** The language of a conversation: it changes when a message leaves no doubt, and for nothing less. */
import { DARK_FIBRE, Thread } from '../support/conversation';

const english = (): Thread => new Thread().joins().says('my internet is down and I know nothing about this, please go step by step').identified().checked(DARK_FIBRE);
const spanish = (): Thread => new Thread().joins().says('no tengo internet y de eso yo no sé nada').identified().checked(DARK_FIBRE);

test.each(['la la la', 'ok', 'ok gracias', 'Juan Carlos de la Cruz', 'María del Carmen', 'jajaja', 'asdf qwer zxcv', 'Netflix', 'Calle 12 # 34', 'no', 'sí', 'de una'])(
  '"%s" leaves an English conversation English',
  (text) => expect(english().says(text).state?.language).toBe('en'),
);

test.each(['ok', 'thanks', 'thank you very much', 'hello', 'hello again', 'wifi', 'reset', 'la la la', 'Brayan Stiven Johnson'])(
  '"%s" leaves a Spanish conversation Spanish',
  (text) => expect(spanish().says(text).state?.language).toBe('es'),
);

test.each(['no sirve el aparato', 'no entiendo nada de esto', 'la luz está roja y no prende', 'hablo español'])('"%s" changes to Spanish', (text) =>
  expect(english().says(text).state?.language).toBe('es'),
);

test.each(['the red light is on', "I don't speak Spanish", 'no, it does not work', 'what do you mean by that'])('"%s" changes to English', (text) =>
  expect(spanish().says(text).state?.language).toBe('en'),
);

test('two words of English begin an English conversation on a Spanish page', () => {
  expect(new Thread().joins().says('internet down').state?.language).toBe('en');
});

test('thanks at its end are answered in its language', () => {
  const thread = new Thread().joins().says('the wifi is very slow here').says('ok gracias');
  expect(thread.state?.language).toBe('en');
});
