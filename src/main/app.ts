import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Result } from '../shared/contract/index.ts';
import type { CoreThreadData } from './coreThread.ts';
import type { Host, SystemEvent } from './host/port.ts';
import { watchDisks } from './host/systemFacts/diskWatch.ts';
import { connectToCore } from './ipc/channel.ts';
import { faultLogFolder, openFaultLog } from './ipc/faultLog.ts';

export interface ApplicationOptions {
  /** Settings, vault and demonstration live below it. */
  readonly dataFolder: string;
  /** Where the program's own files are: migrations, package.json. */
  readonly programFolder: string;
  /** The core thread's built file. */
  readonly coreThread: URL;
}

export interface Application {
  /** Calls the door as the window does; for starting in the demonstration vault. */
  invoke(method: string, input: unknown): Promise<Result<unknown>>;
  /** What the system would tell; tests tell it in its place. */
  system(event: SystemEvent): void;
  /** Fulfilled when window and core have ended. */
  readonly ended: Promise<void>;
}

/**
 * The composition root: a host with its window on this thread, the core with its database on another, one wire between.
 * Both start at once; until the core serves, what the window asks waits. `prepare` runs before the window gets its first
 * answer. Rejects, with the window closed, where the core does not start or the window does not open.
 */
export async function startApplication(
  host: Host,
  options: ApplicationOptions,
  prepare?: (application: Application) => Promise<void>,
): Promise<Application> {
  const worker = new Worker(options.coreThread, { workerData: threadData(host, options) });
  const core = connectToCore(worker, host.services, host.startCutter);
  core.onEvent((event) => host.send(event));
  // A core that ended by a fault takes the window with it: its log tells why, its vault is closed by its end.
  worker.on('error', (error) => openFaultLog(faultLogFolder(options.dataFolder), Date.now)('core', 'core', error));
  const workerGone = new Promise((resolve) => worker.once('exit', resolve));
  const stopWatchingDisks = watchDisks(() => core.system({ type: 'disks-changed' }));
  const end = async (): Promise<void> => {
    stopWatchingDisks();
    await worker.terminate();
    await coreGone;
  };
  const application: Application = {
    invoke: (method, input) => core.invoke(method, input),
    system: (event) => core.system(event),
    ended: host.ended.then(end),
  };
  const prepared = Promise.race([core.ready, failure(worker)]).then(async () => {
    // What the window asks first: the core compiles and reads on the first time, while the window is still being opened.
    await core.invoke('application.status', {});
    await prepare?.(application);
  });
  const opened = host.open({
    invoke: async (method, input) => {
      await Promise.allSettled([prepared]);
      return core.invoke(method, input);
    },
    system: (event) => core.system(event),
  });
  const coreGone = workerGone.then(async () => {
    core.close();
    // A window that is still being opened cannot be closed.
    await Promise.allSettled([opened]);
    await host.services.quit();
  });
  try {
    await Promise.all([prepared, opened]);
  } catch (error) {
    await end();
    // Only a window that did open has an end.
    await opened.then(
      () => host.ended,
      () => undefined,
    );
    throw error;
  }
  return application;
}

/** Rejects when the core thread ends before it serves. */
async function failure(worker: Worker): Promise<never> {
  const event: readonly unknown[] = await once(worker, 'error');
  throw event[0];
}

function threadData(host: Host, options: ApplicationOptions): CoreThreadData {
  const manifest: unknown = JSON.parse(readFileSync(join(options.programFolder, 'package.json'), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) throw new Error('no version');
  return {
    hostKind: host.services.kind,
    dataFolder: options.dataFolder,
    migrationsFolder: join(options.programFolder, 'migrations'),
    version: String(manifest.version),
  };
}
