import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { NODE_PROGRAM } from '../../src/main/nodeProgram.ts';
import { startApplication, type Application } from '../../src/main/app.ts';
import type { Host, HostServices } from '../../src/main/host/port.ts';
import { PASSPHRASE } from './facts.ts';
import { median } from './median.ts';
import type { WindowRow } from './window.ts';

/** A frame: a halt of the host's thread, which drives the window, is felt from there on. */
const FRAME_MS = 16;

/** As fast as somebody types. */
const BETWEEN_CALLS_MS = 15;

const QUIET_MS = 5_000;

/**
 * Whether a copy, a trial restore or a full check is felt where one types: the most that the host's thread works without
 * a pause, in its own processor time, so that other programs of a busy machine do not count; its longest halt, whoever
 * caused it; and the median of a call to the core through the door and back. Each beside the same in the quiet program.
 */
export async function measureTyping(
  practice: { readonly patients: number; readonly consultations: number },
  say: (line: string) => void,
): Promise<WindowRow[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'osteocoffre-bench-'));
  try {
    const made = [join(import.meta.dirname, 'makeVault.ts'), dataFolder, ...Object.values(practice).map(String)];
    execFileSync(process.execPath, made, { stdio: ['ignore', 'inherit', 'inherit'] });
    return await measureTypingOn(dataFolder, say);
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** The same on a vault that is there already, and which it copies to a folder beside it. */
async function measureTypingOn(dataFolder: string, say: (line: string) => void): Promise<WindowRow[]> {
  const key = join(dataFolder, 'key');
  mkdirSync(key);
  const application = await startApplication(windowless(key), {
    dataFolder,
    programFolder: join(import.meta.dirname, '../..'),
    coreThread: pathToFileURL(NODE_PROGRAM.coreThread),
  });
  try {
    await call(application, 'vault.unlock', { passphrase: PASSPHRASE });
    await call(application, 'snapshots.choosePlace', {});
    const quiet = await feel(application, new Promise((resolve) => setTimeout(resolve, QUIET_MS)));
    say(told('quiet', quiet));
    const rows: WindowRow[] = [];
    for (const { name, method, input } of await works(application)) {
      const felt = await feel(application, call(application, method, input));
      say(told(name, felt));
      rows.push(...rowsOf(name, quiet, felt));
    }
    return rows;
  } finally {
    application.system({ type: 'window-closing' });
    await application.ended;
  }
}

/** The first copy makes the target known that the others are about. */
async function works(application: Application) {
  await call(application, 'snapshots.add', { label: 'CLÉ' });
  const answer = JSON.stringify(await call(application, 'snapshots.targets', {}));
  const repository = /"repository":"([0-9a-f]{32})"/.exec(answer)?.[1];
  return [
    { name: 'a copy', method: 'snapshots.create', input: { repository, adopt: false } },
    { name: 'a trial restore', method: 'snapshots.prove', input: { repository } },
    { name: 'a full check', method: 'snapshots.verify', input: { repository, full: true } },
  ];
}

interface Felt {
  readonly longestWork: number;
  readonly longestHalt: number;
  readonly call: number;
  readonly calls: number;
}

/** Watches the host's thread and calls the core until `work` has ended. Milliseconds. */
async function feel(application: Application, work: Promise<unknown>): Promise<Felt> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  const state = { isOver: false };
  let longestWork = 0;
  const ended = work.finally(() => {
    state.isOver = true;
  });
  delay.enable();
  while (!state.isOver) {
    const start = performance.now();
    await call(application, 'settings.get', {});
    times.push(performance.now() - start);
    const before = workOfThisThread();
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_CALLS_MS));
    longestWork = Math.max(longestWork, workOfThisThread() - before);
  }
  delay.disable();
  await ended;
  return { longestWork, longestHalt: delay.max / 1e6, call: median(times), calls: times.length };
}

/** Processor time, milliseconds. */
function workOfThisThread(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function told(name: string, { longestWork, longestHalt, call: time, calls }: Felt): string {
  return `${name}: at most ${longestWork.toFixed(2)} ms of work between two of ${calls} calls, longest halt ${longestHalt.toFixed(1)} ms, call ${time.toFixed(2)} ms`;
}

function rowsOf(name: string, quiet: Felt, felt: Felt): WindowRow[] {
  const row = (what: string, of: (of: Felt) => number, allowed: number | null): WindowRow => ({
    name: `${what} beside ${name}, against quiet`,
    reference: of(quiet),
    measured: of(felt),
    allowed: allowed === null ? '' : `${allowed} ms`,
    holds: allowed === null || of(felt) <= allowed,
  });
  return [
    row("work of the window's thread without a pause", ({ longestWork }) => longestWork, FRAME_MS),
    row("longest halt of the window's thread", ({ longestHalt }) => longestHalt, null),
    row('a call to the core', ({ call: time }) => time, null),
  ];
}

async function call(application: Application, method: string, input: unknown): Promise<unknown> {
  const result = await application.invoke(method, input);
  if (!result.ok) throw new Error(`${method}: ${result.error.code}`);
  return result.value;
}

/** A host without a window: what is measured is its thread. */
function windowless(folder: string): Host {
  const ended = Promise.withResolvers<undefined>();
  const services: HostServices = {
    kind: 'chromium',
    printToPdf: async () => new Uint8Array(),
    print: async () => undefined,
    chooseFiles: async () => [],
    chooseFolder: async () => folder,
    chooseSavePath: async () => null,
    quit: async () => ended.resolve(undefined),
  };
  return { services, startCutter: null, open: async () => undefined, send: () => undefined, ended: ended.promise };
}
