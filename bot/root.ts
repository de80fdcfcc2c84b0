/** The folder of the project, wherever the compiled code stands: definitions, bundled data and built pages are below it. */
import { existsSync } from 'node:fs';
import path from 'node:path';

const climb = (from: string): string => {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const above = path.dirname(from);
  if (above === from) throw new Error('package.json was not found above the program');
  return climb(above);
};

export const ROOT = climb(__dirname);
