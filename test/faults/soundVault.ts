import assert from 'node:assert/strict';
import { checkVault, type VaultCheck } from '../../src/main/vault/vaultCheck.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { closeVault, openVault, type OpenOptions } from '../../src/main/vault/vaultFolder.ts';

/** Opens a vault, works with it, and closes it whatever comes. */
export async function withVault<Result>(
  options: OpenOptions,
  work: (vault: Vault) => Promise<Result>,
): Promise<Result> {
  const opened = await openVault(options);
  try {
    return await work(opened.vault);
  } finally {
    closeVault(opened);
  }
}

/** Throws where integrity_check or the access log's chain finds anything. */
export async function expectSound(vault: Vault): Promise<VaultCheck> {
  const check = await checkVault(vault);
  assert.ok(check.ok, 'the vault does not pass its own check');
  return check;
}
