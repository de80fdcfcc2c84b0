/** Names for the frames of V8's profiles that a person can read. */
import { ROOT } from './places';

export interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

const fileOf = (url: string): string => url.replace(/^file:\/\//, '').replace(`${ROOT}/`, '');

/** A package, one of our folders, a part of Node, or the engine itself. */
export const placeOf = (frame: CallFrame): string => {
  const file = fileOf(frame.url);
  const modules = file.split('node_modules/').at(-1) ?? '';
  if (file.includes('node_modules/')) return modules.split('/').slice(0, modules.startsWith('@') ? 2 : 1).join('/');
  if (file.startsWith('dist/')) return file.split('/').slice(1, 4).join('/');
  if (file === '') return frame.functionName;
  return file.split('/')[0] ?? file;
};

export const functionOf = (frame: CallFrame): string =>
  `${frame.functionName || '(anonymous)'} ${fileOf(frame.url)}:${frame.lineNumber + 1}`;
