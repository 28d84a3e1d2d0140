import fs from 'node:fs';
import { mkdir, rename, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { AHEAD, IS_CUTTER, MARKS_FOLDER, type Thread } from './threads.ts';

// Loaded before the program (node --import), in each of its threads and in the process that cuts snapshots.
// strace counts calls by thread and tells none by name. So each thread first makes a call that names it in the trace;
// and the one that is to fail runs ahead of all others by so many calls that its N-th real call has a number that no
// other thread reaches.

const folder = process.env[MARKS_FOLDER] ?? '';
const isCutter = process.env[IS_CUTTER] !== undefined;
const scratch = join(folder, 'ahead');
const missing = join(folder, 'missing');

await markThreads();
await runAhead();
if (!isCutter) process.execPath = join(folder, 'cutter.sh');

/** Asks for the removal of a file named like the thread: it is not there, and nothing is removed. */
async function markThreads(): Promise<void> {
  const own: Thread = isMainThread ? 'main' : 'core';
  if (!isCutter) quietly(() => fs.unlinkSync(join(folder, own)));
  if (isMainThread) await unlink(join(folder, poolName())).catch(ignore);
}

function poolName(): Thread {
  return isCutter ? 'cutter' : 'pool';
}

async function runAhead(): Promise<void> {
  const [thread = '', call = '', count = '0'] = (process.env[AHEAD] ?? '').split(' ');
  const isOwn = thread === (isMainThread ? 'main' : 'core') && !isCutter;
  const isPool = thread === poolName() && isMainThread;
  // Some calls only one thread makes, and there is no need for a way to run ahead.
  if (count === '0') return;
  if (isOwn) aheadHere(call, Number(count));
  else if (isPool) await aheadInPool(call, Number(count));
}

function aheadHere(call: string, count: number): void {
  const file = fs.openSync(scratch, 'a');
  const calls: Readonly<Record<string, () => void>> = {
    write: () => fs.writeSync(file, 'a'),
    pwrite64: () => fs.writeSync(file, 'a', 0),
    fsync: () => fs.fsyncSync(file),
    fdatasync: () => fs.fdatasyncSync(file),
    ftruncate: () => fs.ftruncateSync(file),
    rename: () => fs.renameSync(missing, missing),
    unlink: () => fs.unlinkSync(missing),
    mkdir: () => fs.mkdirSync(folder),
    rmdir: () => fs.rmdirSync(missing),
  };
  const make = calls[call];
  if (make === undefined) throw new Error(`no way to run ahead by ${call}`);
  for (let made = 0; made < count; made += 1) quietly(make);
  fs.closeSync(file);
}

async function aheadInPool(call: string, count: number): Promise<void> {
  // Opened and closed outside of the pool, where only what is counted may happen.
  const file = fs.openSync(scratch, 'a');
  const write = promisify(fs.write);
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    write: () => write(file, 'a'),
    pwrite64: () => write(file, 'a', 0),
    fsync: () => promisify(fs.fsync)(file),
    fdatasync: () => promisify(fs.fdatasync)(file),
    ftruncate: () => promisify(fs.ftruncate)(file),
    rename: () => rename(missing, missing),
    unlink: () => unlink(missing),
    mkdir: () => mkdir(folder),
    rmdir: () => rmdir(missing),
  };
  const make = calls[call];
  if (make === undefined) throw new Error(`no way to run ahead by ${call} in the pool`);
  // Each operation also wakes the main thread, by a write to an event descriptor.
  const operations = call === 'write' ? count / 2 : count;
  for (let made = 0; made < operations; made += 1) await make().catch(ignore);
  fs.closeSync(file);
}

function quietly(make: () => void): void {
  try {
    make();
  } catch {
    // It is the call that counts.
  }
}

function ignore(): void {
  // It is the call that counts.
}
