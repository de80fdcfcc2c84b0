/** Identity by one key and a code: asks once, never for what is known, and lets nobody be stuck (I8, I11, P13). */
import { compiled, shippedFiles } from './release-files';
import type { Script, Walked } from './walk';
import { walk } from './walk';

const release = compiled(shippedFiles());
const ONE = { 'customer.id': 'C-1', 'customer.name': 'Ana', 'services.count': 1, 'service.id': 'S-1' };
const FOUND = { result: 'found', facts: { 'candidate.id': 'C-1', 'code.sent_to': '*** *** ** 12' } };
const answers = { ask_key: '52123456', ask_code: '123456' };

const identify = (script: Partial<Script>): Walked =>
  walk(release, {
    flow: 'identify', level: 'basic', answers, ...script,
    actions: { find_customer: FOUND, send_code: 'sent', verify_code: { result: 'verified', facts: ONE }, choose_service: 'chosen', ...script.actions },
  });

test('given a customer who is already known, then not a word is said', () => {
  const walked = identify({ facts: ONE });
  expect([walked.asked, walked.said, walked.done]).toEqual([[], [], []]);
  expect(walked.end?.exit).toBe('identified');
});

test('given nothing known, then one key and one code are asked for, and where the code went is told masked', () => {
  const walked = identify({});
  expect(walked.asked).toEqual(['ask_key', 'ask_code']);
  expect(walked.texts[1]).toContain('*** *** ** 12');
  expect(walked.end?.exit).toBe('identified');
});

test('given several services, then the customer says which', () => {
  const several = { ...ONE, 'services.list': [{ id: 'S-1', label: 'Calle 61' }, { id: 'S-2', label: 'Carrera 7' }] };
  const { 'service.id': _open, ...facts } = several;
  const walked = identify({ actions: { verify_code: { result: 'verified', facts } }, answers: { ...answers, pick_service: 'S-2' } });
  expect(walked.asked).toEqual(['ask_key', 'ask_code', 'pick_service']);
  expect(walked.done.at(-1)).toBe('choose_service');
});

test('given a key nobody has, then it is asked once more and the talk goes on without it', () => {
  const walked = identify({ actions: { find_customer: 'not_found' }, answers: { ask_key: '1', ask_key_again: '2' } });
  expect(walked.asked).toEqual(['ask_key', 'ask_key_again']);
  expect(walked.end?.exit).toBe('anonymous');
});

test('given wrong codes, then three tries and no more', () => {
  const walked = identify({ actions: { verify_code: 'wrong' }, answers: { ...answers, ask_code_again: '000000' } });
  expect(walked.asked).toEqual(['ask_key', 'ask_code', 'ask_code_again', 'ask_code_again']);
  expect(walked.end?.exit).toBe('anonymous');
});

test('given an expired code, then a new one is sent', () => {
  const walked = identify({ actions: { verify_code: ['expired', { result: 'verified', facts: ONE }] } });
  expect(walked.done).toEqual(['find_customer', 'send_code', 'verify_code', 'send_code', 'verify_code']);
  expect(walked.end?.exit).toBe('identified');
});

test.each(['unknown', 'not_now', 'none_of_these'])('given «%s» instead of a key, then nobody is pressed', (word) => {
  const walked = identify({ answers: { ask_key: word } });
  expect(walked.rests ?? walked.end?.exit).toBe('anonymous');
});

test.each(['find_customer', 'send_code', 'verify_code'])('I10: given %s does not answer, then it is said and the talk goes on', (action) => {
  const walked = identify({ actions: { [action]: 'fails' } });
  expect(walked.said.join(' ')).toContain('no logro consultar');
  expect(walked.end?.exit).toBe('anonymous');
});

test('given silence, then one reminder and no further questions', () => {
  const walked = walk(release, { flow: 'no-internet', level: 'basic', answers: { ask_key: '...' } });
  expect(walked.asked).toEqual(['ask_key', 'ask_key']);
  expect(walked.end?.code).toBe('ESPERA');
});
