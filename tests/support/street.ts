/**
 * Several houses in one process, one after the other, each the whole product on a store of its own: for journeys that kill
 * nothing. A process takes seconds to load and to warm up; its second house takes a fraction of one.
 */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../bot/root';
import { exitOf, OF_TESTS, type Server, type ServerEnvironment } from './server';

/** Opens a house, or without an environment closes it. */
export interface Asked {
  readonly house: number;
  readonly environment?: ServerEnvironment;
}

export interface Told {
  readonly house: number;
  readonly port?: number;
  readonly fault?: string;
}

export interface Street {
  open(environment: ServerEnvironment): Promise<Server>;
  end(): Promise<void>;
}

export const makeStreet = (): Street => {
  let begun: Process | undefined;
  let houses = 0;
  const standing = (): Process => {
    if (begun) return begun;
    begun = begin();
    // One that died takes its own test with it, not those after.
    void begun.exited.then(() => (begun = undefined));
    return begun;
  };
  return {
    async open(environment) {
      const street = standing();
      const house = (houses += 1);
      const { port = 0 } = await street.ask({ house, environment: { ...OF_TESTS, ...environment } });
      let closing: Promise<unknown> | undefined;
      return {
        url: `http://localhost:${port}`, port, pid: street.child.pid ?? 0, exited: street.exited, output: street.output,
        async kill(signal) {
          if (signal === 'SIGKILL') throw new Error('a house of a street cannot be killed: start a process of its own');
          await (closing ??= street.ask({ house }));
        },
      };
    },
    async end() {
      const last = begun;
      last?.child.kill('SIGKILL');
      await last?.exited;
    },
  };
};

interface Process {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown>;
  output(): string;
  ask(asked: Asked): Promise<Told>;
}

const begin = (): Process => {
  let text = '';
  const child = fork(path.join(ROOT, 'dist', 'tests', 'support', 'street-process.js'), { cwd: ROOT, env: { PATH: process.env['PATH'] ?? '' }, silent: true });
  const orphaned = (): boolean => child.kill('SIGKILL');
  process.once('exit', orphaned);
  child.once('exit', () => process.removeListener('exit', orphaned));
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const output = (): string => text;
  const ask = (asked: Asked): Promise<Told> =>
    new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`${why}\n${text}`));
      const gone = (): void => fail('the process of the street ended');
      const hear = (told: Told): void => {
        if (told.house !== asked.house) return;
        child.off('message', hear).off('exit', gone);
        if (told.fault === undefined) resolve(told);
        else fail(told.fault);
      };
      child.on('message', hear).once('exit', gone);
      child.send(asked, (error) => error && fail(error.message));
    });
  return { child, exited: exitOf(child), output, ask };
};
