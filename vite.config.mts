/**
 * Builds the browser's side into dist/web: the chat page and the staff pages (React) with hashed assets, and `widget.js`,
 * one plain script that any site can carry. Everything is a file of its own, so the strictest content policy holds without exceptions.
 */
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const web = resolve(import.meta.dirname, 'bot/web');

/** The addresses `/agents`, `/dashboard` and `/studio` answer with the files of these names. */
const staffPages = {
  agents: resolve(web, 'agents.html'),
  dashboard: resolve(web, 'dashboard.html'),
  studio: resolve(web, 'studio.html'),
};

export default defineConfig({
  root: web,
  logLevel: 'warn',
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  environments: {
    client: { build: { rolldownOptions: { input: { page: resolve(web, 'index.html') } } } },
    // Apart from the chat, whose page stays one small script.
    staff: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        // A library marks itself "use client" for servers that render React; here everything is the client.
        rolldownOptions: { input: staffPages, checks: { moduleLevelDirective: false } },
      },
    },
    widget: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: resolve(web, 'widget.ts'),
          output: { format: 'iife', entryFileNames: 'widget.js' },
        },
      },
    },
  },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
});
