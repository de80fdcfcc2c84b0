/** `npm run flows:docs [--check]`: writes the reference of the flow language, or says whether it is as it should be. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reference } from '../../flows/reference/reference';
import { ROOT } from '../root';

const REFERENCE = path.join(ROOT, 'flows', 'README.md');

/** Is the file what the schema says? */
export const isCurrent = (): boolean => existsSync(REFERENCE) && readFileSync(REFERENCE, 'utf8') === reference();

const main = (args: readonly string[]): void => {
  if (!args.includes('--check')) writeFileSync(REFERENCE, reference());
  const current = isCurrent();
  process.stdout.write(`${path.relative(process.cwd(), REFERENCE)}: ${current ? 'al día / up to date' : 'desactualizado / out of date: npm run flows:docs'}\n`);
  process.exitCode = current ? 0 : 1;
};

if (require.main === module) main(process.argv.slice(2));
