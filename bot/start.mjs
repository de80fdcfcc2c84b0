/** `npm start`: installs what is missing, builds what is stale, starts in this process. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, ROOT } from './build.mjs';
import { install } from './install.mjs';

install();
build();
const env = path.join(ROOT, '.env');
if (existsSync(env)) process.loadEnvFile(env);
await import(pathToFileURL(path.join(ROOT, 'dist', 'bot', 'main.js')).href);
