import type { RemainingCopy } from '../../shared/contract/retention.ts';
import { legalDay } from '../../shared/domain/legalDay.ts';
import { readPractice } from '../vault/settings.ts';
import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';
import { readHostAccess } from './hosting/hostAccess.ts';
import { listFormerVaults } from './restoreJournal.ts';
import { DEFAULT_RETENTION, monthsBefore } from './retention.ts';

/**
 * Every place of which the vault knows that it may hold copies from before now, and what ends them there. A day is given only
 * where something of ours acts after it: the first copy made there ends what is too old, and a key that is never plugged in again
 * keeps all. What a person wrote, printed or copied by hand is not known here.
 */
export function remainingCopies(vault: Vault): RemainingCopy[] {
  const { timeZone } = readPractice(vault);
  const targets = statement<[], StoredTarget>(vault.db, SELECT_TARGETS).all();
  const canEndAtHost = hostEndsCopies(vault);
  const holding = targets.filter(({ isErased }) => isErased === 0);
  const known = holding.map(({ label, kind, headTime, isRemoved, isLost }): RemainingCopy => {
    const place = placeOf(kind, isRemoved === 1, isLost === 1);
    const isEnded = place === 'target' || (place === 'host' && canEndAtHost);
    const goneAfter = isEnded ? legalDay(monthsBefore(headTime, -DEFAULT_RETENTION.months), timeZone) : null;
    return { place, label, since: null, goneAfter };
  });
  const aside = listFormerVaults(vault.folder).map(({ since }): RemainingCopy => ({
    place: 'set-aside',
    label: '',
    since: legalDay(since, timeZone),
    goneAfter: null,
  }));
  // A second PC fetches its copy from the host and tells nobody: where there was a host, there may be one.
  const consulting: RemainingCopy[] = targets.some(({ kind }) => kind === 's3')
    ? [{ place: 'reading-copy', label: '', since: null, goneAfter: null }]
    : [];
  return [...known, ...aside, ...consulting];
}

interface StoredTarget {
  readonly label: string;
  readonly kind: 'folder' | 's3';
  readonly headTime: number;
  readonly isRemoved: number;
  readonly isErased: number;
  readonly isLost: number;
}

/** Removed and lost ones too: what lies there stays, until a host says that it erased it. */
const SELECT_TARGETS = `SELECT label, kind, head_time AS headTime, removed_at IS NOT NULL AS isRemoved,
    erased_at IS NOT NULL AS isErased,
    EXISTS (
      SELECT 1 FROM lost_key WHERE lost_key.repository_id = snapshot_target.repository_id AND found_at IS NULL
    ) AS isLost
  FROM snapshot_target WHERE head_time IS NOT NULL ORDER BY removed_at IS NOT NULL, head_time DESC, repository_id`;

function placeOf(kind: StoredTarget['kind'], isRemoved: boolean, isLost: boolean): RemainingCopy['place'] {
  if (isLost) return 'lost';
  if (kind === 's3') return isRemoved ? 'former-host' : 'host';
  return isRemoved ? 'removed' : 'target';
}

/** False where the pair may not delete, or where the store keeps what was deleted as a former version, or may do so. */
function hostEndsCopies(vault: Vault): boolean {
  const access = readHostAccess(vault);
  return access !== null && access.canDelete && access.keepsVersions === false;
}
