import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window's pages, built into dist/renderer by scripts/tasks/build.mjs. Their nonce is a placeholder: the host puts a fresh one at every load (src/main/host/pages.ts). */
export default defineConfig({
  root: 'src/renderer',
  base: '/',
  plugins: [react()],
  html: { cspNonce: '__STYLE_NONCE__' },
  build: {
    target: 'chrome140',
    // Fonts and pictures stay files of the private origin: the CSP allows no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // Each file is asked of the host one by one, which costs more than its bytes: few of them, and no chunk for each icon.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'] },
            { name: 'shared', minShareCount: 2 },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 4096,
  },
});
