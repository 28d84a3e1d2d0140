import type { ContractEvent } from '../../shared/contract/events.ts';
import type { MethodName } from '../../shared/contract/index.ts';
import type { HostServices } from '../host/port.ts';
import type { Vault } from '../vault/vault.ts';
import type { Works } from './works.ts';

export type Phase = 'no-vault' | 'locked' | 'veiled' | 'open';

/** The state of the vault as the door sees it. */
export interface SessionState {
  readonly phase: Phase;
  /** The open vault, also behind the veil; null where there is none or it is locked. */
  readonly vault: Vault | null;
  /** Throws a refusal where something must come first (`busy` during an import, a passphrase to choose). */
  admit(method: MethodName): void;
}

/** What the handlers share; made once by the composition root (coreThread.ts). */
export interface Core {
  readonly session: SessionState;
  readonly host: HostServices;
  readonly works: Works;
  emit(event: ContractEvent): void;
  reportFault(incident: string, method: string, error: unknown): void;
}
