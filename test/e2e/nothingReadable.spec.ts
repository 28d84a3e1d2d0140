import { expect, test } from '@playwright/test';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { filesWithCanary } from '../fixtures/canarySearch.ts';

// What was put into every field is searched for on the disk: vault, data and temporary folders, the browser's profile,
// the home folder's new files.

interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  readonly folder: string;
  readonly startedAt: number;
  order(text: string): void;
  hears(text: string): Promise<void>;
  end(): void;
}

test.setTimeout(180_000);

test('nothing is readable on the disk while the program runs, nor after it ended', async () => {
  const program = await runWithCanary();
  try {
    expect(readable(program)).toEqual([]);
    program.order('quit');
    await once(program.process, 'exit');
    expect(program.process.exitCode).toBe(0);
    expect(readable(program)).toEqual([]);
  } finally {
    program.end();
  }
});

test('nothing is readable after a kill', async () => {
  const program = await runWithCanary();
  try {
    program.process.kill('SIGKILL');
    await once(program.process, 'exit');
    expect(readable(program)).toEqual([]);
    // Once more when the browser, left alone, has ended too.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(readable(program)).toEqual([]);
  } finally {
    program.end();
  }
});

test('nothing is readable after a crash of the page, and no memory dump stays', async () => {
  const program = await runWithCanary();
  try {
    program.order('crash');
    await program.hears('crashed');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(readable(program)).toEqual([]);
    expect(dumps(program)).toEqual([]);
    program.order('quit');
    await once(program.process, 'exit');
    expect(readable(program)).toEqual([]);
  } finally {
    program.end();
  }
});

/** A program with a home and a temporary folder of its own, the canary in all its fields. */
async function runWithCanary(): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-canary-'));
  for (const name of ['data', 'home', 'tmp']) mkdirSync(join(folder, name));
  const startedAt = Date.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'canaryProgram.ts'), join(folder, 'data')], {
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

/** Files with the canary: all of the program's own folders, and what is new in the places that everybody shares. */
function readable({ folder, startedAt }: Running): string[] {
  return [
    ...filesWithCanary([folder]),
    ...filesWithCanary(['/dev/shm', tmpdir(), homedir()], { since: startedAt - 1_000 }),
  ];
}

/** Memory dumps that a crash reporter would have sent: they hold what the page held, compressed or not. */
function dumps({ folder }: Running): string[] {
  return [folder, ...profiles()]
    .flatMap((place) => readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => join(place, name)))
    .filter((path) => /\.dmp$|core(\.\d+)?$/.test(path));
}

function profiles(): string[] {
  return ['/dev/shm', tmpdir()].flatMap((place) =>
    readdirSync(place)
      .filter((name) => name.startsWith('osteocoffre-profil-'))
      .map((name) => join(place, name)),
  );
}
