/** Where the bench finds what it starts. It runs from `dist/tests/bench`. */
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..', '..');
export const PRODUCT = join(ROOT, 'dist', 'bot', 'main.js');
export const RAW = join(__dirname, 'server-raw.js');
export const LOAD = join(__dirname, 'load', 'load.js');
export const CALIBRATION = join(__dirname, 'calibration.js');
