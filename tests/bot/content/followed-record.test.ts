/** A shared record that is followed: what is made of it is the newest, in whatever order it was read. */
import { followRecord, type FollowedRecord } from '../../../bot/content/followed-record';

interface Stored {
  readonly version: number;
  readonly json: string;
}

describe('a followed record', () => {
  let stored: Stored | null;
  let listeners: (() => void)[];
  const news = {
    publishRecord: () => listeners.forEach((listen) => listen()),
    subscribeRecord(_name: string, listen: () => void) {
      listeners.push(listen);
      return () => void (listeners = listeners.filter((one) => one !== listen));
    },
  };
  beforeEach(() => {
    stored = null;
    listeners = [];
  });

  const follow = (make: (held: string) => string | undefined | Promise<string | undefined> = (held) => held.toUpperCase()): Promise<FollowedRecord<string>> =>
    followRecord<string, string>({ records: { get: () => Promise.resolve(stored) }, news, name: 'words', first: 'nothing yet', make });
  const write = (word: string): void => {
    stored = { version: (stored?.version ?? 0) + 1, json: JSON.stringify(word) };
  };

  it('given nobody wrote, it is what it began as; then what the newest version makes', async () => {
    const followed = await follow();
    expect(followed.now()).toBe('nothing yet');
    write('uno');
    await followed.refresh();
    expect(followed.now()).toBe('UNO');
  });

  it('given one process changed it, the other has it by news, until it stops', async () => {
    const [here, there] = [await follow(), await follow()];
    write('uno');
    await here.changed();
    await there.refresh();
    expect([here.now(), there.now()]).toEqual(['UNO', 'UNO']);
    there.stop();
    expect(listeners).toHaveLength(1);
  });

  it('given two looks at once, the slower one of an older version does not win', async () => {
    const waiting = new Map<string, () => void>();
    const followed = await follow((held) => new Promise((resolve) => waiting.set(held, () => resolve(held))));
    write('uno');
    const older = followed.refresh();
    await Promise.resolve();
    write('dos');
    const newer = followed.refresh();
    await Promise.resolve();
    waiting.get('dos')?.();
    await newer;
    waiting.get('uno')?.();
    await older;
    expect(followed.now()).toBe('dos');
  });

  it('given it cannot be made yet, the next look tries again', async () => {
    let there = false;
    const followed = await follow((held) => (there ? held : undefined));
    write('uno');
    await followed.refresh();
    expect(followed.now()).toBe('nothing yet');
    there = true;
    await followed.refresh();
    expect(followed.now()).toBe('uno');
  });
});
