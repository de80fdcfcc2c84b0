/** The widget on slow lines: what a site adds to its pages stays small, texts and styles included. */
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type InlineConfig } from 'vite';

const MOST_BYTES = 25 * 1024;

test('the widget with all its texts and styles is at most 25 KB gzip', async () => {
  const root = path.resolve(__dirname, '../../bot/web');
  const config: InlineConfig = {
    root, configFile: false, logLevel: 'silent',
    build: { write: false, target: 'chrome111', rolldownOptions: { input: path.join(root, 'widget.ts'), output: { format: 'iife' } } },
  };
  const built = await build(config);
  const [first] = Array.isArray(built) ? built : [built];
  const code = 'output' in (first ?? {}) ? (first as { output: { type: string; code?: string }[] }).output.map(({ code: text = '' }) => text).join('') : '';
  expect(code).toMatch(/Escriba su mensaje/);
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(MOST_BYTES);
}, 40_000);
