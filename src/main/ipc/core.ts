import type { ContractEvent } from '../../shared/contract/events.ts';
import type { HostServices } from '../host/port.ts';
import type { Vault } from '../vault/vault.ts';
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
  /** Fills a new demonstration vault with an invented practice. */
  readonly fillDemonstration: (vault: Vault, work: Work) => Promise<void>;
  readonly migrationsFolder: string;
  /** To the window; held back by the session while the vault is not open. */
  emit(event: ContractEvent): void;
  reportFault(incident: string, method: string, error: unknown): void;
}
