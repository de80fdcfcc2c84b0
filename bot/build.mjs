/**
 * Builds what is stale and nothing else: the server with tsc, the pages with Vite. Plain JavaScript on Node alone, since
 * it runs before anything was built. `--quiet` says nothing when all is fresh.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = ['bot', 'dialogs', 'flows', 'knowledge', 'tests'];
const CONFIGURATION = ['tsconfig.json', 'vite.config.mts', 'package-lock.json'];

/** Paths, sizes and times of the sources: cheap enough to look at before every start. */
const fingerprint = (accept) => {
  const hash = createHash('sha1');
  const visit = (folder) => {
    for (const entry of readdirSync(path.join(ROOT, folder), { withFileTypes: true })) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(name);
      else if (accept(name)) note(name);
    }
  };
  const note = (name) => {
    const { mtimeMs, size } = statSync(path.join(ROOT, name));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  };
  SOURCES.forEach(visit);
  CONFIGURATION.filter((name) => existsSync(path.join(ROOT, name))).forEach(note);
  return hash.digest('hex');
};

const isWeb = (name) => name.startsWith('bot/web/');
const isCode = (name) => /\.(ts|tsx|css|html|svg|json|mjs)$/.test(name) && !name.includes('/world/');

const run = (script, args) => {
  const { status } = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${script} failed`);
};

const buildPart = (part, stamp, work) => {
  const file = path.join(ROOT, 'dist', `.${part}.stamp`);
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return;
  process.stderr.write(`building ${part}...\n`);
  work();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, stamp);
};

export const build = () => {
  buildPart('server', fingerprint((name) => isCode(name) && !isWeb(name)), () => run('typescript/bin/tsc', ['-p', 'tsconfig.json']));
  buildPart('web', fingerprint((name) => isCode(name) && (isWeb(name) || name.startsWith('knowledge/'))), () =>
    run('vite/bin/vite.js', ['build', '--logLevel', 'warn']),
  );
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    build();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
