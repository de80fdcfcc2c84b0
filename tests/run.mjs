/**
 * `npm test`: packages, system packages where they may be installed, then types, lint and all tests. A suite whose
 * system package is missing is printed as *not run*, which is a failure in CI.
 *
 * Two lanes run beside each other, for two cores: lint and what needs one process, and the suites in which servers, stores
 * and browsers run, which never meet each other. Every fault is told, also when another came first.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** Resolves with whether it passed. What a quiet step says is told in one piece at its end, so that two steps are never mixed. */
const step = (name, script, args, { quiet = true } = {}) =>
  new Promise((resolve) => {
    const began = Date.now();
    const said = [];
    const child = spawn(process.execPath, [path.join(ROOT, script), ...args], { cwd: ROOT, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
    child.once('close', (status) => {
      process.stderr.write(`${said.join('')}== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - began) / 1000)} s\n`);
      resolve(status === 0);
    });
  });

const jest = (name, args) => step(name, 'node_modules/jest/bin/jest.js', args, { quiet: false });

/** One after the other, whatever became of the one before. */
const lane = async (steps) => {
  const passed = [];
  for (const run of steps) passed.push(await run());
  return passed.every(Boolean);
};

const all = async (lanes) => (await Promise.all(lanes)).every(Boolean);

const endUnless = (passed) => {
  if (!passed) process.exit(1);
};

const tsc = (name, project) => () => step(name, 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', project]);
const lint = () => step('lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0']);

const wanted = process.argv.slice(2);
install();
installSystemPackages();
endUnless(await all([
  step('types and build', 'bot/build.mjs', []),
  lane([tsc('types of the pages', 'bot/web'), tsc('types of their tests', 'tests/web')]),
]));
endUnless(wanted.length > 0
  ? await lane([lint, () => jest('tests', wanted)])
  : await all([
    lane([lint, () => jest('tests in one process', ['--selectProjects', 'inside'])]),
    jest('tests with servers, stores and browsers', ['--selectProjects', 'outside', '--runInBand']),
  ]));
