import type { ContractEvent } from '../../shared/contract/events.ts';
import type { Disk } from '../host/systemFacts/disk.ts';
import type { PcFacts } from '../host/systemFacts/pcFacts/readPcFacts.ts';
import type { HostServices } from '../host/port.ts';
import type { Vault } from '../vault/vault.ts';
import type { Backups } from './backups.ts';
import type { BringBackDesk } from './bringBackDesk.ts';
import type { ReadingCopyDesk } from './readingCopyDesk.ts';
import type { RestoreDesk } from './restoreDesk.ts';
import type { VaultSession } from './session.ts';
import type { Work, Works } from './works.ts';

/** What the handlers share; made once by the composition root (coreThread.ts). */
export interface Core {
  readonly session: VaultSession;
  readonly host: HostServices;
  readonly works: Works;
  /** Version of the program. */
  readonly version: string;
  /** True where the path lies on a disk that can be taken out. */
  readonly isOnRemovableDisk: (path: string) => Promise<boolean>;
  /** The mounted disks of this machine, and which of them a path lies on. */
  readonly listDisks: () => Promise<readonly Disk[]>;
  readonly diskOf: (path: string, disks: readonly Disk[]) => Disk | null;
  /** What the system tells of this PC's security; never fails, and takes ten seconds at most. */
  readonly readPcFacts: () => Promise<PcFacts>;
  /** Fills a new demonstration vault with an invented practice. */
  readonly fillDemonstration: (vault: Vault, work: Work) => Promise<void>;
  readonly migrationsFolder: string;
  /** The copies: when they are due, and what they do on demand. */
  readonly backups: Backups;
  /** Where a restore comes from, between two steps of its wizard. */
  readonly restores: RestoreDesk;
  /** The copy that only consults, where this PC has one. */
  readonly copies: ReadingCopyDesk;
  /** The snapshot that is open beside the vault, to bring one file back. */
  readonly bringBacks: BringBackDesk;
  /** To the window; held back by the session while the vault is not open. */
  emit(event: ContractEvent): void;
  reportFault(incident: string, method: string, error: unknown): void;
}
