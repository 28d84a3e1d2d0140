import { defineConfig } from 'vite';

/**
 * The program as it runs: in few files, since each start and each thread would find and read some hundreds of modules, and
 * strip their types. Built into folders of dist by scripts/tasks/build.mjs.
 */

/** What is built of the program, by mode: the entries, each a file of that name. */
const BUILDS = {
  /** As Electron runs it. */
  electron: {
    input: {
      main: 'src/main/electronMain.ts',
      coreThread: 'src/main/coreThread.ts',
      electronCutter: 'src/main/electronCutter.ts',
      careWorker: 'src/main/snapshots/care/careWorker.ts',
      hashThread: 'src/main/snapshots/hashing/hashThread.ts',
    },
    output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
  },
  /** A sandboxed preload can load nothing else: one CommonJS file. */
  preload: {
    input: { preload: 'src/main/host/electron/preload.ts' },
    output: { format: 'cjs', entryFileNames: '[name].cjs' },
  },
  /** As Node runs it: the window in Chromium, and the command line. */
  node: {
    input: {
      main: 'src/main/chromiumMain.ts',
      coreThread: 'src/main/coreThread.ts',
      cutterChild: 'src/main/snapshots/cutter/cutterChild.ts',
      careWorker: 'src/main/snapshots/care/careWorker.ts',
      hashThread: 'src/main/snapshots/hashing/hashThread.ts',
      commandLine: 'src/cli/main.ts',
    },
    output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
  },
  /** What test/faults strikes, started anew for each of some thousands of faults. */
  faults: {
    input: {
      stepProgram: 'test/faults/stepProgram.ts',
      windowProgram: 'test/faults/windowProgram.ts',
      threadMarks: 'test/faults/threadMarks.ts',
    },
    output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
  },
} as const;

export default defineConfig(({ mode }) => {
  if (!isBuild(mode)) throw new Error(`no such build: ${mode}`);
  const { input, output } = BUILDS[mode];
  return {
    publicDir: false,
    build: { target: 'node24', minify: false, ssr: true, rolldownOptions: { input, output } },
    ssr: {
      noExternal: true,
      // Native parts do not survive bundling; playwright-core finds its own files beside it.
      external: ['electron', 'better-sqlite3-multiple-ciphers', 'argon2', 'playwright-core'],
    },
  };
});

function isBuild(mode: string): mode is keyof typeof BUILDS {
  return Object.hasOwn(BUILDS, mode);
}
