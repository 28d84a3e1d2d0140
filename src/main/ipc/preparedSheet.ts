import type { RecoverySheet } from '../../shared/contract/vault.ts';
import { wipe } from '../vault/keyring.ts';
import { refuse } from '../vault/refusal.ts';
import type { PreparedRekey } from '../vault/rekey.ts';
import type { PreparedVault } from '../vault/vaultFolder.ts';
import { recoverySheet } from './sessionSheet.ts';

/** What a sheet is made for: a new vault, a new code for this one, or a new code and a new key. */
export type SheetPurpose =
  | { readonly kind: 'new'; readonly vault: PreparedVault }
  | { readonly kind: 'renew' }
  | { readonly kind: 'rekey'; readonly slots: PreparedRekey };

interface PreparedSheet {
  readonly code: Buffer;
  readonly sheet: RecoverySheet;
  readonly purpose: SheetPurpose;
}

/** The recovery sheet that waits in memory until its groups are typed back; one at a time, wiped when it is dropped. */
export class PreparedSheets {
  #prepared: PreparedSheet | null = null;

  get current(): PreparedSheet | null {
    return this.#prepared;
  }

  /** The sheet to print or to save. Refuses `nothing-prepared`. */
  get sheet(): RecoverySheet {
    return this.#prepared?.sheet ?? refuse({ code: 'nothing-prepared' });
  }

  /** Takes the code over; `now` in milliseconds. */
  keep(code: Buffer, vaultId: string, purpose: SheetPurpose, now: number): RecoverySheet {
    this.drop();
    const date = new Date(now).toLocaleDateString('sv-SE');
    this.#prepared = { code, purpose, sheet: recoverySheet(code, vaultId, date) };
    return this.#prepared.sheet;
  }

  /** Once its vault is written and has its key: only the code is wiped. */
  handOver(): void {
    if (this.#prepared !== null) wipe(this.#prepared.code);
    this.#prepared = null;
  }

  drop(): void {
    const purpose = this.#prepared?.purpose;
    this.handOver();
    if (purpose?.kind === 'rekey') for (const { kek } of [...purpose.slots.between, ...purpose.slots.final]) wipe(kek);
    if (purpose?.kind === 'new') wipe(purpose.vault.vaultKey);
  }
}
