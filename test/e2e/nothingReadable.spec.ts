import { expect, test } from '@playwright/test';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesWithCanary } from '../fixtures/canarySearch.ts';
import { runWithCanary, type Running } from './canaryRun.ts';

// What was put into every field is searched for on the disk: vault, data and temporary folders, the browser's profile,
// the home folder's new files.

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
    // Folders go while they are listed.
    await expect(() => expect(dumps(program)).toEqual([])).toPass({ timeout: 15_000 });
    program.order('quit');
    await once(program.process, 'exit');
    expect(readable(program)).toEqual([]);
  } finally {
    program.end();
  }
});

/** Files with the canary: all of the program's own folders, and what is new in the places that everybody shares. */
function readable({ folder, startedAt }: Running): string[] {
  return [
    ...filesWithCanary([folder]),
    ...filesWithCanary(['/dev/shm', tmpdir(), homedir()], { since: startedAt - 1_000 }),
  ];
}

/** Memory dumps that a crash reporter would have sent: they hold what the page held, compressed or not. */
function dumps({ folder, process: { pid } }: Running): string[] {
  return [folder, ...profilesOf(pid ?? 0)]
    .flatMap((place) => readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => join(place, name)))
    .filter((path) => /\.dmp$|core(\.\d+)?$/.test(path));
}

function profilesOf(pid: number): string[] {
  return ['/dev/shm', tmpdir()].flatMap((place) =>
    readdirSync(place)
      .filter((name) => name.startsWith(`osteocoffre-profil-${pid}-`))
      .map((name) => join(place, name)),
  );
}
