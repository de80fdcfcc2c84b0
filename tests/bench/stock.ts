/**
 * Installs the peer bot into `dist/bench-stock` (kept between runs). It has its own dependencies, so that nothing of it
 * enters the product's. Where it cannot be installed the bench says so and goes on without it.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './places';

const SOURCE = join(ROOT, 'tests', 'bench', 'stock');
const TARGET = join(ROOT, 'dist', 'bench-stock');
const FILES = ['package.json', 'package-lock.json', 'server-stock.cjs'] as const;
const INSTALL_MS = 120_000;
/** Its parsers are older than npm 11's rules on peers and install scripts: neither is needed to run it. */
const FLAGS = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];

export type Installed = { readonly ok: true; readonly script: string } | { readonly ok: false; readonly reason: string };

export const installStock = (): Installed => {
  const script = join(TARGET, 'server-stock.cjs');
  const stamp = join(TARGET, '.installed');
  const wanted = readFileSync(join(SOURCE, 'package.json'), 'utf8');
  mkdirSync(TARGET, { recursive: true });
  for (const file of FILES) copyFileSync(join(SOURCE, file), join(TARGET, file));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { ok: true, script };
  const done = spawnSync('npm', ['ci', ...FLAGS], { cwd: TARGET, encoding: 'utf8', timeout: INSTALL_MS });
  if (done.status !== 0) return { ok: false, reason: (done.error?.message ?? done.stderr).trim().split('\n')[0] ?? 'npm failed' };
  writeFileSync(stamp, wanted);
  return { ok: true, script };
};
