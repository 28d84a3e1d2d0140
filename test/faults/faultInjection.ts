import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULT_PROGRAM } from './faultPrograms.ts';
import { AHEAD, IS_CUTTER, MARKS_FOLDER, THREADS, type Thread } from './threads.ts';

/** Calls by which a vault or a target changes on disk; each is made to fail on its own, at its first, second ... time. */
export const SYSTEM_CALLS = [
  'fsync',
  'pwrite64',
  'writev',
  'fdatasync',
  'rename',
  'ftruncate',
  'unlink',
  'unlinkat',
  'mkdir',
  'rmdir',
  'copy_file_range',
  'sendfile',
  // By which threads wake each other, too.
  'write',
] as const;
export type SystemCall = (typeof SYSTEM_CALLS)[number];

/**
 * `kill`: the process dies as it enters the call. `disk-full`: this call and all later ones of its thread answer ENOSPC,
 * as a full disk does. `disk-error`: this one call answers EIO.
 */
export const FAULTS = ['kill', 'disk-full', 'disk-error'] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultPoint {
  readonly fault: Fault;
  readonly thread: Thread;
  readonly call: SystemCall;
  /** Which call of that kind by that thread, from 1; only those on files of the step are tried. */
  readonly nth: number;
  /** The most calls of that kind that another thread makes: the one that is to fail must have a higher number. */
  readonly others: number;
}

/** What is run: arguments for Node, and the folder below which its files lie. */
export interface Command {
  readonly folder: string;
  readonly nodeArguments: readonly string[];
}

export interface FaultyRun {
  /** False where the call was not made this time, or on something else than a file of the step. */
  readonly fired: boolean;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run that hangs is a fault of ours too; one that does not takes a second. */
const LONGEST_RUN_MS = 20_000;

/** Stops at the calls traced alone. With it strace 6.1 delivers injected errors, but no injected signal. */
const QUICK = '--seccomp-bpf';

/** Compiled sources outlive a run: half of a start's time. */
const COMPILED = join(import.meta.dirname, '../../out/faults/compiled');

/** Runs Node under strace, which makes one system call fail. */
export async function runWithFault(point: FaultPoint, command: Command): Promise<FaultyRun> {
  // An operation in the pool makes two writes, one of them to the main thread.
  const ahead = point.others + (point.others % 2);
  const number = point.nth + ahead;
  const { trace, hangs, ...run } = await traceRun(command, {
    ahead: `${point.thread} ${point.call} ${ahead}`,
    options: [
      ...(point.fault === 'kill' ? [] : [QUICK]),
      ...['-e', `trace=unlink,${point.call}`, '-e', `inject=${point.call}:${injection(point, number)}`],
    ],
  });
  const calls = callsOf(trace, point.thread, point.call);
  const hit = calls.find((line) => line.includes('(INJECTED)')) ?? calls[number - 1];
  const fired = (hit?.includes(command.folder) ?? false) && !hasStruckPipe(trace, command.folder);
  // Where it hit a pipe between two threads instead, they may wait for each other for ever.
  if (fired && hangs) throw new Error(`still running after ${LONGEST_RUN_MS} ms`);
  return { ...run, fired };
}

/** An error of a disk where there is none: two threads that could not wake each other, of which Node dies. */
function hasStruckPipe(trace: string, folder: string): boolean {
  return struckCalls(trace).some((line) => !line.includes(folder));
}

/** Where another thread got a word in, the call stands in a line before the one that tells what came of it. */
function struckCalls(trace: string): string[] {
  const begun = new Map<string, string>();
  return trace.split('\n').flatMap((line) => {
    const [id = ''] = line.split(' ', 1);
    if (line.endsWith('<unfinished ...>')) begun.set(id, line);
    if (!line.includes('(INJECTED)')) return [];
    return [line.includes(' resumed>') ? (begun.get(id) ?? line) : line];
  });
}

/** A full disk stays full; not for `write`, by which Node's own threads wake each other, too, and abort where they cannot. */
function injection({ fault, call }: FaultPoint, number: number): string {
  if (fault === 'kill') return `signal=KILL:when=${number}`;
  if (fault === 'disk-error') return `error=EIO:when=${number}`;
  return `error=ENOSPC:when=${number}${call === 'write' ? '' : '+'}`;
}

/** Runs Node with no fault, and lists the calls on files of the step, each of which may fail. */
export async function runAndCount(command: Command): Promise<FaultyRun & { readonly points: readonly FaultPoint[] }> {
  const { trace, hangs, ...run } = await traceRun(command, {
    ahead: '',
    options: [QUICK, '-e', `trace=${SYSTEM_CALLS.join(',')}`],
  });
  if (hangs) throw new Error(`still running after ${LONGEST_RUN_MS} ms without a fault`);
  return { ...run, fired: false, points: pointsIn(trace, command.folder) };
}

function pointsIn(trace: string, folder: string): FaultPoint[] {
  return SYSTEM_CALLS.flatMap((call) =>
    THREADS.flatMap((thread) => {
      const others = mostCalls(trace, call, threadId(trace, thread));
      return callsOf(trace, thread, call).flatMap((line, index) =>
        line.includes(folder) ? FAULTS.map((fault) => ({ fault, thread, call, nth: index + 1, others })) : [],
      );
    }),
  );
}

/** Lines are `<thread id> <call>(...`, with the paths behind descriptors. */
function callsOf(trace: string, thread: Thread, call: SystemCall): string[] {
  const id = threadId(trace, thread);
  return id === null ? [] : linesOf(trace, `${id} `).filter((line) => callIn(line) === call);
}

function linesOf(trace: string, start: string): string[] {
  return trace.split('\n').filter((line) => line.startsWith(start));
}

function callIn(line: string): string | undefined {
  return /^\d+ +(\w+)\(/.exec(line)?.[1];
}

/** Who asked for the removal of the file with the thread's name (threadMarks.ts). */
function threadId(trace: string, thread: Thread): string | null {
  return new RegExp(`^(\\d+) +unlink\\("[^"]*/marks/${thread}"`, 'm').exec(trace)?.[1] ?? null;
}

function mostCalls(trace: string, call: SystemCall, exceptId: string | null): number {
  const counts = new Map<string, number>();
  for (const [, id = '', name] of trace.matchAll(/^(\d+) +(\w+)\(/gm)) {
    if (name === call && id !== exceptId) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

interface Traced extends Omit<FaultyRun, 'fired'> {
  readonly trace: string;
  readonly hangs: boolean;
}

async function traceRun(command: Command, how: { ahead: string; options: readonly string[] }): Promise<Traced> {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-strace-'));
  const [trace, marks] = [join(folder, 'trace'), join(folder, 'marks')];
  const environment = {
    [MARKS_FOLDER]: marks,
    [AHEAD]: how.ahead,
    // One thread for all asynchronous calls: their numbers are the same in each run.
    UV_THREADPOOL_SIZE: '1',
    NODE_COMPILE_CACHE: COMPILED,
    // Warnings of Node itself would stand between the lines of what the program says.
    NODE_NO_WARNINGS: '1',
  };
  try {
    mkdirSync(marks);
    writeCutterScript(join(marks, 'cutter.sh'), environment);
    const run = await collect(
      'strace',
      [
        ...['-f', '-y', '-qqq', '-o', trace, '-e', 'signal=none', ...how.options],
        ...[process.execPath, '--import', FAULT_PROGRAM.threadMarks, ...command.nodeArguments],
      ],
      { ...process.env, ...environment, TMPDIR: join(command.folder, 'tmp') },
    );
    return { ...run, trace: readFileSync(trace, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stands for Node where the program starts its child, which it gives no environment: the marks are wanted there, too. */
function writeCutterScript(path: string, environment: Readonly<Record<string, string>>): void {
  const settings = Object.entries({ ...environment, [IS_CUTTER]: '1' }).map(([name, value]) => `${name}='${value}'`);
  writeFileSync(
    path,
    `#!/bin/sh\nexport ${settings.join(' ')}\nexec '${process.execPath}' --import '${FAULT_PROGRAM.threadMarks}' "$@"\n`,
  );
  chmodSync(path, 0o755);
}

async function collect(
  command: string,
  parameters: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Omit<Traced, 'trace'>> {
  return new Promise((resolve, reject) => {
    // In a group of its own, all of which is ended where it hangs: strace alone would let go of the rest.
    const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env });
    let [stdout, stderr, hangs] = ['', '', false];
    const timer = setTimeout(() => {
      hangs = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, LONGEST_RUN_MS);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    // strace ends itself by the signal that ended its child.
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, stdout, stderr, hangs });
    });
  });
}
