/** What content may be published at all, before it is read: known kinds of files, not too many, not too large. */
import { faultAt, type Fault } from '../../flows/faults';
import type { SourceFiles } from '../../flows/sources';

export const MOST_FILES = 500;
export const MOST_FILE_BYTES = 256 * 1024;
export const MOST_BYTES = 4 * 1024 * 1024;

/** `flow.yaml` or `texts/flow.en.yaml`: small letters, digits and hyphens, one folder at most. */
const KNOWN_PATH = /^(?:[a-z][a-z0-9-]*\/)?[a-z][a-z0-9-]{0,79}(?:\.[a-z]{2})?\.yaml$/;

/** An article in a draft, as in `knowledge/articles` below `articles/`. */
const ARTICLE_PATH = /^articles\/(?:en\/)?[a-z][a-z0-9-]{1,40}\.md$/;
export const isArticlePath = (path: string): boolean => ARTICLE_PATH.test(path);

export const isKnownPath = (path: string): boolean => KNOWN_PATH.test(path);

/** `isKnown`: which paths may be there at all. */
export const contentFaults = (files: SourceFiles, isKnown: (path: string) => boolean = isKnownPath): readonly Fault[] => {
  const paths = Object.keys(files);
  if (paths.length > MOST_FILES) {
    return [fault(paths[0] ?? '', `Hay ${paths.length} archivos; el máximo es ${MOST_FILES}`, `there are ${paths.length} files; the most is ${MOST_FILES}`)];
  }
  const sizes = paths.map((path) => Buffer.byteLength(files[path] ?? ''));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > MOST_BYTES) {
    const [most, is] = [MOST_BYTES / 1024, Math.ceil(total / 1024)];
    return [fault(paths[0] ?? '', `Los archivos suman ${is} KB; el máximo es ${most} KB`, `the files add up to ${is} KB; the most is ${most} KB`)];
  }
  return paths.flatMap((path, index) => (isKnown(path) ? sizeFaults(path, sizes[index] ?? 0) : [strange(path)]));
};

const strange = (path: string): Fault =>
  fault(path, `No es un archivo de flujos: «${path}»; se esperaba algo como «mi-flujo.yaml»`, `not a file of flows: "${path}"; expected something like "my-flow.yaml"`);

const sizeFaults = (path: string, size: number): Fault[] => {
  if (size <= MOST_FILE_BYTES) return [];
  const [most, is] = [MOST_FILE_BYTES / 1024, Math.ceil(size / 1024)];
  return [fault(path, `El archivo pesa ${is} KB; el máximo es ${most} KB`, `the file has ${is} KB; the most is ${most} KB`)];
};

const fault = (file: string, es: string, en: string): Fault => faultAt({ file, line: 1, column: 1 }, es, en);
