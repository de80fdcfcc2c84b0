/** Records of older versions are read as this one knows them; those of newer ones are refused. */
import { readThreadState } from '../../../bot/runtime/thread-state';
import { newState, writeState, type ThreadState } from '../../../dialogs/conversation/state';
import { address } from '../../../dialogs/ids';

const state: ThreadState = {
  ...newState(address('web', 'ana'), 'es', 1_000),
  facts: { 'account.state': { value: 'active', source: 'account', at: 5 }, 'modem.los': { value: 'red', source: 'customer', at: 7 } },
  stack: [
    { flow: 'no-internet', release: 'r1', step: 'look', turns: 2 },
    { flow: 'inside-home', release: 'r1', step: 'page', turns: 1, tries: { page: 1 } },
  ],
  path: [
    { at: ['no-internet/look', 'inside-home/cable'], assumed: 1, fact: 'modem.los' },
    { at: ['no-internet/start'], assumed: 0 },
  ],
};

/** As it stood in the store before records named their schema: facts one by one, everything written out. */
const withoutSchema = (): string => {
  const { schema: _schema, ...stored } = state;
  return JSON.stringify(stored);
};

describe('a stored state', () => {
  it('given a record of this version, it is read as it was written', () => {
    expect(readThreadState(writeState(state))).toEqual(state);
  });

  it.each([['without a schema', withoutSchema()], ['of schema 0', JSON.stringify({ ...JSON.parse(withoutSchema()), schema: 0 })]])(
    'given a record %s, it is brought forward whole', (_, text) => {
      const read = readThreadState(text);
      expect(read).toEqual(state);
      expect(readThreadState(writeState(read))).toEqual(state);
    },
  );

  it('given a record of schema 1, whose positions name their fields, it is brought forward whole', () => {
    const { facts: _, ...rest } = JSON.parse(withoutSchema()) as Record<string, unknown>;
    const { facts } = JSON.parse(writeState(state)) as Record<string, unknown>;
    expect(readThreadState(JSON.stringify({ schema: 1, ...rest, facts }))).toEqual(state);
  });

  it('given a record of this version whose schema does not stand first, it is read all the same', () => {
    const { schema, ...rest } = JSON.parse(writeState(state)) as Record<string, unknown>;
    expect(readThreadState(JSON.stringify({ ...rest, schema }))).toEqual(state);
  });

  it('given a record of a newer version, it is refused and not guessed at', () => {
    expect(() => readThreadState(JSON.stringify({ ...JSON.parse(writeState(state)), schema: 3 }))).toThrow('newer version');
  });
});
