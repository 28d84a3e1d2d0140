import { readFileSync } from 'node:fs';
import { openedVaultOf } from '../vault/openedVault.ts';
import { refuse } from '../vault/refusal.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import type { Vault } from '../vault/vault.ts';
import { judge, readRepository } from './repository/repository.ts';
import { openTarget } from './target/openTarget.ts';
import type { TargetSpec } from './target/targetSpec.ts';
import { refusingTargetFaults } from './targetRefusal.ts';
import { tryRestore, type Trial } from './trial.ts';
import type { UnlockedRepository } from './unlockRepository.ts';
import { vaultManifestKeys } from './vaultSnapshot.ts';

/**
 * Restores the newest snapshot of a target for trial, with the keys of the open vault. It counts as intact only where
 * the key file that it carries is the one that the vault has now, too: else the passphrase of today would not open it.
 * Refuses `repository-empty`, `snapshot-damaged`, `not-enough-space`, `target-*`, `cancelled`.
 */
export async function proveTarget(vault: Vault, spec: TargetSpec, signal: AbortSignal): Promise<Trial> {
  return refusingTargetFaults(async () => {
    const target = openTarget(spec);
    const repository = await readRepository(target);
    const unlocked = unlockedBy(vault, repository);
    try {
      const newest = unlocked.judged.verified.at(-1);
      if (newest === undefined) return refuse({ code: 'repository-empty' });
      const found = await tryRestore(target, unlocked, newest, { signal });
      return { ...found, isIntact: found.isIntact && newest.manifest.keyFile === unlocked.keyFileText };
    } finally {
      unlocked.close();
    }
  });
}

/** The repository as the open vault's own keys judge it; the keys are copies, so that a lock takes none of them away. */
function unlockedBy(vault: Vault, repository: Parameters<typeof judge>[0]): UnlockedRepository {
  const opened = openedVaultOf(vault);
  const vaultKeys = new Map([...opened.keys].map(([keyId, key]) => [keyId, Buffer.from(key)]));
  const keys = vaultManifestKeys(vault);
  return {
    vaultId: vault.id,
    vaultKeys,
    keys,
    judged: judge(repository, vault.id, keys),
    keyFileText: readFileSync(vaultFiles(vault.folder).keys, 'utf8'),
    close: () => {
      for (const key of vaultKeys.values()) key.fill(0);
      for (const { mac, seal } of keys) {
        mac.fill(0);
        seal.fill(0);
      }
    },
  };
}
