import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { connectToHost } from './ipc/channel.ts';
import type { Core } from './ipc/core.ts';
import { openFaultLog } from './ipc/faultLog.ts';
import { handlers } from './ipc/handlers/index.ts';
import { createDoor } from './ipc/router.ts';
import { Works } from './ipc/works.ts';
import type { HostServices } from './host/port.ts';

/** What the host's thread gives the core's at its start. */
export interface CoreThreadData {
  readonly hostKind: HostServices['kind'];
  readonly dataFolder: string;
  readonly migrationsFolder: string;
  readonly version: string;
}

if (parentPort === null) throw new Error('coreThread.ts runs in a worker thread');
const data = workerData as CoreThreadData;
const host = connectToHost(parentPort, data.hostKind);
const now = Date.now;

const core: Core = {
  session: { phase: 'no-vault', vault: null, admit: () => undefined },
  host: host.services,
  works: new Works({ emit: (event) => host.emit(event), now }),
  emit: (event) => host.emit(event),
  reportFault: openFaultLog(join(data.dataFolder, 'journal'), now),
};
const door = createDoor(core, handlers);
host.serve({
  invoke: async (method, input) =>
    method === 'application.status' && !('application.status' in handlers)
      ? {
          ok: true,
          value: {
            phase: 'no-vault',
            host: data.hostKind,
            version: data.version,
            shortVaultId: null,
            vaultFolder: null,
            isDemo: false,
            hasPin: false,
            theme: 'light',
            textSize: 100,
            singleLetterKeys: true,
            greeting: null,
            practiceLabel: null,
            lockedSince: null,
            draftWaitingSince: null,
            mustChoosePassphrase: false,
            retryInSeconds: 0,
          },
        }
      : door(method, input),
  onSystemEvent: (event) => {
    if (event.type === 'window-closing' || event.type === 'window-lost') void host.services.quit();
  },
});
