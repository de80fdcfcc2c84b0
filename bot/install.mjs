/** Installs packages when the lock file changed since they were installed last. Node alone. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

export const install = () => {
  const stamp = path.join(ROOT, 'node_modules', '.hilo-lock');
  const lock = createHash('sha1').update(readFileSync(path.join(ROOT, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('installing packages (once)...\n');
  // `install --no-save` keeps to the lock file as `ci` does, and works where a registry lacks other platforms' binaries.
  // Install scripts are not needed: everything native comes prebuilt.
  const { status } = spawnSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('The packages could not be installed: look at the lines above, then run the command again.\n');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
};
