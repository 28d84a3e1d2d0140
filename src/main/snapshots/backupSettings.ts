import { backupSettings } from '../../shared/contract/snapshots.ts';
import { logAccess } from '../vault/accessLog.ts';
import { withoutUndefined } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { readVaultValue, writeVaultValue } from '../vault/vaultValue.ts';
import { DEFAULT_BACKUP_SETTINGS, type BackupSettings } from './schedule.ts';

/** When copies are taken, as the person chose it; what was never chosen is as by default. */
export function readBackupSettings(vault: Pick<Vault, 'db'>): BackupSettings {
  const stored = backupSettings.partial().parse(JSON.parse(readVaultValue(vault.db, 'backups') ?? '{}'));
  return { ...DEFAULT_BACKUP_SETTINGS, ...withoutUndefined(stored) };
}

/** Changes what is given, keeps the rest. */
export function updateBackupSettings(
  vault: Vault,
  changes: { readonly [Key in keyof BackupSettings]?: BackupSettings[Key] | undefined },
): BackupSettings {
  return vault.db.transaction(() => {
    const next = { ...readBackupSettings(vault), ...withoutUndefined(changes) };
    writeVaultValue(vault.db, 'backups', JSON.stringify(next));
    logAccess(vault, { action: 'settings-changed' });
    return next;
  })();
}
