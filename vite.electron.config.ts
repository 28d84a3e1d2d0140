import { defineConfig } from 'vite';

/**
 * The program as Electron runs it: main process and core thread as modules, the preload as one CommonJS file (a sandboxed
 * preload can load nothing else). Dependencies stay in node_modules: their native parts do not survive bundling.
 */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  build: {
    outDir: 'dist/electron',
    emptyOutDir: mode === 'main',
    target: 'node24',
    minify: false,
    ssr: true,
    rolldownOptions:
      mode === 'preload'
        ? {
            input: { preload: 'src/main/host/electron/preload.ts' },
            output: { format: 'cjs', entryFileNames: '[name].cjs' },
          }
        : {
            input: {
              main: 'src/main/electronMain.ts',
              coreThread: 'src/main/coreThread.ts',
              electronCutter: 'src/main/electronCutter.ts',
              careWorker: 'src/main/snapshots/care/careWorker.ts',
            },
            output: { format: 'es', entryFileNames: '[name].js' },
          },
  },
  ssr: { external: ['electron'] },
}));
