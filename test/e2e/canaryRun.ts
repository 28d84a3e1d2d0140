import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

/** The program of `canaryProgram.ts`, which says what it has done and does what it is told. */
export interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  readonly folder: string;
  readonly startedAt: number;
  order(text: string): void;
  hears(text: string): Promise<void>;
  end(): void;
}

/**
 * A program with a home and a temporary folder of its own, the canary in all its fields; started by another one where its
 * command is given.
 */
export async function runWithCanary(starter: (folder: string) => readonly string[] = () => []): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-canary-'));
  for (const name of ['data', 'home', 'tmp']) mkdirSync(join(folder, name));
  const startedAt = Date.now();
  const command = [process.execPath, join(import.meta.dirname, 'canaryProgram.ts'), join(folder, 'data')];
  const [program = '', ...words] = [...starter(folder), ...command];
  const child = spawn(program, words, {
    env: {
      ...process.env,
      ...{ HOME: join(folder, 'home'), TMPDIR: join(folder, 'tmp'), NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
      // The display's secret lies in the real home.
      XAUTHORITY: process.env['XAUTHORITY'] ?? join(homedir(), '.Xauthority'),
    },
  });
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout });
  await hears(child, lines, 'ready');
  return {
    process: child,
    folder,
    startedAt,
    order: (text) => child.stdin.write(`${text}\n`),
    hears: (text) => hears(child, lines, text),
    end: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function hears(child: ChildProcessWithoutNullStreams, lines: Interface, wanted: string): Promise<void> {
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      if (line === wanted) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it said "${wanted}"`)));
  });
}
