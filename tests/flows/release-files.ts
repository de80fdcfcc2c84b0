/** The shipped definitions as the tests compile them; the only place under tests/flows that reads a disk. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { faultLine } from '../../flows/faults';
import type { CompiledRelease } from '../../flows/release';
import { compileRelease, releaseId } from '../../flows/release';
import type { SourceFiles } from '../../flows/sources';

const ROOT = join(__dirname, '../../flows/definitions');

export const shippedFiles = (): SourceFiles => {
  const paths = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return Object.fromEntries(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(ROOT, path), 'utf8')]));
};

/** Two of the shipped flows, which call no others, with all that they name: a release that is quick to check. */
export const someShippedFiles = (): SourceFiles =>
  Object.fromEntries(Object.entries(shippedFiles()).filter(([path]) => /^(glossary|thresholds)|^(texts[/])?(identify|book-visit)[.]/.test(path)));

/** Writes files below a folder. */
export const writeFiles = (folder: string, files: SourceFiles): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

/** Compiles or fails with the located faults as text. */
export const compiled = (files: SourceFiles): CompiledRelease => {
  const result = compileRelease(releaseId(files), files);
  if ('faults' in result) throw new Error(result.faults.map((fault) => faultLine(fault, 'en')).join('\n'));
  return result.release;
};
