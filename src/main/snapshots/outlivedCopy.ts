import { logAccess } from '../vault/accessLog.ts';
import type { Vault } from '../vault/vault.ts';
import type { KnownTarget } from './book.ts';
import { manifestName } from './format/layout.ts';
import { sha256 } from './format/pack.ts';
import { specAt } from './hosting/specAt.ts';
import { openTarget } from './target/openTarget.ts';
import { isMissing, type ReadBack, type Target } from './target/target.ts';
import { refusingTargetFaults } from './targetRefusal.ts';
import { openBook } from './vaultBook.ts';

/**
 * A copy that ended after the lock could tell the vault nothing. Where its manifest lies on the target as the vault expected
 * it, and so all that it relies on, the vault knows the copy from now on, and logs it with the time at which it was taken.
 * True where that was so. Refuses `target-*`.
 */
export async function recogniseOutlivedCopy(vault: Vault, known: KnownTarget): Promise<boolean> {
  const book = openBook(vault);
  const [head, expected] = [book.head(known.repository), book.expected(known.repository)];
  if (expected === null || (head !== null && head.sequence >= expected.sequence)) return false;
  const target = openTarget(await specAt(vault, known.place, { create: false }));
  const manifest = await readIfThere(target, manifestName(expected.snapshotId));
  if (manifest === null || sha256(manifest.bytes) !== expected.sha256 || !vault.db.open) return false;
  vault.db.transaction(() => {
    book.remember(known, expected, manifest.isFromMedium);
    logAccess(vault, { action: 'snapshot-created', facts: { target: known.label, takenAt: expected.time } });
  })();
  return true;
}

function readIfThere(target: Target, name: string): Promise<ReadBack | null> {
  return refusingTargetFaults(async () => {
    try {
      return await target.readBack(name);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  });
}
