import { statSync } from 'node:fs';
import type { Output } from '../../shared/contract/index.ts';
import type { OpenedVault } from './openedVault.ts';
import { hasPin } from './pin.ts';
import { presentCosts } from './slotChange.ts';
import { listLivingSlots } from './slotList.ts';
import { readVaultValue } from './vaultValue.ts';

/** What the settings show of the vault's protection. */
export function readSecurity(opened: OpenedVault): Output<'vault.security'> {
  const { vault, files } = opened;
  return {
    vaultId: vault.id,
    createdAt: Number(readVaultValue(vault.db, 'created-at')),
    argon2: presentCosts(opened),
    slots: listLivingSlots(vault.db).map(({ id, kind, createdAt }) => ({ id, kind, createdAt })),
    hasPin: hasPin(vault),
    folder: vault.folder,
    databaseBytes: statSync(files.database).size,
  };
}
