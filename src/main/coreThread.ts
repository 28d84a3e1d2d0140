import { warnOfCloud } from './ipc/cloudWarning.ts';
import { liesInCloudFolder } from './vault/vaultPlace.ts';
import { expireAccessLog } from './vault/accessLogExpiry.ts';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import type { HostServices } from './host/port.ts';
import { diskOf, isOnRemovableDisk, listDisks } from './host/systemFacts/disks.ts';
import { readPcFacts } from './host/systemFacts/pcFacts/readPcFacts.ts';
import { isNetworkMetered } from './host/systemFacts/meteredNetwork.ts';
import { ejectDisk } from './host/systemFacts/eject.ts';
import { connectToHost, type HostClient } from './ipc/channel.ts';
import { Backups } from './ipc/backups.ts';
import { BringBackDesk } from './ipc/bringBackDesk.ts';
import type { Core } from './ipc/core.ts';
import { faultLogFolder, openFaultLog } from './ipc/faultLog.ts';
import { handlers } from './ipc/handlers/index.ts';
import { copyUpdateFor, ReadingCopyDesk } from './ipc/readingCopyDesk.ts';
import { RestoreDesk } from './ipc/restoreDesk.ts';
import { createDoor } from './ipc/router.ts';
import { VaultSession } from './ipc/session.ts';
import { Works, type Work } from './ipc/works.ts';
import { emptyExpiredBin } from './records/bin.ts';
import { consultationsOfToday } from './records/consultations.ts';
import { fillPractice } from './records/inventedPractice/fillPractice.ts';
import { forkCutter } from './snapshots/cutter/cutterProcess.ts';
import { forgetOldDownload } from './snapshots/download.ts';
import { replayRestore } from './snapshots/restoreJournal.ts';
import { sweepTrialVaults } from './snapshots/trialVault.ts';
import type { Vault } from './vault/vault.ts';

/** What the host's thread gives the core's at its start. */
export interface CoreThreadData {
  readonly hostKind: HostServices['kind'];
  readonly dataFolder: string;
  readonly migrationsFolder: string;
  readonly version: string;
}

const LOOK_AT_CLOCKS_EVERY_MS = 1_000;

/** The invented practice of the demonstration. */
const DEMONSTRATION = { patients: 300, consultations: 3_000, seed: 1 };

if (parentPort === null) throw new Error('coreThread.ts runs in a worker thread');
// Given by app.ts, which is compiled against the same type.
const data = workerData as CoreThreadData;
serveCore(connectToHost(parentPort, data.hostKind), data);

/** Puts together what this thread owns: the session with its database, and the door. */
function serveCore(host: HostClient, { dataFolder, migrationsFolder, version }: CoreThreadData): void {
  const emit: Core['emit'] = (event) => session.emit(event);
  const now = (): number => Date.now();
  const works = new Works({ emit, now });
  const bringBacks = new BringBackDesk({ works, migrationsFolder });
  const backups: Backups = new Backups({
    works,
    // A copy that only consults is copied nowhere.
    vault: () => (session.isReadingCopy ? null : session.vault),
    listDisks,
    diskOf,
    isNetworkMetered: () => isNetworkMetered(),
    eject: (disk) => ejectDisk(disk),
    // Electron's own binary is no Node that could be forked.
    startCutter: host.services.kind === 'electron' ? () => host.startCutter() : () => forkCutter(),
    // Built beside this very file.
    careWorker: join(import.meta.dirname, 'careWorker.js'),
    now,
    changed: (areas) => emit({ type: 'changed', areas }),
    remember: (status) => session.rememberBackup(status),
    report: (place, error) => report(place)(error),
  });
  const session: VaultSession = new VaultSession({
    dataFolder,
    migrationsFolder,
    clocks: { now, monotonic: () => performance.now() },
    works,
    emit: (event) => {
      if (event.type === 'phase' && event.phase !== 'open' && event.phase !== 'veiled') bringBacks.close();
      host.emit(event);
    },
    quit: async () => {
      await backups.finish();
      await host.services.quit();
    },
    beforeLooking: (folder) => {
      replayRestore(folder);
      forgetOldDownload(folder);
      sweepTrialVaults(folder);
    },
    afterOpening: (vault) => {
      backups.onOpened().catch(report('backup'));
      expireAccessLog(vault).catch(report('access-log-expiry'));
      return emptyExpiredBin(vault);
    },
    isNetworkMetered: () => isNetworkMetered(),
    fetchCopyUpdate: copyUpdateFor(migrationsFolder),
    beforeClosing: (vault, isQuitting) => backups.beforeClosing(vault, isQuitting),
    report: (place, error) => report(place)(error),
    draftWaitingSince: (vault) => consultationsOfToday(vault).leftOpen[0]?.startedAt ?? null,
  });
  const restores = new RestoreDesk({ session, works, now });
  const core: Core = {
    session,
    host: warnOfCloud(host.services, liesInCloudFolder),
    works,
    version,
    isOnRemovableDisk,
    listDisks,
    diskOf,
    readPcFacts: () => readPcFacts(now()),
    backups,
    restores,
    copies: new ReadingCopyDesk({ session, works, restores, now }),
    bringBacks,
    fillDemonstration,
    migrationsFolder,
    emit,
    reportFault: openFaultLog(faultLogFolder(dataFolder), now),
  };
  const report = (place: string) => (error: unknown) => core.reportFault(place, place, error);
  setInterval(() => {
    session.tick().catch(report('clock'));
    backups.tick().catch(report('backup'));
  }, LOOK_AT_CLOCKS_EVERY_MS);
  host.serve({
    invoke: createDoor(core, handlers),
    onSystemEvent: (event) => {
      session.onSystemEvent(event).catch(report(event.type));
      if (event.type === 'disks-changed') backups.onDisksChanged().catch(report(event.type));
    },
  });
}

async function fillDemonstration(vault: Vault, work: Work): Promise<void> {
  let told = 0;
  work.beginStep('fill', DEMONSTRATION.patients + DEMONSTRATION.consultations);
  await fillPractice(vault, DEMONSTRATION, async (done) => {
    work.advance(done - told);
    told = done;
    await work.breathe();
  });
}
