// How is the page built? As files that a strict content policy lets through: nothing inline, nothing from elsewhere.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [svelte()],
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome125', 'firefox128', 'safari17.5'],
    chunkSizeWarningLimit: 1_000,
    // How long each plugin took is nothing to warn of whoever starts the app.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
});
