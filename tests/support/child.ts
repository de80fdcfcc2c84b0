/** A TypeScript module of ours in a process of its own, which a test may kill; nothing has to be built for it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { ROOT } from './sources';

const REGISTER = `
const { transformFileSync } = require('@swc/core');
const options = { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } };
require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);
`;

/** `source` is JavaScript that may `require` modules by their path from the root. */
export const inChild = (source: string): ChildProcess =>
  spawn(process.execPath, ['-e', `${REGISTER}\n${source}`], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });

/** The same where no file may grow beyond so many blocks of 512 bytes: a disk that is full. */
export const inSmallChild = (source: string, blocks: number): ChildProcess =>
  spawn('sh', ['-c', `ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath, '-e', `${REGISTER}\n${source}`], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });

/** Resolves with the first output that matches, rejects with everything it wrote when it ends without. */
export const outputOf = (child: ChildProcess, wanted: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = wanted.exec(text);
      if (found) resolve(found[0]);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('exit', () => reject(new Error(`the process ended: ${text}`)));
  });
