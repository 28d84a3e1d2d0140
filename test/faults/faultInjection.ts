import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Calls by which a vault reaches the disk; each is made to fail on its own, at its first, second, third ... time. */
export const SYSTEM_CALLS = ['write', 'pwrite64', 'fsync', 'fdatasync', 'rename', 'ftruncate', 'unlink'] as const;
export type SystemCall = (typeof SYSTEM_CALLS)[number];

/**
 * `kill`: the process dies as it enters the call. `disk-full`: this call and all later ones answer ENOSPC, as a full
 * disk does. `disk-error`: this one call answers EIO.
 */
export const FAULTS = ['kill', 'disk-full', 'disk-error'] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultPoint {
  readonly fault: Fault;
  readonly call: SystemCall;
  /** Which call of that kind, 1 is the first of each thread. */
  readonly nth: number;
}

export interface FaultyRun {
  /** False where the process made fewer such calls: the loop over them has come to its end. */
  readonly fired: boolean;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const INJECTIONS: Readonly<Record<Fault, (nth: number) => string>> = {
  kill: (nth) => `signal=KILL:when=${nth}`,
  'disk-full': (nth) => `error=ENOSPC:when=${nth}+`,
  'disk-error': (nth) => `error=EIO:when=${nth}`,
};

/** A run that hangs is a fault of ours too. */
const LONGEST_RUN_MS = 60_000;

/**
 * Runs Node with these arguments under strace, which makes one system call fail.
 * Without --seccomp-bpf: with it strace 6.1 delivers injected errors, but no injected signal.
 */
export async function runWithFault(point: FaultPoint, nodeArguments: readonly string[]): Promise<FaultyRun> {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-strace-'));
  const trace = join(folder, 'trace');
  const injection = `inject=${point.call}:${INJECTIONS[point.fault](point.nth)}`;
  try {
    const run = await collect('strace', [
      ...['-f', '-qqq', '-o', trace, '-e', `trace=${point.call}`, '-e', injection],
      ...[process.execPath, ...nodeArguments],
    ]);
    const traced = readFileSync(trace, 'utf8');
    return { ...run, fired: point.fault === 'kill' ? run.wasKilled : traced.includes('(INJECTED)') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs Node with these arguments and no fault, and counts its calls: of each kind the most that one thread made. */
export async function runAndCount(
  nodeArguments: readonly string[],
): Promise<FaultyRun & { readonly calls: ReadonlyMap<SystemCall, number> }> {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-strace-'));
  const trace = join(folder, 'trace');
  try {
    const run = await collect('strace', [
      ...['-f', '-qqq', '-o', trace, '-e', `trace=${SYSTEM_CALLS.join(',')}`, '-e', 'signal=none'],
      ...[process.execPath, ...nodeArguments],
    ]);
    return { ...run, fired: false, calls: countCalls(readFileSync(trace, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lines are `<thread> <call>(...`; strace counts for `when` by thread and by call. */
function countCalls(trace: string): Map<SystemCall, number> {
  const byThread = new Map<string, number>();
  for (const [, thread = '', call = ''] of trace.matchAll(/^(\d+) +(\w+)\(/gm)) {
    const key = `${thread} ${call}`;
    byThread.set(key, (byThread.get(key) ?? 0) + 1);
  }
  const countOf = (call: SystemCall): number =>
    Math.max(0, ...[...byThread].filter(([key]) => key.endsWith(` ${call}`)).map(([, count]) => count));
  return new Map(SYSTEM_CALLS.map((call) => [call, countOf(call)]));
}

interface Collected extends Omit<FaultyRun, 'fired'> {
  readonly wasKilled: boolean;
}

async function collect(command: string, parameters: readonly string[]): Promise<Collected> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_RUN_MS,
      // Warnings of Node itself would stand between the lines of what the program says.
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      if (signal === 'SIGTERM') reject(new Error(`still running after ${LONGEST_RUN_MS} ms: ${parameters.join(' ')}`));
      // strace ends itself by the signal that ended its child.
      else resolve({ exitCode, stdout, stderr, wasKilled: signal === 'SIGKILL' || exitCode === 137 });
    });
  });
}
