/**
 * `npm test`: packages, system packages where they may be installed, then types, lint and all tests. A suite whose
 * system package is missing is printed as *not run*, which is a failure in CI.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../bot/build.mjs';
import { install } from '../bot/install.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const CI = process.env.CI === 'true';
const SYSTEM_PACKAGES = [['redis-server', 'redis-server'], ['chromium', 'chromium']];

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

const installSystemPackages = () => {
  const missing = SYSTEM_PACKAGES.filter(([program]) => !has(program)).map(([, name]) => name);
  if (missing.length === 0) return;
  const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (isRootOnDebian || (CI && has('apt-get'))) {
    process.stderr.write(`installing ${missing.join(', ')}...\n`);
    const prefix = process.getuid?.() === 0 ? '' : 'sudo ';
    spawnSync('sh', ['-c', `${prefix}apt-get update -qq && DEBIAN_FRONTEND=noninteractive ${prefix}apt-get install -y -qq --no-install-recommends ${missing.join(' ')}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  for (const [program, name] of SYSTEM_PACKAGES) {
    if (has(program)) continue;
    process.stderr.write(`not run: install ${name} (its suites are skipped)\n`);
    if (CI) process.exit(1);
  }
};

const step = (name, command, args) => {
  const began = Date.now();
  process.stderr.write(`\n== ${name}\n`);
  const { status } = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', command), ...args], { cwd: ROOT, stdio: 'inherit' });
  process.stderr.write(`== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - began) / 1000)} s\n`);
  if (status !== 0) process.exit(status ?? 1);
};

install();
installSystemPackages();
process.stderr.write('\n== types and build\n');
build();
step('types of the pages', 'typescript/bin/tsc', ['--noEmit', '-p', 'bot/web']);
step('types of their tests', 'typescript/bin/tsc', ['--noEmit', '-p', 'tests/web']);
step('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']);
step('tests', 'jest/bin/jest.js', process.argv.slice(2));
