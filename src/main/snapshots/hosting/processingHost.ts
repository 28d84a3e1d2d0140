import { logAccess } from '../../vault/accessLog.ts';
import type { Vault } from '../../vault/vault.ts';
import { readAttestation, type KeptAttestation } from './attestation.ts';
import { readHostAccess } from './hostAccess.ts';

/** The host that processes data for the practice, as register and notice name it: one that is set up, or that still has copies. */
export function processingHost(vault: Vault): KeptAttestation | null {
  return readHostAccess(vault) === null && !holdsCopies(vault) ? null : readAttestation(vault);
}

/** Whether copies lie at a host that did not say that it erased them: what was agreed with it ends there (art. 28(3)(g) RGPD). */
export function holdsCopies({ db }: Pick<Vault, 'db'>): boolean {
  const query = `SELECT 1 FROM snapshot_target WHERE kind = 's3' AND head_snapshot IS NOT NULL AND erased_at IS NULL`;
  return db.prepare(query).get() !== undefined;
}

/** The host said that it erased everything. */
export function noteErased(vault: Vault): void {
  vault.db.transaction(() => {
    vault.db.prepare("UPDATE snapshot_target SET erased_at = ? WHERE kind = 's3'").run(vault.now());
    logAccess(vault, { action: 'settings-changed', facts: { subject: 'hosting' } });
  })();
}
