import { retentionRule } from '../../../shared/contract/retention.ts';
import { USUAL_RULE, type RetentionRule } from '../../../shared/domain/retention.ts';
import { logAccess } from '../../vault/accessLog.ts';
import type { Vault } from '../../vault/vault.ts';
import { readVaultValue, writeVaultValue } from '../../vault/vaultValue.ts';

/** The durations of this practice; the CNIL's own where nothing was changed. */
export function readRetentionRule(vault: Pick<Vault, 'db'>): RetentionRule {
  const stored = readVaultValue(vault.db, 'retention-rule');
  return stored === null ? USUAL_RULE : retentionRule.parse(JSON.parse(stored));
}

/** As zod infers a partial object: a field may be there and undefined, which changes nothing. */
type Changes = { readonly [Key in keyof RetentionRule]?: number | undefined };

export function changeRetentionRule(vault: Vault, changes: Changes): RetentionRule {
  const former = readRetentionRule(vault);
  const next: RetentionRule = {
    activeYears: changes.activeYears ?? former.activeYears,
    archivedYears: changes.archivedYears ?? former.archivedYears,
    minorUntilAge: changes.minorUntilAge ?? former.minorUntilAge,
    afterDeathYears: changes.afterDeathYears ?? former.afterDeathYears,
  };
  vault.db.transaction(() => {
    writeVaultValue(vault.db, 'retention-rule', JSON.stringify(next));
    logAccess(vault, { action: 'settings-changed' });
  })();
  return next;
}
