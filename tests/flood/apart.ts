/**
 * A quarter in a process of its own, so that the crowd takes nothing from the server or from who measures. Calls go over the
 * process's channel and come back under their number.
 */
import { fork } from 'node:child_process';
import { openQuarter, type Quarter } from './quarter';

interface Call {
  readonly id: number;
  readonly name: keyof Quarter;
  readonly given: readonly unknown[];
}

interface Result {
  readonly id: number;
  readonly value?: unknown;
  readonly fault?: string;
}

/** Built code only: the file of this module is what the process runs. */
export const openApart = async (hasWhatsApp: boolean): Promise<Quarter> => {
  const child = fork(__filename, hasWhatsApp ? ['whatsapp'] : []);
  const waiting = new Map<number, { readonly resolve: (value: never) => void; readonly reject: (fault: Error) => void }>();
  let count = 0;
  child.on('message', ({ id, value, fault }: Result) => {
    const caller = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) caller?.resolve(value as never);
    else caller?.reject(new Error(fault));
  });
  child.on('exit', (code) => waiting.forEach(({ reject }) => reject(new Error(`a part of the crowd ended with ${code}`))));
  process.once('exit', () => child.kill('SIGKILL'));
  const call = <T>(name: keyof Quarter, ...given: readonly unknown[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      child.send({ id: count, name, given } satisfies Call);
    });
  return {
    environment: () => call('environment'),
    send: (server, visitors, began) => call('send', server, visitors, began),
    followers: () => call('followers'),
    cpuMs: () => call('cpuMs'),
    async close() {
      await call('close');
      child.removeAllListeners('exit');
      child.disconnect();
    },
  };
};

const serve = async (): Promise<void> => {
  const quarter = await openQuarter(process.argv.includes('whatsapp'));
  process.on('message', ({ id, name, given }: Call) => {
    const work = (quarter[name] as (...all: readonly unknown[]) => Promise<unknown>)(...given);
    work.then(
      (value) => process.send?.({ id, value } satisfies Result),
      (fault: unknown) => process.send?.({ id, fault: String(fault) } satisfies Result),
    );
  });
};

if (require.main === module) void serve();
